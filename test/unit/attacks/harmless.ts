import { Window } from "happy-dom";
import { marked } from "marked";
import { expect } from "vitest";
import { CONTROLS, HIDDEN } from "./payloads";

/** Of the elements that Markdown of ours makes. */
const OWN_ELEMENTS = new Set(
  "a b br code del em h1 h2 h3 hr input li ol p span strong table tbody td th thead tr ul blockquote".split(
    " ",
  ),
);

const window = new Window();
const { document: page } = window;

/** Checks Markdown as a viewer draws it. */
export function expectHarmless(markdown: string, ownLinks: number): void {
  expect(markdown).not.toMatch(CONTROLS);
  expect(markdown).not.toMatch(HIDDEN);
  const html = marked.parse(markdown, { async: false, gfm: true });
  page.body.innerHTML = html;
  const elements = [...page.body.querySelectorAll("*")];
  for (const element of elements) {
    expect(OWN_ELEMENTS).toContain(element.tagName.toLowerCase());
    if (element.tagName === "INPUT") expect(element.getAttribute("type")).toBe("checkbox");
    for (const name of element.getAttributeNames()) expect(name).not.toMatch(/^on/i);
  }
  const links = elements.filter(({ tagName }) => tagName === "A");
  for (const link of links) expect(link.getAttribute("href")).toMatch(/^own:/);
  expect(links).toHaveLength(ownLinks);
}

/** Checks that every row of a table has as many cells as its heading. */
export function expectTables(markdown: string): void {
  for (const block of markdown.split("\n\n").filter((one) => one.startsWith("|"))) {
    const widths = block
      .trimEnd()
      .split("\n")
      .map((row) => row.replaceAll(/\\./g, "").split("|").length);
    expect(new Set(widths).size).toBe(1);
  }
}
