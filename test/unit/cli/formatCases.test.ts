import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { FORMAT_CASES, type Outcome, POINTER_FILES, POINTER_TEXT } from "./formatCases";
import { temporaryFolder } from "./temporaryFolder";
import { jsonLines, run } from "./testHost";

interface Figures {
  readonly basis: string;
  readonly isLowerBound: boolean;
  readonly basisReasons: readonly string[];
  readonly messages: readonly { readonly role: string }[];
  readonly models: Readonly<
    Record<string, { inputTokens: number; inputUsd: number; outputUsd: number }>
  >;
  readonly problems?: readonly { readonly code: string; readonly message: string }[];
  readonly requests?: readonly Figures[];
}

/** The JSON of `estimate` on a file, called from the file's own folder. */
async function estimate(folder: string, path: string): Promise<Figures> {
  const words = ["estimate", basename(path), "--json"];
  const { stdout } = await run(join(folder, dirname(path)), words);
  return jsonLines(stdout)[0] as unknown as Figures;
}

function check(figures: Figures, outcome: Outcome): void {
  const model = figures.models["gpt-4o"];
  const { says, above, roles, basis, isLowerBound, ...amounts } = outcome;
  expect(figures).toMatchObject({
    ...(basis && { basis }),
    ...(isLowerBound !== undefined && { isLowerBound }),
  });
  expect(model).toMatchObject(amounts);
  if (above !== undefined) expect(model?.inputTokens).toBeGreaterThan(above);
  if (roles !== undefined) expect(figures.messages.map(({ role }) => role)).toEqual(roles);
  const words = [
    ...figures.basisReasons,
    ...(figures.problems ?? []).map(({ message }) => message),
  ].join("\n");
  if (says !== undefined) expect(words.toLowerCase()).toContain(says.toLowerCase());
  if (figures.basis === "estimate") expect(figures.basisReasons).not.toEqual([]);
}

describe("what a file is said to be billed", () => {
  test.each(FORMAT_CASES)("$title", async ({ files, outcome, requests }) => {
    const [path = ""] = Object.keys(files);
    const figures = await estimate(await temporaryFolder(files), path);
    check(figures, outcome);
    if (requests === undefined) return;
    expect(figures.requests).toHaveLength(requests.length);
    for (const [index, request] of requests.entries()) {
      const found = figures.requests?.[index];
      if (found !== undefined) check(found, request);
    }
  });

  test.each(POINTER_FILES)("a Git LFS pointer in place of %s has no count", async (path) => {
    const folder = await temporaryFolder({ [path]: POINTER_TEXT });
    const figures = await estimate(folder, path);
    expect(figures.models).toEqual({});
    expect(figures.problems?.map(({ code }) => code)).toEqual(["lfs-pointer"]);
  });
});
