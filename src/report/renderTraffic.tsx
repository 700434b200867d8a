import { renderToString } from "preact-render-to-string";
import type { RenderTraffic } from "../core/panel/contract/trafficState";
import { TrafficReport } from "../webview/traffic/trafficReport";
import { htmlFile, visibleCopy } from "./htmlFile";
import { ReportMode } from "../webview/reportMode";

/** The page of a traffic log as one self-contained HTML file, like `renderReport`. */
export const renderTraffic: RenderTraffic = ({ state, css }) => {
  const visible = visibleCopy(state);
  const body = renderToString(
    <ReportMode.Provider value={true}>
      <body>
        <main class="move traffic">
          <h1>{visible.title}</h1>
          <TrafficReport state={visible} />
        </main>
      </body>
    </ReportMode.Provider>,
  );
  return htmlFile(visible.title, css, body);
};
