import { beforeAll, describe, test } from "vitest";
import { checkDocuments, checkStreams, checkTexts, type CheckOptions } from "./checks";
import { runs } from "./exhaustive";
import { loadTokenAssets } from "./loadEngine";
import { loadVariant, smallLimits } from "./loadVariant";

let options: Omit<CheckOptions, "parameters">;

beforeAll(async () => {
  options = {
    counting: await loadVariant(smallLimits),
    assets: await loadTokenAssets(),
  };
});

describe("with limits so small that short texts reach them", () => {
  test("texts have the tokens of tiktoken", () => {
    checkTexts({ ...options, parameters: { numRuns: runs(1500) } });
  });

  test("streams do, wherever they are cut", () => {
    checkStreams({ ...options, parameters: { numRuns: runs(1500) } });
  });

  test("documents do after any edits and selections, at any stage of counting", async () => {
    await checkDocuments({ ...options, parameters: { numRuns: runs(600) } });
  });
});
