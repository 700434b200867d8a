import { render } from "preact";
import { connectToVsCode } from "./host";
import { Panel } from "./page/panel";
import "./panel.css";

const root = document.getElementById("root");
if (root !== null) render(<Panel host={connectToVsCode()} />, root);
