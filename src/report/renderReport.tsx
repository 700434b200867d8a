import { renderToString } from "preact-render-to-string";
import type { RenderReport } from "../core/panel/contract/report";
import { Sections } from "../webview/page/sections";
import { ReportMode } from "../webview/reportMode";
import { Sources } from "../webview/sources";
import { htmlFile, visibleCopy } from "./htmlFile";

/**
 * The panel as one self-contained HTML file: no script, no request, its own colors. It is drawn with
 * the page's components. All text is escaped, invisible characters are written out, and a policy in the
 * file forbids everything except its styles.
 */
export const renderReport: RenderReport = ({ state, day, css }) => {
  const visible = visibleCopy(state);
  const body = renderToString(
    <ReportMode.Provider value={true}>
      <body>
        <main>
          <h1>{visible.title}</h1>
          <p class="note">
            Prices and dates as of <time dateTime={day}>{day}</time>.
          </p>
          <Sections
            state={visible}
            chosen=""
            ruleFormat="typescript"
            onRuleFormat={() => undefined}
          />
        </main>
        <Sources sources={visible.sources} />
      </body>
    </ReportMode.Provider>,
  );
  return htmlFile(visible.title, css, body);
};
