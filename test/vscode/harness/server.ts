import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { HumanError } from "./humanError";
import { ensureInstalled } from "./installation";

const run = promisify(execFile);

/** Defaults for every start: nothing opens, saves or accesses the network automatically. */
const baseSettings = {
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "git.openRepositoryInParentFolders": "never",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "workbench.colorTheme": "Dark Modern",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/** How the server's process is set up; every path is absolute. */
interface ServerOptions {
  /** Holds everything that VS Code writes: settings, extensions, logs, its home and temporary folder. */
  readonly dataFolder: string;
  /** User settings on top of the harness's own. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Extensions to install before the start. */
  readonly vsixFiles?: readonly string[];
  /**
   * Lets a window run extensions from their folders, and their tests. It makes VS Code believe that nobody
   * is looking: notifications no longer pop up, dialogs answer themselves.
   */
  readonly isForDevelopment?: boolean;
  /** Lets VS Code ask whether the workspace is trusted; otherwise every workspace is. */
  readonly asksForTrust?: boolean;
  /** Environment variables of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** 0, the default, takes a free one. */
  readonly port?: number;
}

/** A running VS Code server. */
export interface VSCodeServer {
  readonly port: number;
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Below it every log file of server, extension hosts and output channels. */
  readonly logFolder: string;
  /** Ends the server and all of its processes; safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts VS Code's server on loopback and returns when it answers.
 * @throws {HumanError} when it cannot be installed or does not start.
 */
export async function startServer(options: ServerOptions): Promise<VSCodeServer> {
  const { node, serverMain } = await ensureInstalled();
  const { dataFolder } = options;
  const home = path.join(dataFolder, "home");
  const temporary = path.join(dataFolder, "tmp");
  const settingsFile = path.join(dataFolder, "data", "User", "settings.json");
  await Promise.all(
    [home, temporary, path.dirname(settingsFile)].map((folder) =>
      mkdir(folder, { recursive: true }),
    ),
  );
  await writeFile(
    settingsFile,
    JSON.stringify({ ...baseSettings, ...options.settings }, undefined, 2),
  );

  const env = {
    PATH: process.env["PATH"] ?? "",
    LANG: "C.UTF-8",
    HOME: home,
    TMPDIR: temporary,
    EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: "" }),
    ...options.env,
  };
  const { vsixFiles = [], isForDevelopment = false, asksForTrust = false } = options;
  if (vsixFiles.length > 0) {
    const installs = vsixFiles.flatMap((file) => ["--install-extension", file]);
    await run(node, [serverMain, ...installs, "--server-data-dir", dataFolder], { env });
  }

  const server = spawn(
    node,
    [
      serverMain,
      ...["--host", "127.0.0.1", "--port", String(options.port ?? 0)],
      ...["--server-data-dir", dataFolder],
      "--without-connection-token",
      "--accept-server-license-terms",
      // Without it this version ignores extensionDevelopmentPath and extensionTestsPath without a word.
      ...(isForDevelopment ? ["--enable-smoke-test-driver"] : []),
      "--disable-telemetry",
      ...(asksForTrust ? [] : ["--disable-workspace-trust"]),
      "--disable-update-check",
      "--disable-getting-started-override",
    ],
    // A separate process group, so that its extension hosts end with it.
    { env, detached: true, stdio: ["ignore", "pipe", "pipe"] },
  );
  const killGroup = (): void => signalGroup(server, "SIGKILL");
  process.on("exit", killGroup);
  exitOnSignals();
  const stop = async (): Promise<void> => {
    process.off("exit", killGroup);
    await endGroup(server);
  };

  try {
    const port = await listeningPort(server);
    const origin = `http://127.0.0.1:${port}`;
    return { port, origin, logFolder: path.join(dataFolder, "data", "logs"), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Reads the server's output until it prints its address. */
function listeningPort(server: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = "";
    const fail = (reason: string): void => {
      clearTimeout(giveUp);
      reject(new HumanError(`VS Code's server did not start: ${reason}.`));
    };
    const giveUp = setTimeout(() => fail("no answer within 30 seconds"), 30_000);
    const read = (data: Buffer): void => {
      output += data.toString();
      const match = /Extension host agent listening on (\d+)/.exec(output);
      if (match !== null) {
        clearTimeout(giveUp);
        resolve(Number(match[1]));
      } else if (output.includes("EADDRINUSE")) fail("another program uses the port");
    };
    server.stdout?.on("data", read);
    server.stderr?.on("data", read);
    server.once("error", (error) => fail(error.message));
    server.once("exit", (code) =>
      fail(`exit code ${code}, ${output.trim().split("\n").at(-1) ?? "without a word"}`),
    );
  });
}

/** Asks the group to end, and kills it if it does not within two seconds. */
async function endGroup(server: ChildProcess): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = once(server, "exit");
    signalGroup(server, "SIGTERM");
    const insist = setTimeout(() => signalGroup(server, "SIGKILL"), 2_000);
    await ended;
    clearTimeout(insist);
  }
  // Extension hosts may outlive the server by a moment, and they still write into the data folder.
  signalGroup(server, "SIGKILL");
}

/** An unhandled signal would end this process without its `exit` event, and leave servers running. */
function exitOnSignals(): void {
  for (const [signal, code] of [
    ["SIGHUP", 129],
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    if (process.listenerCount(signal) === 0) process.once(signal, () => process.exit(code));
  }
}

function signalGroup(server: ChildProcess, signal: NodeJS.Signals): void {
  if (server.pid === undefined) return;
  try {
    process.kill(-server.pid, signal);
  } catch {
    // The group is gone already.
  }
}
