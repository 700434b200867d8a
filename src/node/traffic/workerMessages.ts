import type { IdColumns } from "../../core/traffic/seenIds";
import type { LogTask } from "./logTask";
import type { LogPiece } from "./readLog";

/** The first message to a worker. */
export type WorkerTask = LogTask;

export type WorkerOrder =
  | {
      readonly kind: "read";
      readonly piece: LogPiece;
      readonly index: number;
      /** Stands for the file in what can't be read, until the lines before the piece are counted. */
      readonly name: string;
    }
  /** Ends the piece that is being read. */
  | { readonly kind: "stop" }
  | { readonly kind: "finish" };

export type WorkerMessage =
  | { readonly kind: "bytes"; readonly bytes: number }
  | { readonly kind: "read"; readonly index: number; readonly lines: number }
  | { readonly kind: "columns"; readonly head: readonly string[] }
  | { readonly kind: "failed"; readonly index: number; readonly error: unknown }
  | { readonly kind: "summary"; readonly lines: readonly string[]; readonly ids: IdColumns };
