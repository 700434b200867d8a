import { useReportMode } from "./reportMode";

/** A few choices side by side, one of them selected. */
export function ChoiceRow<Id extends string | number>({
  name,
  label,
  choices,
  chosen,
  onChoose,
}: {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly {
    readonly id: Id;
    readonly label: string;
    /** Why it can't be chosen. */
    readonly unavailable?: string | undefined;
  }[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
}) {
  if (useReportMode()) {
    return (
      <p class="chosen">
        <span class="note">{label}</span> {choices.find(({ id }) => id === chosen)?.label}
      </p>
    );
  }
  return (
    <fieldset class="choices">
      <legend>{label}</legend>
      <div>
        {choices.map((choice) => (
          <label key={choice.id} title={choice.unavailable}>
            <input
              type="radio"
              name={name}
              checked={choice.id === chosen}
              disabled={choice.unavailable !== undefined}
              onChange={() => onChoose(choice.id)}
            />
            {choice.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
