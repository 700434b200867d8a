import { formatTokens } from "../../format";
import { baselineHeadline } from "../../measure/export/baselineFile";
import { headOf } from "../../measure/engine/earlierRun";
import { type Side, SIDES } from "../../pair";
import { visibleLine } from "../../visibleText";
import type { MeasureBaseline } from "../contract/measureState";
import type { Table } from "../contract/panelState";
import type { MeasureInput } from "./measureInput";

type ResultsInput = NonNullable<MeasureInput["results"]>;

/** The saved answers beside the prompt, and how each model of the run does against them. */
export function baselineState(input: MeasureInput, results: ResultsInput): MeasureBaseline {
  const { plan } = results;
  return {
    comparisons: input.baselines.flatMap((saved) =>
      SIDES.flatMap((side) => comparison(saved, side, input, results)),
    ),
    ...(input.baselines.length > 0 && { saved: savedTable(input.baselines) }),
    note: "Plain files: commit them. A baseline needs no key and no live model, so it still works after the model is gone.",
    actions: SIDES.flatMap((side) => {
      const name = plan.sides[side]?.name.shortLabel;
      return name === undefined
        ? []
        : [
            {
              label: `Save ${name} as Baseline…`,
              action: { type: "saveMeasureBaseline" as const, side },
            },
          ];
    }),
  };
}

/** None for the model whose answers were saved. */
function comparison(
  { file, run }: MeasureInput["baselines"][number],
  side: Side,
  { requestsPerMonth, currency }: MeasureInput,
  { plan, rows }: ResultsInput,
): MeasureBaseline["comparisons"] {
  const model = headOf(plan, "").models[side];
  if (model === undefined || Object.values(run.head.models).includes(model)) return [];
  const { sentence, detail } = baselineHeadline(run, rows, side, {
    label: plan.sides[side]?.name.shortLabel ?? model,
    requestsPerMonth,
    currency,
  });
  return [{ key: `${file} ${side}`, lead: visibleLine(sentence), detail: visibleLine(detail) }];
}

function savedTable(baselines: MeasureInput["baselines"]): Table {
  return {
    caption: "Baselines of this prompt",
    columns: [
      { key: "model", heading: ["Model"], align: "start" },
      { key: "rows", heading: ["Rows"], align: "end" },
      { key: "saved", heading: ["Measured"], align: "start" },
      { key: "file", heading: ["File"], align: "start" },
    ],
    rows: baselines.map(({ file, run: { head, results } }) => ({
      key: file,
      kind: "plain",
      cells: [
        [visibleLine(Object.values(head.models).join(", "))],
        [formatTokens(results.size)],
        [head.startedAt.slice(0, 10)],
        [visibleLine(file)],
      ],
    })),
  };
}
