import type { MoveState } from "../../core/panel/contract/moveState";
import { Sentence } from "../sentence";

type Month = NonNullable<Extract<MoveState, { kind: "plan" }>["month"]>;

/** A month now, after the move, and without an effort, on one scale. */
export function MonthBars({ bars }: { readonly bars: Month["bars"] }) {
  return (
    <ul class="month-bars">
      {bars.map(({ key, name, fraction, tone, amount }) => (
        <li key={key}>
          <span>
            <Sentence words={name} />
          </span>
          <svg height="10" aria-hidden="true">
            <rect class="track" width="100%" height="10" />
            <rect class={`fill ${tone}`} width={`${fraction * 100}%`} height="10" />
          </svg>
          <b class="amount">{amount}</b>
        </li>
      ))}
    </ul>
  );
}
