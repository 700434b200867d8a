/** Buttons of which one is pressed: the rows that a table shows, with how many there are. */
export function FilterChips<Id extends string>({
  label,
  filters,
  chosen,
  onChoose,
}: {
  readonly label: string;
  readonly filters: readonly { readonly id: Id; readonly label: string; readonly count: number }[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
}) {
  return (
    <div class="chips" role="group" aria-label={label}>
      {filters.map(({ id, label: name, count }) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === chosen}
          disabled={count === 0}
          onClick={() => onChoose(id)}
        >
          {name} <span>{count.toLocaleString("en-US")}</span>
        </button>
      ))}
    </div>
  );
}
