import type { ModelRunner, RunRequest, StopSignal } from "../ports";
import type { RunFault } from "./runFault";
import type { RunUsage } from "./runEvent";

/** The answer to one request, in one piece. */
export type Asked =
  | { readonly kind: "answered"; readonly text: string; readonly usage?: RunUsage }
  | { readonly kind: "failed"; readonly fault: RunFault }
  | { readonly kind: "stopped" };

/**
 * Runs a prompt once and waits for the whole answer: for small requests whose answer a program reads,
 * such as asking a model which kind of task a prompt is. An answer that is not whole counts as failed.
 */
export async function askOnce(
  runner: ModelRunner,
  request: RunRequest,
  signal: StopSignal,
): Promise<Asked> {
  const { status, text, usage, fault } = await runner.run(request, {
    signal,
    onEvent: () => undefined,
  });
  if (status === "stopped") return { kind: "stopped" };
  if (fault !== undefined) return { kind: "failed", fault };
  return { kind: "answered", text, ...(usage && { usage }) };
}
