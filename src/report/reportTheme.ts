/**
 * Colors of a report, which has no editor around it: VS Code's Light Modern, or Dark Modern if the
 * reader's system is dark. In print it is light, and everything fits on A4.
 */
export const REPORT_CSS = `
:root {
  color-scheme: light;
  --vscode-font-family: system-ui, -apple-system, "Segoe UI", sans-serif;
  --vscode-font-size: 13px;
  --vscode-editor-font-family: ui-monospace, Menlo, Consolas, monospace;
  --vscode-foreground: #3b3b3b;
  --vscode-descriptionForeground: #3b3b3b;
  --vscode-settings-headerForeground: #1f1f1f;
  --vscode-editor-background: #ffffff;
  --vscode-widget-border: #e5e5e5;
  --vscode-focusBorder: #005fb8;
  --vscode-textLink-foreground: #005fb8;
  --vscode-charts-blue: #0063d3;
  --vscode-charts-green: #388a34;
  --vscode-editorWarning-foreground: #bf8803;
  --vscode-textCodeBlock-background: #f8f8f8;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    color-scheme: dark;
    --vscode-foreground: #cccccc;
    --vscode-descriptionForeground: #9d9d9d;
    --vscode-settings-headerForeground: #ffffff;
    --vscode-editor-background: #1f1f1f;
    --vscode-widget-border: #313131;
    --vscode-focusBorder: #0078d4;
    --vscode-textLink-foreground: #4daafc;
    --vscode-charts-blue: #59a4f9;
    --vscode-charts-green: #89d185;
    --vscode-editorWarning-foreground: #cca700;
    --vscode-textCodeBlock-background: #2b2b2b;
  }
}
h1 { padding-top: 24px; }
.numbers { align-self: start; }
.numbers > div { display: grid; grid-template-columns: 1fr auto; gap: 0 24px; padding: 2px 0; }
.numbers dd { text-align: right; font-variant-numeric: tabular-nums; }
.numbers dd.note { grid-column: 1 / -1; text-align: left; }
.chosen { margin-bottom: 12px; }
pre { overflow: visible; max-height: none; white-space: pre-wrap; overflow-wrap: anywhere; }
@page { size: A4; margin: 14mm; }
@media print {
  * { print-color-adjust: exact; }
  body { max-width: none; padding: 0; }
  tr, figure, .benchmarks li, .facts > div, .reasons, .numbers { break-inside: avoid; }
  h2, h3, .lead, tr.group { break-after: avoid; }
  .optional, .wide-only { display: table-cell; }
  .scroll-x { overflow: visible; }
  .scale-columns { grid-template-columns: 176px minmax(0, 1fr); }
  th, td { padding-left: 8px; overflow-wrap: anywhere; }
  .prompts { font-size: 82%; }
  .prompts th, .prompts td { padding-left: 4px; }
  td.end { overflow-wrap: normal; }
  .model, .nowrap, .badge, .verdict b, th, td { white-space: normal; }
}
`;
