import { renderToString } from "preact-render-to-string";
import type { RenderReport } from "../core/panel/contract/report";
import { visibleText } from "../core/visibleText";
import { Sections } from "../webview/page/sections";
import { ReportMode } from "../webview/reportMode";
import { Sources } from "../webview/sources";
import { REPORT_CSS } from "./reportTheme";

const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/**
 * The panel as one self-contained HTML file: no script, no request, its own colors. It is drawn with
 * the page's components. All text is escaped, invisible characters are written out, and a policy in the
 * file forbids everything except its styles.
 */
export const renderReport: RenderReport = ({ state, day, css }) => {
  const visible = visibleCopy(state);
  const head = renderToString(
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content={POLICY} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{visible.title}</title>
      <style dangerouslySetInnerHTML={{ __html: styles(css) }} />
    </head>,
  );
  const body = renderToString(
    <ReportMode.Provider value={true}>
      <body>
        <main>
          <h1>{visible.title}</h1>
          <p class="note">
            Prices and dates as of <time dateTime={day}>{day}</time>.
          </p>
          <Sections state={visible} ruleFormat="typescript" onRuleFormat={() => undefined} />
        </main>
        <Sources sources={visible.sources} />
      </body>
    </ReportMode.Provider>,
  );
  return `<!doctype html>\n<html lang="en">${head}${body}</html>\n`;
};

/** Styles are ours, not the user's; the end tag is escaped all the same. */
function styles(css: string): string {
  return (css + REPORT_CSS).replaceAll("</", "<\\/");
}

/** A copy of plain data with every invisible character in its texts written out. */
function visibleCopy<Data>(data: Data): Data {
  const text = JSON.stringify(data, (_, value: unknown) =>
    typeof value === "string" ? visibleText(value) : value,
  );
  return JSON.parse(text) as Data;
}
