import { useState } from "preact/hooks";
import type { MeasureQuality } from "../../core/panel/contract/measureState";
import { QualityChart } from "../qualityChart";
import { Slider } from "../slider";

/** The plot of quality against cost, and the threshold below which the other model is asked, too. */
export function QualityView({ quality: { chart, cascade } }: { readonly quality: MeasureQuality }) {
  const last = cascade.steps.length - 1;
  const [position, setPosition] = useState(last > 0 ? cascade.best / last : 0);
  const step = cascade.steps[Math.round(position * last)];
  const points = step?.point ? [...chart.points, step.point] : chart.points;
  return (
    <div class="measure-quality">
      <QualityChart chart={{ ...chart, points }} />
      <p class="note">{cascade.onFailure}</p>
      {step && (
        <>
          <p>{step.rule}</p>
          <Slider
            label="Threshold of the log-probability"
            valueText={`${step.rule}. ${step.result}`}
            position={position}
            step={last > 0 ? 1 / last : 1}
            onPosition={setPosition}
          />
          <p class="note" aria-live="polite">
            {step.result}
          </p>
        </>
      )}
    </div>
  );
}
