import type { ModelRunner, RunOptions, RunRequest } from "../../../src/core/runs/modelRunner";
import { GPT_4O } from "../../../src/core/models/gpt4o";
import { GPT_4O_MINI } from "../../../src/core/models/gpt4oMini";
import { parseJson } from "../../../src/core/json/parseJson";
import { readChatRequest } from "../../../src/core/prompt/requestJson";
import type { ComparisonPlan, ComparisonSide } from "../../../src/core/runs/comparisonPlan";
import type { ComparisonServices } from "../../../src/core/runs/engine/comparisonServices";
import { RunRecorder } from "../../../src/core/runs/engine/runRecorder";
import type { RunResult } from "../../../src/core/runs/runResult";
import { ManualClock } from "../runs/manualClock";

/** A run that a test lets go on by hand. */
interface OpenRun {
  readonly request: RunRequest;
  readonly recorder: RunRecorder;
  readonly end: (result: RunResult) => void;
}

/** Runs that wait until the test advances them. */
export class HandRunner implements ModelRunner {
  readonly reportsUsage = true;
  readonly clock = new ManualClock();
  private readonly runs: OpenRun[] = [];

  run(request: RunRequest, { onEvent, signal }: RunOptions): Promise<RunResult> {
    return new Promise((resolve) => {
      const recorder = new RunRecorder(this.clock, onEvent);
      recorder.sent();
      signal.addEventListener("abort", () => resolve(recorder.stopped()));
      this.runs.push({ request, recorder, end: resolve });
    });
  }

  /** The newest run of a model, once it has begun. */
  async of(model: string): Promise<OpenRun> {
    await settle();
    const run = this.runs.findLast(({ request }) => request.model === model);
    if (run === undefined) throw new Error(`${model} does not run.`);
    return run;
  }

  /** Lets the newest run of a model say something and end. */
  async say(model: string, text: string): Promise<void> {
    const { recorder, end } = await this.of(model);
    recorder.addText(text);
    recorder.finish("stop");
    end(recorder.finished());
    await settle();
  }

  services(): ComparisonServices {
    return {
      runner: this,
      clock: this.clock,
      counter: { count: (text) => text.split(" ").filter((word) => word !== "").length },
      listener: (event) => {
        if (event.kind === "problem") throw event.error;
      },
    };
  }
}

/** Lets everything that waits for promises go on. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

function nameOf({ label, shortLabel }: ComparisonSide["name"]): ComparisonSide["name"] {
  return { label, shortLabel };
}

/** A dollar at most for each run. */
function side(model: string): ComparisonSide {
  const { root } = parseJson('{"messages":[{"role":"user","content":"hello"}]}');
  if (root === undefined) throw new Error("No prompt");
  return {
    name: model === GPT_4O.id ? nameOf(GPT_4O) : nameOf(GPT_4O_MINI),
    request: { prompt: readChatRequest(root), model, endpoint: "chat" },
    atMost: 10n ** 12n,
    estimatedInputTokens: 8,
    inputBasis: "exact",
    output: {
      minTokens: 1,
      expectedTokens: 10,
      maxTokens: 20,
      origin: "by the length estimate",
      originKind: "length-estimate",
    },
  };
}

export function plan(changes: Partial<ComparisonPlan> = {}): ComparisonPlan {
  return {
    id: "run-1",
    file: "flag.md",
    host: "api.openai.com",
    runsEach: 1,
    sides: { left: side("gpt-4o"), right: side("gpt-4o-mini") },
    alternatives: [],
    ...changes,
  };
}
