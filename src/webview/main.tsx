import { render } from "preact";
import { connectToVsCode } from "./host";
import { Panel } from "./page/panel";
import "./panel.css";

const root = document.getElementById("root");
if (root?.dataset["page"] === "move") void drawMovePlan(root);
else if (root?.dataset["page"] === "measure") void drawMeasurement(root);
else if (root?.dataset["page"] === "traffic") void drawTraffic(root);
else if (root !== null) render(<Panel host={connectToVsCode()} />, root);

async function drawMovePlan(into: HTMLElement): Promise<void> {
  const { MovePage } = await import("./move/movePage");
  render(<MovePage host={connectToVsCode()} />, into);
}

async function drawMeasurement(into: HTMLElement): Promise<void> {
  const { MeasurePage } = await import("./measure/measurePage");
  render(<MeasurePage host={connectToVsCode()} />, into);
}

async function drawTraffic(into: HTMLElement): Promise<void> {
  const { TrafficPage } = await import("./traffic/trafficPage");
  render(<TrafficPage host={connectToVsCode()} />, into);
}
