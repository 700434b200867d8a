import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { evidencePath, NEEDS_EVIDENCE } from "../../../scripts/evidence";
import { jsonLines, run } from "./testHost";

/** The correct figures of a case, as far as they are known. */
interface Right {
  readonly basis?: string;
  readonly isLowerBound?: boolean;
  readonly roles?: readonly string[];
  /** A number, or a limit such as `>15`. */
  readonly inputTokens?: number | string;
  /** Another outcome that is correct, too. */
  readonly or?: string;
  /** Of the requests of a file with several. */
  readonly first?: Right;
  readonly second?: Right;
}

interface Figures {
  readonly basis?: string;
  readonly isLowerBound?: boolean;
  readonly messages: readonly { readonly role: string }[];
  readonly models: Readonly<Record<string, { readonly inputTokens: number }>>;
  readonly requests?: readonly Figures[];
}

const folder = evidencePath("cases", "formats");
const SUFFIX = ".expected.json";
const cases = (folder === undefined ? [] : readdirSync(folder, { recursive: true }))
  .map(String)
  .filter((name) => name.endsWith(SUFFIX))
  .map((name) => name.slice(0, -SUFFIX.length))
  .sort();

function isRight({ basis, isLowerBound, messages, models }: Figures, right: Right): boolean {
  const tokens = models["gpt-4o"]?.inputTokens ?? 0;
  const roles = messages.map(({ role }) => role);
  const { inputTokens } = right;
  const limit = typeof inputTokens === "string" ? /^>(\d+)$/.exec(inputTokens)?.[1] : undefined;
  return (
    (right.basis === undefined || isBasis(basis, right.basis)) &&
    (right.isLowerBound === undefined || right.isLowerBound === isLowerBound) &&
    (right.roles === undefined || right.roles.join() === roles.join()) &&
    (typeof inputTokens !== "number" || inputTokens === tokens) &&
    (limit === undefined || tokens > Number(limit))
  );
}

/** `exact`, `estimate`, or in words what else it may be. */
function isBasis(basis: string | undefined, right: string): boolean {
  return right === "exact" || right === "estimate" ? basis === right : basis !== "exact";
}

describe.skipIf(folder === undefined)(`cases that a reader found wrong ${NEEDS_EVIDENCE}`, () => {
  test.each(cases)("%s", async (name) => {
    const { right } = JSON.parse(readFileSync(path.join(folder ?? "", name + SUFFIX), "utf8")) as {
      readonly right: Right;
    };
    const { stdout } = await run(folder ?? "", ["estimate", "--json", name]);
    const figures = jsonLines(stdout)[0] as unknown as Figures;
    const isEstimate = figures.basis !== "exact";
    expect(isRight(figures, right) || (right.or !== undefined && isEstimate)).toBe(true);
    const [first, second] = figures.requests ?? [];
    if (first && right.first) expect(isRight(first, right.first) || isEstimate).toBe(true);
    if (second && right.second) expect(isRight(second, right.second)).toBe(true);
  });
});
