import { describe, expect, test } from "vitest";
import { NEEDS_EVIDENCE } from "../../../scripts/evidence";
import { readRecordedRequests, type RecordedRequest } from "./recordedRequests";

/**
 * Shares of right counts that have been reached, in percent: of recordings as they were made, and of
 * those that may have been edited afterwards. A lower share fails.
 */
const REACHED: Readonly<Record<string, { readonly sound: number; readonly flagged: number }>> = {
  "chat/audio": { sound: 100, flagged: 0 },
  "chat/file": { sound: 0, flagged: 0 },
  "chat/image_data": { sound: 100, flagged: 100 },
  "chat/image_url": { sound: 57.1, flagged: 0 },
  "chat/json_mode": { sound: 100, flagged: 100 },
  "chat/json_schema": { sound: 100, flagged: 99.6 },
  "chat/json_schema_with_tools": { sound: 100, flagged: 0 },
  "chat/multipart_text": { sound: 100, flagged: 0 },
  "chat/name": { sound: 100, flagged: 0 },
  "chat/plain": { sound: 100, flagged: 92.5 },
  "chat/plain_multi_turn": { sound: 100, flagged: 100 },
  "chat/refusal_or_prediction": { sound: 100, flagged: 0 },
  "chat/stateful_or_other_items": { sound: 0, flagged: 0 },
  "chat/tool_history": { sound: 100, flagged: 82.6 },
  "chat/tool_history_parallel": { sound: 100, flagged: 100 },
  "chat/tools_forced": { sound: 100, flagged: 5.8 },
  "chat/tools_multi": { sound: 100, flagged: 87.5 },
  "chat/tools_required": { sound: 100, flagged: 100 },
  "chat/tools_single": { sound: 100, flagged: 100 },
  "responses/builtin_tools": { sound: 0, flagged: 0 },
  "responses/file": { sound: 0, flagged: 0 },
  "responses/image_data": { sound: 100, flagged: 0 },
  "responses/image_url": { sound: 33.3, flagged: 0 },
  "responses/json_mode": { sound: 90.9, flagged: 0 },
  "responses/json_schema": { sound: 92, flagged: 100 },
  "responses/json_schema_with_tools": { sound: 77.7, flagged: 0 },
  "responses/multipart_text": { sound: 100, flagged: 0 },
  "responses/plain": { sound: 100, flagged: 91.3 },
  "responses/plain_multi_turn": { sound: 100, flagged: 100 },
  "responses/stateful_or_other_items": { sound: 0, flagged: 0 },
  "responses/tool_history": { sound: 91.9, flagged: 88.8 },
  "responses/tool_history_parallel": { sound: 100, flagged: 100 },
  "responses/tools_forced": { sound: 100, flagged: 100 },
  "responses/tools_multi": { sound: 100, flagged: 90 },
  "responses/tools_required": { sound: 100, flagged: 100 },
  "responses/tools_single": { sound: 97.6, flagged: 90 },
};

const recordings = readRecordedRequests();
describe.skipIf(recordings === undefined)(
  recordings ? "recorded requests" : `recorded requests ${NEEDS_EVIDENCE}`,
  () => {
    const all = recordings ?? [];
    const current = all.filter((recording) => !isDated(recording));
    const sound = current.filter(({ isFlagged }) => !isFlagged);

    test("are counted as they were billed, category by category", () => {
      const categories = [...new Set(all.map(({ category }) => category))].sort();
      console.log(categories.map((category) => tableRow(category, all)).join("\n"));
      for (const category of categories) {
        const reached = REACHED[category] ?? { sound: 0, flagged: 0 };
        const own = current.filter((recording) => recording.category === category);
        const isBelow = (share: number | undefined, floor: number) =>
          share !== undefined && share < floor;
        expect
          .soft(
            isBelow(rightPercent(own.filter(({ isFlagged }) => !isFlagged)), reached.sound),
            category,
          )
          .toBe(false);
        expect
          .soft(
            isBelow(rightPercent(own.filter(({ isFlagged }) => isFlagged)), reached.flagged),
            category,
          )
          .toBe(false);
      }
    });

    test("are wrong in fewer than 1 of 200 if the count is called exact", () => {
      const exact = sound.filter(({ count }) => count.basis.kind === "exact");
      const wrong = exact.filter((recording) => !isRight(recording));
      console.log(
        `called exact: ${exact.length} of ${sound.length}, wrong: ${wrong.length}\n` +
          wrong.map(({ id, category }) => `  ${category} ${id}`).join("\n"),
      );
      expect(wrong.length * 200).toBeLessThan(exact.length);
    });

    test("of chat that a dated rule was in force for are explained by it", () => {
      const dated = all.filter(
        (recording) => isDated(recording) && recording.category.startsWith("chat/"),
      );
      for (const { id, count, billedTokens, datedTokens = 0 } of dated) {
        expect.soft(count.inputTokens + datedTokens, id).toBe(billedTokens);
      }
    });

    test("have parts that sum up, and a stable prefix that is the whole without placeholders", () => {
      for (const { count } of all) {
        expect(count.parts.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(count.inputTokens);
        for (const { tokens } of count.parts) expect(tokens).toBeGreaterThanOrEqual(0);
        if (count.basis.reasons.length === 0) {
          expect(count.stablePrefixTokens).toBe(count.inputTokens);
        }
      }
    });
  },
);

function isDated({ datedTokens }: RecordedRequest): boolean {
  return datedTokens !== undefined;
}

function isRight({ count, billedTokens }: RecordedRequest): boolean {
  return count.inputTokens === billedTokens;
}

function rightPercent(own: readonly RecordedRequest[]): number | undefined {
  return own.length === 0 ? undefined : (100 * own.filter(isRight).length) / own.length;
}

function tableRow(category: string, all: readonly RecordedRequest[]): string {
  const own = all.filter((recording) => recording.category === category);
  const share = (part: readonly RecordedRequest[]) =>
    `${part.filter(isRight).length}/${part.length}`.padEnd(11) +
    (rightPercent(part)?.toFixed(1) ?? "–").padStart(5);
  const dated = own.filter(isDated);
  const sound = own.filter((recording) => !recording.isFlagged && !isDated(recording));
  const flagged = own.filter((recording) => recording.isFlagged && !isDated(recording));
  const exact = sound.filter(({ count }) => count.basis.kind === "exact");
  return (
    `${category.padEnd(36)} ${share(sound)}%   flagged ${share(flagged)}%` +
    `   dated ${String(dated.length).padStart(3)}   exact ${share(exact)}%`
  );
}
