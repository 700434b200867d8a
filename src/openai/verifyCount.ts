import { firstUnreadFile } from "../core/prompt/caveats";
import type { RunRequest, StopSignal } from "../core/runs/modelRunner";
import type { VerifiedCount } from "../core/runs/engine/verifiedCount";
import { runErrorContextOf, toRunErrorFromThrown } from "./toRunError";
import { readDataUris } from "./imageDataUris";
import { createClient } from "./openAiClient";
import { DEFAULT_LIMITS, type RunLimits } from "./openAiRunner";
import { buildCountBody, imageFilesOf, unsendablePart } from "./requestBody";
import type { ServerConnection } from "./serverConnection";
import { countOf, memberOf } from "./untyped";

/**
 * Asks the server how many input tokens a prompt has (`POST /responses/input_tokens`, OpenAI API
 * reference, "Get input token counts"). This sends the prompt, but generates nothing. Never rejects; a
 * stop counts as no answer.
 */
export async function verifyCount(
  connection: ServerConnection,
  { prompt, model }: Pick<RunRequest, "prompt" | "model">,
  signal: StopSignal,
  { answerMs }: Pick<RunLimits, "answerMs"> = DEFAULT_LIMITS,
): Promise<VerifiedCount> {
  const { server, clock, images } = connection;
  const path = firstUnreadFile(prompt);
  if (path !== undefined) return { kind: "failed", fault: { code: "file-unreadable", path } };
  const type = unsendablePart(prompt, "responses");
  if (type !== undefined) return { kind: "failed", fault: { code: "unsendable-part", type } };
  const read = await readDataUris(imageFilesOf(prompt), images);
  if ("unreadable" in read) {
    return { kind: "failed", fault: { code: "image-unreadable", source: read.unreadable } };
  }
  const operation = server.operation("count", model);
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const cancelTimer = clock.after(answerMs, abort);
  signal.addEventListener("abort", abort);
  try {
    const client = await createClient(connection, operation);
    const answer = await client.post<unknown>(operation.path, {
      body: buildCountBody(prompt, { model: operation.model, images: read.uris }),
      headers: { "content-type": "application/json" },
      signal: controller.signal,
    });
    const inputTokens = countOf(memberOf(answer, "input_tokens"));
    return inputTokens === undefined
      ? { kind: "failed", fault: { code: "not-an-answer" } }
      : { kind: "counted", inputTokens };
  } catch (error) {
    const fault = controller.signal.aborted
      ? ({ code: "no-answer", seconds: answerMs / 1000 } as const)
      : toRunErrorFromThrown(error, runErrorContextOf(connection, 0));
    return { kind: "failed", fault };
  } finally {
    cancelTimer();
    signal.removeEventListener("abort", abort);
  }
}
