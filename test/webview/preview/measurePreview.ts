import { blindState, winnerOf } from "../../../src/core/panel/measure/measureBlind";
import { buildMeasureState } from "../../../src/core/panel/measure/buildMeasureState";
import type { MeasureInput } from "../../../src/core/panel/measure/measureInput";
import { measureRowDetails, MeasureRowIndex } from "../../../src/core/panel/measure/measureResults";
import type { MeasureHostMessage, PageMessage } from "../../../src/protocol/messages";
import type { MeasureHost } from "../../../src/webview/measure/measureHost";
import { recordedInput, setupInput } from "../../unit/panel/sampleMeasurement";

const LEARNED = "Your 48 rows: GPT-4o mini won or tied 41; gap 0.03 ± 0.04, before 0.09.";

interface MeasureCase {
  readonly input: () => MeasureInput;
  /** Done once the page is drawn. */
  readonly then?: PageMessage;
}

/** The page of a measurement in each of the situations that it has to look right in. */
export const MEASURE_CASES: Readonly<Record<string, MeasureCase>> = {
  measureSetup: { input: () => setupInput(120) },
  measureResults: { input: () => ({ ...recordedInput(120), learned: LEARNED }) },
  measureRow: {
    input: () => recordedInput(120),
    then: { type: "openMeasureRow", rowId: "r1" },
  },
  measureBlind: { input: () => recordedInput(120), then: { type: "readBlindRow" } },
  measureMany: { input: () => recordedInput(50_000) },
  measureBaseline: { input: () => ({ ...recordedInput(120), tab: "baseline" }) },
};

/** A host without VS Code: builds the state and answers what the page asks for. */
export class MeasurePreviewHost implements MeasureHost {
  private readonly listeners = new Set<(message: MeasureHostMessage) => void>();
  private readonly index: MeasureRowIndex | undefined;

  private input: MeasureInput;

  constructor(private readonly shown: MeasureCase) {
    this.input = shown.input();
    const { results } = this.input;
    this.index = results && new MeasureRowIndex(results.plan);
    if (results) this.index?.show(results);
  }

  post(message: PageMessage): void {
    const { input } = this;
    const { results } = input;
    if (message.type === "ready") {
      this.send({ type: "measure", state: buildMeasureState(input) });
      if (this.shown.then) this.post(this.shown.then);
    }
    if (results === undefined) return;
    if (message.type === "readMeasureRows") {
      const rows = this.index?.read(message.filter, message.from, message.count);
      if (rows) this.send({ type: "measureRows", rows });
    }
    if (message.type === "openMeasureRow") {
      const row = measureRowDetails(results, message.rowId, input);
      if (row) this.send({ type: "measureRow", row });
    }
    if (message.type === "readBlindRow") {
      this.send({ type: "measureBlind", blind: blindState(results, undefined) });
    }
    if (message.type === "voteBlind") {
      const { rowId, vote } = message;
      const votes = new Map([...results.votes, [rowId, winnerOf(results.plan, rowId, vote)]]);
      this.input = { ...input, results: { ...results, votes } };
      this.send({ type: "measureBlind", blind: blindState({ ...results, votes }, rowId) });
      this.send({ type: "measure", state: buildMeasureState(this.input) });
    }
  }

  onMessage(listener: (message: MeasureHostMessage) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  remember(): void {
    // The preview starts anew each time.
  }

  recall(): undefined {
    return undefined;
  }

  private send(message: MeasureHostMessage): void {
    for (const listener of this.listeners) listener(message);
  }
}
