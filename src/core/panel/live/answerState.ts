import { localDay } from "../../day";
import { formatCount, formatSeconds } from "../../format";
import { RUN_ACTION_LABELS, type RunActionId } from "../../runs/runWords";
import type { LiveAnswer } from "../contract/liveState";
import type { PanelAction } from "../contract/panelAction";
import type { ButtonState } from "../contract/panelState";
import { code, type RichText } from "../contract/richText";
import type { Side } from "../../pair";
import type { ShownAnswer, ShownSide } from "../../runs/engine/answerView";

/** A call's arguments are drawn up to this length, in UTF-16 units; "Save Run" has all of them. */
const MAX_DRAWN_CHARACTERS = 20_000;

/** The key under which an answer's text is sent. */
export function textKeyOf(
  shown: Pick<ShownSide, "runId"> | undefined,
  side: Side,
  index: number,
): string {
  return `${shown?.runId ?? ""}/${side}/${index}`;
}

/** The model of a column: one of the pair, or one of a move. */
type ColumnRun = Extract<PanelAction, { type: "runLive" | "runMove" }>["type"];

/**
 * One model's column. `modelId`: of the panel's pair, which a run of the history need not be of;
 * undefined if the column's name is that of the answer.
 */
export function buildLiveAnswer(
  shown: ShownSide | undefined,
  side: Side,
  index: number,
  modelId: string | undefined,
  run: ColumnRun,
): LiveAnswer {
  const textKey = textKeyOf(shown, side, index);
  const answer = shown?.answers[index];
  const isRunning = shown?.isRunning ?? false;
  const again: readonly ButtonState[] = isRunning
    ? [{ label: "Stop", action: { type: "stopLive", side } }]
    : [{ label: shown ? "Run Again" : "Run", action: { type: run, side } }];
  const saved =
    shown?.savedAt === undefined ? [] : [`saved ${localDay(new Date(shown.savedAt))}, `];
  const which =
    shown === undefined || modelId === undefined || shown.model === modelId
      ? []
      : [code(shown.model), ", "];
  if (answer === undefined) {
    const status = isRunning ? "about to begin" : "not run";
    return {
      textKey,
      status: [...which, status],
      busy: isRunning,
      problems: [],
      toolCalls: [],
      actions: again,
    };
  }
  // A problem that offers to run again is the place for it: not two buttons of one name.
  const offered = new Set(
    answer.messages.flatMap(({ actions = [] }) => actions.map((id) => RUN_ACTION_LABELS[id])),
  );
  return {
    textKey,
    status: [...which, ...saved, ...statusOf(answer)],
    busy: isInProgress(answer),
    problems: answer.messages.map(({ title, sentence, actions = [] }) => ({
      title,
      sentence,
      actions: actions.map((id) => ({
        label: RUN_ACTION_LABELS[id],
        action: actionOf(id, side, run),
      })),
    })),
    toolCalls: answer.toolCalls.map((call, at) => ({
      key: String(at),
      name: call.name,
      arguments: shorten(call.arguments),
    })),
    actions: again.filter(({ label }) => !offered.has(label)),
  };
}

/** `is at 111 tokens after 2.79 s`, to follow the model's name. */
export function progressWords(answer: ShownAnswer): string {
  const { phase, outputTokens = 0, messages } = answer;
  const time = timeOf(answer);
  switch (phase) {
    case "waiting":
      return "waits for the rate limit";
    case "running":
      return `is at ${formatCount(outputTokens, "token")}${time && ` after ${time}`}`;
    case "interrupted":
      return "was interrupted";
    case "done": {
      const [problem] = messages;
      return problem
        ? `ended${time && ` after ${time}`} with “${problem.title}”`
        : `finished${time && ` in ${time}`}`;
    }
  }
}

/** Whether more of the answer is still to come. */
export function isInProgress({ phase }: ShownAnswer): boolean {
  return phase === "running" || phase === "waiting";
}

function statusOf(answer: ShownAnswer): RichText {
  const { phase, firstTokenMs, finishReason, servedModel } = answer;
  const time = timeOf(answer);
  if (phase === "running") {
    return [`${firstTokenMs === undefined ? "sent" : "streaming"}${time && `, ${time}`}`];
  }
  if (phase === "waiting") return ["waiting"];
  if (phase === "interrupted") return ["interrupted"];
  const served = servedModel === undefined ? "" : `, ${servedModel}`;
  return finishReason === undefined || finishReason === "unknown"
    ? [`ended${served}`]
    : ["finished, ", code(finishReason), served];
}

function timeOf({ elapsedMs }: ShownAnswer): string {
  return elapsedMs === undefined ? "" : `${formatSeconds(elapsedMs / 1000)} s`;
}

function shorten(text: string): string {
  return text.length > MAX_DRAWN_CHARACTERS ? `${text.slice(0, MAX_DRAWN_CHARACTERS)}…` : text;
}

/** The action of a message's button. */
function actionOf(id: RunActionId, side: Side, run: ColumnRun): PanelAction {
  switch (id) {
    case "set-key":
      return { type: "setApiKey" };
    case "choose-pair":
      return { type: "choosePair" };
    case "retry":
    case "run-again":
      return { type: run, side };
    case "retry-now":
      return { type: "retryNow", side };
    case "stop":
      return { type: "stopLive", side };
    case "open-log":
      return { type: "openLog" };
    case "verify-count":
      return { type: "verifyCount", side };
    case "set-max-tokens":
      return { type: "setMaxTokens" };
    case "open-proxy-settings":
      return { type: "openSetting", setting: "http.proxy" };
    case "open-server-settings":
      return { type: "openSetting", setting: "tokenscale.openai.baseUrl" };
  }
}
