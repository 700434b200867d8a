import { describe, expect, it } from "vitest";
import { retryAfterSeconds } from "../../../src/openai/retryAfter";

const NOW = new Date("2026-11-20T09:14:00.000Z");
const ask = (headers: Record<string, string>) => retryAfterSeconds(new Headers(headers), NOW);

describe("how long a server asks to wait", () => {
  it.each([
    [{ "retry-after": "12" }, 12],
    [{ "retry-after": "0.2" }, 1],
    [{ "retry-after-ms": "1500" }, 2],
    [{ "retry-after": "Fri, 20 Nov 2026 09:14:30 GMT" }, 30],
    [{ "retry-after": "Fri, 20 Nov 2026 09:13:00 GMT" }, 0],
    [{ "retry-after": "soon" }, undefined],
    [{ "retry-after": "-5" }, undefined],
    [{}, undefined],
  ])("%j: %s", (headers, seconds) => {
    expect(ask(headers as Record<string, string>)).toBe(seconds);
  });
});
