import type { ScalePreset, ScaleField } from "../core/panel/contract/panelAction";
import type {
  ScaleFieldState,
  ScaleSection as ScaleSectionState,
} from "../core/panel/contract/panelState";
import { ChoiceRow } from "./choiceRow";
import { DataTable } from "./dataTable";
import { usePost } from "./post";
import { useReportMode } from "./reportMode";
import { QuietStatus } from "./quietStatus";
import { ScaleChart } from "./scaleChart";
import { Section } from "./section";
import { Slider } from "./slider";
import { TextField } from "./textField";
import { VolumeChart } from "./volumeChart";

/** Section 2: the cost of a month, by the user's numbers. */
export function ScaleSection({ section }: { readonly section: ScaleSectionState }) {
  const isReport = useReportMode();
  return (
    <Section id="scale" heading="At scale" section={section}>
      <QuietStatus words={section.lead} within="scale" />
      <div class="columns scale-columns">
        {isReport ? <ScaleNumbers section={section} /> : <ScaleForm section={section} />}
        <div>
          <DataTable table={section.table} />
          {section.remarks.map((remark) => (
            <p key={remark} class="note remark">
              {remark}
            </p>
          ))}
          {section.volume && <VolumeChart chart={section.volume} />}
          {section.chart && <ScaleChart chart={section.chart} />}
        </div>
      </div>
    </Section>
  );
}

/** The numbers of the form, for a report. */
function ScaleNumbers({ section }: { readonly section: ScaleSectionState }) {
  const tier = section.tiers.find(({ id }) => id === section.tier)?.label;
  return (
    <dl class="numbers">
      {Object.entries(section.fields).map(([name, { label, value, note }]) => (
        <div key={name}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          {note !== undefined && <dd class="note">{note}</dd>}
        </div>
      ))}
      <div>
        <dt>Service tier</dt>
        <dd>{tier}</dd>
      </div>
    </dl>
  );
}

function ScaleForm({ section }: { readonly section: ScaleSectionState }) {
  const post = usePost();
  const { fields } = section;
  return (
    <form aria-label="What-if numbers" onSubmit={(event) => event.preventDefault()}>
      <div class="field">
        <label for="scale-preset">Preset</label>
        <select
          id="scale-preset"
          value={section.preset}
          onChange={(event) => {
            const preset = event.currentTarget.value as ScalePreset;
            post({ type: "setScale", change: { preset } });
          }}
        >
          {section.presets.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <ScaleControl name="requestsPerMonth" field={fields.requestsPerMonth} />
      <ScaleControl name="inputTokens" field={fields.inputTokens} />
      <ScaleControl name="outputTokens" field={fields.outputTokens} />
      <ScaleControl name="cachedShare" field={fields.cachedShare} />
      <ChoiceRow
        name="scale-tier"
        label="Service tier"
        choices={section.tiers}
        chosen={section.tier}
        onChoose={(tier) => post({ type: "setScale", change: { tier } })}
      />
      <ScaleControl name="rightShare" field={fields.rightShare} split />
    </form>
  );
}

function ScaleControl({
  name,
  field,
  split = false,
}: {
  readonly name: ScaleField;
  readonly field: ScaleFieldState;
  readonly split?: boolean;
}) {
  const post = usePost();
  const id = `scale-${name}`;
  const noteId = field.note === undefined ? undefined : `${id}-note`;
  return (
    <div class="field">
      <label for={id}>{field.label}</label>
      <TextField
        id={id}
        value={field.value}
        problem={field.problem}
        describedBy={noteId}
        onText={(text) => post({ type: "setScale", change: { field: name, text } })}
      />
      {field.slider && (
        <Slider
          label={field.slider.label}
          valueText={field.slider.valueText}
          position={field.slider.position}
          step={field.slider.step}
          split={split}
          onPosition={(position) => post({ type: "setScale", change: { field: name, position } })}
        />
      )}
      {field.note !== undefined && <small id={noteId}>{field.note}</small>}
    </div>
  );
}
