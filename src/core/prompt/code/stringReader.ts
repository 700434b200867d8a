import type { JsonNode, JsonString } from "../../json/jsonNode";
import type { SourceRange } from "../../sourceRange";
import { type MappedText, MappedTextBuilder } from "../mappedText";
import type { Placeholder } from "../prompt";
import { scanDoubleBraces } from "../templates/doubleBraces";
import { type Expression, variablePath } from "../expression";
import { dedent } from "./dedent";
import { elementsOf, isName, isSign, type Item, rangeOf } from "./group";
import type { StringLiteral } from "./token";
import { wholePath } from "./changes";
import { percentFormat } from "./percentFormat";
import { isManyElements, withoutSpread } from "./lists";
import type { ReadingBudget } from "./readingBudget";
import type { Value, Variables } from "./variables";
import { asFormatString } from "./pythonStrings";

/** Parentheses nest less deeply than this in any text. */
const MAX_DEPTH = 60;

/** Reads the texts of a program: literals, joined and trimmed as the program itself does on the spot. */
export class StringReader {
  private readonly strings = new Map<JsonString, StringLiteral>();
  /** Expressions that hold a text, which the program may send or not. */
  private readonly withText = new Set<JsonString>();

  /** The ranges of the variables' texts that were inserted. */
  readonly used: SourceRange[] = [];

  constructor(
    private readonly source: string,
    private readonly variables: Variables,
    private readonly budget: ReadingBudget,
  ) {}

  /** The placeholders of a string that this reader made. */
  placeholders(node: JsonString): Placeholder[] {
    const string = this.strings.get(node);
    return (string?.expressions ?? []).map((expression) => ({
      ...expression,
      range: string?.text.rangeOf(expression.start, expression.end) ?? node.range,
    }));
  }

  /** Whether part of a string is literally in the program, and not only computed by it. */
  isWritten(node: JsonNode | undefined): boolean {
    if (node?.kind !== "string") return node?.kind === "array" && node.items.length > 0;
    if (this.withText.has(node)) return true;
    const placeholders = this.placeholders(node);
    const covered = placeholders.reduce((sum, { start, end }) => sum + end - start, 0);
    return node.value.length > covered || placeholders.some((one) => this.isConstant(one.variable));
  }

  /** Whether a placeholder inserts a text that the program sets once. */
  private isConstant(variable: string | undefined): boolean {
    if (variable === undefined) return false;
    const [root = ""] = variable.split(".");
    const changes = this.variables.all.get(variable) ?? this.variables.all.get(root) ?? [];
    const [set] = changes;
    if (changes.length !== 1 || set?.kind !== "set") return false;
    const [first] = set.value;
    const isObject = first?.kind === "group" && first.bracket === "{";
    return isObject ? root !== variable : this.readString(set.value) !== undefined;
  }

  /** A string node for a literal; remembers its expressions. */
  private stringNode(literal: StringLiteral, range: SourceRange): JsonString {
    const node: JsonString = { kind: "string", value: literal.text.text, range };
    this.strings.set(node, literal);
    return node;
  }

  /** Joined strings, with anything between them as placeholders; undefined if there are no strings. */
  readString(items: readonly Item[], depth = 0): JsonString | undefined {
    return this.readJoined([items], depth);
  }

  /** Texts that the program joins, for example by successive `+=`. */
  readJoined(texts: readonly (readonly Item[])[], depth = 0): JsonString | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const [items = []] = texts;
    const operands = texts.flatMap((text) => splitOperands(withoutTypes(text)));
    const literals = operands.map((operand) => this.readLiteral(operand, depth));
    const joined = this.joinLiterals(operands, literals);
    return joined && this.stringNode(joined, rangeOf(items));
  }

  /** Texts one after the other; undefined if the program makes them all. */
  private joinLiterals(
    operands: readonly (readonly Item[])[],
    literals: readonly (StringLiteral | undefined)[],
    separator?: MappedText,
  ): StringLiteral | undefined {
    if (!literals.some((literal) => literal !== undefined) || !this.takeJoined(literals))
      return undefined;
    const builder = new MappedTextBuilder(this.source);
    const expressions: Expression[] = [];
    for (const [index, operand] of operands.entries()) {
      const literal = literals[index] ?? this.expressionText(operand);
      if (separator !== undefined && index > 0) builder.append(separator);
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
    const isLong = literals.length > 1 || literals[0]?.isLong === true;
    return { text: builder.build(rangeOf(operands[0] ?? []).start), expressions, isLong };
  }

  /** One string literal, with what the program does to it on the spot: `.trim()`, `dedent(…)`. */
  private readLiteral(operand: readonly Item[], depth: number): StringLiteral | undefined {
    const [first, second] = operand;
    if (isJoin(operand, 0)) return this.readJoin(operand, depth);
    if (first?.kind === "group" && first.bracket === "(" && operand.length === 1) {
      const [inner, ...others] = elementsOf(first);
      const node =
        inner !== undefined && others.length === 0 ? this.readString(inner, depth + 1) : undefined;
      const string = node && this.strings.get(node);
      return string && { ...string, isLong: true };
    }
    if (first?.kind === "string" && first.literal !== undefined) {
      return operand.length === 1
        ? first.literal
        : this.applyMethods(first.literal, operand.slice(1));
    }
    const named = this.readNamed(operand, depth);
    if (named !== undefined) return named;
    const returned = this.readReturned(operand, depth);
    if (returned !== undefined) return returned;
    const last = operand.at(-1);
    const isDedent = operand.some(
      (item) => isName(item) && /^(?:dedent|cleandoc|stripIndent|outdent)$/.test(item.text),
    );
    if (!isDedent || last === undefined || second === undefined) return undefined;
    const inner = last.kind === "group" ? elementsOf(last)[0] : [last];
    const node = inner && this.readString(inner, depth + 1);
    const string = node && this.strings.get(node);
    return string && { ...dedent(string, this.source), isLong: true };
  }

  private takeJoined(literals: readonly (StringLiteral | undefined)[]): boolean {
    if (literals.length < 2) return true;
    const length = literals.reduce((sum, literal) => sum + (literal?.text.length ?? 0), 0);
    const placeholders = literals.reduce((sum, each) => sum + (each?.expressions.length ?? 0), 0);
    return this.budget.takeText(length, placeholders);
  }

  /** `["…", "…"].join(" ")` and `" ".join(["…", "…"])`. */
  private readJoin(operand: readonly Item[], depth: number): StringLiteral | undefined {
    const [first, , , call] = operand;
    if (call?.kind !== "group") return undefined;
    const [given, ...others] = elementsOf(call);
    if (others.length > 0) return undefined;
    const isMethodOfList = first?.kind === "group";
    const list = isMethodOfList ? first : given?.length === 1 ? given[0] : undefined;
    const separator = isMethodOfList ? given && this.readLiteral(given, depth + 1) : first?.literal;
    if (list?.kind !== "group" || separator === undefined || separator.expressions.length > 0)
      return undefined;
    const elements = elementsOf(list);
    if (list.bracket === "{" || elements.some(isManyElements)) return undefined;
    const texts = elements.map((element) => {
      const node = this.readString(element, depth + 1);
      return node && this.strings.get(node);
    });
    const joined = this.joinLiterals(elements, texts, separator.text);
    const rest = operand.slice(JOIN_LENGTH);
    return joined === undefined || rest.length === 0 ? joined : this.applyMethods(joined, rest);
  }

  /**
   * `PROMPT.format(…)` and `PROMPT % x`, if `PROMPT` is a text of the program; `PROMPT` alone if the
   * program builds it with `+=`. A constant alone stays a name.
   */
  private readNamed(operand: readonly Item[], depth: number): StringLiteral | undefined {
    const [first] = operand;
    const end = operand.findIndex((item, index) => isMethod(operand, index) || isSign(item, "%"));
    const path = wholePath(end < 0 ? operand : operand.slice(0, end));
    if (path === undefined || first === undefined) return undefined;
    const value = this.variables.valueAt({ path, at: first.start, block: first.block });
    if (value === undefined || value.unfollowed.length > 0) return undefined;
    if (end < 0 && value.changes.length === 0) return undefined;
    const places = [value.set, ...value.changes].map(({ range }) => range);
    if (!this.budget.take(places)) return undefined;
    const node = this.readSum(value, depth + 1);
    const literal = node && this.strings.get(node);
    const changed = end < 0 ? literal : literal && this.applyMethods(literal, operand.slice(end));
    if (changed !== undefined) this.used.push(...places);
    return changed;
  }

  /** The text that a function of the program returns. */
  private readReturned(operand: readonly Item[], depth: number): StringLiteral | undefined {
    const returned = this.variables.functions.returnedBy(operand);
    if (returned === undefined || !this.budget.take([rangeOf(returned)])) return undefined;
    const node = this.readString(returned, depth + 1);
    if (node === undefined) return undefined;
    this.used.push(rangeOf(returned));
    return this.strings.get(node);
  }

  /** The text of a variable after all its `+=`; undefined if it is changed in any other way. */
  readSum({ set, changes }: Pick<Value, "set" | "changes">, depth = 0): JsonString | undefined {
    if (changes.some(({ kind }) => kind !== "add")) return undefined;
    const added = changes.flatMap(({ elements }) => elements.map(withoutSpread));
    return this.readJoined([set.value, ...added], depth);
  }

  private applyMethods(literal: StringLiteral, rest: readonly Item[]): StringLiteral | undefined {
    const [dot, method, call, ...others] = rest;
    if (isSign(dot, "%")) return percentFormat(literal, this.source);
    if (!isSign(dot, ".") || !isName(method) || call?.kind !== "group") return undefined;
    const changed = this.applyMethod(literal, method.text);
    if (changed === undefined) return undefined;
    return others.length === 0 ? changed : this.applyMethods(changed, others);
  }

  private applyMethod(literal: StringLiteral, method: string): StringLiteral | undefined {
    switch (method) {
      case "format":
      case "format_map":
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

  /** The same string with `{name}` as fields. */
  asTemplate(node: JsonNode): JsonNode {
    const string = node.kind === "string" ? this.strings.get(node) : undefined;
    if (string === undefined || string.expressions.length > 0) return node;
    return this.stringNode(asFormatString(this.source, string), node.range);
  }

  /**
   * The same string with the fields that a constant's text shows: `{name}` in Python, where a
   * program may format it later, or `{{name}}` elsewhere.
   */
  withFields(node: JsonString, isPython: boolean): JsonNode {
    const string = this.strings.get(node);
    if (string === undefined || string.expressions.length > 0) return node;
    if (isPython && /(?<!\{)\{[a-z_]\w*\}(?!\})/i.test(node.value)) return this.asTemplate(node);
    const expressions = scanDoubleBraces(node.value);
    return expressions.length === 0
      ? node
      : this.stringNode({ ...string, expressions }, node.range);
  }

  /** A string that the program computes as a whole. */
  expressionNode(items: readonly Item[]): JsonString {
    const node = this.stringNode(this.expressionText(items), rangeOf(items));
    if (holdsText(items, 0)) this.withText.add(node);
    return node;
  }

  /** The text of an expression, as a single placeholder. */
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

/** Without `as const`, `satisfies Type` and `await`. */
export function withoutTypes(items: readonly Item[]): readonly Item[] {
  const end = items.findIndex(
    (item, index) => index > 0 && (isName(item, "as") || isName(item, "satisfies")),
  );
  const value = end < 0 ? items : items.slice(0, end);
  return isName(value[0], "await") ? value.slice(1) : value;
}

/** `.format(…)`, `.strip()` and `.trim()` at `index`. */
function isMethod(items: readonly Item[], index: number): boolean {
  const name = items[index + 1];
  return (
    isSign(items[index], ".") &&
    isName(name) &&
    /^(?:format|strip|trim)$/.test(name.text) &&
    items[index + 2]?.kind === "group"
  );
}

/** How many items `"…".join(…)` has. */
export const JOIN_LENGTH = 4;

/** `[…].join(…)` and `"…".join(…)` at `index`. */
export function isJoin(items: readonly Item[], index: number): boolean {
  const [first, dot, name, call] = items.slice(index, index + JOIN_LENGTH);
  const before = items[index - 1];
  const isElement = before !== undefined && /^(?:name|group|string)$/.test(before.kind);
  const isText = first?.kind === "string" || (first?.kind === "group" && first.bracket === "[");
  return isText && !isElement && isSign(dot, ".") && isName(name, "join") && call?.kind === "group";
}

/** Whether an expression holds words in quotes. */
function holdsText(items: readonly Item[], depth: number): boolean {
  return items.some((item) =>
    item.kind === "group"
      ? depth < MAX_DEPTH && holdsText(item.items, depth + 1)
      : item.literal !== undefined &&
        /\p{L}{2}/u.test(item.literal.text.text) &&
        /\s/.test(item.literal.text.text),
  );
}

/** Splits at `+`, and between adjacent strings. */
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
