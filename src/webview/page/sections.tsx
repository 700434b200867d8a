import type { RuleFormat } from "../../core/panel/contract/panelAction";
import type { PanelState, Verdict as VerdictState } from "../../core/panel/contract/panelState";
import type { RichText } from "../../core/panel/contract/richText";
import { ModelsSection } from "../modelsSection";
import { MomentChoice } from "../momentChoice";
import { PromptSection } from "../promptSection";
import { PromptsSection } from "../promptsSection";
import { QuietStatus } from "../quietStatus";
import { RoutingSection } from "../routingSection";
import { ScaleSection } from "../scaleSection";
import { Notices, Verdict } from "../verdict";

/** All sections except Live: everything that is known without a run. */
export function Sections({
  state,
  ruleFormat,
  onRuleFormat,
}: {
  readonly state: PanelState;
  readonly ruleFormat: RuleFormat;
  readonly onRuleFormat: (format: RuleFormat) => void;
}) {
  return (
    <>
      <Notices notices={state.notices} />
      {state.kind === "one" && state.moment !== undefined && <MomentChoice moment={state.moment} />}
      <Verdict verdict={state.verdict} />
      <QuietStatus words={verdictWords(state.verdict)} />
      {state.kind === "one" && <PromptSection section={state.prompt} pair={state.pair} />}
      {state.kind === "many" && <PromptsSection section={state.prompts} />}
      {state.kind !== "none" && <ScaleSection section={state.scale} />}
      <ModelsSection section={state.models} />
      <RoutingSection section={state.routing} ruleFormat={ruleFormat} onRuleFormat={onRuleFormat} />
    </>
  );
}

/** The cards and the sentence, to be read out. */
function verdictWords({ cards, sentence }: VerdictState): RichText {
  return [
    ...cards.flatMap(({ heading, value, note }): RichText => [
      `${heading}: `,
      ...value,
      ", ",
      ...(note ?? []),
      ". ",
    ]),
    ...sentence,
  ];
}
