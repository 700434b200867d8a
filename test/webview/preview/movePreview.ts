import { applyScaleChange, DEFAULT_SCALE_CHOICE } from "../../../src/core/panel/scaleChoice";
import { buildMoveState } from "../../../src/core/panel/move/buildMoveState";
import type { MoveInput } from "../../../src/core/panel/move/moveInput";
import type { MoveHostMessage, MoveMemory, PageMessage } from "../../../src/protocol/messages";
import type { MoveHost } from "../../../src/webview/move/moveHost";
import { moveInput, reading, SAMPLE_FILES, samplePlaces } from "../../unit/panel/samplePlan";

/** The page of the move plan in each of the situations that it has to look right in. */
export const MOVE_CASES: Readonly<Record<string, () => Promise<MoveInput>>> = {
  move: async () => moveInput({ reading: reading(await samplePlaces()) }),
  moveStates: async () => {
    const old = { file: "old.env", text: "MODEL=gpt-4o-2024-05-13\n" };
    const places = await samplePlaces([...SAMPLE_FILES, old]);
    const unknownModels = [{ name: "gpt-4o-large", file: "src/a.ts", line: 3 }];
    return moveInput({
      reading: reading(places, { allFiles: 9_812, unknownModels }),
      targetProblem: "gpt-6.1-sol has no effort none. It takes low, medium, high, xhigh, max.",
    });
  },
  moveReading: () =>
    Promise.resolve(
      moveInput({
        reading: { kind: "reading", readFiles: 1_240, allFiles: 9_812, places: 38 },
      }),
    ),
  moveEmpty: () => Promise.resolve(moveInput({ reading: reading([]) })),
};

/** A host without VS Code: builds the state and answers the volume's field. */
export class MovePreviewHost implements MoveHost {
  /** All that the page has asked for, oldest first. */
  readonly posted: PageMessage[] = [];
  memory: MoveMemory | undefined;
  private readonly listeners = new Set<(message: MoveHostMessage) => void>();

  constructor(private input: MoveInput) {}

  post(message: PageMessage): void {
    this.posted.push(message);
    if (message.type === "ready") this.update(this.input);
    if (message.type === "setMoveVolume") {
      const choice = { ...DEFAULT_SCALE_CHOICE, requestsPerMonth: this.input.requestsPerMonth };
      const change = { field: "requestsPerMonth", text: message.text } as const;
      const size = { inputTokens: 0, outputTokens: 0 };
      const { requestsPerMonth, problems } = applyScaleChange(choice, change, size);
      const volumeProblem = problems.requestsPerMonth;
      this.update({ ...this.input, requestsPerMonth, ...(volumeProblem && { volumeProblem }) });
    }
  }

  onMessage(listener: (message: MoveHostMessage) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  remember(memory: MoveMemory): void {
    this.memory = memory;
  }

  recall(): MoveMemory | undefined {
    return this.memory;
  }

  update(input: MoveInput): void {
    this.input = input;
    for (const listener of this.listeners) {
      listener({ type: "move", state: buildMoveState(input) });
    }
  }
}
