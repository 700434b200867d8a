import { SIDES } from "../../pair";
import { escapeMarkup } from "./markup";
import { type MeasurementReport, reasonsOf, statusOf } from "./measurementReport";

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem;color:#1f2328;background:#fff}
h1{font-size:1.3rem}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;border-top:1px solid #d1d9e0;padding:.4rem .6rem;overflow-wrap:anywhere}
pre{white-space:pre-wrap;margin:0;font:13px/1.4 ui-monospace,monospace}
@media (prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}th,td{border-color:#3d444d}}`;

/** One self-contained file with every row: no script, no request, all text escaped. */
export function measurementHtml(report: MeasurementReport): string {
  const { names, rows, sentence, detail, notes = [], file, data } = report;
  const heading = ["Row", ...SIDES.map((side) => names[side])];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(file)} on ${escapeMarkup(data)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeMarkup(sentence)}</h1>
${[detail, ...notes].map((text) => `<p>${escapeMarkup(text)}</p>`).join("\n")}
<table>
<thead><tr>${heading.map((name) => `<th scope="col">${escapeMarkup(name)}</th>`).join("")}</tr></thead>
<tbody>
${rows.map((row) => rowHtml(row)).join("\n")}
</tbody>
</table>
</body>
</html>
`;
}

function rowHtml(row: MeasurementReport["rows"][number]): string {
  const sides = SIDES.map((side) => {
    const reasons = reasonsOf(row, side);
    const why = reasons === "" ? "" : `<p>${escapeMarkup(reasons)}</p>`;
    const answer = row[side]?.answer?.text ?? "";
    return `<td><strong>${statusOf(row, side)}</strong>${why}<pre>${escapeMarkup(answer)}</pre></td>`;
  });
  return `<tr><th scope="row">${escapeMarkup(row.rowId)}</th>${sides.join("")}</tr>`;
}
