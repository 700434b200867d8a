/**
 * `npm run screenshots`: copies the pictures that README.md and docs/ show from the last page tests
 * (`test-results/screenshots`) into `docs/screenshots`. Look at them before you commit them.
 */
import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { HumanError, runMain } from "../test/vscode/harness/humanError";
import { projectRoot } from "./projectRoot";

await runMain(async () => {
  const from = path.join(projectRoot, "test-results", "screenshots");
  const to = path.join(projectRoot, "docs", "screenshots");
  const shown = await shownPictures();
  const missing = shown.filter((name) => !existsSync(path.join(from, name)));
  if (missing.length > 0) {
    throw new HumanError(
      `No page test has taken ${missing.join(", ")}: run \`npm run test:pages\` first.`,
    );
  }
  await mkdir(to, { recursive: true });
  for (const name of shown) {
    await copyFile(path.join(from, name), path.join(to, name));
    console.log(`docs/screenshots/${name}`);
  }
});

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
