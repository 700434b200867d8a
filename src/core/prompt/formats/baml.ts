import type { SourceRange } from "../../sourceRange";
import { buildPrompt, message } from "../buildPrompt";
import { leftOut } from "../caveats";
import { dedent } from "../code/dedent";
import { MappedText } from "../mappedText";
import type { Caveat, FileReference, Located, Message, Prompt, Role, ValueSet } from "../prompt";
import type { FormatReader, PromptSource, Reading } from "../promptFormat";
import { readRole } from "../requestJson";
import { type Expression, isBlank, rootOf, textPart } from "../expression";
import { jinjaTags, scanJinja } from "../templates/jinja";
import { type BamlToken, bamlTokens } from "./bamlTokens";

/** BAML (docs.boundaryml.com): each function is a request. */
export const bamlFormat: FormatReader = {
  format: "baml",
  isNamed: (path) => path.endsWith(".baml"),
  read: (source) => new BamlReader(source).read(),
};

const LABEL = "BAML";

/** The file in which a project keeps its clients, if they aren't in the same file. */
const CLIENTS_FILE = "clients.baml";

class BamlReader {
  private readonly blocks: readonly Block[];
  private readonly references: FileReference[] = [];

  constructor(private readonly source: PromptSource) {
    this.blocks = findBlocks(source.text, bamlTokens(source.text));
  }

  read(): Reading {
    const prompts = this.blocks.flatMap((block) => this.readFunction(block));
    const open = this.blocks.flatMap(({ tokens }) => tokens).find(({ isOpen }) => isOpen);
    return {
      label: LABEL,
      prompts,
      problems: open
        ? [{ code: "broken-file", message: "This text has no end.", range: open.range }]
        : [],
      references: this.references,
    };
  }

  private readFunction(block: Block): Prompt[] {
    const prompt =
      block.keyword === "function" ? valueOf(this.source.text, block, "prompt") : undefined;
    if (prompt?.kind !== "text") return [];
    const { text } = this.source;
    const body = MappedText.withLineFeeds(text, prompt.content);
    const content = dedent({ text: body, expressions: [] }, text).text.trim(/\s/);
    return [
      buildPrompt({
        name: block.name,
        range: block.range,
        ...this.readClient(valueOf(text, block, "client")),
        messages: readMessages(content),
        valueSets: this.readTests(block.name),
        caveats: [...outputFormats(content), ...this.mediaParameters(block)],
      }),
    ];
  }

  /** `client GPT4o`, which a client of the file or of the project defines, or `client "openai/gpt-4o"`. */
  private readClient(client: BamlToken | undefined): Partial<Prompt> {
    if (client === undefined) return {};
    const { text } = this.source;
    const name = textOf(text, client);
    if (name.includes("/")) {
      const start = client.content.start + name.indexOf("/") + 1;
      return { model: locate(text, { start, end: client.content.end }) };
    }
    const settings = this.readSettings(text, this.blocks, name, 0);
    if (settings !== undefined) return settings;
    this.references.push({
      path: CLIENTS_FILE,
      holds: "the clients",
      isOptional: true,
      range: client.range,
    });
    const clients = this.source.files?.get(CLIENTS_FILE) ?? "";
    const inFile = this.readSettings(clients, findBlocks(clients, bamlTokens(clients)), name, 0);
    const { range } = client;
    return {
      ...(inFile?.model && { model: { value: inFile.model.value, range } }),
      ...(inFile?.maxOutputTokens && {
        maxOutputTokens: { value: inFile.maxOutputTokens.value, range },
      }),
    };
  }

  /** The model and the limit of a client; for a strategy, those of its first client. */
  private readSettings(
    text: string,
    blocks: readonly Block[],
    name: string,
    depth: number,
  ): Pick<Prompt, "model" | "maxOutputTokens"> | undefined {
    const client = blocks.find((block) => block.keyword === "client" && block.name === name);
    if (client === undefined || depth > MAX_STRATEGIES) return undefined;
    const first = valueOf(text, client, "strategy");
    if (first !== undefined) return this.readSettings(text, blocks, textOf(text, first), depth + 1);
    const model = valueOf(text, client, "model");
    const limit = valueOf(text, client, "max_tokens", "max_completion_tokens");
    const tokens = limit === undefined ? NaN : Number(textOf(text, limit));
    return {
      ...(model && { model: locate(text, model.content) }),
      ...(limit &&
        Number.isFinite(tokens) && { maxOutputTokens: { value: tokens, range: limit.range } }),
    };
  }

  /** The arguments of the tests of a function. */
  private readTests(name: string): ValueSet[] {
    const { text } = this.source;
    return this.blocks.flatMap((block): ValueSet[] => {
      const names = block.keyword === "test" ? listOf(text, block, "functions") : [];
      if (!names.includes(name)) return [];
      const values = argumentsOf(text, block);
      return values.size === 0 ? [] : [{ label: block.name, values }];
    });
  }

  /** Parameters that are sent as separate parts. */
  private mediaParameters({ head }: Block): Caveat[] {
    return head.flatMap((token, index): Caveat[] => {
      const type = textOf(this.source.text, token);
      const name = head[index - 2];
      const isType = /^(?:image|audio|pdf|video)$/.test(type) && name?.kind === "word";
      return isType ? [leftOut(`the ${type} ${textOf(this.source.text, name)}`, token.range)] : [];
    });
  }
}

/** Strategies are not nested more deeply than this. */
const MAX_STRATEGIES = 5;

/** `function Name(…) -> Type { … }` and similar blocks at the top of a file. */
interface Block {
  readonly keyword: string;
  readonly name: string;
  /** The tokens between the name and the block. */
  readonly head: readonly BamlToken[];
  /** The tokens inside the block. */
  readonly tokens: readonly BamlToken[];
  readonly range: SourceRange;
}

function findBlocks(text: string, tokens: readonly BamlToken[]): readonly Block[] {
  const blocks: Block[] = [];
  let from = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    if (!isMark(text, tokens[at], "{")) continue;
    const close = closingOf(text, tokens, at);
    const begin = tokens
      .slice(from, at)
      .findLastIndex((token) => KEYWORDS.has(textOf(text, token)));
    const head = begin < 0 ? [] : tokens.slice(from + begin, at);
    const block = readBlock(text, head, tokens.slice(at + 1, close), tokens[close]);
    if (block !== undefined) blocks.push(block);
    from = close + 1;
    at = close;
  }
  return blocks;
}

const KEYWORDS: ReadonlySet<string> = new Set(["function", "client", "test"]);

function readBlock(
  text: string,
  head: readonly BamlToken[],
  tokens: readonly BamlToken[],
  close: BamlToken | undefined,
): Block | undefined {
  const [keyword, ...rest] = head;
  // `client<llm> Name`
  const isTyped = isMark(text, rest[0], "<");
  const name = rest[isTyped ? 3 : 0];
  if (keyword === undefined || name?.kind !== "word") return undefined;
  const end = (close ?? tokens.at(-1) ?? name).range.end;
  return {
    keyword: textOf(text, keyword),
    name: textOf(text, name),
    head: rest.slice(1),
    tokens,
    range: { start: keyword.range.start, end },
  };
}

/** The index of the brace that closes the one at `open`, or of the last token. */
function closingOf(text: string, tokens: readonly BamlToken[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    if (isMark(text, tokens[at], "{")) depth += 1;
    if (isMark(text, tokens[at], "}")) depth -= 1;
    if (depth === 0) return at;
  }
  return tokens.length;
}

/** The value after the first of `keys` in a block; the first item of a list. */
function valueOf(text: string, { tokens }: Block, ...keys: string[]): BamlToken | undefined {
  const at = tokens.findIndex(
    (token) => token.kind === "word" && keys.includes(textOf(text, token)),
  );
  const value = at < 0 ? undefined : tokens[at + 1];
  if (isMark(text, value, "[")) return tokens[at + 2];
  return value?.kind === "mark" ? undefined : value;
}

function listOf(text: string, { tokens }: Block, key: string): readonly string[] {
  const at = tokens.findIndex((token) => textOf(text, token) === key);
  if (at < 0) return [];
  const close = tokens.findIndex((token, index) => index > at && isMark(text, token, "]"));
  return tokens.slice(at + 2, close < 0 ? undefined : close).map((token) => textOf(text, token));
}

/** The texts and numbers in `args { … }`; lists and objects are skipped. */
function argumentsOf(text: string, { tokens }: Block): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const at = tokens.findIndex((token) => textOf(text, token) === "args");
  if (at < 0 || !isMark(text, tokens[at + 1], "{")) return values;
  const args = tokens.slice(at + 2, closingOf(text, tokens, at + 1));
  let depth = 0;
  args.forEach((token, index) => {
    if (isMark(text, token, "{") || isMark(text, token, "[")) depth += 1;
    if (isMark(text, token, "}") || isMark(text, token, "]")) depth -= 1;
    const name = args[index - 1];
    const isValue = token.kind === "text" && name?.kind === "word" && depth === 0;
    if (isValue) values.set(textOf(text, name), dedented(text, token));
  });
  return values;
}

function dedented(text: string, { content }: BamlToken): string {
  const body = MappedText.withLineFeeds(text, content);
  return dedent({ text: body, expressions: [] }, text).text.trim(/\s/).text;
}

function isMark(text: string, token: BamlToken | undefined, mark: string): boolean {
  return token?.kind === "mark" && text[token.range.start] === mark;
}

function textOf(text: string, { content }: BamlToken): string {
  return text.slice(content.start, content.end);
}

function locate(text: string, range: SourceRange): Located<string> {
  return { value: text.slice(range.start, range.end), range };
}

const ROLE_CALL = /^_\.(?:role|chat)\(\s*["'](\w+)["']/;

/** A text without roles is one system message, as BAML sends it to OpenAI. */
function readMessages(content: MappedText): Message[] {
  const messages: Message[] = [];
  let role: Role = "system";
  let start = 0;
  let from = 0;
  const endMessage = (end: number): void => {
    const text = content.slice(from, end).trim(/\s/);
    if (isBlank(text.text, scanJinja)) return;
    const part = textPart(text, scanJinja(text.text).map(withoutHelpers));
    messages.push(message(role, [part], content.rangeOf(start, Math.max(end, start))));
  };
  for (const tag of jinjaTags(content.text)) {
    const named = tag.kind === "output" ? ROLE_CALL.exec(tag.body)?.[1] : undefined;
    if (named === undefined) continue;
    endMessage(tag.start);
    role = readRole(named.toLowerCase()) ?? "user";
    start = tag.start;
    from = tag.end;
  }
  endMessage(content.length);
  return messages;
}

/** `ctx` and `_` are BAML's own. */
function withoutHelpers(expression: Expression): Expression {
  const { start, end, variable } = expression;
  const isHelper =
    variable !== undefined && (rootOf(variable) === "ctx" || rootOf(variable) === "_");
  return isHelper ? { start, end } : expression;
}

function outputFormats(content: MappedText): Caveat[] {
  return Array.from(jinjaTags(content.text)).flatMap(({ body, start, end }) =>
    body.startsWith("ctx.output_format")
      ? [leftOut("the output format that BAML writes for the type", content.rangeOf(start, end))]
      : [],
  );
}
