import { parseJson, parseJsonFile } from "../json/parseJson";
import { parseYaml } from "../json/parseYaml";
import type { JsonNode } from "../json/jsonNode";
import type { ModelSources } from "../models/findModel";
import { readFrontmatter } from "../prompt/frontmatter";
import type { CodeLanguage } from "../prompt/code/syntaxTree";
import { placesInProgram } from "./codePlaces";
import { placesInData } from "./dataPlaces";
import { type CommentStyle, placesInLines } from "./linePlaces";
import type { ModelPlace } from "./modelPlace";
import { placesInNotebook } from "./notebookPlaces";

/** How the places in a file are found. */
type Finder = (text: string, sources: ModelSources) => readonly ModelPlace[];

const json: Finder = (text, sources) =>
  placesInData(parseJsonFile(text).root, text, "json", sources);

const yaml: Finder = (text, sources) => {
  const inData = documentsOf(text).flatMap((root) => placesInData(root, text, "yaml", sources));
  const known = new Set(inData.map(({ range }) => range.start));
  // Commands inside block texts: `run: |` of a workflow, `command:` of a compose file.
  const inCommands = placesInLines(text, { comments: "hash", isCode: false }, sources).filter(
    ({ range }) => !known.has(range.start) && isInCommand(text, range.start),
  );
  return [...inData, ...inCommands].sort((a, b) => a.range.start - b.range.start);
};

const jsonLines: Finder = (text, sources) => {
  const places: ModelPlace[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    if (line.trim() !== "") {
      places.push(...placesInData(parseJson(line, start).root, text, "json", sources));
    }
    start += line.length + 1;
  }
  return places;
};

const frontmatter: Finder = (text, sources) =>
  placesInData(
    readFrontmatter(text, { fences: ["---", "+++"], mayFollowComments: true }).root,
    text,
    "yaml",
    sources,
  );

const program =
  (language: CodeLanguage): Finder =>
  (text, sources) =>
    placesInProgram(text, language, sources);

const lines =
  (comments: CommentStyle, isCode: boolean): Finder =>
  (text, sources) =>
    placesInLines(text, { comments, isCode }, sources);

/** By the end of the name, first match wins. A new kind of file is one more row. */
const FINDERS: readonly (readonly [RegExp, Finder])[] = [
  [
    /(?:^|\/)(?:CHANGELOG|README|LICENSE)[^/]*$|(?:^|\/)(?:package-lock\.json|[^/]*\.lock)$/i,
    () => [],
  ],
  [/\.ipynb$/i, placesInNotebook],
  [/\.(?:jsonl|ndjson)$/i, jsonLines],
  [/\.(?:json|jsonc|json5|har|code-workspace)$/i, json],
  [/\.(?:ya?ml)$/i, yaml],
  [/\.(?:prompty|prompt|md|mdx|mdc|markdown|chatmode)$/i, frontmatter],
  [/\.(?:py|pyi|pyw)$/i, program("python")],
  [/\.(?:ts|mts|cts)$/i, program("typescript")],
  [/\.tsx$/i, program("tsx")],
  [/\.(?:js|mjs|cjs|jsx)$/i, program("jsx")],
  [/(?:^|\/)\.env[^/]*$|\.env$/i, lines("hash", false)],
  [
    /(?:^|\/)(?:Dockerfile|Containerfile|Makefile|Procfile|Jenkinsfile|Modelfile)[^/]*$|\.dockerfile$/i,
    lines("hash", false),
  ],
  [
    /\.(?:sh|bash|zsh|fish|ps1|bat|cmd|toml|properties|mk|tf|tfvars|hcl|curl)$/i,
    lines("hash", false),
  ],
  [/\.(?:ini|cfg|conf)$/i, lines("semicolon", false)],
  [/\.(?:http|rest)$/i, lines("none", false)],
  [/\.(?:rb|r|ex|exs|pl|jl)$/i, lines("hash", true)],
  [
    /\.(?:go|java|kt|kts|scala|cs|fs|swift|rs|php|dart|c|cc|cpp|h|hpp|m|groovy|gradle|vue|svelte|baml)$/i,
    lines("slashes", true),
  ],
];

/** Whether a file of this name can name a model in a way that is looked for. */
export function mayNameModels(path: string): boolean {
  return FINDERS.some(([pattern]) => pattern.test(path));
}

/** Cheap: no file without it names a model that retires. */
const HINT =
  /gpt-|\bo[134](?:-|\b)|whisper-1|tts-1|davinci-002|babbage-002|computer-use-preview|chatgpt-/i;

/** Every place in a file that names a model with a known shutdown, in order. Never throws. */
export function findModelPlaces(
  path: string,
  text: string,
  sources: ModelSources = {},
): readonly ModelPlace[] {
  if (!HINT.test(text) && sources.azureDeployments === undefined) return [];
  const finder = FINDERS.find(([pattern]) => pattern.test(path))?.[1];
  return finder ? finder(text, sources) : [];
}

/** A YAML file can hold several documents. */
function documentsOf(text: string): readonly (JsonNode | undefined)[] {
  const roots: (JsonNode | undefined)[] = [];
  let start = 0;
  for (const part of text.split(/^---[ \t]*$/m)) {
    if (part.trim() !== "") roots.push(parseYaml(part, start).root);
    start += part.length + (/^---[ \t]*/m.exec(text.slice(start + part.length))?.[0].length ?? 0);
  }
  return roots;
}

const COMMAND_KEY =
  /^\s*(?:-\s+)?(?:run|script|command|args|entrypoint|before_script|after_script|cmds?)\s*:/;

/** Whether a position in YAML is in the text of a command. */
function isInCommand(text: string, position: number): boolean {
  const [own = "", ...above] = text.slice(0, position).split("\n").reverse();
  if (COMMAND_KEY.test(own)) return true;
  const indent = indentOf(own);
  const isItem = /^\s*- /.test(own);
  const holder = above.find(
    (line) =>
      line.trim() !== "" &&
      (indentOf(line) < indent || (isItem && indentOf(line) === indent && !/^\s*- /.test(line))),
  );
  return holder !== undefined && COMMAND_KEY.test(holder);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
