import type { RuleFormat } from "../../core/panel/contract/panelAction";
import type { PanelState, Verdict as VerdictState } from "../../core/panel/contract/panelState";
import type { TrendState } from "../../core/panel/contract/trendState";
import type { RichText } from "../../core/panel/contract/richText";
import { ModelsSection } from "../modelsSection";
import { MomentChoice } from "../momentChoice";
import { PromptSection } from "../promptSection";
import { PromptsSection } from "../promptsSection";
import { QuietStatus } from "../quietStatus";
import { RoutingSection } from "../routingSection";
import { ScaleSection } from "../scaleSection";
import { TrendSection } from "../trendSection";
import { Notices, Verdict } from "../verdict";
import { TabPanel } from "./tabPanel";

/** All tabs except Live: everything that is known without a run. The verdict is on the first one. */
export function Sections({
  state,
  trend,
  chosen,
  ruleFormat,
  onRuleFormat,
}: {
  readonly state: PanelState;
  readonly trend?: TrendState | undefined;
  /** The id of the chosen tab. */
  readonly chosen: string;
  readonly ruleFormat: RuleFormat;
  readonly onRuleFormat: (format: RuleFormat) => void;
}) {
  const verdict = <Verdict verdict={state.verdict} />;
  return (
    <>
      <Notices notices={state.notices} />
      {state.kind === "none" && verdict}
      <QuietStatus words={verdictWords(state.verdict)} />
      {state.kind === "one" && (
        <TabPanel id="prompt" chosen={chosen}>
          {state.moment !== undefined && <MomentChoice moment={state.moment} />}
          {verdict}
          <PromptSection section={state.prompt} pair={state.pair} />
          {trend && <TrendSection trend={trend} />}
        </TabPanel>
      )}
      {state.kind === "many" && (
        <TabPanel id="prompts" chosen={chosen}>
          {verdict}
          <PromptsSection section={state.prompts} />
        </TabPanel>
      )}
      {state.kind !== "none" && (
        <TabPanel id="scale" chosen={chosen}>
          <ScaleSection section={state.scale} />
        </TabPanel>
      )}
      <TabPanel id="models" chosen={chosen}>
        <ModelsSection section={state.models} />
      </TabPanel>
      <TabPanel id="routing" chosen={chosen}>
        <RoutingSection
          section={state.routing}
          ruleFormat={ruleFormat}
          onRuleFormat={onRuleFormat}
        />
      </TabPanel>
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
