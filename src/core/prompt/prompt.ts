import type { JsonMember, JsonNode } from "../json/jsonNode";
import type { SourceRange } from "../sourceRange";

/** The kinds of file that Tokenscale reads. Each has one module in this folder. */
export type PromptFormat =
  | "prompty"
  | "dotprompt"
  | "github-models"
  | "vscode-prompt"
  | "vscode-agent"
  | "instructions"
  | "chat-request"
  | "responses-request"
  | "batch-jsonl"
  | "fine-tuning-jsonl"
  | "promptfoo"
  | "jinja"
  | "handlebars"
  | "mustache"
  | "langchain"
  | "claude-code"
  | "continue-prompt"
  | "fabric"
  | "system-prompt"
  | "semantic-kernel"
  | "gemini-command"
  | "genaiscript"
  | "request-list"
  | "har"
  | "prompt-flow"
  | "modelfile"
  | "roo-modes"
  | "poml"
  | "chatml"
  | "prompt-export"
  | "prompt-collection"
  | "crewai"
  | "baml"
  | "notebook"
  | "http-file"
  | "curl"
  | "code"
  | "markdown"
  | "text";

/** The result of reading one file: its requests and its problems. */
export interface PromptFile {
  readonly format: PromptFormat;
  /** Shown to the user: `Prompty v2`, `GitHub Models`, `Batch JSONL`. */
  readonly formatLabel: string;
  /** One for most files; one per line of a JSONL, one per prompt of a promptfoo file or of code. */
  readonly prompts: readonly Prompt[];
  readonly problems: readonly PromptProblem[];
  /**
   * Other files from which this one takes text. The core reads none of them: the editor or the CLI reads
   * those that it may, near this file and bounded in size, and reads this file again with their texts
   * (`PromptSource.files`). The count of a prompt leaves out what has not been read, and says so.
   */
  readonly references: readonly FileReference[];
  /** Entries that should be requests and aren't counted; undefined if there are none. */
  readonly unread?: UnreadEntries;
}

/** Lines of a JSONL, or items of a list, that can't be read as requests. */
export interface UnreadEntries {
  readonly unit: "line" | "item";
  readonly count: number;
}

/** Another file from which a prompt takes text, such as promptfoo's `file://prompt.json`. */
export interface FileReference {
  /** Relative to the file that names it, or absolute; `/` and `\\` as written. */
  readonly path: string;
  /** The part that the prompt takes from it, shown to the user: `the tools`, `the prompt`. */
  readonly holds: string;
  /** Whether the prompt is complete without it: a nearby file that a format looks for. */
  readonly isOptional?: true;
  readonly range: SourceRange;
}

/** A problem of a file, with its range and severity. */
export interface PromptProblem {
  readonly code:
    "broken-file" | "broken-line" | "lfs-pointer" | "not-a-prompt" | "unread" | "unsupported";
  /** A sentence that states the fact, shown to the user. */
  readonly message: string;
  readonly range: SourceRange;
  /** Text whose insertion fixes it, if there is one. */
  readonly insertion?: { readonly offset: number; readonly text: string; readonly title: string };
}

/** One request to a model, as a file describes it. */
export interface Prompt {
  /** `custom_id`, a promptfoo label, the constant's name in code … */
  readonly name?: string;
  readonly range: SourceRange;
  readonly endpoint: Endpoint;
  /** `batch` for a line of a Batch file. */
  readonly tier: "standard" | "batch";
  readonly model?: Located<string>;
  /** In the order of the request. The Responses API's `instructions` is a separate field. */
  readonly messages: readonly Message[];
  readonly instructions?: TextPart;
  readonly tools: readonly Tool[];
  readonly toolChoice?: ToolChoice;
  readonly responseFormat?: ResponseFormat;
  /** max_tokens, max_completion_tokens, max_output_tokens … */
  readonly maxOutputTokens?: Located<number>;
  /**
   * The request's other members as written (`temperature`, `seed`, `previous_response_id` …): they are
   * not counted, but sent by a run. Undefined if the format has none.
   */
  readonly settings?: readonly JsonMember[];
  /** Instructions that are sent along with every request, such as an AGENTS.md: no request itself. */
  readonly isContext?: true;
  /** Each name once, whether it is declared, used or both. */
  readonly variables: readonly Variable[];
  /** Known values to fill in: one set per sample, test case or row of test data. */
  readonly valueSets: readonly ValueSet[];
  /**
   * Parts of the request that are stored on the server and are in no file (`previous_response_id`, a
   * stored prompt, a file by id): the count is then an estimate that leaves them out. As descriptions.
   */
  readonly serverState: readonly string[];
  /** Why the count can't be exact, no matter what the values of the variables are. */
  readonly caveats: readonly Caveat[];
}

/** One reason why the count of a request is an estimate. */
export interface Caveat {
  /**
   * `left-out`: something that is sent is not counted, so the count is a lower bound.
   * `approximate`: everything is counted, but maybe not as it is sent.
   */
  readonly kind: "left-out" | "approximate";
  /** A clause without a period that names the cause: `tools.json is missing`. */
  readonly reason: string;
  /** The range in the file that causes it. With one, the file gets a problem there. */
  readonly range?: SourceRange;
  /** The unread file that the prompt depends on: such a prompt is not sent. */
  readonly unreadFile?: string;
}

export type Endpoint = "chat" | "responses";

export interface Located<Value> {
  readonly value: Value;
  readonly range: SourceRange;
}

export type Role = "system" | "developer" | "user" | "assistant" | "tool";

export interface Message {
  readonly role: Role;
  readonly name?: string;
  /** Empty for an assistant's message that only calls tools. */
  readonly parts: readonly Part[];
  readonly toolCalls: readonly ToolCall[];
  /** In a tool's message: the call that it answers. */
  readonly toolCallId?: string;
  /** In a Responses item that is replayed: the id that the server gave it. */
  readonly itemId?: string;
  /** The whole message in the file. */
  readonly range: SourceRange;
}

export type Part = TextPart | RefusalPart | ImagePart | OpaquePart;

export interface TextPart {
  readonly kind: "text";
  /** Decoded: the text that the API receives, template expressions as written. */
  readonly text: string;
  readonly range: SourceRange;
  /** Template expressions inside `text`, in order, not overlapping. */
  readonly placeholders: readonly Placeholder[];
}

interface RefusalPart {
  readonly kind: "refusal";
  readonly text: string;
  readonly range: SourceRange;
}

export interface ImagePart {
  readonly kind: "image";
  /** A URL, a data URI or a path relative to the file. Undefined if a variable supplies it. */
  readonly source?: string;
  /** The variable that supplies the source. */
  readonly variable?: string;
  readonly detail: "auto" | "low" | "high";
  /**
   * Where a quick fix writes the detail: a value (with its quotes) to replace with `"low"`, or an empty
   * range to insert `, "detail": "low"`. Undefined if it can't be written.
   */
  readonly detailRange?: SourceRange;
  /** Known only after the image was read, or if the file states it. */
  readonly size?: ImageSize;
  readonly range: SourceRange;
}

export interface ImageSize {
  readonly widthPixels: number;
  readonly heightPixels: number;
}

/** Content that the rules cannot count: an audio part, a file, an item of an unknown type. */
interface OpaquePart {
  readonly kind: "opaque";
  /** `file`, `audio`, or the API's own type name. */
  readonly type: string;
  /** As written, to be sent by a run; undefined if the format is not the API's own. */
  readonly definition?: JsonNode;
  readonly range: SourceRange;
}

/** One template expression in a text. */
export interface Placeholder {
  /** The variable's name, or undefined for a control block, a helper or an expression. */
  readonly variable?: string;
  /** A filter or a helper changes the value when it is inserted, so a filled text is an estimate. */
  readonly isFiltered?: true;
  /** A comment: it produces no text, whatever the values are. */
  readonly isComment?: true;
  /**
   * A tag that adds no text and repeats none: an `if`, whose branches are all counted, or the end of
   * a block.
   */
  readonly isControl?: true;
  /** In UTF-16 units of the part's decoded `text`. */
  readonly start: number;
  readonly end: number;
  /** In the file. */
  readonly range: SourceRange;
}

export interface Variable {
  readonly name: string;
  /** The default that the file declares. */
  readonly defaultValue?: string;
  /** Where it is declared, or else first used. */
  readonly range: SourceRange;
}

export interface ValueSet {
  /** `sample`, `test 3`, `support.vars.json` … */
  readonly label: string;
  readonly values: ReadonlyMap<string, string>;
}

export interface Tool {
  /** `function`, or the API's name for a built-in one (`web_search`), which no rule can count. */
  readonly type: string;
  readonly name: string;
  readonly description?: string;
  /** The JSON schema of its parameters. */
  readonly parameters?: JsonNode;
  /** As written, to be sent by a run: `strict`, or the settings of a built-in tool. */
  readonly definition?: JsonNode;
  readonly range: SourceRange;
}

export type ToolChoice =
  | { readonly kind: "auto" | "none" | "required" }
  | { readonly kind: "function"; readonly name: string };

export interface ToolCall {
  readonly id?: string;
  readonly name: string;
  /** As sent: normally JSON. */
  readonly arguments: string;
  readonly range: SourceRange;
}

export type ResponseFormat =
  | { readonly kind: "text" | "json_object"; readonly range: SourceRange }
  | {
      readonly kind: "json_schema";
      readonly name: string;
      readonly description?: string;
      readonly schema: JsonNode;
      readonly strict?: boolean;
      readonly range: SourceRange;
    };
