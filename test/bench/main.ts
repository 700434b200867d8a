/**
 * `npm run bench [-- SECTION…]`: measures all sections, or those that are named, prints their tables and
 * puts them into docs/benchmarks.md and docs/benchmarks.json, where the other sections stay as they are.
 */
import process from "node:process";
import { HumanError, runMain } from "../vscode/harness/humanError";
import { circumstances, measureSection, readReport, tableLines, writeReport } from "./benchReport";
import type { BenchSection } from "./benchSection";
import { benchHost } from "./host.bench";
import { benchLive } from "./live.bench";
import { benchLivePage } from "./livePage.bench";
import { benchMeasure } from "./measure.bench";
import { benchRecommend } from "./recommend.bench";
import { benchTokens } from "./tokens.bench";
import { benchTraffic } from "./traffic.bench";

const sections: Readonly<Record<string, () => Promise<BenchSection>>> = {
  tokens: benchTokens,
  recommend: benchRecommend,
  host: benchHost,
  live: benchLive,
  livePage: benchLivePage,
  measure: benchMeasure,
  traffic: benchTraffic,
};

await runMain(async () => {
  const names = Object.keys(sections);
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new HumanError(
      `No section is called ${unknown.join(", ")}. There are ${names.join(", ")}.`,
    );
  }
  for (const [name, run] of Object.entries(sections)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const section = await measureSection(run);
    console.log(`\n${section.title}\n`);
    for (const line of tableLines(section)) console.log(line);
    console.log(`\n${section.note}\n${circumstances(section)}.`);

    const report = { ...(await readReport()), [name]: section };
    await writeReport(
      Object.fromEntries(names.flatMap((each) => (report[each] ? [[each, report[each]]] : []))),
    );
  }
});
