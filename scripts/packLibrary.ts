import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import ts from "typescript";
import { compress } from "./buildTokens.mjs";
import packageJson from "../package.json";
import { HumanError } from "../test/vscode/harness/humanError";
import { npmProgram } from "./npmProgram";
import { buildExtension, runNode } from "./packageExtension";
import { projectRoot } from "./projectRoot";

/** `npx` downloads and unpacks it on each machine of a CI. */
const largestUnpackedBytes = 3 * 1024 * 1024;

/** Of `dist/`, what the command line and the library consist of. */
const distFiles = ["cli.js"];

/** Kept compressed: see src/node/bundledPackage.ts. */
const compressedFiles = [
  "genaiPrices.js",
  "kindWeights.json",
  "mcp.js",
  "openai.js",
  "undici.js",
  "weights.json",
];

const docs = ["api.md", "cli.md"];

interface LibraryPackage {
  readonly file: string;
  readonly unpackedBytes: number;
}

/** Builds the command line and the library as they ship and packs them into `tokenscale-VERSION.tgz`. */
export async function packLibrary(outFolder: string): Promise<LibraryPackage> {
  await buildExtension("--production");
  const folder = await mkdtemp(path.join(tmpdir(), "tokenscale-npm-"));
  try {
    await fillPackage(folder);
    const unpackedBytes = await bytesBelow(folder);
    if (unpackedBytes > largestUnpackedBytes) {
      throw new HumanError(
        `The package has ${unpackedBytes} bytes, ${unpackedBytes - largestUnpackedBytes} more than the 3 MB allowed.`,
      );
    }
    await mkdir(outFolder, { recursive: true });
    const options = ["--pack-destination", outFolder, "--ignore-scripts"];
    await runNode(projectRoot, npmProgram(), "pack", folder, ...options);
    const { name, version } = packageJson;
    return { file: path.join(outFolder, `${name}-${version}.tgz`), unpackedBytes };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fillPackage(folder: string): Promise<void> {
  const dist = path.join(projectRoot, "dist");
  const ours = path.join(folder, "dist");
  const copy = (...names: string[]): Promise<void> =>
    cp(path.join(projectRoot, ...names), path.join(folder, ...names), { recursive: true });
  for (const name of distFiles) await copy("dist", name);
  await copy("dist", "lib");
  await mkdir(path.join(folder, "docs"));
  for (const name of docs) {
    await writeFile(path.join(folder, "docs", name), withoutDeadLinks(await readDoc(name)));
  }
  await copy("LICENSE");
  await copy("schemas");
  await copy("skills");
  await mkdir(path.join(ours, "tokens"));
  for (const name of ["engine.wasm", "vocabulary.bin.br", "classes.bin"])
    await copy("dist", "tokens", name);
  for (const name of compressedFiles) {
    const bytes = await readFile(path.join(dist, name));
    await writeFile(path.join(ours, `${name}.br`), compress(bytes));
  }
  await writeDeclarations(path.join(ours, "lib"));
  const readme = await readDoc("npm.md");
  await writeFile(
    path.join(folder, "README.md"),
    readme.replaceAll(/\]\((?=[\w-]+\.md)/g, "](docs/"),
  );
  await writeFile(
    path.join(folder, "package.json"),
    `${JSON.stringify(manifest(), undefined, 2)}\n`,
  );
}

function readDoc(name: string): Promise<string> {
  return readFile(path.join(projectRoot, "docs", name), "utf8");
}

/** Links to pages that are only in the repository become their words. */
function withoutDeadLinks(text: string): string {
  return text.replaceAll(
    /\[([^\]]+)\]\(([\w-]+\.md)[^)]*\)/g,
    (link, words: string, page: string) => (docs.includes(page) ? link : words),
  );
}

/** The declarations of the library: the file that describes the interface, and the entry's. */
async function writeDeclarations(folder: string): Promise<void> {
  for (const [name, out] of [
    ["library", "index"],
    ["tokenscaleApi", "tokenscaleApi"],
  ] as const) {
    const file = path.join(projectRoot, "src", "api", `${name}.ts`);
    const { outputText, diagnostics = [] } = ts.transpileDeclaration(await readFile(file, "utf8"), {
      fileName: file,
      reportDiagnostics: true,
    });
    const [first] = diagnostics;
    if (first) throw new HumanError(ts.flattenDiagnosticMessageText(first.messageText, "\n"));
    const text = outputText.replaceAll('"./tokenscaleApi"', '"./tokenscaleApi.mjs"');
    await writeFile(path.join(folder, `${out}.d.mts`), text);
  }
}

/** The repository has one package.json, the extension's: that of the npm package is made from it. */
function manifest(): object {
  const { name, version, license, engines, keywords, bin } = packageJson;
  return {
    name,
    version,
    description: "Tokens, cost and the right model for prompts: a command line and a library.",
    license,
    keywords,
    engines: { node: engines.node },
    bin,
    exports: {
      ".": { types: "./dist/lib/index.d.mts", default: "./dist/lib/index.mjs" },
      "./package.json": "./package.json",
    },
  };
}

async function bytesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await stat(path.join(entry.parentPath, entry.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
