import { realpath } from "node:fs/promises";
import { createRequire } from "node:module";
import { confinedFiles } from "../agents/confinedFiles";
import type { Host } from "../editor/host";
import { createFileLock } from "../node/fileLock";
import { assertionsBeside, readDataset } from "../node/measureFiles";
import { MeasureRuns } from "../node/measureRuns";
import { createNodeTextFiles } from "../node/nodeTextFiles";
import { openRun } from "../node/runFolder";
import { readPastTexts, textAtCommit } from "../node/pastTexts";
import { readLogs } from "../node/traffic/readLogs";
import { createProxyFetch, systemCertificates } from "../openai/proxyFetch";

const requireBeside = createRequire(__filename);
const { platform } = process;

/** The extension host of a desktop or a server: Node. */
export const DESKTOP_HOST: Host = {
  environment: process.env,
  pathStyle: {
    hasDrives: platform === "win32",
    ignoresCase: platform === "win32" || platform === "darwin",
  },
  textFiles: (folder) => createNodeTextFiles(folder.fsPath),
  lock: (file) => createFileLock(file.fsPath),
  loadBundled: (name) => Promise.resolve(requireBeside(`./${name}`) as unknown),
  fetchThrough: (proxy) => createProxyFetch({ proxy, certificates: systemCertificates() }),
  machine: {
    isWindows: platform === "win32",
    execPath: process.execPath,
    realPath: (path) => realpath(path),
    textAtCommit,
    readPastTexts,
    agentFiles: confinedFiles,
    measureRuns: (folder) => new MeasureRuns(folder),
    openRun,
    readDataset,
    assertionsBeside,
    readLogs,
  },
};
