import type { Page } from "playwright-core";
import type { VSCode } from "../../vscode/harness/vscode";

/** Waits as a person does: both ends on the page's own clock, in milliseconds. */

/** From each of `keys` presses to the new number in Tokenscale's status bar item. */
export async function keyTimesMs(page: Page, keys: number): Promise<readonly number[]> {
  await page.evaluate(noteNumbers);
  const times: number[] = [];
  for (let key = 0; key < keys; key += 1) {
    // Both are a token of their own beside each other, so that each key makes another number.
    await page.keyboard.press(key % 2 === 0 ? "7" : ";");
    const time = await page.waitForFunction(() => window.newNumberMs);
    times.push((await time.jsonValue()) ?? NaN);
  }
  return times;
}

/** Runs in the page, so it is on its own: keeps how long after the last key there was a new number. */
function noteNumbers(): void {
  const number = (): string | null | undefined =>
    document
      .querySelector('.statusbar-item [aria-label^="Tokenscale: "]')
      ?.getAttribute("aria-label");
  let pressedMs = NaN;
  let before = number();
  const notePress = (): void => {
    before = number();
    window.newNumberMs = undefined;
    pressedMs = performance.now();
  };
  const look = (): void => {
    if (number() !== before) window.newNumberMs ??= performance.now() - pressedMs;
  };
  addEventListener("keydown", notePress, { capture: true });
  new MutationObserver(look).observe(document.body, {
    subtree: true,
    attributeFilter: ["aria-label"],
  });
}

/** From a click on a status bar item to the first paint of words in the panel that it opens. */
export async function panelTimesMs(
  vscode: VSCode,
  item: RegExp,
  times: number,
): Promise<readonly number[]> {
  const { page } = vscode;
  await page.evaluate(noteClicks);
  const all: number[] = [];
  for (let time = 0; time < times; time += 1) {
    await vscode.statusBarItem(item).click();
    await vscode.panel().locator("main:not([aria-busy])").waitFor();
    const painted = await (await vscode.panelFrame()).waitForFunction(firstWordsMs);
    const clickedMs = await page.evaluate(() => window.clickedMs);
    all.push(((await painted.jsonValue()) ?? NaN) - (clickedMs ?? NaN));
    await vscode.runCommand("View: Close Editors in Other Groups");
    await page.locator("iframe.webview.ready").waitFor({ state: "detached" });
  }
  return all;
}

declare global {
  interface Window {
    /** Between the last key and the new number. */
    newNumberMs?: number | undefined;
    /** When the page was clicked last, in ms since 1970. */
    clickedMs?: number;
  }
}

function noteClicks(): void {
  const note = (): void => {
    window.clickedMs = performance.timeOrigin + performance.now();
  };
  addEventListener("click", note, { capture: true });
}

/** Runs in the panel: when its first words were painted, in ms since 1970. */
function firstWordsMs(): number | undefined {
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return paint && performance.timeOrigin + paint.startTime;
}
