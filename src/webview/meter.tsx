import type { Meter as MeterState } from "../core/panel/contract/panelState";

/** How much of a whole is used, with an optional mark in between. */
export function Meter({ meter }: { readonly meter: MeterState }) {
  const used = Math.min(1, Math.max(0, meter.fraction));
  return (
    <svg class="meter" height="8" role="img" aria-label={meter.description}>
      <title>{meter.description}</title>
      <rect class="track" y="3" width="100%" height="2" />
      <rect class={`fill ${meter.side ?? "both"}`} width={`${used * 100}%`} height="8" />
      {meter.mark !== undefined && (
        <line class="axis" x1={`${meter.mark * 100}%`} x2={`${meter.mark * 100}%`} y1="0" y2="8" />
      )}
    </svg>
  );
}
