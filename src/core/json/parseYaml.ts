import {
  type CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  Parser,
  type YAMLMap,
} from "yaml";
import type { SourceRange } from "../sourceRange";
import { composeYaml, MAX_ERRORS } from "./composeYaml";
import type { JsonMember, JsonNode } from "./jsonNode";
import type { JsonProblem, ParsedJson } from "./parseJson";

/** How many nodes aliases may add to a tree: an alias of an alias of an alias grows without bound. */
const MAX_NODES_FROM_ALIASES = 10_000;

/** Deeper than any prompt. */
const MAX_DEPTH = 200;

/** Some 100,000 entries: the parser takes at least 200 bytes per character. */
const MAX_CHARACTERS = 500_000;

/**
 * Reads YAML 1.2 (its core schema, and `<<` merges) into the same tree as JSON. It is as tolerant as
 * `parseJson` and never throws. `base` is added to all offsets. Aliases are expanded, up to a limit; of
 * several documents the first is read. A text that is nested deeper than 200 levels or has more than
 * 500,000 characters is not read, and the parser stops after 1,000 errors, so that its memory has a
 * bound.
 */
export function parseYaml(text: string, base = 0): ParsedJson {
  const tokens = readTokens(text);
  if (!Array.isArray(tokens)) {
    const range = { start: base + tokens.offset, end: base + text.length };
    return { root: undefined, problems: [{ message: tokens.message, range }] };
  }
  const { document, second, errors } = composeYaml(tokens, text.length);
  const problems = errors.map(({ message, pos: [start, end] }): JsonProblem => ({
    message: message.charAt(0).toLowerCase() + message.slice(1),
    range: {
      start: base + Math.min(start, text.length),
      end: base + Math.min(Math.max(start, end), text.length),
    },
  }));
  if (second !== undefined) {
    const [start] = second.range;
    problems.push({
      message: "a second document begins here",
      range: { start: base + start, end: base + Math.min(text.length, start + 3) },
    });
  }
  const reader = new TreeReader(text, base, problems);
  const root = document?.contents ? reader.read(document.contents, 0) : undefined;
  return { root, problems };
}

/** Why a text is not read, and from which offset on. */
interface Refusal {
  readonly message: string;
  readonly offset: number;
}

/** The tokens of the text. The stack of the parser is checked while it grows, not afterward. */
function readTokens(text: string): CST.Token[] | Refusal {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let signs = 0;
  let errors = 0;
  const add = (token: CST.Token): void => {
    if (token.type === "error") errors += 1;
    if (errors <= MAX_ERRORS) tokens.push(token);
  };
  for (const sign of new Lexer().lex(text)) {
    for (const token of parser.next(sign)) add(token);
    signs += 1;
    // The stack holds the document and, at its top, a scalar besides the collections.
    if (parser.stack.length > MAX_DEPTH + 2) {
      return { message: "nested too deeply", offset: parser.offset };
    }
    if (signs > MAX_CHARACTERS) {
      return { message: "longer than 500,000 signs of YAML", offset: parser.offset };
    }
  }
  for (const token of parser.end()) add(token);
  return tokens;
}

/** `!include tools.yml`: another program decides what the value is. */
function isForeign({ tag }: Node): boolean {
  return tag !== undefined && /^!./.test(tag);
}

class TreeReader {
  private readonly anchors = new Map<string, Node>();
  private fromAliases = 0;
  private aliasDepth = 0;

  constructor(
    private readonly text: string,
    private readonly base: number,
    private readonly problems: JsonProblem[],
  ) {}

  read(node: Node | null, depth: number, range = this.rangeOf(node)): JsonNode {
    if (this.aliasDepth > 0) this.fromAliases += 1;
    if (node === null || depth > MAX_DEPTH) return { kind: "null", range };
    if (isAlias(node)) return this.readAlias(node.source, depth, range);
    if (isForeign(node)) return { kind: "object", members: [], range };
    if ("anchor" in node && typeof node.anchor === "string") this.anchors.set(node.anchor, node);
    if (isMap(node)) return { kind: "object", members: this.readMembers(node, depth), range };
    if (isSeq(node)) {
      const items = node.items.map((item) => this.read(item as Node | null, depth + 1));
      return { kind: "array", items, range };
    }
    return isScalar(node) ? this.readScalar(node.value, range) : { kind: "null", range };
  }

  private readAlias(anchor: string, depth: number, range: SourceRange): JsonNode {
    const target = this.anchors.get(anchor);
    if (target === undefined) return { kind: "null", range };
    if (this.fromAliases > MAX_NODES_FROM_ALIASES) {
      if (!this.problems.some(({ message }) => message === TOO_MANY_ALIASES)) {
        this.problems.push({ message: TOO_MANY_ALIASES, range });
      }
      return { kind: "null", range };
    }
    this.aliasDepth += 1;
    const copy = this.read(target, depth + 1);
    this.aliasDepth -= 1;
    return copy;
  }

  private readMembers(map: YAMLMap, depth: number): JsonMember[] {
    const inherited: JsonMember[] = [];
    const own: JsonMember[] = [];
    const names = new Set<string>();
    for (const { key, value } of map.items as Pair<Node | null, Node | null>[]) {
      const keyRange = this.rangeOf(key);
      const afterKey = { start: keyRange.end, end: keyRange.end };
      const node = this.read(value, depth + 1, value ? undefined : afterKey);
      if (!isScalar(key)) continue;
      if (key.value === "<<") {
        inherited.push(...merged(node));
        continue;
      }
      const name = String(key.value);
      // The specification forbids it. Some parsers refuse the file, others take the last value.
      if (names.has(name) && this.aliasDepth === 0)
        this.problems.push({ message: `the key ${name} occurs twice`, range: keyRange });
      names.add(name);
      own.push({ key: name, keyRange, value: node });
    }
    return [...inherited, ...own];
  }

  private readScalar(value: unknown, range: SourceRange): JsonNode {
    switch (typeof value) {
      case "string":
        return { kind: "string", value, range };
      case "boolean":
        return { kind: "boolean", value, range };
      case "number":
      case "bigint": {
        const written = this.text.slice(range.start - this.base, range.end - this.base).trim();
        const isJson = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(written);
        return { kind: "number", text: isJson ? written : String(value), range };
      }
      default:
        return { kind: "null", range };
    }
  }

  private rangeOf(node: Node | null): SourceRange {
    const [start, end] = node?.range ?? [0, 0];
    return { start: this.base + start, end: this.base + end };
  }
}

const TOO_MANY_ALIASES = "too many aliases";

/** The members that `<<` merges in, in an order in which the later one wins. */
function merged(value: JsonNode): readonly JsonMember[] {
  if (value.kind === "object") return value.members;
  if (value.kind !== "array") return [];
  return value.items.toReversed().flatMap(merged);
}
