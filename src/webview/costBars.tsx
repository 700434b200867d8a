import type { CostBar } from "../core/panel/contract/panelState";
import { Sentence } from "./sentence";

/** Amounts side by side on one scale, each after the name of what costs it. */
export function CostBars({ bars }: { readonly bars: readonly CostBar[] }) {
  return (
    <ul class="cost-bars">
      {bars.map(({ key, name, fraction, tone, amount }) => (
        <li key={key}>
          <span>
            <Sentence words={name} />
          </span>
          <svg height="10" aria-hidden="true">
            <title>{amount}</title>
            <rect class="track" width="100%" height="10" />
            <rect class={`fill ${tone}`} width={`${fraction * 100}%`} height="10" />
          </svg>
          <b class="amount">{amount}</b>
        </li>
      ))}
    </ul>
  );
}
