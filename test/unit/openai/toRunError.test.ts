import { describe, expect, it } from "vitest";
import { type RunErrorContext, toRunErrorFromThrown } from "../../../src/openai/toRunError";

const CONTEXT: RunErrorContext = { secrets: [], keySent: true, now: new Date(0), retries: 0 };
const failed = (cause: unknown): Error => new TypeError("fetch failed", { cause });
const coded = (code: string): Error => Object.assign(new Error(code), { code });

/** Causes that no server on this machine can bring about. */
describe("a connection that fails", () => {
  it.each([
    ["ENOTFOUND", { code: "offline", reason: "ENOTFOUND" }],
    ["EAI_AGAIN", { code: "offline", reason: "EAI_AGAIN" }],
    ["ENETUNREACH", { code: "offline", reason: "ENETUNREACH" }],
    ["UND_ERR_CONNECT_TIMEOUT", { code: "offline", reason: "UND_ERR_CONNECT_TIMEOUT" }],
    ["ECONNRESET", { code: "cut" }],
    ["UND_ERR_SOCKET", { code: "cut" }],
    ["CERT_HAS_EXPIRED", { code: "certificate", reason: "CERT_HAS_EXPIRED" }],
    [
      "ERR_TLS_CERT_ALTNAME_INVALID",
      { code: "certificate", reason: "ERR_TLS_CERT_ALTNAME_INVALID" },
    ],
  ])("by %s", (code, fault) => {
    expect(toRunErrorFromThrown(failed(coded(code)), CONTEXT)).toEqual(fault);
  });

  it("to every address of a name", () => {
    const all = new AggregateError([coded("ENETUNREACH"), coded("ECONNREFUSED")]);
    expect(toRunErrorFromThrown(failed(all), CONTEXT)).toEqual({
      code: "offline",
      reason: "ENETUNREACH",
    });
  });

  it.each([
    ["net::ERR_INTERNET_DISCONNECTED", { code: "offline", reason: "ERR_INTERNET_DISCONNECTED" }],
    ["net::ERR_CONNECTION_REFUSED", { code: "offline", reason: "ERR_CONNECTION_REFUSED" }],
    ["net::ERR_CONNECTION_RESET", { code: "cut" }],
    [
      "net::ERR_CERT_AUTHORITY_INVALID",
      { code: "certificate", reason: "ERR_CERT_AUTHORITY_INVALID" },
    ],
    ["net::ERR_PROXY_CONNECTION_FAILED", { code: "proxy-unreachable" }],
    ["net::ERR_TUNNEL_CONNECTION_FAILED", { code: "proxy-unreachable" }],
  ])("in Electron by %s", (message, fault) => {
    expect(toRunErrorFromThrown(new Error(message), CONTEXT)).toEqual(fault);
  });

  it("in a browser, which says no more", () => {
    expect(toRunErrorFromThrown(new TypeError("Failed to fetch"), CONTEXT)).toEqual({
      code: "offline",
    });
  });

  it("at the proxy, if there is one in between", () => {
    expect(
      toRunErrorFromThrown(failed(coded("ENOTFOUND")), { ...CONTEXT, proxy: "proxy.example:8080" }),
    ).toEqual({ code: "proxy-unreachable", proxy: "proxy.example:8080" });
  });

  it("for a reason that is not foreseen", () => {
    expect(toRunErrorFromThrown(new Error("Out of cheese"), CONTEXT)).toEqual({
      code: "unforeseen",
      serverMessage: "Out of cheese",
    });
    expect(toRunErrorFromThrown("thrown text", CONTEXT)).toEqual({ code: "unforeseen" });
    expect(toRunErrorFromThrown(undefined, CONTEXT)).toEqual({ code: "unforeseen" });
  });

  it("with causes that go in circles", () => {
    const error = new Error("round");
    error.cause = new Error("and round", { cause: error });
    expect(toRunErrorFromThrown(error, CONTEXT)).toMatchObject({ code: "unforeseen" });
  });
});
