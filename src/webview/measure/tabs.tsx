interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly disabled: boolean;
}

/** Tabs by the pattern of the ARIA practices: one stop for Tab, arrows between them. */
export function Tabs<Id extends string>({
  label,
  tabs,
  chosen,
  onChoose,
}: {
  readonly label: string;
  readonly tabs: readonly Tab<Id>[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
}) {
  const open = tabs.filter(({ disabled }) => !disabled);
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const at = open.findIndex(({ id }) => id === chosen);
    const next = open[(at + step + open.length) % open.length];
    if (next === undefined) return;
    onChoose(next.id);
    document.getElementById(`tab-${next.id}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} onKeyDown={move}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          id={`tab-${tab.id}`}
          type="button"
          role="tab"
          aria-selected={tab.id === chosen}
          aria-controls="measure-panel"
          tabIndex={tab.id === chosen ? 0 : -1}
          disabled={tab.disabled}
          onClick={() => onChoose(tab.id)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}
