import { marked } from "marked";
import { describe, expect, it, test } from "vitest";
import { exportCsv } from "../../../src/core/panel/export/exportCsv";
import { renderReport } from "../../../src/report/renderReport";
import { exportJson } from "../../../src/core/panel/export/exportJson";
import { exportMarkdown } from "../../../src/core/panel/export/exportMarkdown";
import { buildPanelState } from "../../../src/core/panel/sections/buildPanelState";
import { totalOf } from "../../../src/core/estimate/fileTotal";
import { readCustomModels } from "../../../src/core/models/customModels";
import { DEFAULT_PAIR, type ModelPair, resolvePair } from "../../../src/core/models/resolvePair";
import {
  escapeLinkLabel,
  escapeMarkdown,
  type HoverSegment,
} from "../../../src/core/surfaces/segments";
import { estimateText } from "../estimate/services";
import { panelInput, promptSubject } from "../panel/sampleInput";
import { attackedFiles } from "./attackedFiles";
import { expectHarmless, expectTables } from "./harmless";
import { CONTROLS, HIDDEN, PAYLOADS, payloadName, type Payload } from "./payloads";
import { surfaceTexts } from "./surfaces";

const cases = PAYLOADS.map((payload) => [payloadName(payload), payload] as const);

/** A pair whose first model is the user's own, named by the payload. */
function attackedPair({ text }: Payload): ModelPair {
  const id = text.trim() === "" ? "model" : text;
  const { models } = readCustomModels([
    { id, label: text, usdPerMillionInput: 1, usdPerMillionOutput: 2 },
  ]);
  return resolvePair({ left: id, right: "gpt-4o-mini", customModels: models });
}

/** An icon that VS Code would draw: a name in brackets after a dollar sign, with no backslash before. */
const ICON = /(?<!\\)\$\([a-z0-9-]+(?:~[a-z0-9-]*)?\)/i;

/** The Markdown as built by the editor, with links reduced to their commands. */
function hoverText(segments: readonly HoverSegment[]): string {
  return segments
    .map((segment) => {
      if (segment.kind === "markdown") return segment.value;
      if (segment.kind === "text") return escapeMarkdown(segment.value);
      return `[${escapeLinkLabel(segment.label)}](own:${segment.command})`;
    })
    .join("");
}

test("there are more than a hundred attacks", () => expect(PAYLOADS.length).toBeGreaterThan(100));

describe("the editor's surfaces", () => {
  it.each(cases)("are safe from %s", (_, payload) => {
    const pair = attackedPair(payload);
    for (const { path, text } of attackedFiles(payload.text)) {
      const { labels, hovers, plain } = surfaceTexts(estimateText(path, text, { pair }), pair);
      for (const label of labels) {
        expect(label).not.toMatch(CONTROLS);
        expect(label).not.toMatch(HIDDEN);
        expect(label.replace(/^\$\((?:law|warning|error)\) /, "")).not.toMatch(ICON);
      }
      for (const words of plain) {
        expect(words).not.toMatch(CONTROLS);
        expect(words).not.toMatch(HIDDEN);
      }
      for (const markdown of new Set(hovers.map(hoverText))) {
        expect(marked.parse(markdown, { async: false })).not.toMatch(ICON);
        expectHarmless(markdown, markdown.match(/\]\(own:/g)?.length ?? 0);
      }
    }
  });
});

describe("the panel's state and exports", () => {
  it.each(cases)("are safe from %s", (_, payload) => {
    const { text } = payload;
    const pair = attackedPair(payload);
    for (const file of attackedFiles(text).slice(0, 3)) {
      const { estimates } = estimateText(file.path, file.text, { pair });
      const [estimate] = estimates;
      if (estimate === undefined) continue;
      const subjects = [
        promptSubject(estimate, { name: text, formatLabel: text }),
        {
          kind: "many" as const,
          name: text,
          prompts: estimates.map((one, index) => ({
            id: String(index),
            name: text,
            estimate: one,
          })),
          total: totalOf(estimates, DEFAULT_PAIR),
          leftOut: [],
        },
      ];
      for (const subject of subjects) {
        const input = panelInput({ subject, pair: { ...pair, problems: [text] } });
        const state = buildPanelState(input);
        expect(JSON.stringify(state)).not.toMatch(/\bNaN\b|\[object /);
        expect(exportMarkdown(state)).not.toMatch(CONTROLS);
        expect(exportMarkdown(state)).not.toMatch(HIDDEN);
        expectTables(exportMarkdown(state));
        expectReport(renderReport({ state, day: input.today, css: "body { color: red }" }));
        expectNoFormula(exportCsv(input));
        const parsed = JSON.parse(exportJson(input)) as { prompts: readonly { name: string }[] };
        expect(parsed.prompts[0]?.name).toBe(JSON.parse(JSON.stringify(text)));
      }
    }
  });
});

function expectReport(html: string): void {
  expect(html.replaceAll(/[\t\r]/g, "")).not.toMatch(CONTROLS);
  expect(html).not.toMatch(HIDDEN);
  expect(html).not.toMatch(/<(?:script|img|iframe|object|embed|link|base|form|template)\b/i);
  expect(withoutDrawings(html).match(/<(?:style|title|h1)\b/g)).toHaveLength(3);
  for (const [tag] of html.matchAll(/<[a-z](?:"[^"]*"|[^">])*>/g)) {
    expect(tag.replaceAll(/"[^"]*"/g, "")).not.toMatch(/\son\w+=/i);
  }
  for (const [, target] of html.matchAll(/\shref="([^"]*)"/g)) {
    expect(target).toMatch(/^#source-\d+$/);
  }
}

function expectNoFormula(csv: string): void {
  for (const separator of [/[;\r\n]/, /[\t\r\n]/, /\r\n/]) {
    for (const field of csv.split(separator)) {
      const cell = field.replace(/^"/, "");
      expect(cell).not.toMatch(/^[\s\p{Cc}\p{Default_Ignorable_Code_Point}]*[=+\-@＝＋－＠]/u);
    }
  }
}

/** A page without its drawings, which have their own titles and can be nested. */
function withoutDrawings(html: string): string {
  const without = html.replaceAll(/<svg(?:(?!<svg).)*?<\/svg>/gs, "");
  return without === html ? html : withoutDrawings(without);
}
