/**
 * Pictures of the panel without VS Code, for a look while it is worked on:
 * `node scripts/run.mjs scripts/previewPanel.ts OUT_DIR [case[,theme[,width]]]…`. Without cases: all
 * of test/webview/preview in every theme and width. Prints what axe-core finds.
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { axeViolations } from "../test/vscode/harness/axe";
import { launchBrowser } from "../test/vscode/harness/browser";
import { HumanError, runMain } from "../test/vscode/harness/humanError";
import { MEASURE_CASES } from "../test/webview/preview/measurePreview";
import { MOVE_CASES } from "../test/webview/preview/movePreview";
import { PREVIEW_CASES } from "../test/webview/preview/previewCases";
import { projectRoot } from "./projectRoot";

const THEMES = ["dark", "light", "high-contrast", "high-contrast-light"];
const WIDTHS = ["1200", "760", "480"];
const CASES = [PREVIEW_CASES, MOVE_CASES, MEASURE_CASES].flatMap((cases) => Object.keys(cases));

await runMain(async () => {
  const [outDir, ...asked] = process.argv.slice(2);
  if (outDir === undefined) throw new HumanError("Name a folder for the pictures.");
  await mkdir(outDir, { recursive: true });
  const pageDir = await mkdtemp(path.join(tmpdir(), "panel-preview-"));
  const browser = await launchBrowser();
  try {
    await buildPage(pageDir);
    for (const { name, theme, width } of views(asked)) {
      const page = await browser.newPage({
        viewport: { width: Number(width), height: 900 },
        deviceScaleFactor: 1.5,
      });
      page.on("pageerror", (error) => console.log(`${name},${theme},${width}: ${error.message}`));
      await page.goto(`${pathToFileURL(path.join(pageDir, "index.html")).href}#${name},${theme}`);
      await page.waitForSelector("section, .verdict, .quiet-state, .measure-setup");
      await page.waitForTimeout(300);
      const file = path.join(outDir, `${name}-${theme}-${width}.png`);
      await page.screenshot({ path: file, fullPage: true });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (overflow > 0) console.log(`${name},${theme},${width}: ${overflow}px too wide`);
      for (const violation of await axeViolations(page.mainFrame())) {
        console.log(`${name},${theme},${width}: ${violation}`);
      }
      await page.close();
      console.log(file);
    }
  } finally {
    await browser.close();
    await rm(pageDir, { recursive: true, force: true });
  }
});

interface View {
  readonly name: string;
  readonly theme: string;
  readonly width: string;
}

function views(asked: readonly string[]): readonly View[] {
  const wanted = asked.length > 0 ? asked : CASES;
  return wanted.flatMap((each) => {
    const [name = "", theme, width] = each.split(",");
    const themes = theme === undefined || theme === "" ? THEMES : [theme];
    const widths = width === undefined ? WIDTHS : [width];
    return themes.flatMap((one) => widths.map((wide) => ({ name, theme: one, width: wide })));
  });
}

/** A classic script: a page from a file may not load modules. */
async function buildPage(pageDir: string): Promise<void> {
  await build({
    absWorkingDir: projectRoot,
    entryPoints: ["test/webview/preview/preview.tsx"],
    outfile: path.join(pageDir, "preview.js"),
    bundle: true,
    format: "iife",
    target: "es2023",
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "warning",
  });
  await writeFile(
    path.join(pageDir, "index.html"),
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Panel</title><link rel="stylesheet" href="preview.css"><div id="root"></div><script src="preview.js"></script></html>`,
  );
}
