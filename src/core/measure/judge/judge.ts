import type { RequestPrice } from "../../models/model";
import { type PicoUsd, sumIfKnown } from "../../money";
import { otherSide, type Pair, type Side } from "../../pair";
import type { Prompt } from "../../prompt/prompt";
import type { RunRequest } from "../../runs/modelRunner";
import type { RunResult } from "../../runs/runResult";
import { describeRun } from "../../runs/runWords";
import type { AskRubric } from "../assertions/checkAnswer";
import type { JudgedOrder, Judgment } from "../judgment";
import type { JudgeRequests } from "../rowResult";
import { pairwisePrompt, rubricPrompt } from "./judgePrompt";
import { parseGrade, parsePreference } from "./parseJudgment";

/** A model that judges, and what asking it needs. */
export interface JudgeModel {
  /** Undefined if the model has no price. */
  readonly price?: RequestPrice;
  readonly request: Omit<RunRequest, "prompt">;
  readonly host: string;
  /** The limit of an answer, with the reasoning before it. */
  readonly maxOutputTokens: number;
}

/** A request's size and price, as far as they are known before it is sent. */
interface ExpectedRequest {
  readonly price?: RequestPrice;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

interface JudgeSender {
  /** Undefined if everything was stopped before there was an answer. */
  readonly send: (
    request: RunRequest,
    expected: ExpectedRequest,
  ) => Promise<
    | {
        readonly result: RunResult;
        readonly cost: PicoUsd | undefined;
        /** Of all tries together. */
        readonly spent: PicoUsd | undefined;
      }
    | undefined
  >;
  readonly countTokens: (text: string) => number;
}

/** Two answers to the same row. */
interface PairToJudge {
  readonly rowId: string;
  readonly request: string;
  readonly answers: Pair<string>;
  readonly expected?: string;
}

/** Asks a model for its opinion of answers. */
export class Judge {
  constructor(
    private readonly model: JudgeModel,
    private readonly sender: JudgeSender,
  ) {}

  /** For one answer, or one pair of answers, whose cost is told apart. */
  begin(): Judging {
    return new Judging(this.model, this.sender);
  }
}

/** The questions to the judge about one answer or one pair of answers. */
class Judging {
  requests = 0;
  /** Undefined if the model has no price. */
  spent: PicoUsd | undefined = 0n;
  /** The run was stopped before the judge had answered: nothing that came of this counts. */
  isCutOff = false;

  constructor(
    private readonly model: JudgeModel,
    private readonly sender: JudgeSender,
  ) {}

  asked(): JudgeRequests {
    const { requests, spent } = this;
    return { requests, ...(spent !== undefined && { spent }) };
  }

  /** Decides an `llm-rubric` assertion. */
  readonly askRubric: AskRubric = async (question) => {
    const reply = await this.ask(rubricPrompt(question, this.model.maxOutputTokens));
    if (reply.kind === "error") return reply;
    const grade = parseGrade(reply.text);
    return grade ? { kind: "opinion", ...grade } : UNREADABLE;
  };

  /** Decides which answer is better, in both orders, as models prefer what they read first. */
  async judgePair(pair: PairToJudge): Promise<Omit<Judgment, "finishedAt">> {
    const orders = await Promise.all([
      this.judgeOrder(pair, "left"),
      this.judgeOrder(pair, "right"),
    ]);
    const [first, second] = orders.map((order) =>
      order.kind === "opinion" ? order.winner : undefined,
    );
    const winner = first === second ? first : "tie";
    const isKnown = first !== undefined && second !== undefined && winner !== undefined;
    return { rowId: pair.rowId, orders, ...(isKnown && { winner }), judged: this.asked() };
  }

  private async judgeOrder(
    { request, answers, expected }: PairToJudge,
    first: Side,
  ): Promise<JudgedOrder> {
    const second = otherSide(first);
    const question = {
      request,
      ...(expected !== undefined && { expected }),
      a: answers[first],
      b: answers[second],
    };
    const reply = await this.ask(pairwisePrompt(question, this.model.maxOutputTokens));
    if (reply.kind === "error") return reply;
    const preference = parsePreference(reply.text);
    if (preference === undefined) return UNREADABLE;
    const winner = { a: first, b: second, tie: "tie" as const }[preference.better];
    return { kind: "opinion", winner, reason: preference.reason };
  }

  private async ask(prompt: Prompt): Promise<Reply> {
    const { request, host, price, maxOutputTokens } = this.model;
    const { send, countTokens } = this.sender;
    const inputTokens = textsOf(prompt).reduce((sum, text) => sum + countTokens(text), 0);
    const planned = { ...(price && { price }), inputTokens, outputTokens: maxOutputTokens };
    const sent = await send({ ...request, prompt }, planned);
    if (sent === undefined) {
      this.isCutOff = true;
      return { kind: "error", reason: "The judge was not asked: the run was stopped." };
    }
    const { result, cost, spent } = sent;
    this.requests += 1;
    this.spent = sumIfKnown([this.spent, spent]);
    if (result.status === "finished") return { kind: "text", text: result.text };
    const [message] = describeRun(
      { ...result, isRefused: result.refusal !== undefined },
      {
        host,
        model: request.model,
        alternatives: [],
        reportsUsage: true,
        outputTokens: countTokens(result.text),
        ...(cost !== undefined && { cost }),
      },
    );
    return { kind: "error", reason: `The judge gave no answer: ${message?.title ?? "stopped"}` };
  }
}

const UNREADABLE = {
  kind: "error",
  reason: "The judge's answer is not the JSON that it was asked for.",
} as const;

type Reply =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "error"; readonly reason: string };

function textsOf({ messages }: Prompt): readonly string[] {
  return messages.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === "text" ? [part.text] : [])),
  );
}
