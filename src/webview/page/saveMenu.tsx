import { useEffect, useRef, useState } from "preact/hooks";
import type { ReportFormat } from "../../core/panel/contract/panelAction";
import { usePost } from "../post";

const FORMATS: readonly { readonly format: ReportFormat; readonly name: string }[] = [
  { format: "html", name: "HTML report" },
  { format: "md", name: "Markdown report" },
  { format: "csv", name: "CSV" },
  { format: "json", name: "JSON" },
];

/** `Save as…` and the menu of formats that it opens. */
export function SaveMenu() {
  const post = usePost();
  const [open, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    items()[0]?.focus();
    const onPointerDown = (event: PointerEvent): void => {
      if (!menu.current?.parentElement?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", onPointerDown);
    return () => document.removeEventListener("pointerdown", onPointerDown);
  }, [open]);

  const items = (): readonly HTMLElement[] => [
    ...(menu.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? []),
  ];
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const target = {
      ArrowDown: all[(at + 1) % all.length],
      ArrowUp: all[(at - 1 + all.length) % all.length],
      Home: all[0],
      End: all.at(-1),
    }[event.key];
    if (target !== undefined) {
      event.preventDefault();
      target.focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Tab") {
      setOpen(false);
    }
  };

  return (
    <div class="menu-anchor">
      <button
        ref={button}
        type="button"
        class="second"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        Save as…
      </button>
      {open && (
        <div ref={menu} class="menu" role="menu" aria-label="Save as" onKeyDown={onKeyDown}>
          {FORMATS.map(({ format, name }) => (
            <button
              key={format}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close();
                post({ type: "saveAs", format });
              }}
            >
              {name}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
