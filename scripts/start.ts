/**
 * `npm start [FOLDER]`: builds the extension and serves a VS Code with it, on the sample workspace or on
 * FOLDER, until Ctrl-C. `PORT` chooses the port, `BROWSER=none` opens no browser. With `npm run watch`
 * beside it, "Developer: Reload Window" picks up code changes.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { HumanError, runMain } from "../test/vscode/harness/humanError";
import { ensureInstalled } from "../test/vscode/harness/installation";
import { startServer } from "../test/vscode/harness/server";
import { windowAddress } from "../test/vscode/harness/windowAddress";
import packageJson from "../package.json";
import { packageExtension } from "./packageExtension";
import { projectRoot } from "./projectRoot";

await runMain(async () => {
  const folder = path.resolve(process.argv[2] ?? path.join(projectRoot, "sample-workspace"));
  if (!existsSync(folder)) throw new HumanError(`${folder} is missing: name a folder to open.`);
  const port = Number(process.env["PORT"] ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new HumanError(`PORT is ${process.env["PORT"]}: give a number from 1 to 65535.`);
  }

  await ensureInstalled();
  console.log("Building the extension …");
  const stopped = untilStopped();
  const dataFolder = await mkdtemp(path.join(tmpdir(), "tokenscale-start-"));
  try {
    const vsix = path.join(dataFolder, "tokenscale.vsix");
    await packageExtension(vsix);
    const server = await startServer({ dataFolder, port, vsixFiles: [vsix] });
    try {
      await linkBuild(dataFolder);
      const address = windowAddress(server, folder);
      console.log(`VS Code with Tokenscale on ${folder}:\n\n  ${address}\n\nCtrl-C stops it.`);
      openBrowser(address);
      await stopped;
    } finally {
      await server.stop();
    }
  } finally {
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
  console.log("Stopped.");
});

/** Lets the installed extension run the project's own `dist/`, so that `npm run watch` and a reload do. */
async function linkBuild(dataFolder: string): Promise<void> {
  const { publisher, name, version } = packageJson;
  const installed = path.join(dataFolder, "extensions", `${publisher}.${name}-${version}`, "dist");
  await rm(installed, { recursive: true });
  await symlink(path.join(projectRoot, "dist"), installed);
}

/** Resolves at the first Ctrl-C or request to end; npm passes Ctrl-C on, so it may come twice. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => resolve());
  });
}

/** Opens the address if there is a desktop; otherwise the printed line has to do. */
function openBrowser(address: string): void {
  const chosen = process.env["BROWSER"];
  const hasDesktop = ["DISPLAY", "WAYLAND_DISPLAY"].some(
    (name) => (process.env[name] ?? "") !== "",
  );
  if (chosen === "none" || (chosen === undefined && !hasDesktop)) return;
  const opener = spawn(chosen ?? "xdg-open", [address], { detached: true, stdio: "ignore" });
  opener.on("error", () => console.log("No browser could be opened: open the address by hand."));
  opener.unref();
}
