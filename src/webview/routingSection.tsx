import type { RuleFormat } from "../core/panel/contract/panelAction";
import type {
  KindRow,
  RoutingSection as RoutingSectionState,
} from "../core/panel/contract/panelState";
import { ChoiceRow } from "./choiceRow";
import { usePost } from "./post";
import { useReportMode } from "./reportMode";
import { Section } from "./section";
import { Sentence } from "./sentence";

/** The vertical position of a kind's mark, at the first line of its name, in pixels. */
const MARK_Y = 14;

/** Section 4: which kinds of task go where, with the same as a rule to export. */
export function RoutingSection({
  section,
  ruleFormat,
  onRuleFormat,
}: {
  readonly section: RoutingSectionState;
  readonly ruleFormat: RuleFormat;
  readonly onRuleFormat: (format: RuleFormat) => void;
}) {
  const post = usePost();
  return (
    <Section id="routing" heading="Routing" section={section}>
      {section.workspace && (
        <p class="workspace">
          <Sentence words={section.workspace} />
        </p>
      )}
      {section.kinds.length > 0 && (
        <div class="columns routing-columns">
          <KindsTable section={section} />
          <div>
            <ChoiceRow
              name="tolerance"
              label="Tolerated loss of score"
              choices={section.tolerance.choices.map(({ tolerance, label }) => ({
                id: tolerance,
                label,
              }))}
              chosen={section.tolerance.value}
              onChoose={(tolerance) => post({ type: "setTolerance", tolerance })}
            />
            <Rules rules={section.rules} format={ruleFormat} onFormat={onRuleFormat} />
          </div>
        </div>
      )}
    </Section>
  );
}

function Rules({
  rules,
  format,
  onFormat,
}: {
  readonly rules: RoutingSectionState["rules"];
  readonly format: RuleFormat;
  readonly onFormat: (format: RuleFormat) => void;
}) {
  const post = usePost();
  const isReport = useReportMode();
  const rule = rules.find((candidate) => candidate.format === format) ?? rules[0];
  if (rule === undefined) return null;
  return (
    <>
      <ChoiceRow
        name="rule-format"
        label="Export as a routing rule"
        choices={rules.map(({ format: id, label }) => ({ id, label }))}
        chosen={rule.format}
        onChoose={onFormat}
      />
      <pre tabIndex={0} role="group" aria-label={`Routing rule, ${rule.label}`}>
        <code>{rule.code}</code>
      </pre>
      {!isReport && (
        <div class="actions">
          <button
            type="button"
            class="second"
            onClick={() => post({ type: "copyRule", format: rule.format })}
          >
            Copy rule
          </button>
        </div>
      )}
    </>
  );
}

function KindsTable({ section }: { readonly section: RoutingSectionState }) {
  const { axis, kinds } = section;
  const withHere = kinds.some((kind) => kind.here !== undefined);
  const draw = (kind: KindRow) => (
    <Kind key={kind.key} kind={kind} axis={axis} withHere={withHere} />
  );
  const unmeasured = kinds.filter(({ gap }) => gap === undefined);
  return (
    <table class="kinds">
      <caption class="hidden-visually">Kinds of task, their measured gap and where they go</caption>
      <thead>
        <tr>
          <th scope="col">Kind of task</th>
          <th scope="col" class="start plot">
            <span class="hidden-visually">Gap, drawn</span>
            <svg height="14" aria-hidden="true">
              {axis.ticks.map(({ x, label }) => (
                <text key={label} x={across(x)} y="11" text-anchor="middle">
                  {label}
                </text>
              ))}
              <text class="amount" x={across(axis.tolerance.x)} y="11" text-anchor="middle">
                {axis.tolerance.label}
              </text>
            </svg>
          </th>
          <th scope="col" class="end">
            Gap ± se
          </th>
          <th scope="col" class="end optional">
            Prompts
          </th>
          {withHere && (
            <th scope="col" class="end">
              Here
            </th>
          )}
          <th scope="col" class="start">
            Goes to
          </th>
        </tr>
      </thead>
      <tbody>
        {kinds.filter(({ gap }) => gap !== undefined).map(draw)}
        {unmeasured.length > 0 && (
          <tr class="group">
            <th colSpan={withHere ? 6 : 5} scope="colgroup">
              <Sentence words={section.unmeasured} />
            </th>
          </tr>
        )}
        {unmeasured.map(draw)}
      </tbody>
    </table>
  );
}

function Kind({
  kind,
  axis,
  withHere,
}: {
  readonly kind: KindRow;
  readonly axis: RoutingSectionState["axis"];
  readonly withHere: boolean;
}) {
  const { gap } = kind;
  return (
    <tr class={kind.current ? "sum" : "plain"} aria-current={kind.current ? "true" : undefined}>
      <th scope="row">
        <Sentence words={kind.name} />
      </th>
      {gap === undefined ? (
        <td class="plot" />
      ) : (
        <td class="plot">
          <svg aria-hidden="true">
            <title>{gap.text}</title>
            <line class="grid" x1={across(axis.zero)} x2={across(axis.zero)} y1="0" y2="100%" />
            <line
              class="dash"
              x1={across(axis.tolerance.x)}
              x2={across(axis.tolerance.x)}
              y1="0"
              y2="100%"
            />
            <line
              class="whisker"
              x1={across(gap.low)}
              x2={across(gap.high)}
              y1={MARK_Y}
              y2={MARK_Y}
            />
            {kind.goesTo === "right" ? (
              <circle class="fill right" cx={across(gap.x)} cy={MARK_Y} r="4" />
            ) : (
              <svg class="mark" x={across(gap.x)} y={MARK_Y}>
                <rect class="fill left" x="-3.5" y="-3.5" width="7" height="7" />
              </svg>
            )}
          </svg>
        </td>
      )}
      <td class="end">{gap?.text ?? "–"}</td>
      <td class="end optional">{kind.prompts}</td>
      {withHere && <td class="end">{kind.here ?? "–"}</td>}
      <td class="start">
        <Sentence words={kind.goes} />
      </td>
    </tr>
  );
}

function across(x: number): string {
  return `${x * 100}%`;
}
