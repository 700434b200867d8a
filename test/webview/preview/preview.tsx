import { render } from "preact";
import { Panel } from "../../../src/webview/page/panel";
import { MovePage } from "../../../src/webview/move/movePage";
import { MeasurePage } from "../../../src/webview/measure/measurePage";
import { MEASURE_CASES, MeasurePreviewHost } from "./measurePreview";
import { MOVE_CASES, MovePreviewHost } from "./movePreview";
import { PREVIEW_CASES } from "./previewCases";
import { PreviewHost } from "./previewHost";
import "../../../src/webview/panel.css";
import "./themes.css";

/** The panel in a plain browser: `#triage,dark`, `#many,high-contrast`. */
const [name = "triage", theme = "dark"] = location.hash.slice(1).split(",");
const shown = PREVIEW_CASES[name];
// As VS Code does it: the light high contrast is a high contrast too.
const themeClass =
  theme === "high-contrast-light"
    ? "vscode-high-contrast vscode-high-contrast-light"
    : `vscode-${theme}`;
document.documentElement.className = themeClass;
document.body.className = themeClass;
const root = document.getElementById("root");
const plan = MOVE_CASES[name];
const measured = MEASURE_CASES[name];
if (root !== null && plan !== undefined) {
  void plan().then((input) => render(<MovePage host={new MovePreviewHost(input)} />, root));
} else if (root !== null && measured !== undefined) {
  render(<MeasurePage host={new MeasurePreviewHost(measured)} />, root);
} else if (root !== null && shown !== undefined) {
  const host = new PreviewHost(shown.input, shown.live);
  Object.assign(globalThis, { previewHost: host });
  render(<Panel host={host} />, root);
}
