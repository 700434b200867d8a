import type { ButtonState } from "../core/compare/panelState";
import { usePost } from "./post";

/** Buttons that the state names, in its order. */
export function Buttons({ buttons }: { readonly buttons: readonly ButtonState[] }) {
  const post = usePost();
  return (
    <>
      {buttons.map((button) => (
        <button
          key={button.label}
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
