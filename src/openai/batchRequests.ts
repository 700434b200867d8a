import type { RunRequest } from "../core/runs/modelRunner";
import { readDataUris } from "./imageDataUris";
import { buildRequestBody, imageFilesOf, unsendablePart } from "./requestBody";
import type { ServerConnection } from "./serverConnection";

/** Azure's batches name the path without the version. */
const PATHS = {
  chat: "/chat/completions",
  responses: "/responses",
} as const;

/** The API of a batch, as its lines and the batch itself name it. */
export function batchUrl(
  { server }: Pick<ServerConnection, "server">,
  endpoint: RunRequest["endpoint"],
): string {
  return server.kind === "azure" ? PATHS[endpoint] : `/v1${PATHS[endpoint]}`;
}

/** A line of a Batch file, or why the request can't be one. */
export async function batchLine(
  customId: string,
  request: RunRequest,
  connection: Pick<ServerConnection, "server" | "images">,
): Promise<{ readonly line: string } | { readonly problem: string }> {
  const { prompt, endpoint, effort, refusesMaxTokens, logProbabilities } = request;
  const { server, images } = connection;
  const type = unsendablePart(prompt, endpoint);
  if (type !== undefined) return { problem: `a part of type ${type} can't be sent` };
  const read = await readDataUris(imageFilesOf(prompt), images);
  if ("unreadable" in read) return { problem: `the image ${read.unreadable} can't be read` };
  const { model } = server.operation(endpoint, request.model);
  const isOlder = server.kind === "compatible" && !refusesMaxTokens;
  const body = buildRequestBody(prompt, {
    endpoint,
    model,
    images: read.uris,
    ...(effort !== undefined && { effort }),
    ...(logProbabilities && { logProbabilities }),
    maxTokensName: isOlder ? "max_tokens" : "max_completion_tokens",
    isWhole: true,
  });
  const id = JSON.stringify(customId);
  const url = JSON.stringify(batchUrl(connection, endpoint));
  return { line: `{"custom_id":${id},"method":"POST","url":${url},"body":${body}}\n` };
}
