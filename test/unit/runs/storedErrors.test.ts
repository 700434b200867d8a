import { describe, expect, it } from "vitest";
import type { RunError } from "../../../src/core/runs/runError";
import { type AnswerEnd, describeEnd } from "../../../src/core/runs/records/answerEnd";
import {
  exportStoredRun,
  readStoredRun,
  storedMessages,
  storedRows,
  type StoredRun,
  type StoredRunHead,
} from "../../../src/core/runs/records/storedRun";
import { shownStoredSide } from "../../../src/core/runs/engine/answerView";

const HEAD: StoredRunHead = {
  id: "run-1",
  file: "triage.prompty",
  startedAt: "2026-11-20T09:14:00.000Z",
  host: "api.openai.com",
  endpoint: "chat",
  models: { left: "gpt-4o", right: "gpt-4o-mini" },
  estimates: {},
};
const PLACE = { side: "left", index: 0 } as const;

/** One of each error, with all its parameters. */
const FAULTS: Readonly<{ [Code in RunError["code"]]: Extract<RunError, { code: Code }> }> = {
  "key-refused": { code: "key-refused", keySent: true },
  "not-allowed": { code: "not-allowed", serverMessage: "Ask an owner" },
  "model-not-found": { code: "model-not-found", status: 404 },
  "address-not-found": { code: "address-not-found" },
  "rate-limited": { code: "rate-limited", retryAfterSeconds: 20, retries: 2, exhausted: false },
  "bad-request": {
    code: "bad-request",
    status: 400,
    serverMessage: "Unknown field",
    requestId: "r",
  },
  "prompt-filtered": { code: "prompt-filtered" },
  "server-error": { code: "server-error", status: 502, page: true },
  "not-an-answer": { code: "not-an-answer" },
  redirected: { code: "redirected", status: 301, to: "example.com" },
  "unexpected-status": { code: "unexpected-status", status: 304 },
  cut: { code: "cut" },
  empty: { code: "empty" },
  unreadable: { code: "unreadable" },
  "no-answer": { code: "no-answer", seconds: 60 },
  stalled: { code: "stalled", seconds: 30 },
  "too-long": { code: "too-long", characters: 4_000_000 },
  offline: { code: "offline", reason: "ENOTFOUND" },
  "proxy-refused": { code: "proxy-refused", status: 407, proxy: "proxy.corp:3128" },
  "proxy-unreachable": { code: "proxy-unreachable", proxy: "proxy.corp:3128" },
  certificate: { code: "certificate", reason: "SELF_SIGNED_CERT_IN_CHAIN" },
  "image-unreadable": { code: "image-unreadable", source: "photo.png" },
  "file-unreadable": { code: "file-unreadable", path: "policy.md" },
  "unsendable-part": { code: "unsendable-part", type: "file" },
  "not-recorded": { code: "not-recorded" },
  unforeseen: { code: "unforeseen" },
};

function endWith(changes: Partial<AnswerEnd>): AnswerEnd {
  return {
    status: "failed",
    timing: { firstTokenMs: 400, totalMs: 900 },
    unreadableEvents: 3,
    outputTokens: 7,
    cost: 40_000_000n,
    circumstances: {
      shutdown: { date: "2027-01-14", confidence: "published" },
      other: { model: "gpt-4o-mini", answered: true },
      alternatives: ["gpt-4.1"],
      reportsUsage: true,
      maxOutputTokens: 720,
      currency: { code: "EUR", symbol: "€", perUsd: 0.9 },
    },
    ...changes,
  };
}

function textOf(...rows: readonly object[]): string {
  return [storedRows.head(HEAD), ...rows].map((row) => `${JSON.stringify(row)}\n`).join("");
}

function readBack(text: string): StoredRun {
  const run = readStoredRun(text);
  if (run === undefined) throw new Error("The head can't be read.");
  return run;
}

function wordsOf(run: StoredRun): readonly unknown[] {
  const end = run.answers[0]?.end;
  return end ? storedMessages(run, "left", end) : [];
}

function wordsWhileShown(end: AnswerEnd): readonly unknown[] {
  const messages = describeEnd(end, { host: HEAD.host, model: "gpt-4o" });
  return messages.map(({ title, sentence }) => ({ title, sentence }));
}

describe("the errors of a stored run", () => {
  it.each(Object.values(FAULTS))("reopens $code with the words of the run itself", (fault) => {
    const end = endWith({ fault });
    const text = textOf(storedRows.end(PLACE, end));
    const run = readBack(text);
    expect(run.damagedLines).toBe(0);
    expect(wordsOf(run)).toEqual(wordsWhileShown(end));
    const { title, sentence } = describeEnd(end, { host: HEAD.host, model: "gpt-4o" })[0] ?? {};
    expect(sentence).not.toBe("");
    expect(text).not.toContain(title);
    expect(text).not.toContain(sentence);
  });

  it.each([
    ["a stop", { status: "stopped" }],
    ["a refusal", { status: "finished", isRefused: true }],
    ["a filtered answer", { status: "finished", finishReason: "content-filter" }],
    ["an answer at its limit", { status: "finished", finishReason: "length" }],
    ["a missing usage", { status: "finished" }],
    ["a usage that is not credible", { status: "finished", isUsageNotCredible: true }],
  ] as const)("reopens %s with the words of the run itself", (_name, changes) => {
    const end = endWith(changes);
    const run = readBack(textOf(storedRows.end(PLACE, end)));
    expect(wordsOf(run)).toEqual(wordsWhileShown(end));
    expect(wordsOf(run)).not.toEqual([]);
  });

  it("shows the text of a run that an older version stored in words", () => {
    const messages = [{ title: "Key refused (401)", sentence: "Set another one." }];
    const end = {
      status: "failed",
      timing: { totalMs: 900 },
      unreadableEvents: 0,
      outputTokens: 0,
      cost: "0",
      messages,
    };
    const run = readBack(textOf({ kind: "end", ...PLACE, end }));
    expect(run.damagedLines).toBe(0);
    expect(shownStoredSide(run, "left")?.answers[0]?.messages).toEqual(messages);
    expect(JSON.parse(exportStoredRun(run))).toMatchObject({ answers: [{ messages }] });
  });

  it("shows an error that a newer version stored as one without details", () => {
    const row = JSON.stringify(storedRows.end(PLACE, endWith({ fault: { code: "cut" } })));
    const run = readBack(
      textOf(JSON.parse(row.replace('"code":"cut"', '"code":"melted"')) as object),
    );
    expect(run.damagedLines).toBe(0);
    expect(wordsOf(run)).toEqual(wordsWhileShown(endWith({ fault: { code: "unforeseen" } })));
  });

  it("exports the code and the words", () => {
    const fault: RunError = { code: "rate-limited", retries: 2, exhausted: false };
    const run = readBack(textOf(storedRows.end(PLACE, endWith({ fault, unreadableEvents: 0 }))));
    expect(JSON.parse(exportStoredRun(run))).toMatchObject({
      answers: [{ fault, messages: [{ title: "Rate limit (429)" }] }],
    });
  });
});
