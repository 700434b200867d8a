import { expect, it } from "vitest";
import { groupParts } from "../../../src/core/panel/sections/partGroups";
import { estimateText } from "../estimate/services";

const PROMPTY = `---
name: triage
---
system:
You sort tickets.

user:
The ticket: broken pole.
`;

it("leads to the text of a message that is counted, without its role", () => {
  const [estimate] = estimateText("triage.prompty", PROMPTY).estimates;
  const groups = estimate && groupParts(estimate.prompt, estimate.left.count, estimate.right.count);
  const texts = groups?.flatMap(({ range }) =>
    range === undefined ? [] : [PROMPTY.slice(range.start, range.end).trim()],
  );
  expect(texts).toEqual(["You sort tickets.", "The ticket: broken pole."]);
});
