import { formatTokens, NOT_KNOWN } from "../../format";
import type { Model, Shutdown } from "../../models/model";
import { PUBLISHED_STATEMENTS } from "../../models/publishedStatements";
import { retirementOf } from "../../models/retirement";
import { citeFacts, snapshotOf } from "./modelFacts";
import { SIDES } from "../../pair";
import type { PanelContext } from "../panelContext";
import type { Table, TableRow } from "../contract/panelState";
import { actionLink, badge, date, modelName, type RichText } from "../contract/richText";

/** From release to retirement, with safety and data use. */
export function buildLifeTable(context: PanelContext): Table {
  const { pair, today, otherPairs } = context.input;
  const { citations } = context;
  const rows: TableRow[] = [];
  const add = (key: string, name: RichText, cell: (model: Model) => RichText): void => {
    const cells = [cell(pair.left), cell(pair.right)];
    if (cells.every((words) => words.length === 0)) return;
    rows.push({
      key,
      kind: "plain",
      cells: [name, ...cells.map((words) => (words.length === 0 ? [NOT_KNOWN] : words))],
    });
  };
  const pricedSnapshot = (model: Model): string => {
    const snapshot = snapshotOf(context, model);
    return snapshot === model.id ? (model.aliasOf ?? model.id) : snapshot;
  };
  add(
    "released",
    ["Released", ...citeFacts(context, ({ released }) => released)],
    ({ released }) => (released ? [date(released.value)] : []),
  );
  add("snapshot", ["Snapshot"], (model) => {
    const snapshot = pricedSnapshot(model);
    return snapshot === model.id ? [] : [snapshot.replace(`${model.id}-`, "")];
  });
  const retirements = SIDES.flatMap((side) => {
    const retirement = retirementOf(pair[side], snapshotOf(context, pair[side]), today);
    return retirement ? [retirement] : [];
  });
  const [sure] = retirements;
  if (sure) {
    add(
      "retirement",
      [
        "Retirement",
        citations.cite(...retirements.map(({ source }) => source)),
        " ",
        badge(sure.confidence, "warning"),
      ],
      (model) => {
        const retirement = retirementOf(model, snapshotOf(context, model), today);
        return retirement ? [date(retirement.date)] : [];
      },
    );
    add("days", ["Days left"], (model) => {
      const retirement = retirementOf(model, snapshotOf(context, model), today);
      return retirement ? [formatTokens(Math.max(0, retirement.daysLeft))] : [];
    });
  }
  const azure = (model: Model): Shutdown | undefined =>
    model.azureShutdowns?.find(({ snapshot }) => snapshot === pricedSnapshot(model));
  if (SIDES.some((side) => azure(pair[side]))) {
    add("azure", ["Retirement on Azure", ...citeFacts(context, azure)], (model) => {
      const shutdown = azure(model);
      return shutdown ? [date(shutdown.date), ` ${shutdown.confidence}`] : [];
    });
  }
  add("replacement", ["Named in its place"], (model) => {
    const named = retirementOf(model, snapshotOf(context, model), today)?.replacement;
    return named === undefined ? [] : [named];
  });
  for (const side of SIDES) {
    const { safety, shortLabel } = pair[side];
    if (safety === undefined) continue;
    const words = [`Safety, ${shortLabel}: ${safety.value}.`, citations.cite(safety.source)];
    rows.push({ key: `safety-${side}`, kind: "note", cells: [words] });
  }
  if (pair.left.released ?? pair.right.released) {
    const { text, sources } = PUBLISHED_STATEMENTS.dataHandling;
    rows.push({
      key: "data",
      kind: "note",
      cells: [["Data: ", text, citations.cite(...sources)]],
    });
  }
  rows.push({ key: "others", kind: "note", cells: [otherPairsWords(otherPairs)] });
  return {
    caption: "Life and handling of both models",
    columns: [
      { key: "fact", heading: ["Fact"], align: "start" },
      ...SIDES.map((side) => ({
        key: side,
        heading: [modelName(side, pair[side].shortLabel)],
        align: "end" as const,
      })),
    ],
    rows,
  };
}

/** Other pairs to name, newest first; few enough to be read. */
const NAMED_PAIRS = 3;

function otherPairsWords(others: PanelContext["input"]["otherPairs"]): RichText {
  const choose = actionLink("Choose another pair", { type: "choosePair" });
  if (others.length === 0) return [choose];
  const named = others
    .slice(0, NAMED_PAIRS)
    .map(({ left, right }) => `${left.label} with ${right.label}`);
  return [`Other pairs, by price only: ${named.join(", ")}. `, choose];
}
