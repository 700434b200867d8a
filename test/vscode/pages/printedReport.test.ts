import { readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projectRoot } from "../../../scripts/projectRoot";
import { totalOf } from "../../../src/core/estimate/fileTotal";
import { DEFAULT_PAIR } from "../../../src/core/models/resolvePair";
import type { PanelInput } from "../../../src/core/panel/panelInput";
import { buildPanelState } from "../../../src/core/panel/sections/buildPanelState";
import { renderReport } from "../../../src/report/renderReport";
import { receiptEstimate, sampleEstimate } from "../../unit/panel/sampleEstimates";
import { panelInput, promptSubject } from "../../unit/panel/sampleInput";
import { launchBrowser } from "../harness/browser";

/** A4 without the margins of the report, in CSS pixels. */
const contentWidth = Math.floor(((210 - 2 * 14) / 25.4) * 96);
const css = readFileSync(path.join(projectRoot, "src/webview/panel.css"), "utf8");
const longName = `${"folder/".repeat(12)}a-prompt-with-quite-a-long-name.prompty`;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const inputs: Readonly<Record<string, PanelInput>> = {
  "one prompt": panelInput(),
  "a prompt with images": panelInput({ subject: promptSubject(receiptEstimate()) }),
  "several prompts": panelInput({
    subject: {
      kind: "many",
      name: "2 files",
      prompts: [
        { id: "1", name: longName, estimate: sampleEstimate() },
        { id: "2", name: "receipt.prompty", estimate: receiptEstimate() },
      ],
      total: totalOf([sampleEstimate(), receiptEstimate()], DEFAULT_PAIR),
      leftOut: [],
    },
  }),
  "no prompt": panelInput({ subject: { kind: "none" } }),
};

async function print(input: PanelInput): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: contentWidth, height: 1000 } });
  await page.emulateMedia({ media: "print" });
  await page.setContent(renderReport({ state: buildPanelState(input), day: input.today, css }));
  return page;
}

/** Runs in the page: text that is cut off, outside of the paper, or not drawn at all. */
function cutOff(width: number): readonly string[] {
  const isForScreenReaders = (element: Element): boolean =>
    element.closest("svg title, .hidden-visually, .by-part thead .model, .bar-labels") !== null;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? "";
    const parent = node.parentElement;
    if (text === "" || parent === null || isForScreenReaders(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()];
    if (boxes.length === 0) found.push(`not drawn: ${text}`);
    if (boxes.some(({ left, right }) => left < -1 || right > width + 1)) {
      found.push(`off the paper: ${text}`);
    }
    for (let element: Element | null = parent; element; element = element.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(element);
      if (overflowX === "visible" && overflowY === "visible") continue;
      if (element === document.body || element === document.documentElement) continue;
      const isCut =
        element.scrollWidth > element.clientWidth + 1 ||
        element.scrollHeight > element.clientHeight + 1;
      if (isCut) found.push(`cut: ${text}`);
    }
  }
  return found;
}

test.each(Object.keys(inputs))("nothing is cut off when %s is printed on A4", async (name) => {
  const page = await print(inputs[name] ?? panelInput());
  expect(await page.evaluate(cutOff, contentWidth)).toEqual([]);
  await page.close();
});

test.each([1000, 1001, 1100, 1101, 1240, 1241])(
  "the table of several prompts has room for its columns at %i pixels",
  async (width) => {
    const page = await browser.newPage({ viewport: { width, height: 1000 } });
    const input = inputs["several prompts"] ?? panelInput();
    await page.setContent(renderReport({ state: buildPanelState(input), day: input.today, css }));
    const overflow = await page
      .locator("#prompts .scroll-x")
      .evaluate((table) => table.scrollWidth - table.clientWidth);
    expect(overflow).toBe(0);
    await page.close();
  },
);
