/** A separate bundle with the page's components: it is loaded for the first report. */
declare module "#report" {
  export const renderTraffic: import("../../core/panel/contract/trafficState").RenderTraffic;
  export const renderReport: import("../../core/panel/contract/report").RenderReport;
}
