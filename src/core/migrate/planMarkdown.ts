import { groupBy } from "../groupBy";
import type { MoveMonth } from "./moveCosts";
import {
  costWords,
  monthWords,
  moveWords,
  planSummary,
  retirementWords,
  totalWords,
} from "./planWords";
import type { PricedPlace } from "./placeJson";
import { visibleLine } from "../visibleText";

interface PlanReport {
  readonly places: readonly PricedPlace[];
  /** ISO date. */
  readonly today: string;
  readonly month: MoveMonth;
}

/** The plan as the description of a pull request, or a ticket. */
export function planMarkdown({ places, today, month }: PlanReport): string {
  if (places.length === 0)
    return "# Move off retiring models\n\nNothing to move: no place names a model with a shutdown date.\n";
  const files = groupBy(places, ({ file }) => file);
  const total = totalWords(month);
  const head = [
    "# Move off retiring models",
    "",
    `As of ${today}. ${planSummary(places, files.size)}`,
    ...(total === "" ? [] : ["", total]),
  ];
  const sections = [...files].flatMap(([file, own]) => [
    "",
    `## ${code(file)}`,
    "",
    ...own.flatMap((place) => placeLines(place, month)),
  ]);
  return `${[...head, ...sections].join("\n")}\n`;
}

function placeLines(place: PricedPlace, month: MoveMonth): readonly string[] {
  const { line, plan, breaks, figures } = place;
  const costs = [figures ? costWords(figures) : "", monthWords(month.costsOf(place) ?? {})].filter(
    (words) => words !== "",
  );
  return [
    [
      `- [ ] Line ${line}: ${moveWords(plan, code)}.`,
      retirementWords(plan.place),
      ...costs.map((words) => `${words}.`),
    ].join(" "),
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
