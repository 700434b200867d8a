import type { MeasureField, MeasureSetup } from "../../core/panel/contract/measureState";
import { Buttons } from "../buttons";
import { DataTable } from "../dataTable";
import { Sentence } from "../sentence";

/** Shows what is measured, on which rows and models, and the cost before it starts. */
export function SetupView({ setup }: { readonly setup: MeasureSetup }) {
  return (
    <div class="measure-setup">
      <dl class="measure-fields">
        {setup.fields.map((field) => (
          <Field key={field.label} field={field} />
        ))}
      </dl>
      <div>
        {setup.cost && (
          <>
            <h2>Cost before it starts</h2>
            <DataTable table={setup.cost} />
          </>
        )}
        {setup.notes.map((words, index) => (
          <p key={index} class={index === 0 ? undefined : "note"}>
            <Sentence words={words} />
          </p>
        ))}
        <div class="actions">
          <Buttons buttons={setup.actions} />
        </div>
      </div>
    </div>
  );
}

function Field({ field }: { readonly field: MeasureField }) {
  return (
    <div>
      <dt>{field.label}</dt>
      <dd>
        <div class="measure-value">
          <span>
            <Sentence words={field.value} />
          </span>
          <Buttons buttons={field.actions} />
        </div>
        {field.notes.map((words, index) => (
          <p key={index} class="note">
            <Sentence words={words} />
          </p>
        ))}
      </dd>
    </div>
  );
}
