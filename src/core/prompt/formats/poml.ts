import type { JsonMember } from "../../json/jsonNode";
import type { SourceRange } from "../../sourceRange";
import { buildPrompt, message } from "../buildPrompt";
import { approximate, leftOut } from "../caveats";
import type { Caveat, Located, Message, Part, PromptProblem, Role, Variable } from "../prompt";
import { type FormatReader, type Reading, withoutByteOrderMark } from "../promptFormat";
import { textPart } from "../expression";
import { scanPoml } from "../templates/poml";
import { type PomlTag, pomlTags } from "./pomlTags";
import { PomlText } from "./pomlText";

const SPEAKERS: ReadonlyMap<string, Role> = new Map([
  ["system-msg", "system"],
  ["system-message", "system"],
  ["system", "system"],
  ["human-msg", "user"],
  ["human-message", "user"],
  ["human", "user"],
  ["user-msg", "user"],
  ["user-message", "user"],
  ["ai-msg", "assistant"],
  ["ai-message", "assistant"],
  ["ai", "assistant"],
  ["assistant-msg", "assistant"],
]);

/** Elements that POML writes under a separate heading. */
const HEADINGS: ReadonlyMap<string, string> = new Map([
  ["role", "Role"],
  ["task", "Task"],
  ["output-format", "Output Format"],
  ["outputformat", "Output Format"],
  ["context", "Context"],
  ["stepwise-instructions", "Stepwise Instructions"],
  ["examples", "Examples"],
]);

const INLINE: ReadonlySet<string> = new Set(["b", "i", "u", "s", "span", "strong", "em", "inline"]);

/** Elements whose content is not sent in any message. */
const UNSENT: ReadonlySet<string> = new Set([
  "let",
  "meta",
  "runtime",
  "stylesheet",
  "output-schema",
  "outputschema",
  "tool",
  "tool-definition",
]);

/** Elements that take their content from a file. */
const FROM_FILES: ReadonlySet<string> = new Set([
  "audio",
  "document",
  "folder",
  "include",
  "obj",
  "object",
  "table",
  "webpage",
]);

/** Deeper than any prompt nests. */
const MAX_DEPTH = 500;

/** Microsoft's POML (microsoft/poml, docs/language). Its elements are rendered by a program: always an estimate. */
export const pomlFormat: FormatReader = {
  format: "poml",
  isNamed: (path) => path.endsWith(".poml"),
  read: (source) => new PomlReader(source.text).read(),
};

interface OpenElement {
  readonly tag: PomlTag;
  readonly role: Role;
  readonly isUnsent: boolean;
  readonly isVerbatim: boolean;
}

class PomlReader {
  private readonly open: OpenElement[] = [];
  private readonly messages: Message[] = [];
  private readonly caveats: Caveat[] = [approximate("POML renders elements in words of its own")];
  private readonly locals = new Set(["loop"]);
  private readonly variables: Variable[] = [];
  private readonly problems: PromptProblem[] = [];
  private model: Located<string> | undefined;
  private maxOutputTokens: Located<number> | undefined;
  private effort: Located<string> | undefined;
  private role: Role = "user";
  private parts: Part[] = [];
  private body: PomlText;

  constructor(private readonly text: string) {
    this.body = new PomlText(text);
  }

  read(): Reading {
    const whole = withoutByteOrderMark(this.text);
    let from = whole.start;
    for (const tag of pomlTags(this.text, whole)) {
      this.readText({ start: from, end: tag.range.start });
      this.readTag(tag);
      from = tag.range.end;
    }
    this.readText({ start: from, end: whole.end });
    const unclosed = this.open.at(-1);
    if (unclosed !== undefined) this.break(`<${unclosed.tag.name}> is not closed.`, unclosed.tag);
    this.endMessage(whole.end);
    const isElsewhere = this.messages.length === 0 && this.caveats.length > 1;
    return {
      label: "POML",
      prompts: this.messages.length > 0 ? [this.prompt()] : [],
      problems: [...this.problems, ...(isElsewhere ? [withoutWords(whole)] : [])],
      references: [],
    };
  }

  private prompt() {
    const { messages, caveats, variables, model, maxOutputTokens, effort } = this;
    const values = new Map(
      variables.flatMap(({ name, defaultValue }) =>
        defaultValue === undefined ? [] : [[name, defaultValue] as const],
      ),
    );
    return buildPrompt({
      range: { start: 0, end: this.text.length },
      messages,
      caveats,
      variables: [...new Map(variables.map((variable) => [variable.name, variable])).values()],
      valueSets: values.size > 0 ? [{ label: "defaults", values }] : [],
      ...(model && { model }),
      ...(maxOutputTokens && { maxOutputTokens }),
      ...(effort && { settings: [effortSetting(effort)] }),
    });
  }

  private readText(range: SourceRange): void {
    const parent = this.open.at(-1);
    if (range.start === range.end) return;
    if (parent?.isUnsent === true) this.readUnsentText(parent.tag, range);
    else this.body.copy(range, parent?.isVerbatim ?? false);
  }

  /** The text of `<let name="greeting">` is a variable's value. */
  private readUnsentText({ name, attributes }: PomlTag, { start, end }: SourceRange): void {
    const variable = attributes.get("name");
    const value = this.text.slice(start, end).trim();
    if (name !== "let" || variable === undefined || attributes.has("value") || value === "") return;
    this.variables.push({ name: variable.value, range: variable.range, defaultValue: value });
  }

  private readTag(tag: PomlTag): void {
    if (tag.kind === "comment") return;
    if (tag.kind === "close") {
      this.close(tag);
      return;
    }
    const parent = this.open.at(-1);
    const isUnsent = parent?.isUnsent === true || UNSENT.has(tag.name);
    const role = isUnsent ? (parent?.role ?? "user") : roleOf(tag, parent?.role);
    this.noteLoop(tag);
    if (isUnsent) this.readUnsent(tag);
    else this.begin(tag, role);
    if (tag.kind === "empty") return;
    const isVerbatim = parent?.isVerbatim === true || isVerbatimElement(tag);
    if (this.open.length < MAX_DEPTH) this.open.push({ tag, role, isUnsent, isVerbatim });
    else this.break("The elements are nested too deeply.", tag);
  }

  private begin(tag: PomlTag, role: Role): void {
    const { name, attributes, range } = tag;
    if (role !== this.role || SPEAKERS.has(name)) this.startMessage(role, range.start);
    if (name === "img" || name === "image") {
      this.addImage(tag);
      return;
    }
    const source = attributes.get("src") ?? attributes.get("url");
    if (source !== undefined && FROM_FILES.has(name)) {
      this.caveats.push(leftOut(`the content of ${source.value}`, source.range));
    }
    if (INLINE.has(name)) return;
    this.body.breakBefore(name === "br" || name === "item" ? "\n" : "\n\n");
    const heading = attributes.get("caption")?.value ?? HEADINGS.get(name);
    if (heading !== undefined) {
      this.body.write(`# ${heading}`, range);
      this.body.breakBefore("\n\n");
    }
    if (name === "item") this.body.write("- ", range);
  }

  private close(tag: PomlTag): void {
    const index = this.open.findLastIndex((element) => element.tag.name === tag.name);
    if (index < 0) {
      this.break(`</${tag.name}> closes nothing.`, tag);
      return;
    }
    const unclosed = this.open.length - 1 > index ? this.open.at(-1) : undefined;
    if (unclosed !== undefined) this.break(`<${unclosed.tag.name}> is not closed.`, unclosed.tag);
    this.open.length = index;
    if (SPEAKERS.has(tag.name)) this.startMessage(this.open.at(-1)?.role ?? "user", tag.range.end);
    else if (!INLINE.has(tag.name)) this.body.breakBefore(tag.name === "item" ? "\n" : "\n\n");
  }

  private break(message: string, { range }: PomlTag): void {
    if (this.problems.length === 0) this.problems.push({ code: "broken-file", message, range });
  }

  private addImage({ attributes, range }: PomlTag): void {
    const source = attributes.get("src");
    const isKnown = source !== undefined && !source.value.includes("{{");
    this.endText(range.start);
    this.parts.push({
      kind: "image",
      ...(isKnown && { source: source.value }),
      detail: "auto",
      range,
    });
  }

  private startMessage(role: Role, at: number): void {
    this.endMessage(at);
    this.role = role;
  }

  private endMessage(at: number): void {
    this.endText(at);
    const [first] = this.parts;
    const last = this.parts.at(-1);
    if (first !== undefined && last !== undefined) {
      const { start } = first.range;
      const end = Math.max(start, last.range.end);
      this.messages.push(message(this.role, this.parts, { start, end }));
    }
    this.parts = [];
  }

  private endText(at: number): void {
    if (!this.body.isEmpty) {
      const content = this.body.build(at);
      this.parts.push(textPart(content, scanPoml(content.text, this.locals)));
    }
    this.body = new PomlText(this.text);
  }

  private noteLoop({ attributes }: PomlTag): void {
    const loop = attributes.get("for");
    const local = /^\s*(\w+)\s+in\s/.exec(loop?.value ?? "")?.[1];
    if (local !== undefined) this.locals.add(local);
    if (loop !== undefined || attributes.has("if")) {
      const reason = "elements in loops and conditions are counted once";
      if (!this.caveats.some((caveat) => caveat.reason === reason)) {
        this.caveats.push(approximate(reason));
      }
    }
  }

  private readUnsent(tag: PomlTag): void {
    const { name, attributes, range } = tag;
    if (name === "let") this.readLet(tag);
    else if (name === "runtime") this.readRuntime(tag);
    else if (name.startsWith("tool")) {
      this.caveats.push(
        leftOut(`the tool ${attributes.get("name")?.value ?? "of this element"}`, range),
      );
    } else if (name.startsWith("output")) this.caveats.push(leftOut("the output schema", range));
  }

  private readLet({ attributes }: PomlTag): void {
    const name = attributes.get("name");
    const source = attributes.get("src");
    if (source !== undefined)
      this.caveats.push(leftOut(`the values in ${source.value}`, source.range));
    const value = attributes.get("value")?.value.trim();
    if (name === undefined || value === undefined) return;
    const literal = /^(?:'([^'\\]*)'|"([^"\\]*)"|(-?\d+(?:\.\d+)?))$/.exec(value);
    const defaultValue = literal?.[1] ?? literal?.[2] ?? literal?.[3];
    this.variables.push({
      name: name.value,
      range: name.range,
      ...(defaultValue !== undefined && { defaultValue }),
    });
  }

  private readRuntime({ attributes }: PomlTag): void {
    this.model = attributes.get("model") ?? this.model;
    this.effort =
      attributes.get("reasoning-effort") ?? attributes.get("reasoning_effort") ?? this.effort;
    const limit = ["max-tokens", "max_tokens", "maxtokens", "max-output-tokens", "maxoutputtokens"]
      .map((key) => attributes.get(key))
      .find((attribute) => attribute !== undefined && /^\d{1,9}$/.test(attribute.value));
    if (limit !== undefined) {
      this.maxOutputTokens = { value: Number(limit.value), range: limit.range };
    }
  }
}

function effortSetting({ value, range }: Located<string>): JsonMember {
  return { key: "reasoning_effort", keyRange: range, value: { kind: "string", value, range } };
}

function withoutWords(range: SourceRange): PromptProblem {
  const message = "No prompt: everything that is sent comes from other files.";
  return { code: "not-a-prompt", message, range };
}

/** From the element, or its `speaker`, or the surrounding element. */
function roleOf({ name, attributes }: PomlTag, around: Role | undefined): Role {
  const speaker = attributes.get("speaker")?.value.toLowerCase();
  return SPEAKERS.get(name) ?? SPEAKERS.get(speaker ?? "") ?? around ?? "user";
}

function isVerbatimElement({ name, attributes }: PomlTag): boolean {
  const whiteSpace = attributes.get("whitespace") ?? attributes.get("white-space");
  return name === "code" || whiteSpace?.value === "pre";
}
