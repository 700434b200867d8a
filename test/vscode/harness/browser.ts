import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { chromium, type Browser } from "playwright-core";
import { HumanError } from "./humanError";
import { ensureInstalled } from "./installation";
import { showProgress } from "./progress";

const run = promisify(execFile);

/** An executable and the environment variables that it wants on top. */
interface BrowserExecutable {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

const systemChromium = "/usr/bin/chromium";
const fontsFile = "fonts.conf";

/** Nothing but loopback can be reached, and the browser itself asks for nothing. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

/**
 * Starts a headless Chromium: the one that `CHROMIUM` names, else the one in the npm package.
 * @throws {HumanError} one line that says what to install.
 */
export async function launchBrowser(): Promise<Browser> {
  const executable = await findBrowser();
  return chromium.launch({
    executablePath: executable.path,
    args: flags,
    env: { ...definedEnvironment(), ...executable.env },
  });
}

/** Finds a browser that runs here and unpacks what it needs, once; see {@link launchBrowser}. */
export async function findBrowser(): Promise<BrowserExecutable> {
  const named = process.env["CHROMIUM"];
  if (named !== undefined && named !== "") {
    if (existsSync(named)) return { path: named, env: {} };
    throw new HumanError(
      `CHROMIUM names ${named}, which is missing: install Chromium or unset it.`,
    );
  }

  const unpacked = await unpackBrowser();
  const executable = path.join(unpacked, "chromium");
  const fonts: BrowserExecutable["env"] = existsSync("/etc/fonts/fonts.conf")
    ? {}
    : { FONTCONFIG_FILE: path.join(unpacked, fontsFile) };
  const bare: BrowserExecutable = { path: executable, env: fonts };
  const withLibraries: BrowserExecutable = {
    path: executable,
    env: { ...fonts, LD_LIBRARY_PATH: path.join(unpacked, "al2023", "lib") },
  };
  for (const candidate of [bare, withLibraries]) {
    if ((await missingLibraries(candidate)).length === 0) return candidate;
  }
  if (existsSync(systemChromium)) return { path: systemChromium, env: {} };
  const missing = (await missingLibraries(withLibraries)).join(", ");
  throw new HumanError(
    `The browser lacks ${missing}: install Chromium with what it needs (Debian, Ubuntu: \`apt-get install chromium\`) or name one with CHROMIUM=/path/to/chromium.`,
  );
}

/** Unpacks the browser, its fonts and the two libraries that bare systems lack; returns their folder. */
async function unpackBrowser(): Promise<string> {
  const { chromiumPackage, unpacked } = await ensureInstalled();
  const target = path.join(unpacked, "chromium");
  if (existsSync(target)) return target;

  await mkdir(unpacked, { recursive: true });
  const half = await mkdtemp(path.join(unpacked, "half-"));
  const script = `
    const { default: chromium } = await import(${JSON.stringify(pathToFileURL(path.join(chromiumPackage, "build", "esm", "index.js")).href)});
    await chromium.executablePath();`;
  try {
    await showProgress("Unpacking the browser", () =>
      run(process.execPath, ["--input-type=module", "--eval", script], {
        // The package unpacks into the temporary folder, and the libraries only if it sees a bare system.
        env: { ...definedEnvironment(), TMPDIR: half, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" },
      }),
    );
    await writeFile(path.join(half, fontsFile), fontsConfiguration(path.join(target, "fonts")));
    await rename(half, target);
  } catch (error) {
    // Another process may have been faster.
    if (existsSync(target)) return target;
    throw new HumanError(
      `The browser could not be unpacked into ${unpacked} (${error instanceof Error ? error.message.split("\n")[0] : String(error)}): check that the disk has 300 MB free, or name a browser with CHROMIUM=/path/to/chromium.`,
    );
  } finally {
    await rm(half, { recursive: true, force: true });
  }
  return target;
}

/** The package's own file names folders of other systems. */
function fontsConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${folder}/cache</cachedir></fontconfig>
`;
}

/** The shared libraries that the dynamic linker does not find, by name. */
async function missingLibraries(executable: BrowserExecutable): Promise<readonly string[]> {
  const { stdout } = await run("ldd", [executable.path], {
    env: { ...definedEnvironment(), ...executable.env },
  });
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name ?? "");
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}
