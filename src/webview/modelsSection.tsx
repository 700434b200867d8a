import type {
  BenchmarkFigure,
  BenchmarkPair,
  ModelsSection as ModelsSectionState,
} from "../core/panel/contract/panelState";
import type { Side } from "../core/pair";
import { DataTable } from "./dataTable";
import { IndexScatter } from "./indexScatter";
import { Section } from "./section";
import { Sentence } from "./sentence";

/** Section 3: the facts about both models, each figure with its source. */
export function ModelsSection({ section }: { readonly section: ModelsSectionState }) {
  return (
    <Section id="models" heading="Models" section={section}>
      <div class="columns models-columns">
        <DataTable table={section.facts} />
        <div>
          {section.benchmarks.length > 0 && (
            <>
              <h3>Benchmarks</h3>
              <p class="note">
                <Sentence words={section.benchmarkNote} />
              </p>
              <ul class="benchmarks">
                {section.benchmarks.map((benchmark) => (
                  <Benchmark key={benchmark.key} benchmark={benchmark} />
                ))}
              </ul>
              {section.value && (
                <p class="note">
                  <Sentence words={section.value} />
                </p>
              )}
              {section.benchmarkRemark && (
                <p class="note">
                  <Sentence words={section.benchmarkRemark} />
                </p>
              )}
            </>
          )}
          <h3>Life and handling</h3>
          <DataTable table={section.life} />
        </div>
      </div>
      {section.scatters.map((scatter) => (
        <IndexScatter key={scatter.key} scatter={scatter} />
      ))}
    </Section>
  );
}

function Benchmark({ benchmark }: { readonly benchmark: BenchmarkPair }) {
  return (
    <li>
      <h4>
        <Sentence words={benchmark.name} />
      </h4>
      {benchmark.left && <BenchmarkBar side="left" figure={benchmark.left} />}
      {benchmark.right && <BenchmarkBar side="right" figure={benchmark.right} />}
    </li>
  );
}

function BenchmarkBar({ side, figure }: { readonly side: Side; readonly figure: BenchmarkFigure }) {
  return (
    <p>
      <svg aria-hidden="true" height="8">
        <rect class="track" width="100%" height="8" />
        <rect class={`fill ${side}`} width={`${figure.fraction * 100}%`} height="8" />
      </svg>
      <span>
        <span class="hidden-visually">{figure.model} </span>
        {figure.value}
      </span>
    </p>
  );
}
