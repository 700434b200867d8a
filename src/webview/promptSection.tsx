import type {
  CostTable as CostTableState,
  Fact,
  ModelName,
  PriceHead,
  PromptSection as PromptSectionState,
} from "../core/panel/contract/panelState";
import type { Pair, Side } from "../core/pair";
import { TableBody } from "./dataTable";
import { Meter } from "./meter";
import { usePost } from "./post";
import { useReportMode } from "./reportMode";
import { Section } from "./section";
import { Sentence } from "./sentence";
import { StackedBar } from "./stackedBar";
import { TextField } from "./textField";

/** Section 1: the parts of this prompt and the cost of one request. */
export function PromptSection({
  section,
  pair,
}: {
  readonly section: PromptSectionState;
  readonly pair: Pair<ModelName>;
}) {
  return (
    <Section id="prompt" heading="This prompt" section={section}>
      {section.bars.map((bar) => (
        <StackedBar key={bar.side ?? "both"} bar={bar} />
      ))}
      <div class="columns prompt-columns">
        <div>
          <CostTable costs={section.costs} pair={pair} />
          {section.reasons && <Reasons reasons={section.reasons} />}
        </div>
        <Facts facts={section.facts} />
      </div>
    </Section>
  );
}

function CostTable({
  costs,
  pair,
}: {
  readonly costs: CostTableState;
  readonly pair: Pair<ModelName>;
}) {
  const { table, prices, unitNote } = costs;
  return (
    <div>
      <div class={table.columns.length > 4 ? "prices wide" : "prices"}>
        <p class="note">
          {unitNote.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </p>
        <Price side="left" name={pair.left} head={prices.left} />
        <Price side="right" name={pair.right} head={prices.right} />
      </div>
      <table class={table.columns.length > 4 ? "by-part wide" : "by-part"}>
        <caption class="hidden-visually">{table.caption}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column.key} scope="col" class={column.align}>
                <Sentence words={column.heading} />
              </th>
            ))}
          </tr>
        </thead>
        <TableBody table={table} />
      </table>
    </div>
  );
}

function Price({
  side,
  name,
  head,
}: {
  readonly side: Side;
  readonly name: ModelName;
  readonly head: PriceHead;
}) {
  return (
    <div class="price">
      <h3>
        <span class={`model ${side}`}>{name.label}</span>
      </h3>
      <p class="amount">{head.price}</p>
      {head.range !== undefined && <p class="note">{head.range}</p>}
      {head.fraction !== undefined && (
        <svg class="price-bar" aria-hidden="true">
          <rect class="track" width="100%" height="4" />
          <rect class={`fill ${side}`} width={`${head.fraction * 100}%`} height="4" />
        </svg>
      )}
    </div>
  );
}

function Reasons({ reasons }: { readonly reasons: NonNullable<PromptSectionState["reasons"]> }) {
  return (
    <div class="reasons">
      <h3>{reasons.heading}</h3>
      <ul>
        {reasons.items.map((words, index) => (
          <li key={index}>
            <Sentence words={words} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const isReport = useReportMode();
  return (
    <dl class="facts">
      {facts.map((fact) => (
        <div key={fact.key}>
          <dt>{fact.term}</dt>
          <dd>
            <Sentence words={fact.words} />
            {fact.meters.map((meter, index) => (
              <Meter key={index} meter={meter} />
            ))}
            {fact.note && (
              <p class="note">
                <Sentence words={fact.note} />
              </p>
            )}
            {fact.field && !isReport && <OutputField field={fact.field} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function OutputField({ field }: { readonly field: NonNullable<Fact["field"]> }) {
  const post = usePost();
  return (
    <div class="inline-field">
      <label for="expected-output">{field.label}</label>
      <TextField
        id="expected-output"
        value={field.value}
        placeholder={field.placeholder}
        problem={field.problem}
        describedBy="expected-output-hint"
        postWhen="done"
        onText={(text) => post({ type: "setOutputTokens", text })}
      />
      <small id="expected-output-hint">{field.hint}</small>
    </div>
  );
}
