import { renderToString } from "preact-render-to-string";
import { visibleText } from "../core/visibleText";
import { REPORT_CSS } from "./reportTheme";

const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** A self-contained HTML file: no script, no request, its own colors. `body`: HTML, with its tags. */
export function htmlFile(title: string, css: string, body: string): string {
  const head = renderToString(
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content={POLICY} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      <style dangerouslySetInnerHTML={{ __html: styles(css) }} />
    </head>,
  );
  return `<!doctype html>\n<html lang="en">${head}${body}</html>\n`;
}

/** Styles are ours, not the user's; the end tag is escaped all the same. */
function styles(css: string): string {
  return (css + REPORT_CSS).replaceAll("</", "<\\/");
}

/** A copy of plain data with every invisible character in its texts written out. */
export function visibleCopy<Data>(data: Data): Data {
  const text = JSON.stringify(data, (_, value: unknown) =>
    typeof value === "string" ? visibleText(value) : value,
  );
  return JSON.parse(text) as Data;
}
