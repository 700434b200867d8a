export { renderReport } from "./renderReport";
export { renderTraffic } from "./renderTraffic";
