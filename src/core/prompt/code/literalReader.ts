import type { JsonMember, JsonNode, JsonObject, JsonString } from "../../json/jsonNode";
import type { SourceRange } from "../../source/sourceRange";
import { type MappedText, MappedTextBuilder } from "../mappedText";
import type { Placeholder } from "../prompt";
import { scanDoubleBraces } from "../templates/doubleBraces";
import { type Expression, variablePath } from "../templates/expression";
import { dedent } from "./dedent";
import { elementsOf, type Group, isName, isSign, type Item } from "./group";
import type { StringLiteral } from "./token";
import { asFormatString } from "./tokenizePython";

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
 * Reads the literals of a program as JSON is read: objects, lists, strings put together with `+`,
 * keyword arguments, tuples. What only the program knows becomes a placeholder or is left out.
 * Nothing is ever run.
 */
export class LiteralReader {
  private readonly strings = new Map<
    JsonString,
    { text: MappedText; expressions: readonly Expression[] }
  >();

  constructor(
    private readonly source: string,
    private readonly constants: ReadonlyMap<string, string>,
  ) {}

  /** The placeholders of a string that this reader made. */
  placeholders(node: JsonString): Placeholder[] {
    const string = this.strings.get(node);
    return (string?.expressions ?? []).map((expression) => ({
      ...expression,
      range: string?.text.rangeOf(expression.start, expression.end) ?? node.range,
    }));
  }

  /** Whether a part of a string stands in the program, and is not only made by it. */
  isWritten(node: JsonNode | undefined): boolean {
    if (node?.kind !== "string") return node?.kind === "array" && node.items.length > 0;
    const covered = this.placeholders(node).reduce((sum, { start, end }) => sum + end - start, 0);
    return node.value.length > covered;
  }

  /** A string node for a literal, with its expressions remembered. */
  stringNode({ text, expressions }: Omit<StringLiteral, "isLong">, range: SourceRange): JsonString {
    const node: JsonString = { kind: "string", value: text.text, range };
    this.strings.set(node, { text, expressions });
    return node;
  }

  /** The members of an object, of keyword arguments, or of both. */
  readObject(group: Group, depth = 0): JsonObject {
    const sign = group.bracket === "(" ? "=" : ":";
    const members = elementsOf(group).flatMap((element) => this.readMember(element, sign, depth));
    return { kind: "object", members, range: { start: group.start, end: group.end } };
  }

  private readMember(element: readonly Item[], joint: string, depth: number): JsonMember[] {
    const [key, sign, ...value] = element;
    const name =
      key?.kind === "name" ? key.text : key?.kind === "string" ? key.literal?.text.text : undefined;
    if (key === undefined || name === undefined) return [];
    const keyRange = { start: key.start, end: key.end };
    if (sign === undefined && key.kind === "name" && TEXT_MEMBERS.has(name)) {
      return [{ key: name, keyRange, value: this.expressionNode([key]) }];
    }
    if (!isSign(sign, joint)) return [];
    const node = this.readValue(value, depth + 1);
    if (node !== undefined) return [{ key: name, keyRange, value: node }];
    if (name === "model") {
      const model = this.readModel(value);
      return model === undefined ? [] : [{ key: name, keyRange, value: model }];
    }
    if (!TEXT_MEMBERS.has(name) || value.length === 0) return [];
    return [{ key: name, keyRange, value: this.expressionNode(value) }];
  }

  /** `openai("gpt-4o")`, a model by a function of the SDK, or a constant's name. */
  private readModel(value: readonly Item[]): JsonNode | undefined {
    const last = value.at(-1);
    if (last?.kind === "group" && last.bracket === "(") {
      const [first] = elementsOf(last);
      return first === undefined ? undefined : this.readString(first);
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
    return this.readMessageCall(value, depth) ?? this.readString(value);
  }

  /** Strings put together, with what stands between them as placeholders; undefined without any. */
  readString(items: readonly Item[]): JsonString | undefined {
    const operands = splitOperands(withoutTypes(items));
    const literals = operands.map((operand) => this.readLiteral(operand));
    if (!literals.some((literal) => literal !== undefined)) return undefined;
    const builder = new MappedTextBuilder(this.source);
    const expressions: Expression[] = [];
    for (const [index, operand] of operands.entries()) {
      const literal = literals[index] ?? this.expressionText(operand);
      const offset = builder.length;
      expressions.push(
        ...literal.expressions.map((expression) => ({
          ...expression,
          start: expression.start + offset,
          end: expression.end + offset,
        })),
      );
      builder.append(literal.text);
    }
    const range = rangeOf(items);
    return this.stringNode({ text: builder.build(range.start), expressions }, range);
  }

  /** One string literal, with what the program does to it at once: `.trim()`, `dedent(…)`. */
  private readLiteral(operand: readonly Item[]): StringLiteral | undefined {
    const [first, second] = operand;
    if (first?.kind === "group" && first.bracket === "(" && operand.length === 1) {
      const [inner, ...others] = elementsOf(first);
      const node = inner !== undefined && others.length === 0 ? this.readString(inner) : undefined;
      const string = node && this.strings.get(node);
      return string && { ...string, isLong: true };
    }
    if (first?.kind === "string" && first.literal !== undefined) {
      return operand.length === 1
        ? first.literal
        : this.applyMethods(first.literal, operand.slice(1));
    }
    const last = operand.at(-1);
    const isDedent = operand.some(
      (item) => isName(item) && /^(?:dedent|cleandoc|stripIndent|outdent)$/.test(item.text),
    );
    if (!isDedent || last === undefined || second === undefined) return undefined;
    const inner = last.kind === "group" ? elementsOf(last)[0] : [last];
    const node = inner && this.readString(inner);
    const string = node && this.strings.get(node);
    return string && { ...dedent(string, this.source), isLong: true };
  }

  private applyMethods(literal: StringLiteral, rest: readonly Item[]): StringLiteral | undefined {
    const [dot, method, call, ...others] = rest;
    if (!isSign(dot, ".") || !isName(method) || call?.kind !== "group") return undefined;
    const changed = this.applyMethod(literal, method.text);
    if (changed === undefined) return undefined;
    return others.length === 0 ? changed : this.applyMethods(changed, others);
  }

  private applyMethod(literal: StringLiteral, method: string): StringLiteral | undefined {
    switch (method) {
      case "format":
        return asFormatString(this.source, literal);
      case "trim":
      case "strip": {
        const text = literal.text.trim(/\s/);
        const cut = literal.text.text.length - literal.text.text.trimStart().length;
        const expressions = literal.expressions.map((expression) => ({
          ...expression,
          start: expression.start - cut,
          end: expression.end - cut,
        }));
        return { ...literal, text, expressions };
      }
      default:
        return undefined;
    }
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
      given ?? (argument && (this.readString(argument) ?? this.expressionNode(argument)));
    if (content === undefined) return undefined;
    return messageNode(
      MESSAGE_CLASSES.get(name.text) ?? "user",
      isTemplate ? this.asTemplate(content) : content,
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
    const text = this.readString(content);
    return messageNode(
      role,
      text ? this.asTemplate(text) : this.expressionNode(content),
      rangeOf(items),
    );
  }

  /** The same string with `{name}` as fields. */
  asTemplate(node: JsonNode): JsonNode {
    const string = node.kind === "string" ? this.strings.get(node) : undefined;
    if (string === undefined || string.expressions.length > 0) return node;
    return this.stringNode(asFormatString(this.source, { ...string, isLong: true }), node.range);
  }

  /**
   * The same string with the fields that a constant's text shows: `{name}` in Python, where a
   * program formats it later, else `{{name}}`.
   */
  withFields(node: JsonString, isPython: boolean): JsonNode {
    const string = this.strings.get(node);
    if (string === undefined || string.expressions.length > 0) return node;
    if (isPython && /(?<!\{)\{[a-z_]\w*\}(?!\})/i.test(node.value)) return this.asTemplate(node);
    const expressions = scanDoubleBraces(node.value);
    return expressions.length === 0
      ? node
      : this.stringNode({ text: string.text, expressions }, node.range);
  }

  private unknownMessage(items: readonly Item[]): JsonObject {
    return messageNode("user", this.expressionNode(items), rangeOf(items));
  }

  private expressionNode(items: readonly Item[]): JsonString {
    return this.stringNode(this.expressionText(items), rangeOf(items));
  }

  /** The text of an expression, all of it a placeholder. */
  private expressionText(items: readonly Item[]): StringLiteral {
    const range = rangeOf(items);
    const builder = new MappedTextBuilder(this.source);
    builder.copy(range);
    const variable = variablePath(this.source.slice(range.start, range.end));
    return {
      text: builder.build(range.start),
      expressions: [{ start: 0, end: builder.length, ...(variable !== undefined && { variable }) }],
      isLong: false,
    };
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

/** Without `as const`, `satisfies Type` and `await`. */
function withoutTypes(items: readonly Item[]): readonly Item[] {
  const end = items.findIndex(
    (item, index) => index > 0 && (isName(item, "as") || isName(item, "satisfies")),
  );
  const value = end < 0 ? items : items.slice(0, end);
  return isName(value[0], "await") ? value.slice(1) : value;
}

/** Between `+` signs, and between strings that stand side by side. */
function splitOperands(items: readonly Item[]): readonly (readonly Item[])[] {
  const operands: Item[][] = [[]];
  for (const item of items) {
    const last = operands.at(-1) ?? [];
    if (isSign(item, "+")) operands.push([]);
    else if (item.kind === "string" && last.at(-1)?.kind === "string") operands.push([item]);
    else last.push(item);
  }
  return operands.filter((operand) => operand.length > 0);
}

function rangeOf(items: readonly Item[]): SourceRange {
  const start = items[0]?.start ?? 0;
  return { start, end: items.at(-1)?.end ?? start };
}
