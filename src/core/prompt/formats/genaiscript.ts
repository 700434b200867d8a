import { type JsonNode, type JsonObject, member, stringValue } from "../../json/jsonNode";
import { buildPrompt, locateModel, locateNumber, message } from "../buildPrompt";
import { leftOut } from "../caveats";
import { elementsOf, type Group, groupTokens, isName, isSign, type Item } from "../code/group";
import { LiteralReader } from "../code/literalReader";
import { listOfTools } from "../code/helperDefinition";
import { ReadingBudget } from "../code/readingBudget";
import { StringReader } from "../code/stringReader";
import { parseProgram } from "../code/syntaxTree";
import { tokenizeProgram } from "../code/tokenizeProgram";
import { Variables } from "../code/variables";
import { firstMember, itemsOf } from "../nodes";
import type { Caveat, Message, Prompt, Role, Tool } from "../prompt";
import type { FormatReader, PromptSource, Reading } from "../promptFormat";
import { readTools } from "../requestJson";
import { readSettings } from "../settings";

const NAME = /\.genai\.[cm]?[jt]s$/;

/**
 * Scripts of GenAIScript (microsoft.github.io/genaiscript): `script({ model, system, … })`, then the
 * text that the tag `$` writes into the prompt and that `def`, `defTool` and similar calls add to it.
 * The program is read as text and never run. GenAIScript always adds its own system prompts.
 */
export const genaiscriptFormat: FormatReader = {
  format: "genaiscript",
  claims: (path) => NAME.test(path),
  isNamed: (path) => NAME.test(path),
  read: readGenaiscript,
};

const LABEL = "GenAIScript";

function readGenaiscript({ text }: PromptSource): Reading {
  const program = parseProgram(text, "typescript");
  if ("refusal" in program) return refuse(program.refusal);
  const items = groupTokens(tokenizeProgram(program.tree, text, false));
  const script = new ScriptReader(text, items);
  const prompts = script.read(items);
  const problem = {
    code: "not-a-prompt" as const,
    message: "No prompt: a text with the tag $ is missing.",
    range: { start: 0, end: text.length },
  };
  return {
    label: LABEL,
    prompts,
    problems: prompts.length > 0 ? [] : [problem],
    references: [],
  };
}

function refuse(reason: string): Reading {
  const problem = {
    code: "unsupported" as const,
    message: `${reason}.`,
    range: { start: 0, end: 0 },
  };
  return { label: LABEL, prompts: [], problems: [problem], references: [] };
}

/** The parts that a script writes into one prompt. */
interface Draft {
  readonly messages: Message[];
  readonly tools: Tool[];
  readonly caveats: Caveat[];
  options: JsonObject | undefined;
}

/** Calls that write content into the prompt that is not in the script, with descriptions. */
const UNREAD_CALLS: ReadonlyMap<string, string> = new Map([
  ["def", "what def adds"],
  ["defData", "what defData adds"],
  ["defDiff", "what defDiff adds"],
  ["defImages", "the images of defImages"],
  ["defSchema", "the schema of defSchema"],
  ["defAgent", "the tool of defAgent"],
  ["defFileOutput", "what defFileOutput adds"],
  ["defOutputProcessor", "what defOutputProcessor adds"],
  ["importTemplate", "the text of importTemplate"],
  ["writeText", "what writeText adds"],
]);

/** Calls whose function writes a separate prompt. */
const INNER_PROMPTS: ReadonlySet<string> = new Set(["runPrompt", "prompt"]);

const MAX_DEPTH = 200;

class ScriptReader {
  private readonly strings: StringReader;
  private readonly literals: LiteralReader;
  private readonly drafts: Draft[] = [];

  constructor(
    private readonly source: string,
    items: readonly Item[],
  ) {
    const variables = new Variables(items, false);
    const budget = new ReadingBudget(source.length);
    this.strings = new StringReader(source, variables, budget);
    this.literals = new LiteralReader(this.strings, variables, false, budget);
  }

  read(items: readonly Item[]): readonly Prompt[] {
    this.visit(items, this.newDraft(), 0);
    const options = this.drafts[0]?.options;
    return this.drafts
      .filter(({ messages }) => messages.length > 0)
      .map((draft) => this.promptOf({ ...draft, options: draft.options ?? options }))
      .toSorted((a, b) => a.range.start - b.range.start);
  }

  private newDraft(): Draft {
    const draft: Draft = { messages: [], tools: [], caveats: [], options: undefined };
    this.drafts.push(draft);
    return draft;
  }

  private visit(items: readonly Item[], draft: Draft, depth: number): void {
    for (const [index, item] of items.entries()) {
      const called = items[index - 1];
      if (item.kind === "string" && isName(called, "$")) this.addText(items, index, draft);
      if (item.kind !== "group" || depth > MAX_DEPTH) continue;
      const call = item.bracket === "(" && isName(called) ? called.text : undefined;
      if (call !== undefined) this.addCall(call, item, draft);
      const isInner = call !== undefined && INNER_PROMPTS.has(call);
      this.visit(item.items, isInner ? this.newDraft() : draft, depth + 1);
    }
  }

  /** A text with the tag `$`, and `.role("system")` after it. */
  private addText(items: readonly Item[], index: number, draft: Draft): void {
    const item = items[index];
    const node = item && this.strings.readString([item]);
    if (node === undefined) return;
    const { value: text, range } = node;
    const placeholders = this.strings.placeholders(node);
    const role = roleAfter(items, index);
    draft.messages.push(message(role, [{ kind: "text", text, range, placeholders }], range));
  }

  private addCall(name: string, call: Group, draft: Draft): void {
    const range = { start: call.start, end: call.end };
    const [first] = elementsOf(call);
    const unread = UNREAD_CALLS.get(name);
    if (unread !== undefined) draft.caveats.push(leftOut(unread, range));
    if (name === "defTool") this.addTool(call, draft);
    if (name !== "script" || first?.[0]?.kind !== "group") return;
    draft.options = this.literals.readObject(first[0]);
  }

  /** `defTool("name", "description", { city: { type: "string" } }, run)`. */
  private addTool(call: Group, draft: Draft): void {
    const range = { start: call.start, end: call.end };
    const [name, description, parameters] = elementsOf(call).map((each) =>
      this.literals.readValue(each, 0),
    );
    draft.caveats.push(leftOut("a tool of defTool, but for its name and description", range));
    const key = stringValue(name);
    if (key === undefined) return;
    const written: JsonObject = {
      kind: "object",
      members: [
        ...(description ? [{ key: "description", keyRange: range, value: description }] : []),
        ...(member(parameters, "type") && parameters
          ? [{ key: "parameters", keyRange: range, value: parameters }]
          : []),
      ],
      range,
    };
    const set: JsonObject = {
      kind: "object",
      members: [{ key, keyRange: range, value: written }],
      range,
    };
    draft.tools.push(...readTools(listOfTools(set)));
  }

  private promptOf({ messages, tools, caveats, options }: Draft): Prompt {
    const model = member(options, "model");
    const maxOutputTokens = locateNumber(firstMember(options, "maxTokens", "max_tokens"));
    const title = stringValue(member(options, "title"));
    const start = messages[0]?.range.start ?? 0;
    return buildPrompt({
      ...(title !== undefined && { name: title }),
      range: { start, end: messages.at(-1)?.range.end ?? start },
      ...(model?.kind === "string" && { model: locateModel(this.source, model) }),
      messages: joinByRole(messages),
      tools,
      ...(maxOutputTokens && { maxOutputTokens }),
      settings: readSettings(options),
      caveats: [leftOut(systemWords(options)), ...ofOptions(options), ...caveats],
    });
  }
}

function systemWords(options: JsonNode | undefined): string {
  const names = itemsOf(member(options, "system")).flatMap((item) => stringValue(item) ?? []);
  return names.length === 0
    ? "the system scripts of GenAIScript"
    : `the system scripts ${names.join(", ")}`;
}

function ofOptions(options: JsonNode | undefined): readonly Caveat[] {
  return [
    ["tools", "the tools that the script names"],
    ["responseSchema", "the response schema"],
    ["files", "the files of the script"],
  ].flatMap(([key = "", words = ""]) => {
    const value = member(options, key);
    return value === undefined ? [] : [leftOut(words, value.range)];
  });
}

/** Consecutive tags of one role are one message of several lines. */
function joinByRole(messages: readonly Message[]): readonly Message[] {
  const roles: readonly Role[] = [...new Set(messages.map(({ role }) => role))];
  return roles.map((role) => {
    const own = messages.filter((each) => each.role === role);
    const range = { start: own[0]?.range.start ?? 0, end: own.at(-1)?.range.end ?? 0 };
    return message(
      role,
      own.flatMap(({ parts }) => parts),
      range,
    );
  });
}

function roleAfter(items: readonly Item[], index: number): Role {
  const [dot, method, call] = items.slice(index + 1, index + 4);
  if (!isSign(dot, ".") || !isName(method, "role") || call?.kind !== "group") return "user";
  const [role] = call.items;
  const name = role?.kind === "string" ? role.literal?.text.text : undefined;
  return name === "system" || name === "assistant" ? name : "user";
}
