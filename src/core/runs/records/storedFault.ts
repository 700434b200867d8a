import * as v from "valibot";
import type { RunError } from "../runError";

const text = v.string();
const figure = v.pipe(v.number(), v.finite(), v.minValue(0));
const status = v.pipe(v.number(), v.safeInteger());
const said = { serverMessage: v.exactOptional(text), requestId: v.exactOptional(text) };

function cause<Code extends RunError["code"]>(code: Code) {
  return v.object({ code: v.literal(code), ...said });
}

function causeWith<Code extends RunError["code"], Entries extends v.ObjectEntries>(
  code: Code,
  entries: Entries,
) {
  return v.object({ code: v.literal(code), ...said, ...entries });
}

const knownFault = v.variant("code", [
  causeWith("key-refused", { keySent: v.boolean() }),
  cause("not-allowed"),
  causeWith("model-not-found", { status: v.exactOptional(status) }),
  cause("address-not-found"),
  causeWith("rate-limited", {
    retryAfterSeconds: v.exactOptional(figure),
    retries: figure,
    exhausted: v.boolean(),
  }),
  causeWith("bad-request", { status }),
  cause("prompt-filtered"),
  causeWith("server-error", { status: v.exactOptional(status), page: v.boolean() }),
  cause("not-an-answer"),
  causeWith("redirected", { status, to: v.exactOptional(text) }),
  causeWith("unexpected-status", { status }),
  cause("cut"),
  cause("empty"),
  cause("unreadable"),
  causeWith("no-answer", { seconds: figure }),
  causeWith("stalled", { seconds: figure }),
  causeWith("too-long", { characters: figure }),
  causeWith("offline", { reason: v.exactOptional(text) }),
  causeWith("proxy-refused", { status, proxy: v.exactOptional(text) }),
  causeWith("proxy-unreachable", { proxy: v.exactOptional(text) }),
  causeWith("certificate", { reason: text }),
  causeWith("image-unreadable", { source: text }),
  causeWith("file-unreadable", { path: text }),
  causeWith("unsendable-part", { type: text }),
  cause("not-recorded"),
  cause("unforeseen"),
]);

/** The error of a stored run. One that a newer version wrote becomes an error without details. */
export const storedFault: v.GenericSchema<unknown, RunError> = v.fallback(knownFault, {
  code: "unforeseen",
});
