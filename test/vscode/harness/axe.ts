import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Frame } from "playwright-core";

const axeFile = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/**
 * Runs axe-core in a frame with the rules of WCAG 2.2 A and AA and its best practices.
 * @returns one line per violation, with the elements that break the rule; empty if all is well.
 */
export async function axeViolations(frame: Frame): Promise<readonly string[]> {
  await frame.evaluate(await readFile(axeFile, "utf8"));
  const results = await frame.evaluate(async () => {
    // A webview is transparent over the editor's background, which axe cannot see from inside the frame.
    const root = document.documentElement;
    root.style.backgroundColor = getComputedStyle(root).getPropertyValue(
      "--vscode-editor-background",
    );
    const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
    return axe.run();
  });
  return results.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} (${nodes.map(({ html, any }) => `${html} ${any.map(({ message }) => message).join(" ")}`.trim()).join("; ")})`,
  );
}
