import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { parse as parseJsonc } from "jsonc-parser";
import type { Browser, Frame, FrameLocator, Locator, Page } from "playwright-core";
import { packFolder } from "../../../scripts/packageExtension";
import { projectRoot } from "../../../scripts/projectRoot";
import { axeViolations } from "./axe";
import { launchBrowser } from "./browser";
import { findEditorText, type TextPosition } from "./editorText";
import { ErrorLog } from "./errorLog";
import { startServer, type VSCodeServer } from "./server";
import { windowAddress } from "./windowAddress";
import { createWorkspace, type WorkspaceOptions } from "./workspace";

/** The environment of a test. */
export interface VSCodeOptions {
  readonly workspace?: WorkspaceOptions;
  /** Tokenscale as it ships, absolute. */
  readonly vsix: string;
  /** Further extensions, as folders of the project: a test's language model, for one. */
  readonly extensionFolders?: readonly string[];
  /** User settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Opens the workspace as one that is not trusted yet. */
  readonly isUntrusted?: boolean;
  /** Environment variables of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  readonly viewport?: { readonly width: number; readonly height: number };
}

interface RunningVSCode {
  readonly page: Page;
  readonly folder: string;
  /** The content of the workspace's settings file at the start; undefined if there was none. */
  readonly workspaceSettings: string | undefined;
  readonly server: VSCodeServer;
  readonly errorLog: ErrorLog;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Theme = "dark" | "light" | "high-contrast" | "high-contrast-light";

/** VS Code's name of each theme, and the class by which its page tells that it is on. */
const themes: Readonly<Record<Theme, { readonly label: string; readonly css: string }>> = {
  dark: { label: "Dark Modern", css: "vs-dark" },
  light: { label: "Light Modern", css: "vs" },
  "high-contrast": { label: "Default High Contrast", css: "hc-black" },
  "high-contrast-light": { label: "Default High Contrast Light", css: "hc-light" },
};

/** An unseen color that tells that the window has read the user's settings. */
const startColor = "#ffffff";

/** Quick answers: a person waits for a hover, a test need not. */
const testSettings = {
  "editor.hover.delay": 50,
  "workbench.hover.delay": 50,
  "editor.minimap.enabled": false,
  // A click into a selection ends it at once instead of picking it up.
  "editor.dragAndDrop": false,
  "workbench.reduceMotion": "on",
  // The settings of the workspace that tests write are no part of any picture.
  "files.exclude": { ".vscode": true },
  ...unseenColor(startColor),
};

/** How long a test waits for anything: a restart of VS Code takes 30 seconds on a busy machine. */
const timeoutMs = 60_000;

const screenshotFolder = path.join(projectRoot, "test-results", "screenshots");

/**
 * One VS Code with one window, and what a person does in it. Every action waits until its effect can be
 * seen, and fails with what was looked for.
 */
export class VSCode {
  readonly #options: VSCodeOptions;
  readonly #cleanUps: (() => Promise<unknown>)[] = [];
  #started: RunningVSCode | undefined;
  #settingsWritten = 0;

  constructor(options: VSCodeOptions) {
    this.#options = options;
  }

  /** Playwright's page, for what has no word here yet. */
  get page(): Page {
    return this.#running.page;
  }

  /** The workspace's folder, absolute. */
  get folder(): string {
    return this.#running.folder;
  }

  /** Starts server, browser and window; cleans up on failure. */
  async start(): Promise<void> {
    try {
      const temporary = await mkdtemp(path.join(tmpdir(), "tokenscale-"));
      this.#cleanUps.unshift(() =>
        rm(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
      );
      const folder = await createWorkspace(temporary, this.#options.workspace ?? {});
      const { vsix, extensionFolders = [], env, isUntrusted = false, viewport } = this.#options;
      const vsixFiles = [vsix];
      for (const extension of extensionFolders) {
        const file = path.join(temporary, `${path.basename(extension)}.vsix`);
        await packFolder(path.join(projectRoot, extension), file);
        vsixFiles.push(file);
      }
      const server = await startServer({
        dataFolder: path.join(temporary, "vscode"),
        settings: {
          ...testSettings,
          ...(isUntrusted && { "security.workspace.trust.startupPrompt": "never" }),
          ...this.#options.settings,
        },
        asksForTrust: isUntrusted,
        vsixFiles,
        ...(env === undefined ? {} : { env }),
      });
      this.#cleanUps.unshift(() => server.stop());
      const browser = await launchBrowser();
      this.#cleanUps.unshift(() => browser.close());
      const page = await openWindow(browser, windowAddress(server, folder), viewport);
      const errorLog = new ErrorLog(server.logFolder, page);
      const workspaceSettings = await readFile(settingsFile(folder), "utf8").catch(() => undefined);
      this.#started = { page, folder, workspaceSettings, server, errorLog };
      await errorLog.extensionsReady();
      await this.#userSettingsRead();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** A window under load can come up without the user's settings: it is loaded again then. */
  async #userSettingsRead(): Promise<void> {
    await this.#untilDone(async () => {
      try {
        await this.page.waitForFunction(isUnseenColor, startColor, { timeout: 8_000 });
      } catch (error) {
        await this.page.reload();
        throw error;
      }
    });
  }

  /** Ends everything that {@link start} began and removes its files. */
  async stop(): Promise<void> {
    this.#started = undefined;
    const failures: unknown[] = [];
    for (const cleanUp of this.#cleanUps.splice(0)) {
      await cleanUp().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, "VS Code was not cleaned up.");
  }

  /**
   * Brings the window back to where each test begins: no editor, panel, notification, or open input,
   * and the workspace's settings as they were. A test then depends on no test before it.
   */
  async reset(): Promise<void> {
    await this.#moveMouseAway();
    await this.#closeDialogs();
    await this.closeEditors();
    await this.runCommand("Notifications: Clear All Notifications");
    await this.#restoreSettings();
  }

  async #closeDialogs(): Promise<void> {
    const open = this.page.locator(
      ".monaco-dialog-box, .quick-input-widget:not(.hidden), .context-view .action-item",
    );
    for (let attempt = 0; attempt < 5 && (await open.first().isVisible()); attempt += 1) {
      await this.press("Escape");
      await open
        .first()
        .waitFor({ state: "hidden", timeout: 1_000 })
        .catch(() => undefined);
    }
  }

  async #restoreSettings(): Promise<void> {
    const { folder, workspaceSettings } = this.#running;
    const file = settingsFile(folder);
    const now = await readFile(file, "utf8").catch(() => undefined);
    if (now === workspaceSettings) return;
    await this.#writeSettings(
      workspaceSettings === undefined ? {} : (parseJsonc(workspaceSettings) as Settings),
    );
  }

  /** Opens a file of the workspace by Go to File, and waits until it is the active editor. */
  async openFile(file: string): Promise<void> {
    const name = path.basename(file);
    // The list is drawn again as it is searched: a click can hit an entry that disappears.
    await this.#untilDone(async () => {
      await this.#openQuickInput("ControlOrMeta+P");
      await this.#quickInput.fill(path.join(this.folder, file));
      await this.#quickInputRows.filter({ hasText: name }).first().click({ timeout: 5_000 });
      // The file may be open in several groups.
      await this.#activeTab(name).first().waitFor({ timeout: 5_000 });
    });
  }

  /** Closes every editor and forgets what was not saved. */
  async closeEditors(): Promise<void> {
    await this.runCommand("View: Close All Editors");
    const tabs = this.page.locator(".part.editor .tab");
    const discard = this.page.getByRole("button", { name: "Don't Save" });
    await discard.or(this.page.locator(".editor-group-container.empty")).first().waitFor();
    if (await discard.isVisible()) await discard.click();
    await tabs.first().waitFor({ state: "hidden" });
  }

  /** Runs a command from the palette by its whole title, "Tokenscale: Compare 4o vs mini". */
  async runCommand(title: string): Promise<void> {
    await this.#openQuickInput("F1");
    await this.#quickInput.fill(`>${title}`);
    await this.pick(title);
    // What the command asks may appear in the same box: it must not be taken for the palette.
    await this.page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLInputElement>(".quick-input-widget input")].every(
        (input) => !input.checkVisibility() || !input.value.startsWith(">"),
      ),
    );
  }

  /** While the window rearranges itself, as when it becomes trusted, a key can go nowhere. */
  async #openQuickInput(key: string): Promise<void> {
    await this.#untilDone(async () => {
      await this.press(key);
      await this.#quickInput.waitFor({ timeout: 3_000 });
    });
  }

  /** Does again what the window's own doings can undo. */
  async #untilDone(work: () => Promise<void>): Promise<void> {
    const deadlineMs = Date.now() + timeoutMs;
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (Date.now() > deadlineMs) throw error;
      }
    }
  }

  /** Chooses the entry with this label in the list that is open. */
  async pick(label: string): Promise<void> {
    await this.#quickInputRows
      .filter({ has: this.page.getByText(label, { exact: true }) })
      .first()
      .click();
  }

  /** Types into the input box that is open and confirms it. */
  async answer(text: string): Promise<void> {
    await this.#quickInput.fill(text);
    await this.press("Enter");
  }

  /** Waits for a status bar item whose text matches, and returns that text. */
  async statusBarText(pattern: RegExp): Promise<string> {
    return textOf(this.statusBarItem(pattern));
  }

  /** The item, for its label or a click: `vscode.statusBarItem(/tok/).click()`. */
  statusBarItem(pattern: RegExp): Locator {
    return this.page.locator(".part.statusbar .statusbar-item").filter({ hasText: pattern });
  }

  /** Moves the mouse over the item and returns what its tooltip says. */
  async statusBarTooltip(pattern: RegExp): Promise<string> {
    await this.#moveMouseAway();
    await this.statusBarItem(pattern).hover();
    return textOf(this.hover);
  }

  /** Moves the mouse over text in an editor and returns what the hover says, its parts separated by newlines. */
  async hoverOver(text: string, occurrence = 1): Promise<string> {
    const deadlineMs = Date.now() + timeoutMs;
    for (;;) {
      await this.#moveMouseAway();
      const { startX, endX, y } = await findEditorText(this.page, text, occurrence);
      await this.page.mouse.move((startX + endX) / 2, y);
      try {
        await this.hover.waitFor({ timeout: 3_000 });
        return await textOf(this.hover);
      } catch (error) {
        // A lens that has just come in between moves the text away from under the mouse.
        if (Date.now() > deadlineMs) throw error;
      }
    }
  }

  /** The hover or tooltip that is shown, for its links: `vscode.hover.getByText("Compare …").click()`. */
  get hover(): Locator {
    return this.page
      .locator(".monaco-hover:not(.hidden), .workbench-hover")
      .filter({ hasText: /\S/, hasNotText: /Loading\.\.\./ })
      .first();
  }

  /** Selects text in an editor with the mouse; each further text becomes an additional selection. */
  async selectText(...texts: readonly string[]): Promise<void> {
    const deadlineMs = Date.now() + timeoutMs;
    for (;;) {
      await this.#moveMouseAway();
      let width = 0;
      for (const [index, text] of texts.entries()) {
        const { startX, endX, y } = await findEditorText(this.page, text);
        await this.#drag({ startX, endX, y, isFurther: index > 0 });
        width += endX - startX;
      }
      try {
        await this.page.waitForFunction(isSelectionAsWide, width, { timeout: 1_000 });
        return;
      } catch (error) {
        // If the mouse went down twice within a moment, VS Code has taken it for a double click.
        if (Date.now() > deadlineMs) throw error;
      }
    }
  }

  /** Puts the cursor after text in an editor. */
  async clickBehind(text: string, occurrence = 1): Promise<void> {
    const { endX, y } = await findEditorText(this.page, text, occurrence);
    await this.page.mouse.click(endX, y);
  }

  /** Types where the cursor is, key by key. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Presses a key or a chord, "ControlOrMeta+Z". */
  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** Brings a line into view, with the cursor at its start. */
  async goToLine(line: number): Promise<void> {
    // Enter goes nowhere until the box has read the line.
    await this.#untilDone(async () => {
      await this.#openQuickInput("ControlOrMeta+G");
      await this.#quickInput.fill(`:${line}`);
      await this.press("Enter");
      await this.#quickInput.waitFor({ state: "hidden", timeout: 3_000 });
    });
  }

  /** Chooses an entry of a file's context menu in the explorer; several files are selected first. */
  async explorerMenu(files: string | readonly string[], entry: string): Promise<void> {
    const names = typeof files === "string" ? [files] : files;
    const selected = this.page.locator(".monaco-list-row.selected");
    // An editor that has just opened selects its file in the explorer.
    await this.#untilDone(async () => {
      for (const [index, name] of names.entries()) {
        await this.#explorerRow(name).click({ modifiers: index === 0 ? [] : ["ControlOrMeta"] });
      }
      for (const name of names) {
        await this.#explorerRow(name).and(selected).waitFor({ timeout: 2_000 });
      }
    });
    await this.chooseFromMenu(this.#explorerRow(names.at(-1) ?? ""), entry);
  }

  /** Chooses an entry of the context menu of an item. */
  async chooseFromMenu(clicked: Locator, entry: string): Promise<void> {
    await clicked.click({ button: "right" });
    const item = this.page.locator(".context-view .action-item").filter({ hasText: entry }).first();
    await item.hover();
    // A fresh menu ignores clicks for a moment; keys it takes at once.
    await this.page
      .locator(".context-view .action-item.focused")
      .filter({ hasText: entry })
      .waitFor();
    await this.press("Enter");
  }

  /** Clicks a button of the editor's title bar by its label. */
  async editorTitleButton(label: string): Promise<void> {
    await this.page.locator(".editor-actions").getByRole("button", { name: label }).first().click();
  }

  /** Waits for a lens whose text matches, and returns that text. */
  async lensText(pattern: RegExp): Promise<string> {
    return textOf(this.lens(pattern));
  }

  /** A link in a lens, for a click. */
  lens(pattern: RegExp): Locator {
    return this.page.locator(".codelens-decoration > *").filter({ hasText: pattern }).first();
  }

  /** Waits for a notification whose text matches, and returns that text. */
  async notificationText(pattern: RegExp): Promise<string> {
    return textOf(this.notification(pattern));
  }

  /** A notification, for its buttons: `vscode.notification(/…/).getByRole("button", { name: "Open Log" })`. */
  notification(pattern: RegExp): Locator {
    return this.page
      .locator(".notification-toast .notification-list-item")
      .filter({ hasText: pattern })
      .first();
  }

  /** The content of the visible webview panel. */
  panel(): FrameLocator {
    return this.page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  }

  /** Opens a tab of the panel. */
  async openTab(name: string): Promise<void> {
    await this.panel().getByRole("tab", { name, exact: true }).click();
  }

  /**
   * Waits until the panel's text matches, and returns all of it, also that of tabs that are not open:
   * a line per line, cells between tabs.
   */
  async panelText(pattern: RegExp): Promise<string> {
    const body = this.panel().locator("body");
    const deadlineMs = Date.now() + timeoutMs;
    let text = "";
    do {
      // The page may just be loading, or be drawn again.
      text = await body.evaluate(textOfAllTabs).then(plainSpaces, () => text);
      if (pattern.test(text)) return text;
      await setTimeout(50);
    } while (Date.now() < deadlineMs);
    throw new Error(`The panel never showed ${String(pattern)}. Its last text:\n${text}`);
  }

  /** The panel's frame, for scripts that run in it. */
  async panelFrame(): Promise<Frame> {
    const body = await this.panel().locator("body").elementHandle();
    const frame = await body?.ownerFrame();
    if (frame === null || frame === undefined) throw new Error("No webview panel is open.");
    return frame;
  }

  /** The findings of axe-core in the panel; see {@link axeViolations}. */
  async panelViolations(): Promise<readonly string[]> {
    return axeViolations(await this.panelFrame());
  }

  /** Sets settings of the workspace, over those it has. User settings are read once, at the start. */
  async setSettings(settings: Settings): Promise<void> {
    const file = settingsFile(this.folder);
    const before = existsSync(file) ? (parseJsonc(await readFile(file, "utf8")) as Settings) : {};
    await this.#writeSettings({ ...before, ...settings });
  }

  /** Writes the workspace's settings and waits until the window has read them: an unseen color tells. */
  async #writeSettings(settings: Settings): Promise<void> {
    const file = settingsFile(this.folder);
    await mkdir(path.dirname(file), { recursive: true });
    this.#settingsWritten += 1;
    const color = `#${this.#settingsWritten.toString(16).padStart(6, "0")}`;
    const text = JSON.stringify({ ...settings, ...unseenColor(color) });
    await this.#untilDone(async () => {
      // On a busy machine VS Code's file watcher can miss a write: it is written again then.
      await writeFile(file, text);
      await this.page.waitForFunction(isUnseenColor, color, { timeout: 5_000 });
    });
  }

  /** Changes the color theme and waits until the page and the open panel wear it. */
  async setTheme(theme: Theme): Promise<void> {
    const { label, css } = themes[theme];
    await this.setSettings({ "workbench.colorTheme": label });
    await this.page.locator(`.monaco-workbench.${css}`).waitFor();
    if ((await this.page.locator("iframe.webview.ready").count()) > 0) {
      await this.panel()
        .locator(`body.${webviewClass(theme)}`)
        .waitFor();
    }
  }

  /**
   * Writes `test-results/screenshots/NAME-THEME.png`.
   * @param part what to show of the panel, as far as it is in view; by default the whole window.
   */
  async screenshot(
    name: string,
    { theme = "dark", part }: { readonly theme?: Theme; readonly part?: Locator } = {},
  ): Promise<void> {
    await this.setTheme(theme);
    await mkdir(screenshotFolder, { recursive: true });
    const picture = { path: path.join(screenshotFolder, `${name}-${theme}.png`) };
    if (part === undefined) await this.page.screenshot(picture);
    else await this.page.screenshot({ ...picture, clip: await this.#partInView(part) });
  }

  /** A part of the panel with a little of the page around it. */
  async #partInView(part: Locator): Promise<Box> {
    await part.evaluate((element) => element.scrollIntoView({ behavior: "instant" }));
    const box = await part.boundingBox();
    const frame = await this.page.locator("iframe.webview.ready").boundingBox();
    if (box === null || frame === null) throw new Error("The part is not in view.");
    const margin = 16;
    return {
      x: box.x - margin,
      y: box.y,
      width: box.width + 2 * margin,
      height: Math.min(box.y + box.height, frame.y + frame.height) - box.y,
    };
  }

  /** Errors of the extension since the last call; see {@link ErrorLog}. */
  async takeErrors(): Promise<readonly string[]> {
    return (await this.#started?.errorLog.takeNew()) ?? [];
  }

  /** The console output of the window and its webviews so far, line by line. */
  get consoleLines(): readonly string[] {
    return this.#running.errorLog.consoleLines;
  }

  /** The extension host's own log so far. */
  hostLog(): Promise<string> {
    return this.#running.errorLog.hostLog();
  }

  /** The extension's own log so far. */
  ownLog(): Promise<string> {
    return this.#running.errorLog.ownLog();
  }

  get #running(): RunningVSCode {
    if (this.#started === undefined) throw new Error("VS Code is not running: start() it first.");
    return this.#started;
  }

  get #quickInput(): Locator {
    return this.page.locator(".quick-input-widget:not(.hidden) input.input:visible").last();
  }

  get #quickInputRows(): Locator {
    return this.page.locator(".quick-input-widget .quick-input-list .monaco-list-row");
  }

  #activeTab(name: string): Locator {
    return this.page.locator(`.tab.active[data-resource-name=${JSON.stringify(name)}]`);
  }

  #explorerRow(name: string): Locator {
    return this.page.locator(`.explorer-folders-view .monaco-list-row`).filter({
      has: this.page.getByText(name, { exact: true }),
    });
  }

  async #drag({
    startX,
    endX,
    y,
    isFurther,
  }: TextPosition & { readonly isFurther: boolean }): Promise<void> {
    const { keyboard, mouse } = this.page;
    if (isFurther) await keyboard.down("Alt");
    await mouse.move(startX, y);
    await mouse.down();
    await mouse.move(endX, y, { steps: 4 });
    await mouse.up();
    if (isFurther) await keyboard.up("Alt");
  }

  /** A hover that is still shown would be taken for the next one. */
  async #moveMouseAway(): Promise<void> {
    await this.page.mouse.move(1, 1);
    await this.hover.waitFor({ state: "hidden" });
  }
}

type Settings = Readonly<Record<string, unknown>>;

function settingsFile(folder: string): string {
  return path.join(folder, ".vscode", "settings.json");
}

async function openWindow(
  browser: Browser,
  address: string,
  viewport = { width: 1400, height: 900 },
): Promise<Page> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  page.setDefaultTimeout(timeoutMs);
  await page.goto(address);
  return page;
}

/** A setting that no surface of the tests shows, but that the page can be asked for. */
function unseenColor(color: string): Settings {
  return { "workbench.colorCustomizations": { "welcomePage.background": color } };
}

/** Runs in the page: whether the color that no surface of the tests shows is this one. */
function isUnseenColor(color: string): boolean {
  const workbench = document.querySelector(".monaco-workbench");
  const name = "--vscode-welcomePage-background";
  return workbench !== null && getComputedStyle(workbench).getPropertyValue(name) === color;
}

/** Runs in the page: whether what is selected in the editor with the focus takes so many CSS pixels. */
function isSelectionAsWide(width: number): boolean {
  const selected = [...document.querySelectorAll(".monaco-editor.focused .selected-text")];
  const sum = selected.reduce((total, each) => total + each.getBoundingClientRect().width, 0);
  return Math.abs(sum - width) < 4;
}

/** The class that VS Code gives a webview's body in a theme. */
function webviewClass(theme: Theme): string {
  return theme === "high-contrast-light" ? "vscode-high-contrast-light" : `vscode-${theme}`;
}

async function textOf(locator: Locator): Promise<string> {
  return plainSpaces(await locator.innerText());
}

function plainSpaces(text: string): string {
  return text.replaceAll("\u00a0", " ").trim();
}

/** Runs in the panel. Nothing is painted before the tabs are as they were. */
function textOfAllTabs(body: HTMLElement): string {
  const closed = [...body.querySelectorAll<HTMLElement>("[role=tabpanel][hidden]")];
  for (const tab of closed) tab.hidden = false;
  const text = body.innerText;
  for (const tab of closed) tab.hidden = true;
  return text;
}
