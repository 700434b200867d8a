import { type JsonMember, type JsonNode, type JsonObject, stringValue } from "../../json/jsonNode";
import type { SourceRange } from "../../sourceRange";
import { elementsOf, type Group, isName, isSign, type Item, rangeOf } from "./group";
import { wholePath } from "./changes";
import { isManyElements, isSpread, joinedLists, splitAt, withoutSpread } from "./lists";
import { type StringReader, withoutTypes } from "./stringReader";
import { messageMembers } from "./langchainMessage";
import { type ArgumentReader, listOfTools, helperFormat, helperTool } from "./helperDefinition";
import type { ReadingBudget } from "./readingBudget";
import type { Value, Variables } from "./variables";
import { itemsOf } from "../nodes";
import { readRole } from "../requestJson";

/** Members that may hold an expression instead of a text: its value is then unknown. */
const TEXT_MEMBERS: ReadonlySet<string> = new Set([
  "content",
  "text",
  "input",
  "instructions",
  "system",
  "prompt",
]);

/** Roles of the message classes of LangChain, in Python and JavaScript. */
const MESSAGE_CLASSES: ReadonlyMap<string, string> = new Map([
  ["SystemMessage", "system"],
  ["HumanMessage", "user"],
  ["AIMessage", "assistant"],
  ["ToolMessage", "tool"],
  ["FunctionMessage", "tool"],
  ["SystemMessagePromptTemplate", "system"],
  ["HumanMessagePromptTemplate", "user"],
  ["AIMessagePromptTemplate", "assistant"],
]);

/** `a.b.Message.from_user(…)`. */
const MAX_CALLEE_ITEMS = 8;

const PAIR_ROLES: ReadonlyMap<string, string> = new Map([
  ["system", "system"],
  ["developer", "developer"],
  ["human", "user"],
  ["user", "user"],
  ["ai", "assistant"],
  ["assistant", "assistant"],
]);

/** Values that an SDK's helper may create. */
type Holds = "tools" | "tool" | "format";

/** Request members that hold such values. */
const HOLDERS: ReadonlyMap<string, Holds> = new Map([
  ["tools", "tools"],
  ["functions", "tools"],
  ["response_format", "format"],
  ["format", "format"],
]);

const MAX_DEPTH = 60;

/**
 * Reads the literals of a program like JSON: objects, lists, keyword arguments, tuples, and calls that
 * create messages. Values that only the program knows become placeholders or are left out. Nothing is
 * ever run.
 */
export class LiteralReader {
  /** The ranges of values that are not literals, in the order in which they were found. */
  readonly unread: SourceRange[] = [];
  /** The ranges where the variables that were read get their values. */
  readonly used: SourceRange[] = [];
  /** The kind of the value that is being read. */
  private holds: Holds | undefined;
  private readonly arguments: ArgumentReader = {
    readObject: (group) => this.readObject(group),
    readString: (items) => this.strings.readString(items),
  };

  constructor(
    private readonly strings: StringReader,
    private readonly variables: Variables,
    private readonly isPython: boolean,
    private readonly budget: ReadingBudget,
  ) {}

  /** The members of an object, of keyword arguments, or of both. */
  readObject(group: Group, depth = 0): JsonObject {
    const sign = group.bracket === "(" ? "=" : ":";
    const members = elementsOf(group).flatMap((element) => this.readMember(element, sign, depth));
    return { kind: "object", members, range: { start: group.start, end: group.end } };
  }

  private readMember(element: readonly Item[], joint: string, depth: number): JsonMember[] {
    if (isSpread(element)) return this.readSpreadMembers(element, depth);
    const [key, sign, ...value] = element;
    const name = this.keyName(key, joint);
    if (key === undefined) return [];
    if (name === undefined) {
      this.unread.push(rangeOf(element));
      return [];
    }
    const keyRange = { start: key.start, end: key.end };
    if (sign === undefined && key.kind === "name" && TEXT_MEMBERS.has(name)) {
      return [{ key: name, keyRange, value: this.strings.expressionNode([key]) }];
    }
    if (sign !== undefined && !isSign(sign, joint)) {
      this.unread.push(rangeOf(element));
      return [];
    }
    const given = sign === undefined ? [key] : value;
    const node = this.readMemberValue(name, given, depth);
    if (node !== undefined) {
      const isFixed = node.kind !== "string" || this.strings.placeholders(node).length === 0;
      if (!isFixed && !TEXT_MEMBERS.has(name)) this.unread.push(rangeOf(element));
      return [{ key: name, keyRange, value: node }];
    }
    if (name === "model") {
      const model = this.readModel(value);
      return model === undefined ? [] : [{ key: name, keyRange, value: model }];
    }
    const role = name === "role" ? roleOfEnum(given) : undefined;
    if (role !== undefined)
      return [{ key: name, keyRange, value: { kind: "string", value: role, range: keyRange } }];
    if (!TEXT_MEMBERS.has(name) || given.length === 0) {
      this.unread.push(rangeOf(element));
      return [...knownMembers(name, given, keyRange)];
    }
    return [{ key: name, keyRange, value: this.strings.expressionNode(value) }];
  }

  /** The name of a key; undefined for a computed one: `[key]`, Python's `{key: …}`. */
  private keyName(key: Item | undefined, joint: string): string | undefined {
    if (key?.kind === "name") return this.isPython && joint === ":" ? undefined : key.text;
    if (key?.kind !== "string" || key.literal === undefined) return undefined;
    return key.literal.expressions.length === 0 ? key.literal.text.text : undefined;
  }

  /** `...base` and `**base`, if `base` is an object of the program. */
  private readSpreadMembers(element: readonly Item[], depth: number): JsonMember[] {
    const value = withoutSpread(element);
    const node = this.readVariable(value, depth + 1) ?? this.readReturned(value, depth + 1);
    if (node?.kind === "object") return [...node.members];
    this.unread.push(rangeOf(element));
    return [];
  }

  /** A constant stays a name where a text may contain it. */
  private readMemberValue(name: string, value: readonly Item[], depth: number) {
    const node = this.readValueOfMember(name, value, depth);
    const path = wholePath(value);
    if (path === undefined || node?.kind !== "string") return node;
    if (name === "model") return { ...node, range: rangeOf(value) };
    if (!TEXT_MEMBERS.has(name)) return node;
    const isConstant = this.variables.all.get(path)?.length === 1;
    return isConstant && this.strings.placeholders(node).length === 0 ? undefined : node;
  }

  /** The value of a member, read as the kind that the member holds. */
  private readValueOfMember(name: string, value: readonly Item[], depth: number) {
    const holds = this.holds === "tools" ? "tool" : HOLDERS.get(name);
    const node = this.readAs(holds, () => this.readValue(value, depth + 1));
    return holds === "tools" && node?.kind === "object" ? listOfTools(node) : node;
  }

  private readAs<Node>(holds: Holds | undefined, read: () => Node): Node {
    const outer = this.holds;
    this.holds = holds;
    const node = read();
    this.holds = outer;
    return node;
  }

  /** The literal part of a tool or a format that a helper creates. */
  private readHelperCall(items: readonly Item[]): JsonObject | undefined {
    const { holds } = this;
    if (holds !== "tool" && holds !== "format") return undefined;
    const made = this.readAs(undefined, () =>
      holds === "tool" ? helperTool(items, this.arguments) : helperFormat(items, this.arguments),
    );
    if (made !== undefined) this.unread.push(rangeOf(items));
    return made;
  }

  /** `openai("gpt-4o")`, a model by a function of the SDK, or a constant's name. */
  private readModel(value: readonly Item[]): JsonNode | undefined {
    const last = value.at(-1);
    if (last?.kind === "group" && last.bracket === "(") {
      const [first] = elementsOf(last);
      return first === undefined ? undefined : this.strings.readString(first);
    }
    return undefined;
  }

  /** A list; an element that is not a literal represents unknown messages. */
  readArray(group: Group, depth = 0): JsonNode {
    const items = this.readElements(elementsOf(group), depth);
    return { kind: "array", items, range: { start: group.start, end: group.end } };
  }

  private readElements(elements: readonly (readonly Item[])[], depth: number): JsonNode[] {
    const lists = elements.map((element) => this.readElement(element, depth));
    const nodes = lists.flat();
    const hasMessages = nodes.some(
      (node) => node?.kind === "object" && node.members.some(({ key }) => key === "role"),
    );
    return lists.flatMap((list, index): JsonNode[] => {
      const element = elements[index] ?? [];
      const isRead = list?.every((node) => !hasMessages || node.kind === "object") === true;
      if (isRead) return [...(list ?? [])];
      this.unread.push(rangeOf(element));
      if (list === undefined && isManyElements(element)) return [];
      return hasMessages ? [this.unknownMessage(element)] : [];
    });
  }

  /** The nodes that an element of a list yields: one, or those of a list that is spread into it. */
  private readElement(element: readonly Item[], depth: number): readonly JsonNode[] | undefined {
    if (isSpread(element)) return this.readList(withoutSpread(element), depth + 1);
    if (isManyElements(element)) return undefined;
    const holds = this.holds === "tools" ? "tool" : this.holds;
    const node = this.readAs(
      holds,
      () =>
        this.readMessageCall(element, depth) ??
        this.readPair(element) ??
        this.readValue(element, depth + 1),
    );
    return node && [node];
  }

  /** The elements of a list that is written, joined, copied or named; undefined for any other. */
  private readList(items: readonly Item[], depth: number): readonly JsonNode[] | undefined {
    const value = withoutTypes(items);
    if (depth > MAX_DEPTH) return undefined;
    const operands = splitAt(value, "+");
    if (operands.length > 1) return this.joinLists(operands, depth);
    const [first] = value;
    if (value.length === 1 && first?.kind === "group" && first.bracket !== "{") {
      const elements = elementsOf(first);
      const isInParentheses = first.bracket === "(" && elements.length === 1;
      return isInParentheses
        ? this.readList(elements[0] ?? [], depth + 1)
        : this.readElements(elements, depth + 1);
    }
    const joined = joinedLists(value);
    if (joined !== undefined) return this.joinLists(joined, depth);
    const node = this.readVariable(value, depth + 1) ?? this.readReturned(value, depth + 1);
    return node?.kind === "array" ? node.items : undefined;
  }

  /** The list or the object that a function of the program returns. */
  private readReturned(items: readonly Item[], depth: number): JsonNode | undefined {
    const returned = this.variables.functions.returnedBy(items);
    if (returned === undefined || depth > MAX_DEPTH) return undefined;
    if (!this.budget.take([rangeOf(returned)])) return undefined;
    const from = this.unread.length;
    const node = this.readValue(returned, depth);
    const isWhole = this.unread.length === from;
    this.unread.length = from;
    if (node?.kind !== "array" && node?.kind !== "object") return undefined;
    if (!isWhole) this.unread.push(rangeOf(items));
    this.used.push(rangeOf(returned));
    return node;
  }

  private joinLists(
    operands: readonly (readonly Item[])[],
    depth: number,
  ): readonly JsonNode[] | undefined {
    const lists = operands.map(
      (operand) => this.readList(operand, depth + 1) ?? this.readOneElement(operand, depth + 1),
    );
    if (lists.every((list) => list === undefined)) return undefined;
    return lists.flatMap((list, index) => {
      if (list === undefined) this.unread.push(rangeOf(operands[index] ?? []));
      return list ?? [];
    });
  }

  /** `concat` accepts single elements as well as lists. */
  private readOneElement(items: readonly Item[], depth: number): readonly JsonNode[] | undefined {
    const node = this.readMessageCall(items, depth) ?? this.readVariable(items, depth);
    if (node?.kind === "object") return [node];
    const [group] = items;
    const isObject = items.length === 1 && group?.kind === "group" && group.bracket === "{";
    return isObject ? [this.readObject(group, depth)] : undefined;
  }

  /** The value of the variable that `items` name; a value that can't be followed is noted there. */
  private readVariable(items: readonly Item[], depth: number): JsonNode | undefined {
    const path = wholePath(items);
    const [first] = items;
    if (path === undefined || first === undefined || depth > MAX_DEPTH) return undefined;
    const use = { path, at: first.start, block: first.block };
    const value = this.variables.valueAt(use);
    if (value === undefined) return undefined;
    const places = [value.set, ...value.changes, ...value.unfollowed].map((change) => change.range);
    if (!this.budget.take(places)) return undefined;
    const range = rangeOf(items);
    const from = this.unread.length;
    const node = this.readValueOf(value, range, depth);
    const isShared = node?.kind !== "string" && this.variables.isShared(use, value);
    const isWhole = this.unread.length === from && value.unfollowed.length === 0 && !isShared;
    this.unread.length = from;
    if (node === undefined) return undefined;
    if (!isWhole) this.unread.push(range);
    this.used.push(...places);
    return node;
  }

  private readValueOf(value: Value, range: SourceRange, depth: number): JsonNode | undefined {
    const node = this.readValue(value.set.value, depth) ?? this.strings.readString(value.set.value);
    if (value.changes.length === 0 && value.unfollowed.length === 0) return node;
    if (node?.kind === "string" || (node === undefined && this.addsText(value))) {
      return this.strings.readSum(value, depth);
    }
    if (node !== undefined && node.kind !== "array") return undefined;
    if (node === undefined) this.unread.push(range);
    const items = value.changes.reduce<readonly JsonNode[]>((list, change) => {
      if (change.kind === "unknown") this.unread.push(range);
      const added = this.readElements(change.elements, depth + 1);
      return change.kind === "prepend" ? [...added, ...list] : [...list, ...added];
    }, itemsOf(node));
    return items.length === 0 && node === undefined ? undefined : { kind: "array", items, range };
  }

  /** Whether `+=` appends a text rather than a list. */
  private addsText({ changes }: Value): boolean {
    return changes.some(({ elements }) =>
      elements.some((each) => isSpread(each) && this.strings.readString(withoutSpread(each))),
    );
  }

  /** A literal; undefined if the value is not one. */
  readValue(items: readonly Item[], depth: number): JsonNode | undefined {
    const value = withoutTypes(items);
    const [first] = value;
    if (first === undefined || depth > MAX_DEPTH) return undefined;
    if (value.length === 1 && first.kind === "group") {
      if (first.bracket === "{") return this.readObject(first, depth);
      if (first.bracket === "[") return this.readArray(first, depth);
      const elements = elementsOf(first);
      return elements.length > 1
        ? this.readArray(first, depth)
        : this.readValue(elements[0] ?? [], depth + 1);
    }
    const range = rangeOf(value);
    if (value.length === 1 && first.kind === "number")
      return { kind: "number", text: first.text.replaceAll("_", ""), range };
    if (value.length === 1 && isName(first)) {
      if (/^(?:true|True)$/.test(first.text)) return { kind: "boolean", value: true, range };
      if (/^(?:false|False)$/.test(first.text)) return { kind: "boolean", value: false, range };
      if (/^(?:null|undefined|None)$/.test(first.text)) return { kind: "null", range };
    }
    const made = this.readMessageCall(value, depth) ?? this.readDict(value, depth);
    const read = made ?? this.strings.readString(value) ?? this.readVariable(value, depth + 1);
    if (read !== undefined) return read;
    const list = this.readList(value, depth + 1);
    return list ? { kind: "array", items: list, range } : this.readHelperCall(value);
  }

  /** `dict(role="user", content="…")`. */
  private readDict(items: readonly Item[], depth: number): JsonObject | undefined {
    const [name, call] = items;
    if (items.length !== 2 || !isName(name, "dict") || call?.kind !== "group") return undefined;
    return this.readObject(call, depth + 1);
  }

  /** `SystemMessage("…")`, `HumanMessage(content=…)`, `SystemMessagePromptTemplate.from_template("…")`. */
  readMessageCall(items: readonly Item[], depth: number): JsonObject | undefined {
    const named = isName(items[0], "new") ? items.slice(1) : items;
    const call = named.at(-1);
    if (call?.kind !== "group" || call.bracket !== "(") return undefined;
    const name = named.findLast((item) => isName(item) && item.text.includes("Message"));
    if (!isName(name) || named.length > MAX_CALLEE_ITEMS) return undefined;
    const isTemplate = name.text.endsWith("Template");
    const [argument] = elementsOf(call);
    const first = argument?.[0];
    const object =
      argument?.length === 1 && first?.kind === "group" && first.bracket === "{"
        ? this.readObject(first, depth + 1)
        : this.readObject(call, depth + 1);
    const given = object.members.find(({ key }) =>
      ["content", "template", "prompt"].includes(key),
    )?.value;
    const content =
      given ??
      (argument && (this.strings.readString(argument) ?? this.strings.expressionNode(argument)));
    if (content === undefined) return undefined;
    const written = object.members.find(({ key }) => key === "role")?.value;
    const role =
      MESSAGE_CLASSES.get(name.text) ?? roleOfFactory(named) ?? (given && stringValue(written));
    if (role === undefined) return undefined;
    const range = rangeOf(items);
    const text = isTemplate ? this.strings.asTemplate(content) : content;
    if (object.members.some(({ key, value }) => isFurtherContent(key, value)))
      this.unread.push(range);
    const message = messageNode(role, text, range);
    return { ...message, members: [...message.members, ...messageMembers(object)] };
  }

  /** `("system", "You are {name}.")` and `["human", "{question}"]`: LangChain's templates. */
  private readPair(items: readonly Item[]): JsonObject | undefined {
    const [group] = items;
    if (items.length !== 1 || group?.kind !== "group" || group.bracket === "{") return undefined;
    const [type, content, ...others] = elementsOf(group);
    const [name] = type ?? [];
    if (type?.length !== 1 || name?.kind !== "string" || content === undefined || others.length > 0)
      return undefined;
    const role = PAIR_ROLES.get(name.literal?.text.text ?? "");
    if (role === undefined) return undefined;
    const text = this.strings.readString(content);
    return messageNode(
      role,
      text ? this.strings.asTemplate(text) : this.strings.expressionNode(content),
      rangeOf(items),
    );
  }

  private unknownMessage(items: readonly Item[]): JsonObject {
    return messageNode("user", this.strings.expressionNode(items), rangeOf(items));
  }
}

/** `MessageRole.SYSTEM`, `ChatRole.User`, `Role.ASSISTANT.value`. */
function roleOfEnum(value: readonly Item[]): string | undefined {
  const names = wholePath(value)?.split(".") ?? [];
  const [type = "", name = ""] = names.slice(names.at(-1) === "value" ? -3 : -2);
  const word = name.toLowerCase();
  return /Roles?$/.test(type) ? (readRole(word) ?? PAIR_ROLES.get(word)) : undefined;
}

/** Calls of functions, and whatever else LangChain and LlamaIndex send from `additional_kwargs`. */
function isFurtherContent(key: string, value: JsonNode): boolean {
  return /^additional_?kwargs$/i.test(key) && (value.kind !== "object" || value.members.length > 0);
}

/** `ChatMessage.from_system(…)`, `LanguageModelChatMessage.User(…)`. */
function roleOfFactory(call: readonly Item[]): string | undefined {
  const method = call.at(-2);
  if (!isName(method) || !isSign(call.at(-3), ".")) return undefined;
  return PAIR_ROLES.get(method.text.replace(/^from_?/, "").toLowerCase());
}

/**
 * The known members of a tool or message whose value is unknown: the OpenAI SDK names a tool after the
 * function that it runs, and every role costs the same.
 */
function knownMembers(
  name: string,
  value: readonly Item[],
  keyRange: SourceRange,
): readonly JsonMember[] {
  const [item, ...others] = value;
  const range = rangeOf(value);
  if (name === "role")
    return [{ key: name, keyRange, value: { kind: "string", value: "user", range } }];
  if (name !== "function" || !isName(item) || others.length > 0) return [];
  return [{ key: "name", keyRange, value: { kind: "string", value: item.text, range } }];
}

function messageNode(role: string, content: JsonNode, range: SourceRange): JsonObject {
  const at = { start: range.start, end: range.start };
  return {
    kind: "object",
    members: [
      { key: "role", keyRange: at, value: { kind: "string", value: role, range: at } },
      { key: "content", keyRange: at, value: content },
    ],
    range,
  };
}
