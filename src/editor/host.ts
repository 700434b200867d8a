import * as vscode from "vscode";
import type { confinedFiles } from "../agents/confinedFiles";
import type { PathStyle } from "../core/pathInside";
import type { TextFiles } from "../core/ports";
import type { ExclusiveLock } from "../core/runs/spending/exclusiveLock";
import type { assertionsBeside, readDataset } from "../node/measureFiles";
import type { MeasureRuns } from "../node/measureRuns";
import type { openRun } from "../node/runFolder";
import type { readPastTexts, textAtCommit } from "../node/pastTexts";
import type { readLogs } from "../node/traffic/readLogs";
import type { ProxySettings } from "../openai/proxyForUrl";
import type { SendRequest } from "../openai/sendRequest";
import { UserError } from "./errors";

/** The services of the extension host that the editor runs in: Node, or a worker of a browser. */
export interface Host {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly pathStyle: PathStyle;
  readonly textFiles: (folder: vscode.Uri) => TextFiles;
  /** Between all windows that name the same file. */
  readonly lock: (file: vscode.Uri) => ExclusiveLock;
  /** The exports of a file that the build keeps beside the extension's own. */
  readonly loadBundled: (name: string) => Promise<unknown>;
  /** For requests that VS Code does not send through its proxy itself. */
  readonly fetchThrough: (proxy: ProxySettings) => SendRequest;
  /** Undefined in a browser. */
  readonly machine?: Machine;
}

/** A machine with a disk and programs. Files and folders are named by their paths on it. */
interface Machine {
  readonly isWindows: boolean;
  /** The program that runs the extension host. */
  readonly execPath: string;
  readonly realPath: (path: string) => Promise<string>;
  readonly textAtCommit: typeof textAtCommit;
  readonly readPastTexts: typeof readPastTexts;
  readonly agentFiles: typeof confinedFiles;
  readonly measureRuns: (folder: string) => MeasureRuns;
  readonly openRun: typeof openRun;
  readonly readDataset: typeof readDataset;
  readonly assertionsBeside: typeof assertionsBeside;
  readonly readLogs: typeof readLogs;
}

let current: Host | undefined;

/** Called once, by an entry point, before anything else. */
export function setHost(host: Host): void {
  current = host;
}

export function getHost(): Host {
  if (current === undefined) throw new Error("The entry point has not set the host.");
  return current;
}

/** Throws a `UserError` in a browser. */
export function requireMachine(): Machine {
  const { machine } = getHost();
  if (machine === undefined) {
    throw new UserError(
      vscode.l10n.t("This needs VS Code on a desktop or a server: a browser has no disk."),
    );
  }
  return machine;
}
