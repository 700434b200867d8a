import type { MeasureRowDetails } from "../../core/panel/contract/measureState";

/** The values of a row. */
export function RowInput({ input }: { readonly input: MeasureRowDetails["input"] }) {
  if (input.length === 0) return null;
  return (
    <dl class="measure-input">
      {input.map(({ name, text }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
