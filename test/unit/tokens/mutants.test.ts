import { beforeAll, describe, expect, test } from "vitest";
import type { TokenAssets } from "../../../src/core/tokens/engineModule";
import { checkDocuments, checkStreams, checkTexts } from "./checks";
import { loadTokenAssets } from "./loadEngine";
import { loadVariant, smallLimits, type Counting } from "./loadVariant";

/** A wrong turn in a source file: `original` becomes `replacement`. */
type Mutant = readonly [name: string, file: string, original: string, replacement: string];

/** Further classes in a set of the cut rule. */
function cutMutant(name: string, set: string, added: string): Mutant {
  const original = `const ${set} = classSet(`;
  return [`the cut rule allows ${name}`, "cutRule.ts", original, `${original}${added}, `];
}

const mutants: readonly Mutant[] = [
  cutMutant("newline|/", "afterNewline", "SLASH"),
  cutMutant("newline|space", "afterNewline", "SPACE"),
  cutMutant("newline|newline", "afterNewline", "NEWLINE"),
  cutMutant("letter|'", "afterLetter", "APOSTROPHE"),
  cutMutant("letter|upper-case letter", "afterLetter", "UPPER"),
  cutMutant("letter|mark", "afterLetter", "MARK"),

  cutMutant("symbol|letter", "afterSymbol", "LOWER"),
  cutMutant("symbol|mark", "afterSymbol", "MARK"),
  cutMutant("symbol|newline", "afterSymbol", "NEWLINE"),
  cutMutant("symbol|symbol", "afterSymbol", "OTHER"),
  cutMutant("space|letter", "afterBlank", "LOWER"),
  cutMutant("space|digit", "afterBlank", "NUMBER"),
  cutMutant("space|symbol", "afterBlank", "OTHER"),
  [
    "the cut rule allows digit|digit",
    "cutRule.ts",
    "afterNumber =",
    "afterNumber = classSet(NUMBER) |",
  ],
  [
    "an edit leaves alone the chunk that ends at it",
    "documentCounter.ts",
    "const first = this.chunks.find(start);\n    const others",
    "const first = this.chunks.find(Math.min(start + 1, this.units));\n    const others",
  ],
  [
    "an edit leaves alone the chunk that starts at it",
    "documentCounter.ts",
    "next.start <= end",
    "next.start < end",
  ],
  [
    "an edit in text that is being counted lets that go on unchanged",
    "chunkCount.ts",
    "if (this.pushedUnits > end) return false;",
    "",
  ],
  [
    "a joined chunk loses the tokens of its first part",
    "chunkCount.ts",
    "(previous?.tokens ?? 0) + this.scan.chunkTokens",
    "this.scan.chunkTokens",
  ],
  [
    "a selection takes a group of chunks that is not counted for counted",
    "chunkList.ts",
    "group.pendingUnits === 0",
    "group.pendingUnits >= 0",
  ],
  [
    "a block ends inside of a surrogate pair",
    "textScan.ts",
    "isHighSurrogate(text.charCodeAt(end - 1)) ? end - 1 : end",
    "end",
  ],
  [
    "a giant piece ends with its block although a contraction may follow",
    "giantPiece.ts",
    "runEnd > end - LOOK_AHEAD_BYTES",
    "runEnd === end",
  ],
  [
    "a giant word is cut behind its last caseless letter although it goes on in lower case",
    "giantPiece.ts",
    "this.rest = undefined;",
    "",
  ],
  [
    "a giant word is not cut behind its last caseless letter",
    "giantPiece.ts",
    "markers: classSet(CASELESS, MARK)",
    "markers: 0",
  ],
  [
    "giant whitespace takes the blank before what follows",
    "giantPiece.ts",
    "this.beforeLastBlank(runEnd);",
    "runEnd;",
  ],
  ["the tail of a giant piece is too short", "pieceEncoder.ts", ">= TAIL_BYTES) {", ">= 1) {"],
];

let assets: TokenAssets;

beforeAll(async () => {
  assets = await loadTokenAssets();
});

/** The results of the checks: for documents, streams and texts. */
async function firstFailure(counting: Counting): Promise<string> {
  const options = {
    counting,
    assets,
    parameters: { numRuns: 30_000, endOnFailure: true },
  };
  try {
    await checkDocuments(options);
    checkStreams(options);
    checkTexts(options);
    return "nothing";
  } catch (error) {
    return String(error);
  }
}

describe("the checks of the counting code find it wrong when", () => {
  test.each(mutants)("%s", async (_name, file, original, replacement) => {
    const counting = await loadVariant([...smallLimits, { file, original, replacement }]);
    expect(await firstFailure(counting)).toContain("Property failed");
  });
});
