import { groupBy } from "../groupBy";
import { costWords, moveWords, planSummary, retirementWords } from "./planWords";
import type { PricedPlace } from "./placeJson";
import { visibleLine } from "../visibleText";

/** The plan as the description of a pull request, or a ticket. */
export function planMarkdown(places: readonly PricedPlace[], today: string): string {
  if (places.length === 0)
    return "# Move off retiring models\n\nNothing to move: no place names a model with a shutdown date.\n";
  const files = groupBy(places, ({ file }) => file);
  const head = [
    "# Move off retiring models",
    "",
    `As of ${today}. ${planSummary(places, files.size)}`,
  ];
  const sections = [...files].flatMap(([file, own]) => [
    "",
    `## ${code(file)}`,
    "",
    ...own.flatMap(placeLines),
  ]);
  return `${[...head, ...sections].join("\n")}\n`;
}

function placeLines({ line, plan, breaks, figures }: PricedPlace): readonly string[] {
  const { place } = plan;
  const cost = figures ? costWords(figures) : "";
  return [
    `- [ ] Line ${line}: ${moveWords(plan, code)}. ${retirementWords(place)}${cost === "" ? "" : ` ${cost}.`}`,
    ...breaks.map(
      ({ id, line: at, message, fix, isSafe }) =>
        `  - ${isSafe ? "Safe edit" : "**Your judgment**"}, line ${at}, ${code(id)}: ${escape(message)} ${escape(fix)}`,
    ),
  ];
}

function code(text: string): string {
  return `\`${visibleLine(text).replaceAll("`", "'")}\``;
}

/** No markup, HTML, link or mention. */
function escape(text: string): string {
  return visibleLine(text).replaceAll(/[\\`*_{}[\]<>#|~&@]|:(?=\/\/)|(?<=\bwww)\./gi, "\\$&");
}
