import type { ButtonState } from "../core/panel/contract/panelState";
import { usePost } from "./post";
import { useReportMode } from "./reportMode";

/** Buttons that the state names, in its order. */
export function Buttons({ buttons }: { readonly buttons: readonly ButtonState[] }) {
  const post = usePost();
  if (useReportMode()) return null;
  return (
    <>
      {buttons.map((button, index) => (
        // Keyed by position: `Stop all` is the button that was `Run on Both`, and keeps the focus.
        <button
          key={index}
          type="button"
          class={button.primary ? undefined : "second"}
          disabled={button.disabled}
          onClick={() => post(button.action)}
        >
          {button.label}
        </button>
      ))}
    </>
  );
}
