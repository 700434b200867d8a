export interface Tab<Id extends string = string> {
  readonly id: Id;
  readonly label: string;
  readonly disabled?: boolean;
}

/** Tabs by the pattern of the ARIA practices: one stop for Tab, arrows, Home, and End between them. */
export function Tabs<Id extends string>({
  label,
  tabs,
  chosen,
  panelId,
  onChoose,
}: {
  readonly label: string;
  readonly tabs: readonly Tab<Id>[];
  readonly chosen: Id;
  readonly panelId: (id: Id) => string;
  readonly onChoose: (id: Id) => void;
}) {
  const open = tabs.filter(({ disabled }) => disabled !== true);
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = open.findIndex(({ id }) => id === chosen);
    const target = {
      ArrowRight: open[(at + 1) % open.length],
      ArrowLeft: open.at(at - 1),
      Home: open[0],
      End: open.at(-1),
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    onChoose(target.id);
    document.getElementById(tabId(target.id))?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          id={tabId(tab.id)}
          type="button"
          role="tab"
          aria-selected={tab.id === chosen}
          aria-controls={panelId(tab.id)}
          tabIndex={tab.id === chosen ? 0 : -1}
          disabled={tab.disabled === true}
          onClick={() => onChoose(tab.id)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}

/** The id of a tab's element, which names its panel. */
export function tabId(id: string): string {
  return `tab-${id}`;
}
