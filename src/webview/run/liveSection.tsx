import { useState } from "preact/hooks";
import type { LiveMove, LiveState } from "../../core/panel/contract/liveState";
import { Buttons } from "../buttons";
import { ChoiceRow } from "../choiceRow";
import { DataTable } from "../dataTable";
import { usePost } from "../post";
import { QuietStatus } from "../quietStatus";
import { Section } from "../section";
import { Sentence } from "../sentence";
import { TextField } from "../textField";
import { Answer } from "./answer";
import type { LiveTexts } from "./liveTexts";
import { RunHistory } from "./runHistory";
import { WordDiff } from "./wordDiff";

const SIDES = ["left", "right"] as const;

/** Section 5: both answers side by side, with their time and cost. */
export function LiveSection({
  live,
  texts,
}: {
  readonly live: LiveState;
  readonly texts: LiveTexts;
}) {
  const [raw, setRaw] = useState(false);
  const { answers, measurements, diff, names, marks } = live;
  return (
    <Section id="live" heading="Live" section={live}>
      <QuietStatus words={live.lead} />
      <div class="actions live-controls">
        <RunControls live={live} />
        {answers && <AnswerControls live={live} raw={raw} onRaw={setRaw} />}
      </div>
      {live.move && <MoveControls move={live.move} />}
      {answers && (
        <div class="columns live-columns">
          {SIDES.map((side) => (
            <Answer
              key={side}
              side={side}
              name={names[side]}
              mark={marks[side]}
              answer={answers[side]}
              texts={texts}
              raw={raw}
            />
          ))}
        </div>
      )}
      <div class="columns run-columns">
        {measurements && (
          <div>
            <DataTable table={measurements} />
            {live.similarity && (
              <p class="note">
                <Sentence words={live.similarity} />
              </p>
            )}
            {live.estimateRecord && (
              <p class="note">
                <Sentence words={live.estimateRecord} />
              </p>
            )}
          </div>
        )}
        {diff && <WordDiff diff={diff} pair={names} actions={live.diffActions} />}
      </div>
      <RunHistory history={live.history} baselines={live.baselines} ledger={live.ledger} />
    </Section>
  );
}

function RunControls({ live }: { readonly live: LiveState }) {
  const post = usePost();
  return (
    <div class="actions">
      <Buttons buttons={live.actions} />
      <div class="inline-field">
        <label for="runs-each">Runs each</label>
        <TextField
          id="runs-each"
          value={live.runsEach.value}
          problem={live.runsEach.problem}
          onText={(text) => post({ type: "setRunsEach", text })}
        />
      </div>
    </div>
  );
}

/** The move that the prompt can be run before and after, and the effort of the new model. */
function MoveControls({ move }: { readonly move: LiveMove }) {
  const post = usePost();
  const { words, efforts } = move;
  return (
    <div class="live-move">
      <p class="note">
        <Sentence words={words} />
      </p>
      {efforts && (
        <ChoiceRow
          name="move-effort"
          label="Effort after the move"
          choices={efforts.choices.map((effort) => ({ id: effort, label: effort }))}
          chosen={efforts.chosen}
          onChoose={(effort) => post({ type: "setMoveEffort", effort })}
        />
      )}
    </div>
  );
}

function AnswerControls({
  live,
  raw,
  onRaw,
}: {
  readonly live: LiveState;
  readonly raw: boolean;
  readonly onRaw: (raw: boolean) => void;
}) {
  const post = usePost();
  const { shown } = live;
  return (
    <div class="actions answer-controls">
      {shown && (
        <ChoiceRow
          name="shown-answer"
          label="Answer"
          choices={shown.labels.map((label, id) => ({ id, label }))}
          chosen={shown.index}
          onChoose={(index) => post({ type: "showAnswer", index })}
        />
      )}
      <ChoiceRow
        name="answer-view"
        label="View"
        choices={[
          { id: "formatted", label: "Formatted" },
          { id: "raw", label: "Raw" },
        ]}
        chosen={raw ? "raw" : "formatted"}
        onChoose={(view) => onRaw(view === "raw")}
      />
    </div>
  );
}
