/** A bundle of its own, with the page's components: the first report loads it. */
declare module "#report" {
  export const renderReport: import("../../core/panel/contract/report").RenderReport;
}
