/**
 * `npm run screenshots`: copies the pictures that README.md, docs/ and the walkthrough show from the last
 * page tests (`test-results/screenshots`). Look at them before you commit them. With `pngquant` installed
 * they are reduced to a palette, which makes them about a third of the size.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { HumanError, runMain } from "../test/vscode/harness/humanError";
import { projectRoot } from "./projectRoot";

const run = promisify(execFile);

/** Fonts keep their edges from this quality on; pngquant leaves a picture as it is that would fall below. */
const QUALITY = "80-98";

/** The exit codes with which pngquant leaves a picture as it is. */
const TOO_LARGE = 98;
const TOO_POOR = 99;

await runMain(async () => {
  const from = path.join(projectRoot, "test-results", "screenshots");
  const folders: readonly (readonly [string, readonly string[]])[] = [
    [path.join("docs", "screenshots"), await shownPictures()],
    ["media", await walkthroughPictures()],
  ];
  const missing = folders
    .flatMap(([, names]) => names)
    .filter((name) => !existsSync(path.join(from, name)));
  if (missing.length > 0) {
    throw new HumanError(
      `No page test has taken ${missing.join(", ")}: run \`npm run test:pages\` first.`,
    );
  }
  for (const [folder, names] of folders) {
    await mkdir(path.join(projectRoot, folder), { recursive: true });
    for (const name of names) {
      const copy = path.join(projectRoot, folder, name);
      await copyFile(path.join(from, name), copy);
      await reduceColors(copy);
      console.log(path.posix.join(folder, name));
    }
  }
});

/** To a palette of up to 256 colors, in place; not at all without pngquant. */
async function reduceColors(picture: string): Promise<void> {
  const options = ["--quality", QUALITY, "--speed", "1", "--strip", "--skip-if-larger"];
  try {
    await run("pngquant", [...options, "--force", "--output", picture, "--", picture]);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT") console.warn("pngquant is not installed: the picture is not reduced.");
    else if (code !== TOO_LARGE && code !== TOO_POOR) throw error;
  }
}

/** Those that the manifest names. */
async function walkthroughPictures(): Promise<readonly string[]> {
  const manifest = await readFile(path.join(projectRoot, "package.json"), "utf8");
  const names = [...manifest.matchAll(/"media\/(walkthrough-[\w-]+\.png)"/g)].map(
    ([, name]) => name,
  );
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

/** Names of the pictures that the documents refer to, each once. */
async function shownPictures(): Promise<readonly string[]> {
  const documents = (await readdir(path.join(projectRoot, "docs")))
    .filter((name) => name.endsWith(".md"))
    .map((name) => path.join("docs", name));
  const texts = await Promise.all(
    ["README.md", ...documents].map((file) => readFile(path.join(projectRoot, file), "utf8")),
  );
  const names = [...texts.join("\n").matchAll(/screenshots\/([\w-]+\.png)/g)].map(
    ([, name]) => name,
  );
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}
