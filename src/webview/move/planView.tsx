import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { MoveFilter, MoveSort, MoveState } from "../../core/panel/contract/moveState";
import type { MoveMemory } from "../../protocol/messages";
import { FilterChips } from "../filterChips";
import { Buttons } from "../buttons";
import { ChoiceRow } from "../choiceRow";
import { CostBars } from "../costBars";
import { usePost } from "../post";
import { QuietStatus } from "../quietStatus";
import { Sentence } from "../sentence";
import { TextField } from "../textField";
import type { MoveHost } from "./moveHost";
import { MoveTable } from "./moveTable";

type Plan = Extract<MoveState, { kind: "plan" }>;

const SORTS: readonly { readonly id: MoveSort; readonly label: string }[] = [
  { id: "saving", label: "Saving" },
  { id: "risk", label: "Risk" },
  { id: "file", label: "File" },
];

/** The plan: what it saves, what is to do, and every place. */
export function PlanView({ state, host }: { readonly state: Plan; readonly host: MoveHost }) {
  const { filter, sort, choose } = useChoices(host);
  const shown = state.filters.some(({ id, count }) => id === filter && count > 0) ? filter : "all";
  const table = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    if (asked === 0) return;
    table.current?.scrollIntoView();
    table.current?.querySelector<HTMLElement>("button.place")?.focus({ preventScroll: true });
  }, [asked]);
  return (
    <>
      <Head state={state} />
      <div class="verdict">
        <p>
          <Sentence words={state.lead} />
        </p>
        <QuietStatus words={state.lead} />
        {state.grounds.map((words, index) => (
          <p key={index} class="ground">
            <Sentence words={words} />
          </p>
        ))}
        <div class="actions">
          {state.apply && <Buttons buttons={[state.apply]} />}
          {state.judgments !== undefined && (
            <button
              type="button"
              class="second"
              onClick={() => {
                choose({ filter: "judgment" });
                setAsked((count) => count + 1);
              }}
            >
              {state.judgments}
            </button>
          )}
        </div>
        <p class="note">
          <Sentence words={state.applyNote} />
        </p>
      </div>
      <Settings state={state} />
      <div class="move-controls">
        <FilterChips
          label="Show"
          filters={state.filters}
          chosen={shown}
          onChoose={(id) => choose({ filter: id })}
        />
        <ChoiceRow
          name="move-sort"
          label="Sort by"
          choices={SORTS}
          chosen={sort}
          onChoose={(id) => choose({ sort: id })}
        />
      </div>
      <div ref={table}>
        <MoveTable state={state} filter={shown} sort={sort} />
      </div>
    </>
  );
}

function Head({ state: { days, month } }: { readonly state: Plan }) {
  if (days === undefined && month === undefined) return null;
  return (
    <dl class="move-head">
      {days && (
        <div>
          <dt>{days.heading}</dt>
          <dd>
            <p class="move-days">{days.value}</p>
            <p class="note">
              <Sentence words={days.note} />
            </p>
          </dd>
        </div>
      )}
      {month && (
        <div>
          <dt>{month.heading}</dt>
          <dd>
            <CostBars bars={month.bars} />
            <p class="note">
              <Sentence words={month.note} />
            </p>
          </dd>
        </div>
      )}
    </dl>
  );
}

/** Where everything moves to, and how often each call is made. */
function Settings({ state: { target, volume } }: { readonly state: Plan }) {
  const post = usePost();
  return (
    <div class="move-settings">
      <p>
        <Sentence words={target.words} />
      </p>
      <Buttons buttons={[target.change]} />
      <p class="inline-field">
        <label for="move-volume">{volume.label}</label>
        <TextField
          id="move-volume"
          value={volume.value}
          problem={volume.problem}
          onText={(text) => post({ type: "setMoveVolume", text })}
        />
      </p>
    </div>
  );
}

/** The filter and the order that a person chose, kept over a reload. */
function useChoices(host: MoveHost): {
  readonly filter: MoveFilter;
  readonly sort: MoveSort;
  readonly choose: (change: Partial<Pick<MoveMemory, "filter" | "sort">>) => void;
} {
  const [memory, setMemory] = useState<MoveMemory>(
    () => host.recall() ?? { version: 1, filter: "all", sort: "saving" },
  );
  const choose = useCallback((change: Partial<Pick<MoveMemory, "filter" | "sort">>) => {
    setMemory((last) => ({ ...last, ...change }));
  }, []);
  useEffect(() => host.remember(memory), [host, memory]);
  return { filter: memory.filter, sort: memory.sort, choose };
}
