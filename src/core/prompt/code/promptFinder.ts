import {
  type JsonNode,
  type JsonObject,
  type JsonString,
  member,
  stringValue,
} from "../../json/jsonNode";
import type { SourceRange } from "../../sourceRange";
import { approximate, leftOut } from "../caveats";
import { buildPrompt, message } from "../buildPrompt";
import { itemsOf } from "../nodes";
import { LEGACY_CALLS } from "../requestFileBody";
import type { Caveat, Message, Prompt, Role } from "../prompt";
import {
  readChatRequest,
  readMessages,
  readResponsesRequest,
  type ReadOptions,
} from "../requestJson";
import { COPIERS, MERGERS, SENDERS, sendsMessages } from "./callees";
import { pathBefore, wholePath } from "./changes";
import { clientCaveats } from "./clients";
import { elementsOf, type Group, isName, isSign, type Item, rangeOf } from "./group";
import { isSpread } from "./lists";
import { LiteralReader } from "./literalReader";
import { type Constant, findConstants } from "./constants";
import { looksLikePrompt, promptName, roleOfName } from "./promptLiterals";
import {
  callCaveats,
  isReturned,
  joinCaveats,
  mergeCaveats,
  type Place,
  type ProgramText,
  requestCaveats,
  snippet,
  surroundingCaveats,
} from "./requestCaveats";
import { ReadingBudget } from "./readingBudget";
import { isJoin, JOIN_LENGTH, StringReader } from "./stringReader";
import type { Variables } from "./variables";

const MAX_DEPTH = 200;

/** A single message is only a part of a request. */
const FRAGMENT: Caveat = leftOut("the other messages of the request");

/** The settings that affect the cost; the program may set others. */
const COST_SETTINGS: ReadonlySet<string> = new Set([
  "n",
  "service_tier",
  "reasoning_effort",
  "reasoning",
]);

/** A call whose arguments are searched. */
interface Call {
  readonly callee: string;
  /** Caveats about its other arguments. */
  readonly caveats: readonly Caveat[];
  /** The changes that it, or a call around it, makes to its arguments before sending them. */
  readonly transforms: readonly Caveat[];
}

/** Finds the prompts among the items of a program. */
export class PromptFinder {
  private readonly found: { readonly prompt: Prompt; readonly path: string | undefined }[] = [];
  /** Variables that the program changes before sending them. */
  private readonly transformed = new Set<string>();
  /** The values that calls send next to the variables that are their arguments. */
  private readonly additions = new Map<string, readonly Caveat[]>();
  private readonly strings: StringReader;
  private readonly literals: LiteralReader;
  private readonly options: ReadOptions;

  constructor(
    private readonly program: ProgramText,
    private readonly variables: Variables,
  ) {
    const budget = new ReadingBudget(program.source.length);
    this.strings = new StringReader(program.source, variables, budget);
    this.literals = new LiteralReader(this.strings, variables, program.isPython, budget);
    this.options = { findPlaceholders: (node) => this.strings.placeholders(node) };
  }

  get prompts(): readonly Prompt[] {
    return this.found.map(({ prompt, path }) => {
      if (path === undefined) return prompt;
      const added = this.additions.get(path) ?? [];
      const changed = this.transformed.has(path)
        ? [approximate(`the program sends a changed ${path}`)]
        : [];
      return { ...prompt, caveats: [...prompt.caveats, ...added, ...changed] };
    });
  }

  /** The ranges where the prompts' variables get their values. */
  get used(): readonly SourceRange[] {
    return [...this.literals.used, ...this.strings.used];
  }

  /** The texts that the program names, once, and their ranges. */
  constants(): ReadonlyMap<string, Constant> {
    return findConstants(this.variables, this.strings);
  }

  /** Finds the prompts among `items`; anything inside a prompt is part of it. */
  visit(items: readonly Item[], depth: number, call?: Call): void {
    let index = 0;
    while (index < items.length) {
      index += Math.max(1, this.visitExpression(items, index, depth, call));
    }
  }

  /** Returns the number of items of the expression at `index`. */
  private visitExpression(
    items: readonly Item[],
    index: number,
    depth: number,
    call: Call | undefined,
  ): number {
    const item = items[index];
    const length = stringLength(items, index);
    if (length > 0) {
      const place = { items, from: index, to: index + length };
      if (this.readText(place, call)) return length;
    }
    if (item?.kind !== "group") return item?.kind === "string" ? Math.max(1, length) : 1;
    const usedBefore = this.literals.used.length;
    const prompt = this.readGroup(item, items, index);
    if (prompt === undefined) this.literals.used.length = usedBefore;
    if (prompt !== undefined) {
      const around = this.caveatsAround(item, { items, from: index, to: index + 1 }, call);
      const start = item.bracket === "(" ? startOfCallee(items, index) : index;
      this.found.push({
        prompt: { ...prompt, caveats: [...prompt.caveats, ...around] },
        path: assignedPath(items, start),
      });
    } else if (depth < MAX_DEPTH) {
      this.visit(item.items, depth + 1, this.callAt(item, items, index, call));
    }
    return 1;
  }

  /** The changes that a program makes to a list or an object after its literal content. */
  private caveatsAround(group: Group, place: Place, call: Call | undefined): readonly Caveat[] {
    const transforms = [
      ...(call?.transforms ?? []),
      ...(isReturned(place)
        ? [leftOut("what the program adds to what this function returns")]
        : []),
    ];
    switch (group.bracket) {
      case "[":
        return [
          ...surroundingCaveats(place, "list"),
          ...targetCaveats(place),
          ...this.laterChanges(place, place.from),
          ...(call?.caveats ?? []),
          ...transforms,
        ];
      case "{":
        return [...mergeCaveats(place), ...this.laterChanges(place, place.from), ...transforms];
      case "(": {
        const start = startOfCallee(place.items, place.from);
        return [
          ...joinCaveats({ ...place, from: start }),
          ...this.changedBy(place.items, place.from),
          ...this.laterChanges(place, start),
          ...transforms,
        ];
      }
    }
  }

  /**
   * The call at `index` adds to its arguments: `functools.partial(create, messages=[…])` gets more of
   * them when it is called, and a function of the program may send more than it is given.
   */
  private changedBy(items: readonly Item[], index: number): readonly Caveat[] {
    const callee = items[index - 1];
    if (!isName(callee)) return [];
    const path = items.slice(startOfCallee(items, index), index);
    return MERGERS.test(callee.text) || this.isOwn(path)
      ? [leftOut(`what ${callee.text} does with it`)]
      : clientCaveats(path, this.variables);
  }

  /** Whether the program itself defines a function, and not as another name of an SDK's. */
  private isOwn(callee: readonly Item[]): boolean {
    const path = wholePath(callee);
    if (path === undefined) return false;
    const name = path.replace(/^(?:self|this|cls)\./, "");
    const set = this.variables.all.get(path)?.find(({ kind }) => kind === "set");
    const isAlias = set !== undefined && (set.value.length === 0 || isAliasOfMethod(set.value));
    return (
      !name.includes(".") &&
      (this.variables.functions.isDefined(name) || (set !== undefined && !isAlias))
    );
  }

  /** `params["tools"] = …` and `params.tools = …` after the request was assigned to `params`. */
  private laterChanges({ items }: Place, start: number): readonly Caveat[] {
    const target = assignedPath(items, start);
    const value = items[start];
    if (target === undefined || value === undefined) return [];
    return this.variables.isChangedLater(target, value)
      ? [leftOut(`what the program changes in ${target}`)]
      : [];
  }

  /** `llm.chat(messages, tools=tools)` adds to the list that `messages` names. */
  private noteAdditions(group: Group, caveats: readonly Caveat[]): void {
    if (caveats.length === 0) return;
    for (const element of elementsOf(group)) {
      const path = wholePath(element);
      if (path !== undefined) this.additions.set(path, caveats);
    }
  }

  private callAt(
    group: Group,
    items: readonly Item[],
    index: number,
    outer: Call | undefined,
  ): Call | undefined {
    const called = items[index - 1];
    if (group.bracket !== "(" || !isName(called)) {
      const transforms = [...(outer?.transforms ?? []), ...this.transformsOf(group, items, index)];
      const caveats =
        group.bracket === "{" && !group.isBlock ? callCaveats(group, this.program) : [];
      return transforms.length + caveats.length > 0
        ? { callee: "", caveats, transforms }
        : undefined;
    }
    const callee = called.text;
    const isInCall = outer !== undefined && outer.callee !== "";
    const isTransform =
      isValue(items, startOfCallee(items, index), isInCall) &&
      !SENDERS.test(callee) &&
      !COPIERS.test(callee);
    const changed = this.changedBy(items, index);
    const own =
      isTransform && changed.length === 0 ? [leftOut(`what ${callee} does with it`)] : changed;
    const caveats = callCaveats(group, this.program);
    this.noteAdditions(group, caveats);
    return {
      callee,
      caveats,
      transforms: [...(outer?.transforms ?? []), ...own, ...optionCaveats(group, callee)],
    };
  }

  /** The caveats for a list or parentheses around a prompt. */
  private transformsOf(group: Group, items: readonly Item[], index: number): readonly Caveat[] {
    const place = { items, from: index, to: index + 1 };
    if (group.bracket === "[") return surroundingCaveats(place, "list");
    const [first, ...others] = group.items;
    const isInJsx = group.bracket === "{" && first?.kind === "group" && others.length === 0;
    if (isInJsx) return [leftOut("what the component does with it")];
    return group.bracket === "(" && isReturned(place)
      ? [leftOut("what the program adds to what this function returns")]
      : [];
  }

  private readGroup(group: Group, items: readonly Item[], index: number): Prompt | undefined {
    if (group.isBlock) return undefined;
    const name = promptName(items, index);
    const prompt =
      group.bracket === "["
        ? this.readList(group)
        : group.bracket === "("
          ? (this.readCall(group, items, index) ?? this.readArguments(group, items[index - 1]))
          : this.readRequest(group);
    return prompt && { ...prompt, ...(name !== undefined && { name }) };
  }

  /** `[{role: …, content: …}, …]`, `[("system", "…"), …]`, `[SystemMessage("…"), …]`. */
  private readList(group: Group): Prompt | undefined {
    if (!elementsOf(group).some((element) => mayBeMessage(element))) return undefined;
    return this.readMessageList(group);
  }

  private readMessageList(group: Group): Prompt | undefined {
    const { node, unread } = this.withUnread(() => this.literals.readArray(group));
    const prompt = this.promptOfMessages(node);
    const caveats = unread.map((range) => this.unreadMessages(range));
    return prompt && { ...prompt, caveats: [...prompt.caveats, ...caveats] };
  }

  /** The result of `read`, and the ranges that it skipped. */
  private withUnread<Node>(read: () => Node): { node: Node; unread: readonly SourceRange[] } {
    const from = this.literals.unread.length;
    const node = read();
    return { node, unread: this.literals.unread.slice(from) };
  }

  private unreadMessages(range: SourceRange): Caveat {
    return leftOut(`the messages of ${snippet(this.program.source, range)}`, range);
  }

  private promptOfMessages(list: JsonNode): Prompt | undefined {
    if (!itemsOf(list).some((item) => this.isMessage(item))) return undefined;
    const messages = readMessages(list, this.options);
    return buildPrompt({ range: list.range, messages, caveats: legacyCaveats(list) });
  }

  private isMessage(node: JsonNode): boolean {
    return (
      member(node, "role")?.kind === "string" && this.strings.isWritten(member(node, "content"))
    );
  }

  /** `from_messages([…])`, `PromptTemplate.from_template("…")`, `SystemMessage("…")`. */
  private readCall(group: Group, items: readonly Item[], index: number): Prompt | undefined {
    const called = items[index - 1];
    if (!isName(called)) return undefined;
    const elements = elementsOf(group);
    const [first] = elements;
    if (/^(?:from_?messages|ChatPromptTemplate)$/i.test(called.text)) {
      const list = first?.[0];
      return list?.kind === "group" ? this.readMessageList(list) : undefined;
    }
    const isTemplate =
      /^(?:from_?template)$/i.test(called.text) || called.text === "PromptTemplate";
    const calleeStart = startOfCallee(items, index);
    const asMessage = this.literals.readMessageCall(items.slice(calleeStart, index + 1), 0);
    if (asMessage !== undefined && this.isMessage(asMessage)) {
      const messages = readMessages(
        { kind: "array", items: [asMessage], range: asMessage.range },
        this.options,
      );
      return buildPrompt({ range: asMessage.range, messages, caveats: [FRAGMENT] });
    }
    if (!isTemplate) return undefined;
    const template =
      member(this.literals.readObject(group), "template") ??
      (first && this.strings.readString(first));
    if (template?.kind !== "string") return undefined;
    return this.promptOfText("user", this.strings.asTemplate(template));
  }

  /** Keyword arguments, or `messages` itself as an argument of a function that sends it. */
  private readArguments(group: Group, callee: Item | undefined): Prompt | undefined {
    const isSender = !isName(callee) || sendsMessages(callee.text);
    const isNamed = elementsOf(group).some(([, sign]) => isSign(sign, "="));
    return isSender || isNamed ? this.readRequest(group) : undefined;
  }

  /** An object or keyword arguments that form a request or a single message. */
  private readRequest(group: Group): Prompt | undefined {
    const keys = this.keysOf(group);
    const has = (key: string): boolean => keys.has(key);
    const isRequest =
      has("messages") ||
      (has("role") && has("content")) ||
      (has("model") && (has("input") || has("system") || has("prompt"))) ||
      (has("instructions") && (has("model") || has("name") || has("input")));
    if (!isRequest) return undefined;
    const { node, unread } = this.withUnread(() => this.literals.readObject(group));
    if (this.isMessage(node)) {
      const prompt = this.promptOfMessages({ kind: "array", items: [node], range: node.range });
      return prompt && { ...prompt, caveats: [FRAGMENT] };
    }
    const prompt = this.requestOf(node);
    if (prompt === undefined) this.noteTransforms(group);
    return (
      prompt && {
        ...prompt,
        caveats: [...prompt.caveats, ...requestCaveats(group, this.program, unread)],
      }
    );
  }

  /** The keys of an object, including those of objects spread into it. */
  private keysOf(group: Group): ReadonlySet<string> {
    const spread = elementsOf(group).filter(isSpread);
    if (spread.length === 0) return keysOf(group);
    const { members } = this.literals.readObject(group);
    return new Set([...keysOf(group), ...members.map(({ key }) => key)]);
  }

  /** `messages: messages.slice(-5)` and `content: PROMPT.replace(…)` in a request that can't be read. */
  private noteTransforms(group: Group): void {
    for (const [key, , ...value] of elementsOf(group)) {
      const name = key?.kind === "string" ? key.literal?.text.text : isName(key) ? key.text : "";
      if (!SENT_MEMBERS.has(name ?? "") || value.length < 2) continue;
      for (const [at, item] of value.entries()) {
        const isMember = isSign(value[at - 1], ".") && !isName(value[at - 2], "self");
        if (isName(item) && !isMember) this.transformed.add(item.text);
      }
    }
  }

  private requestOf(node: JsonObject): Prompt | undefined {
    const messages = member(node, "messages");
    const system = member(node, "system");
    const given = member(node, "prompt");
    const prompt = given?.kind === "object" ? undefined : given;
    const settings = node.members.filter(({ key }) => COST_SETTINGS.has(key));
    const stored = given?.kind === "object" ? [leftOut("the stored prompt", given.range)] : [];
    const written = [system, prompt, member(node, "instructions"), member(node, "input")];
    const hasMessages = itemsOf(messages).some((item) => this.isMessage(item));
    if (!hasMessages && !written.some((text) => this.strings.isWritten(text))) return undefined;
    if (hasMessages || system !== undefined || prompt !== undefined) {
      const request = readChatRequest(node, this.options);
      return buildPrompt({
        ...request,
        settings,
        caveats: legacyCaveats(messages),
        messages: [
          ...this.messageOf("system", system),
          ...request.messages,
          ...this.messageOf("user", prompt),
        ],
      });
    }
    const hasInput = member(node, "input") !== undefined;
    return buildPrompt({
      ...readResponsesRequest(node, this.options),
      settings,
      caveats: [...stored, ...(hasInput ? [] : [FRAGMENT])],
    });
  }

  private messageOf(role: Role, node: JsonNode | undefined): Message[] {
    if (node === undefined) return [];
    const keyRange = node.range;
    const members = [
      { key: "role", keyRange, value: { kind: "string" as const, value: role, range: keyRange } },
      { key: "content", keyRange, value: node },
    ];
    const item: JsonObject = { kind: "object", members, range: node.range };
    return readMessages({ kind: "array", items: [item], range: node.range }, this.options);
  }

  private promptOfText(role: Role, node: JsonNode): Prompt | undefined {
    if (node.kind !== "string") return undefined;
    const { value: text, range } = node;
    const placeholders = this.strings.placeholders(node);
    const part = { kind: "text" as const, text, range, placeholders };
    return buildPrompt({ range, messages: [message(role, [part], range)] });
  }

  /** A text that is named like a prompt, or is long and reads like one. */
  private readText(place: Place, call: Call | undefined): boolean {
    const { items, from: index, to } = place;
    const callee = call?.callee;
    if (this.isDocstring(items, index) || isCodeOfOther(items, index)) return false;
    const node = this.strings.readString(items.slice(index, to));
    if (node === undefined) return false;
    const name = promptName(items, index);
    const isLong =
      to - index > 1 ||
      items.slice(index, to).some((item) => item.kind === "string" && item.literal?.isLong);
    const isMember = callee !== undefined || isSign(items[index - 1], ":");
    if (!looksLikePrompt({ text: node.value, name, isMember, callee, isLong })) return false;
    const { text, caveats } = this.finalText(node, place);
    const role = roleOfName(name);
    const prompt = this.promptOfText(role, this.strings.withFields(text, this.program.isPython));
    if (prompt === undefined) return false;
    const besides = (call?.caveats ?? []).filter(
      ({ range }) =>
        range === undefined || range.end <= node.range.start || range.start >= node.range.end,
    );
    const isInCall = callee !== undefined && callee !== "";
    const around = [
      ...surroundingCaveats(place, "text"),
      ...(role === "system" && isInCall ? [FRAGMENT] : []),
      ...besides,
      ...(call?.transforms ?? []),
    ];
    this.found.push({
      prompt: { ...prompt, ...(name !== undefined && { name }), caveats: [...caveats, ...around] },
      path: assignedPath(items, index),
    });
    return true;
  }

  /** The text with everything that `+=` adds to its variable. */
  private finalText(
    node: JsonString,
    { items, from, to }: Place,
  ): { readonly text: JsonString; readonly caveats: readonly Caveat[] } {
    const path = assignedPath(items, from);
    const first = items[from];
    const value = path !== undefined && first ? this.variables.valueSetAt(path, first) : undefined;
    if (value === undefined || value.changes.length + value.unfollowed.length === 0)
      return { text: node, caveats: [] };
    const isWhole = value.set.value.length === to - from;
    const text = isWhole ? this.strings.readSum(value) : undefined;
    if (text === undefined || value.unfollowed.length > 0)
      return { text: text ?? node, caveats: [leftOut(`what the program adds to ${path}`)] };
    this.literals.used.push(...value.changes.map(({ range }) => range));
    return { text, caveats: [] };
  }

  /** A string that is a statement by itself is documentation. */
  private isDocstring(items: readonly Item[], index: number): boolean {
    if (!this.program.isPython) return false;
    const before = items[index - 1];
    if (before === undefined) return index === 0;
    const start = items[index]?.start ?? 0;
    const isFirstOfLine = this.program.source.slice(before.end, start).includes("\n");
    const goesOn = before.kind === "sign" && before.text !== ":" && before.text !== "\n";
    return isFirstOfLine && !goesOn;
  }
}

/** The older function calls and their results among messages. */
function legacyCaveats(messages: JsonNode | undefined): readonly Caveat[] {
  return itemsOf(messages).flatMap((item) =>
    stringValue(member(item, "role")) === "function" || member(item, "function_call") !== undefined
      ? [approximate(LEGACY_CALLS, item.range)]
      : [],
  );
}

/** Members whose value a call builds from its arguments. */
const SENT_MEMBERS: ReadonlySet<string> = new Set([
  "messages",
  "input",
  "instructions",
  "system",
  "prompt",
  "content",
]);

/** Whether the program uses the value of the expression at `start`. */
function isValue(items: readonly Item[], start: number, isInCall: boolean): boolean {
  const first = isName(items[start - 1], "await") || isName(items[start - 1], "new") ? 2 : 1;
  const before = items[start - first];
  if (before === undefined || isSign(before, ",")) return isInCall;
  return isSign(before, ":") || isSign(before, "=") || isSign(before, "...");
}

/** `create({…}, { body: {…} })` merges another body, and the second argument of `stringify` edits. */
function optionCaveats(call: Group, callee: string): readonly Caveat[] {
  const [, second] = elementsOf(call);
  const [options] = second ?? [];
  if (callee === "stringify" && isName(options) && options.text !== "null")
    return [leftOut(`what ${options.text} does with it`)];
  const hasBody =
    /^(?:create|parse|stream)$/.test(callee) &&
    options?.kind === "group" &&
    options.bracket === "{" &&
    keysOf(options).has("body");
  return hasBody ? [leftOut("what body adds", rangeOf([options]))] : [];
}

/** The caveat if a list is taken apart, or becomes a member of an object that has others. */
function targetCaveats({ items, from }: Place): readonly Caveat[] {
  const sign = items[from - 1];
  if (sign?.kind !== "sign" || sign.valueEnd === undefined)
    return isDefault(items, from) ? [leftOut("what callers pass instead of this list")] : [];
  const target = assignedPath(items, from);
  if (target === undefined || isSign(items[from - 3], ",") || isSign(items[from - 3], "*"))
    return [leftOut("what the program does with this list")];
  const owner = /^(?!(?:self|this|cls)\.[^.]+$)(.+)\.(?:messages|input)$/.exec(target)?.[1];
  return owner === undefined ? [] : [leftOut(`what else ${owner} holds`)];
}

/** JavaScript's `(messages = […]) => …`: other signs before a list belong to an assignment. */
function isDefault(items: readonly Item[], from: number): boolean {
  return isSign(items[from - 1], "=") && isParameter(items[from - 2]);
}

function isParameter(item: Item | undefined): boolean {
  return isName(item) && item.block.parameters.has(item.text);
}

/** The variable to which the value at `index` is assigned. */
function assignedPath(items: readonly Item[], index: number): string | undefined {
  const sign = items[index - 1];
  if (!isSign(sign, "=") || sign?.kind !== "sign" || sign.valueEnd === undefined) return undefined;
  const target = pathBefore(items, index - 1);
  return target === undefined || target.isPart ? undefined : target.path;
}

/** `client.chat.completions.create` and `client.create.bind(client)`. */
function isAliasOfMethod(value: readonly Item[]): boolean {
  const call = value.at(-1);
  const isBound = isName(value.at(-2), "bind") && call?.kind === "group";
  const method = isBound ? value.slice(0, -3) : value;
  return wholePath(method) !== undefined && (!isBound || elementsOf(call).length === 1);
}

/** How many items from `index` on form one text: strings, `+`, `.trim()`, `dedent(…)`, `(…)`. */
function stringLength(items: readonly Item[], index: number): number {
  let at = index;
  const first = items[at];
  if (isName(first) && /^(?:dedent|cleandoc|stripIndent|outdent)$/.test(first.text)) {
    const next = items[at + 1];
    const isTag = next?.kind === "string" || (next?.kind === "group" && next.bracket === "(");
    return isTag ? 2 : 0;
  }
  const isList = isJoin(items, index);
  if (first?.kind === "group" && !isList) {
    if (first.bracket !== "(" || !first.items.every(isPartOfText) || isName(items[index - 1]))
      return 0;
  } else if (first?.kind !== "string" && !isList) return 0;
  for (at += isList ? JOIN_LENGTH : 1; at < items.length;) {
    const item = items[at];
    const next = items[at + 1];
    const call = items[at + 2];
    if (item?.kind === "string") at += 1;
    else if (isSign(item, "+") && (next?.kind === "string" || isName(next))) at += 2;
    else if (
      isSign(item, ".") &&
      isName(next) &&
      call?.kind === "group" &&
      TEXT_METHODS.has(next.text)
    )
      at += 3;
    else break;
  }
  return at - index;
}

const TEXT_METHODS: ReadonlySet<string> = new Set(["trim", "strip", "format", "join"]);

function isPartOfText(item: Item): boolean {
  return item.kind === "string" || isSign(item, "+");
}

/** The start of the callee of the call at `index`: `new a.b.C(`. */
function startOfCallee(items: readonly Item[], index: number): number {
  let start = index - 1;
  while (isSign(items[start - 1], ".") && isName(items[start - 2])) start -= 2;
  return start;
}

/** Texts in other languages are tagged: sql`…`, css`…`; and modules are named in quotes. */
function isCodeOfOther(items: readonly Item[], index: number): boolean {
  const before = items[index - 1];
  const isAdjacent = before?.end === items[index]?.start;
  if (isName(before) && isAdjacent)
    return !/^(?:dedent|stripIndent|outdent|prompt|md|markdown)$/.test(before.text);
  return isName(before, "from") || isName(before, "import") || isName(before, "require");
}

function keysOf(group: Group): ReadonlySet<string> {
  return new Set(
    elementsOf(group).flatMap(([key]) =>
      key?.kind === "name"
        ? [key.text]
        : key?.kind === "string"
          ? [key.literal?.text.text ?? ""]
          : [],
    ),
  );
}

function mayBeMessage(element: readonly Item[]): boolean {
  const [first] = element;
  if (first?.kind === "group") {
    return first.bracket === "{" ? keysOf(first).has("role") : isPairOfWords(first);
  }
  return element.some(
    (item) => isName(item) && (item.text.includes("Message") || item.text === "dict"),
  );
}

/** `["system", "You are …"]`, but not an entry of a table: `["system", "user"]`. */
function isPairOfWords(group: Group): boolean {
  const [type, content, ...others] = elementsOf(group);
  if (type?.[0]?.kind !== "string" || others.length > 0) return false;
  return (
    content?.some(
      (item) => item.kind === "string" && /[\s{]/.test(item.literal?.text.text ?? ""),
    ) === true
  );
}
