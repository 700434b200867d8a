import { formatDecimals } from "../format";
import type { KnownGap } from "./routedKinds";
import type { RuleFormat } from "../panel/contract/panelAction";

/** Which model each kind of task goes to, to be taken away. */
export interface RoutingRule {
  /** Score that may be lost on average, 0 … 1. */
  readonly tolerance: number;
  /** ISO date on which the rule was written. */
  readonly date: string;
  readonly leftModel: string;
  readonly rightModel: string;
  readonly kinds: readonly {
    readonly id: string;
    readonly model: string;
    /** Left out if no size of a loss is known, so that cost decided. */
    readonly known?: Pick<KnownGap, "gap" | "basis">;
  }[];
}

export const RULE_FORMATS: readonly { readonly format: RuleFormat; readonly label: string }[] = [
  { format: "typescript", label: "TypeScript" },
  { format: "python", label: "Python" },
  { format: "litellm", label: "LiteLLM" },
  { format: "json", label: "JSON" },
];

/** The rule as code or configuration that runs as is. */
export function writeRoutingRule(rule: RoutingRule, format: RuleFormat): string {
  switch (format) {
    case "typescript":
      return typeScript(rule);
    case "python":
      return python(rule);
    case "litellm":
      return liteLlm(rule);
    case "json":
      return json(rule);
  }
}

function heading(rule: RoutingRule): string {
  return `Tokenscale: tolerance ${formatDecimals(rule.tolerance, 2)}, ${rule.date}`;
}

function evidence({ known }: RoutingRule["kinds"][number]): string {
  if (known === undefined) return "by cost";
  const gap = formatDecimals(known.gap, 2);
  return known.basis === "measured" ? gap : `${gap}, ${known.basis}`;
}

function typeScript(rule: RoutingRule): string {
  const rows = rule.kinds.map(
    (kind) => `  ${kind.id}: ${JSON.stringify(kind.model)}, // ${evidence(kind)}`,
  );
  return [`// ${heading(rule)}`, "export const modelFor = {", ...rows, "} as const;", ""].join(
    "\n",
  );
}

function python(rule: RoutingRule): string {
  const rows = rule.kinds.map(
    (kind) => `    ${JSON.stringify(kind.id)}: ${JSON.stringify(kind.model)},  # ${evidence(kind)}`,
  );
  return [`# ${heading(rule)}`, "MODEL_FOR = {", ...rows, "}", ""].join("\n");
}

/** One model group for each kind: a request names its kind as the model, and LiteLLM routes it. */
function liteLlm(rule: RoutingRule): string {
  const rows = rule.kinds.flatMap((kind) => [
    `  - model_name: ${kind.id} # ${evidence(kind)}`,
    "    litellm_params:",
    `      model: ${JSON.stringify(`openai/${kind.model}`)}`,
    "      api_key: os.environ/OPENAI_API_KEY",
  ]);
  return [`# ${heading(rule)}`, "model_list:", ...rows, ""].join("\n");
}

function json({ tolerance, date, leftModel, rightModel, kinds }: RoutingRule): string {
  const routes = kinds.map(({ id, model, known }) => ({
    kind: id,
    model,
    basis: known?.basis ?? "cost",
    ...(known && { gap: known.gap }),
  }));
  const rule = { tolerance, date, models: [leftModel, rightModel], routes };
  return `${JSON.stringify(rule, undefined, 2)}\n`;
}
