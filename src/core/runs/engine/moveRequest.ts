import { compactJson } from "../../json/compactJson";
import { type JsonMember, numberValue } from "../../json/jsonNode";
import { parseJson } from "../../json/parseJson";
import type { Change } from "../../migrate/breaks/breakRule";
import { acceptedEffort } from "../../migrate/breaks/effort";
import { supportOf, type Target } from "../../migrate/breaks/target";
import { planFile, type PlannedPlace } from "../../migrate/planFile";
import { parameter } from "../../migrate/request/request";
import { applyEdits, editsInFile, editsOfChanges } from "../../migrate/textEdits";
import type { Model, ReasoningEffort } from "../../models/model";
import { nameAtEffort } from "../../models/modelAtEffort";
import type { Endpoint, Prompt } from "../../prompt/prompt";
import { reasoningEffortOf } from "../../prompt/reasoningEffort";
import type { Move } from "../move";
import type { MoveChange } from "../moveChange";
import { SHARED_SETTINGS } from "../sharedSettings";

/** A prompt as it is sent to the new model, and what was changed for that. */
interface MovedRequest {
  readonly prompt: Prompt;
  readonly endpoint: Endpoint;
  /** Undefined if the model takes none. */
  readonly effort?: ReasoningEffort;
  readonly changes: readonly MoveChange[];
}

/** Members that the request is given anew, so their values here don't matter. */
const OWN_MEMBERS: ReadonlySet<string> = new Set(["model", "messages", "input", "tools"]);
const LIMITS: ReadonlySet<string> = new Set([
  "max_tokens",
  "max_completion_tokens",
  "max_output_tokens",
]);
const EFFORT_MEMBERS: ReadonlySet<string> = new Set([
  "reasoning_effort",
  "reasoningEffort",
  "reasoning",
]);

/**
 * The prompt with the safe edits of the move plan made to its request. What the new model refuses and
 * no edit mends is left out, and tools that it refuses on Chat Completions are sent by the other API:
 * a run that fails would show nothing.
 */
export function moveRequest(
  prompt: Prompt,
  { oldSnapshot, target, isDone, isEffortChosen }: Omit<Move, "old">,
  today: string,
): MovedRequest {
  const asked: Prompt = isEffortChosen ? { ...prompt, settings: withoutEffort(prompt) } : prompt;
  if (isDone) return finished(asked, prompt.endpoint, target, []);
  const written = requestText(asked, oldSnapshot);
  const place = placeOf(written, target, today);
  if (place === undefined) return finished(asked, prompt.endpoint, target, []);
  const safe = place.breaks.flatMap(({ changes = [] }) => changes);
  const edited = edit(written, place, safe);
  const refused = refusedIn(edited, target, today);
  const text = refused === undefined ? edited : edit(edited, refused.place, refused.changes);
  const endpoint = place.breaks.some(({ id }) => id === "tools-chat")
    ? "responses"
    : asked.endpoint;
  const after = withMembers(asked, text);
  return finished(after, endpoint, target, [
    ...[...safe, ...(refused?.changes ?? [])].map(shownChange),
    ...(endpoint === asked.endpoint ? [] : crossingOf(after)),
  ]);
}

/** A model whose successors' rules are known; which one it is makes no difference to them. */
const ANY_RETIRING = "gpt-4o";

/** The prompt as a model takes it, at the model's own effort: by the rules of the move plan. */
function requestOnModel(prompt: Prompt, model: Model, today: string): MovedRequest {
  const { effort } = model;
  const asked = effort === undefined ? prompt : withEffort(prompt, effort);
  const target: Target = { model, ...(effort !== undefined && { effort }) };
  const move = { oldSnapshot: ANY_RETIRING, target, isDone: false, isEffortChosen: false };
  return moveRequest(asked, move, today);
}

/** The part of a prompt that differs from model to model. */
export type SentSettings = Pick<Prompt, "settings" | "maxOutputTokens">;

/** How prompts are sent to a model that would refuse them as they are. */
interface Adaptation {
  readonly sent: SentSettings;
  readonly endpoint: Endpoint;
  readonly changes: readonly MoveChange[];
}

/** Adapts prompts to models; prompts with the same settings are looked at once. */
export class RequestAdapter {
  private readonly known = new Map<string, Adaptation | undefined>();

  constructor(private readonly today: string) {}

  /** Undefined for a prompt that the model takes as it is. */
  adapt(prompt: Prompt, model: Model): Adaptation | undefined {
    if (model.parameters === undefined) return undefined;
    const key = `${nameAtEffort(model)} ${prompt.endpoint} ${requestText(prompt, ANY_RETIRING)}`;
    if (!this.known.has(key)) this.known.set(key, adaptationOf(prompt, model, this.today));
    return this.known.get(key);
  }
}

function adaptationOf(prompt: Prompt, model: Model, today: string): Adaptation | undefined {
  const { prompt: moved, endpoint, changes } = requestOnModel(prompt, model, today);
  if (changes.length === 0) return undefined;
  const { settings, maxOutputTokens } = moved;
  const sent = { ...(settings && { settings }), ...(maxOutputTokens && { maxOutputTokens }) };
  return { sent, endpoint, changes };
}

function withEffort(prompt: Prompt, effort: ReasoningEffort): Prompt {
  const others = withoutEffort(prompt);
  const settings = others.filter(({ key }) => key !== "reasoning");
  const written = `"effort":${JSON.stringify(effort)}`;
  const nested = others.flatMap(({ key, value }) =>
    key === "reasoning" && value.kind === "object" ? value.members : [],
  );
  const kept = nested.map(({ key, value }) => `,${JSON.stringify(key)}:${compactJson(value)}`);
  const text =
    prompt.endpoint === "chat"
      ? `{"reasoning_effort":${JSON.stringify(effort)}}`
      : `{"reasoning":{${written}${kept.join("")}}}`;
  const { root } = parseJson(text);
  return { ...prompt, settings: [...settings, ...(root?.kind === "object" ? root.members : [])] };
}

function finished(
  prompt: Prompt,
  endpoint: Endpoint,
  target: Target,
  changes: readonly MoveChange[],
): MovedRequest {
  const effort = acceptedEffort(target.model, reasoningEffortOf(prompt)) ?? target.effort;
  return { prompt, endpoint, ...(effort !== undefined && { effort }), changes };
}

/** The request without its messages, which no rule of the move looks at. */
function requestText(prompt: Prompt, model: string): string {
  const limit = prompt.maxOutputTokens?.value ?? NaN;
  const limitKey = prompt.endpoint === "chat" ? "max_tokens" : "max_output_tokens";
  const members = [
    `"model":${JSON.stringify(model)}`,
    prompt.endpoint === "chat" ? '"messages":[]' : '"input":[]',
    ...(Number.isFinite(limit) ? [`"${limitKey}":${limit}`] : []),
    ...(prompt.tools.length > 0 ? ['"tools":[]'] : []),
    ...(prompt.settings ?? []).map(
      ({ key, value }) => `${JSON.stringify(key)}:${compactJson(value)}`,
    ),
  ];
  return `{${members.join(",")}}`;
}

/** Of the request itself: a setting such as `metadata` can name a model too. */
function placeOf(text: string, target: Target, today: string): PlannedPlace | undefined {
  const start = text.indexOf('"', text.indexOf(":")) + 1;
  return planFile("request.json", text, { target, today }).find(
    ({ place }) => place.range.start === start,
  );
}

function edit(text: string, { place }: PlannedPlace, changes: readonly Change[]): string {
  return applyEdits(text, editsInFile(place.sheet, editsOfChanges(place.sheet, changes)));
}

/** The remaining parameters that the model refuses at every effort. */
function refusedIn(
  text: string,
  target: Target,
  today: string,
): { readonly place: PlannedPlace; readonly changes: readonly Change[] } | undefined {
  const place = placeOf(text, target, today);
  const request = place?.place.requests[0];
  if (place === undefined || request === undefined) return undefined;
  const changes = (target.model.parameters ?? []).flatMap(({ parameter: name }): Change[] => {
    if (supportOf(target.model, name)?.status !== "refused" || name === "tools") return [];
    const found = parameter(request, name);
    return found === undefined ? [] : [{ kind: "remove", ...found }];
  });
  return { place, changes };
}

function withMembers(prompt: Prompt, text: string): Prompt {
  const { root } = parseJson(text);
  const members = root?.kind === "object" ? root.members : [];
  const limit = members.findLast(({ key }) => LIMITS.has(key))?.value;
  const value = numberValue(limit);
  const { maxOutputTokens, ...rest } = prompt;
  return {
    ...rest,
    settings: members.filter(({ key }) => !OWN_MEMBERS.has(key) && !LIMITS.has(key)),
    ...(maxOutputTokens &&
      value !== undefined && { maxOutputTokens: { ...maxOutputTokens, value } }),
  };
}

/** Other members of `reasoning` in the file, such as `summary`, stay. */
function withoutEffort({ settings = [] }: Prompt): readonly JsonMember[] {
  return settings.flatMap((setting): readonly JsonMember[] => {
    const { key, value } = setting;
    if (!EFFORT_MEMBERS.has(key)) return [setting];
    if (value.kind !== "object") return [];
    const members = value.members.filter((each) => each.key !== "effort");
    return members.length === 0 ? [] : [{ ...setting, value: { ...value, members } }];
  });
}

/** The other API has not all of the settings of this one. */
function crossingOf({ settings = [] }: Prompt): readonly MoveChange[] {
  const lost = settings.filter(({ key }) => !SHARED_SETTINGS.has(key) && !EFFORT_MEMBERS.has(key));
  return [
    { kind: "sent-by-responses" },
    ...lost.map(({ key }) => ({ kind: "left-out", key }) as const),
  ];
}

function shownChange(change: Change): MoveChange {
  switch (change.kind) {
    case "rename":
      return { kind: "renamed", key: change.field.key, to: change.key };
    case "remove":
      return { kind: "left-out", key: change.field.key };
    case "set":
      return { kind: "set", key: change.field.key, value: String(change.value) };
    case "add-effort":
      return { kind: "set", key: "reasoning_effort", value: change.effort };
  }
}
