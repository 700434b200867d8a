import type { Table, TableColumn } from "../contract/panelState";
import type { Side } from "../../pair";
import type { Span, Words } from "../contract/richText";
import { isOnlyAction } from "./exportMarkdown";
import { element, fragment, type Html, type HtmlChild } from "./html";

/* Words and tables of a report: the same elements and classes as on the page. */

/** A table of the state, as the page draws it. */
export function dataTable({ caption, columns: heads, rows }: Table, name?: string): Html {
  return element(
    "table",
    { class: name },
    element("caption", { class: "hidden-visually" }, caption),
    tableHead(heads),
    element(
      "tbody",
      {},
      ...rows
        .filter(({ cells }) => !isOnlyAction(cells))
        .map(({ kind, cells, tone }) => {
          const [first = []] = cells;
          if (kind === "group") {
            const heading = { colspan: heads.length, scope: "colgroup" };
            return element("tr", { class: kind }, element("th", heading, sentence(first)));
          }
          if (kind === "note") {
            const cell = element("td", { colspan: heads.length }, sentence(first));
            return element("tr", { class: "remark" }, cell);
          }
          return element("tr", { class: kind }, ...rowCells(cells, heads, tone));
        }),
    ),
  );
}

export function tableHead(heads: readonly TableColumn[]): Html {
  const cells = heads.map(({ heading, align }) =>
    element("th", { scope: "col", class: align }, sentence(heading)),
  );
  return element("thead", {}, element("tr", {}, ...cells));
}

export function rowCells(
  cells: readonly Words[],
  heads: readonly TableColumn[],
  tone?: string,
): readonly Html[] {
  return cells.map((words, index) => {
    if (index > 0) return element("td", { class: heads[index]?.align }, sentence(words));
    const key =
      tone === undefined
        ? []
        : [
            element(
              "svg",
              { class: "tone-key", "aria-hidden": "true" },
              element("rect", { class: `tone ${tone}`, x: 0.5, y: 0.5, width: 9, height: 9 }),
            ),
          ];
    const name = tone === undefined ? undefined : "keyed";
    return element("th", { scope: "row", class: name }, ...key, sentence(words));
  });
}

export function list(items: readonly Words[]): Html {
  return items.length === 0
    ? fragment()
    : element("ul", {}, ...items.map((words) => element("li", {}, sentence(words))));
}

export function sentence(words: Words): Html {
  return fragment(...words.map(spanHtml));
}

export function modelSpan(side: Side, text: string): Html {
  return element("span", { class: `model ${side}` }, text);
}

function spanHtml(span: Span): HtmlChild {
  if (typeof span === "string") return span;
  switch (span.kind) {
    case "strong":
      return element("b", {}, span.text);
    case "code":
      return element("code", {}, span.text);
    case "small":
      return element("small", {}, span.text);
    case "nowrap":
      return element("span", { class: "nowrap" }, span.text);
    case "date":
      return element("time", { datetime: span.text }, span.text);
    case "model":
      return span.strong
        ? element("b", { class: `model ${span.side}` }, span.text)
        : modelSpan(span.side, span.text);
    case "badge":
      return element("span", { class: `badge ${span.tone}` }, span.text);
    case "cite":
      return element(
        "sup",
        {},
        ...span.sources.map((number) =>
          element(
            "a",
            { href: `#source-${number}`, "aria-label": `Source ${number}` },
            String(number),
          ),
        ),
      );
    // What can be done in the panel can't be done in a report: only the names of parts stay.
    case "action":
      return span.action.type === "openLocation" ? span.text : "";
  }
}
