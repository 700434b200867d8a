import type { JsonMember, JsonNode, JsonObject } from "../../json/jsonNode";
import type { SourceRange } from "../../sourceRange";
import { elementsOf, type Group, isName, isSign, type Item, rangeOf } from "./group";
import { isSpread } from "./requestCaveats";
import { type StringReader, withoutTypes } from "./stringReader";

/** Members that may hold an expression instead of a text: what it becomes is then unknown. */
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
  ["ChatMessage", "user"],
  ["SystemMessagePromptTemplate", "system"],
  ["HumanMessagePromptTemplate", "user"],
  ["AIMessagePromptTemplate", "assistant"],
]);

const PAIR_ROLES: ReadonlyMap<string, string> = new Map([
  ["system", "system"],
  ["developer", "developer"],
  ["human", "user"],
  ["user", "user"],
  ["ai", "assistant"],
  ["assistant", "assistant"],
]);

const MAX_DEPTH = 60;

/**
 * Reads the literals of a program as JSON is read: objects, lists, keyword arguments, tuples, calls
 * that make messages. What only the program knows becomes a placeholder or is left out. Nothing is
 * ever run.
 */
export class LiteralReader {
  /** The places of values that are not literals, in the order in which they were met. */
  readonly unread: SourceRange[] = [];

  constructor(
    private readonly strings: StringReader,
    private readonly constants: ReadonlyMap<string, string>,
  ) {}

  /** The members of an object, of keyword arguments, or of both. */
  readObject(group: Group, depth = 0): JsonObject {
    const sign = group.bracket === "(" ? "=" : ":";
    const members = elementsOf(group).flatMap((element) => this.readMember(element, sign, depth));
    return { kind: "object", members, range: { start: group.start, end: group.end } };
  }

  private readMember(element: readonly Item[], joint: string, depth: number): JsonMember[] {
    if (isSpread(element)) this.unread.push(rangeOf(element));
    const [key, sign, ...value] = element;
    const name =
      key?.kind === "name" ? key.text : key?.kind === "string" ? key.literal?.text.text : undefined;
    if (key === undefined || name === undefined) return [];
    const keyRange = { start: key.start, end: key.end };
    if (sign === undefined && key.kind === "name" && TEXT_MEMBERS.has(name)) {
      return [{ key: name, keyRange, value: this.strings.expressionNode([key]) }];
    }
    if (sign === undefined) this.unread.push(keyRange);
    if (!isSign(sign, joint)) return [];
    const node = this.readValue(value, depth + 1);
    if (node !== undefined) return [{ key: name, keyRange, value: node }];
    if (name === "model") {
      const model = this.readModel(value);
      return model === undefined ? [] : [{ key: name, keyRange, value: model }];
    }
    if (!TEXT_MEMBERS.has(name) || value.length === 0) {
      this.unread.push(rangeOf(element));
      return [];
    }
    return [{ key: name, keyRange, value: this.strings.expressionNode(value) }];
  }

  /** `openai("gpt-4o")`, a model by a function of the SDK, or a constant's name. */
  private readModel(value: readonly Item[]): JsonNode | undefined {
    const last = value.at(-1);
    if (last?.kind === "group" && last.bracket === "(") {
      const [first] = elementsOf(last);
      return first === undefined ? undefined : this.strings.readString(first);
    }
    const text = value.length === 1 && isName(last) ? this.constants.get(last.text) : undefined;
    return text === undefined ? undefined : { kind: "string", value: text, range: rangeOf(value) };
  }

  /** A list; what is no literal in a list of messages stands for messages that are not known. */
  readArray(group: Group, depth = 0): JsonNode {
    const elements = elementsOf(group);
    const nodes = elements.map(
      (element) =>
        this.readMessageCall(element, depth) ??
        this.readPair(element) ??
        this.readValue(element, depth + 1),
    );
    const hasMessages = nodes.some(
      (node) => node?.kind === "object" && node.members.some(({ key }) => key === "role"),
    );
    const items = nodes.flatMap((node, index): JsonNode[] => {
      if (node !== undefined && !(hasMessages && node.kind === "string")) return [node];
      const element = elements[index] ?? [];
      this.unread.push(rangeOf(element));
      if (isSpread(element)) return [];
      return hasMessages ? [this.unknownMessage(element)] : [];
    });
    return { kind: "array", items, range: { start: group.start, end: group.end } };
  }

  /** A literal; undefined where the value is not one. */
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
    return this.readMessageCall(value, depth) ?? this.strings.readString(value);
  }

  /** `SystemMessage("…")`, `HumanMessage(content=…)`, `SystemMessagePromptTemplate.from_template("…")`. */
  readMessageCall(items: readonly Item[], depth: number): JsonObject | undefined {
    const named = isName(items[0], "new") ? items.slice(1) : items;
    const call = named.at(-1);
    if (call?.kind !== "group" || call.bracket !== "(") return undefined;
    const name = named.find((item) => isName(item) && MESSAGE_CLASSES.has(item.text));
    if (!isName(name) || named.length > 4) return undefined;
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
    return messageNode(
      MESSAGE_CLASSES.get(name.text) ?? "user",
      isTemplate ? this.strings.asTemplate(content) : content,
      rangeOf(items),
    );
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
