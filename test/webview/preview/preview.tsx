import { render } from "preact";
import { Panel } from "../../../src/webview/panel";
import { PREVIEW_CASES } from "./previewCases";
import { PreviewHost } from "./previewHost";
import "../../../src/webview/panel.css";
import "./themes.css";

/** The panel in a plain browser: `#triage,dark`, `#many,high-contrast`. */
const [name = "triage", theme = "dark"] = location.hash.slice(1).split(",");
const shown = PREVIEW_CASES[name];
document.documentElement.className = `vscode-${theme}`;
document.body.className = `vscode-${theme}`;
const root = document.getElementById("root");
if (root !== null && shown !== undefined) {
  const host = new PreviewHost(shown.input, shown.live);
  Object.assign(globalThis, { previewHost: host });
  render(<Panel host={host} />, root);
}
