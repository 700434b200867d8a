import type { OpenAI } from "openai";
import { type BatchPart, isStatus } from "../core/measure/batch/batchState";
import type { Endpoint } from "../core/prompt/prompt";
import type { RunError } from "../core/runs/runError";
import { batchUrl } from "./batchRequests";
import { loadOpenAi } from "./loadOpenAi";
import { createFileClient } from "./openAiClient";
import { scrub } from "./scrub";
import { connectionSecrets, type ServerConnection } from "./serverConnection";
import { runErrorContextOf, toRunErrorFromThrown } from "./toRunError";

/** A batch, as the server reports it. */
export type BatchReport = Pick<
  BatchPart,
  "status" | "outputFileId" | "errorFileId" | "completed" | "failed" | "error"
> & { readonly batchId: string };

/** A request to the server failed. */
export class BatchFault extends Error {
  constructor(readonly fault: RunError) {
    super(fault.serverMessage ?? fault.code);
  }
}

/** OpenAI's files and batches over the SDK. Every method rejects with a `BatchFault`. */
export interface BatchServer {
  /** The id of the uploaded file. */
  upload(name: string, content: AsyncIterable<Uint8Array>): Promise<string>;
  create(fileId: string, part: Pick<BatchPart, "key" | "endpoint">): Promise<BatchReport>;
  /** The batch that was created with a key, if a restart lost its id. */
  find(key: string): Promise<BatchReport | undefined>;
  retrieve(batchId: string): Promise<BatchReport>;
  cancel(batchId: string): Promise<BatchReport>;
  download(fileId: string): Promise<AsyncIterable<Uint8Array>>;
}

/** The member of a batch's metadata that holds a part's key. */
const KEY = "tokenscale_part";

/** An upload of 200 MB takes its time, but not for ever. */
const MAX_REQUEST_MS = 30 * 60_000;

export async function createBatchServer(
  connection: ServerConnection,
  /** Of parts that name none. */
  endpoint: Endpoint,
  signal: AbortSignal,
): Promise<BatchServer> {
  // Files and batches belong to no model: as the counting endpoint does on Azure.
  const client = await createFileClient(connection, connection.server.operation("count", ""));
  const Client = await loadOpenAi();
  const options = () => ({
    signal: AbortSignal.any([signal, AbortSignal.timeout(MAX_REQUEST_MS)]),
  });
  const asked = async <Value>(request: Promise<Value>): Promise<Value> => {
    try {
      return await request;
    } catch (error) {
      throw new BatchFault(toRunErrorFromThrown(error, runErrorContextOf(connection, 0)));
    }
  };
  const report = (batch: OpenAI.Batch): BatchReport => reportOf(batch, connection);
  return {
    upload: async (name, content) => {
      const file = Client.toStreamingFile(content, name, { type: "application/jsonl" });
      return (await asked(client.files.create({ file, purpose: "batch" }, options()))).id;
    },
    create: async (fileId, { key, endpoint: own = endpoint }) =>
      report(
        await asked(
          client.batches.create(
            {
              input_file_id: fileId,
              endpoint: batchUrl(connection, own) as "/v1/chat/completions",
              completion_window: "24h",
              metadata: { [KEY]: key },
            },
            options(),
          ),
        ),
      ),
    find: async (key) => {
      const { data } = await asked(client.batches.list({ limit: 100 }, options()));
      const found = data.find(({ metadata }) => metadata?.[KEY] === key);
      return found && report(found);
    },
    retrieve: async (batchId) => report(await asked(client.batches.retrieve(batchId, options()))),
    cancel: async (batchId) => report(await asked(client.batches.cancel(batchId, options()))),
    download: async (fileId) => {
      const { body } = await asked(client.files.content(fileId, options()));
      return body ?? new ReadableStream();
    },
  };
}

function reportOf(batch: OpenAI.Batch, connection: ServerConnection): BatchReport {
  const { id: batchId, status, output_file_id, error_file_id, request_counts, errors } = batch;
  const [first] = errors?.data ?? [];
  const error = scrub(first?.message ?? "", connectionSecrets(connection));
  return {
    batchId,
    // A status that is not known yet is on the way to one of the others.
    status: isStatus(status) ? status : "in_progress",
    ...(output_file_id && { outputFileId: output_file_id }),
    ...(error_file_id && { errorFileId: error_file_id }),
    ...(request_counts && { completed: request_counts.completed, failed: request_counts.failed }),
    ...(error !== undefined && { error }),
  };
}
