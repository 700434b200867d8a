import { parseJson } from "../../json/parseJson";
import { joinCells, joinCommands, languageOf } from "../../prompt/formats/notebook";
import type { MappedText } from "../../prompt/mappedText";
import { plainSheet, type Sheet, type Syntax } from "./sheet";

/** One kind of file that may name a model. */
interface FileKind {
  readonly name: string;
  /** Data may be a prompt or a request, or else configuration. */
  readonly holds: "code" | "prompts" | "data";
  /** `path` in lower case, with `/`. */
  readonly isNamed: (path: string) => boolean;
  readonly sheets: (text: string, path: string) => readonly Sheet[];
}

const HASH = ["#"];
const SLASHES = ["//"];

/** The kinds of file, the more specific names first. To add one: a line here. */
const FILE_KINDS: readonly FileKind[] = [
  {
    name: "lock file",
    holds: "data",
    isNamed: named(/(?:^|\/)(?:package-lock\.json|pnpm-lock\.yaml|uv\.lock)$/),
    sheets: () => [],
  },
  {
    name: "Tokenscale's settings",
    holds: "data",
    isNamed: named(/(?:^|\/)\.tokenscale\.json$/),
    sheets: () => [],
  },
  {
    name: "environment",
    holds: "data",
    isNamed: named(/(?:^|\/)(?:[\w-]+)?\.env(?:\.[\w.-]+)?$|(?:^|\/)\.envrc$/),
    sheets: settings(HASH),
  },
  {
    name: "Dockerfile",
    holds: "data",
    isNamed: named(/(?:^|\/)(?:dockerfile|containerfile)[^/]*$|\.dockerfile$/),
    sheets: words(HASH),
  },
  {
    name: "Makefile",
    holds: "data",
    isNamed: named(
      /(?:^|\/)(?:gnumakefile|makefile|justfile|procfile|modelfile)(?:\.[\w-]+)?$|\.mk$/,
    ),
    sheets: words(HASH),
  },
  { name: "notebook", holds: "code", isNamed: named(/\.ipynb$/), sheets: notebookSheets },
  { name: "JSON lines", holds: "data", isNamed: named(/\.(?:jsonl|ndjson)$/), sheets: lineSheets },
  {
    name: "JSON",
    holds: "data",
    isNamed: named(
      /\.(?:json|jsonc|har|code-workspace|avsc)$|(?:^|\/)\.(?:babelrc|prettierrc|eslintrc)$/,
    ),
    sheets: whole("jsonc"),
  },
  { name: "JSON5", holds: "data", isNamed: named(/\.json5$/), sheets: json5Sheets },
  { name: "YAML", holds: "data", isNamed: named(/\.ya?ml$/), sheets: yamlSheets },
  { name: "TOML", holds: "data", isNamed: named(/\.toml$/), sheets: whole("toml") },
  { name: "Python", holds: "code", isNamed: named(/\.pyi?$/), sheets: whole("python") },
  { name: "TypeScript", holds: "code", isNamed: named(/\.[cm]?ts$/), sheets: whole("typescript") },
  { name: "TypeScript with JSX", holds: "code", isNamed: named(/\.tsx$/), sheets: whole("tsx") },
  { name: "JavaScript", holds: "code", isNamed: named(/\.[cm]?jsx?$/), sheets: whole("jsx") },
  {
    name: "component",
    holds: "code",
    isNamed: named(/\.(?:vue|svelte|astro)$/),
    sheets: literals(SLASHES),
  },
  {
    name: "shell script",
    holds: "code",
    isNamed: named(
      /\.(?:sh|bash|zsh|fish|ps1|psm1|curl)$|(?:^|\/)(?:\.(?:bash|zsh)rc|jenkinsfile)$/,
    ),
    sheets: words(HASH),
  },
  {
    name: "batch file",
    holds: "code",
    isNamed: named(/\.(?:bat|cmd)$/),
    sheets: words(["REM ", "rem ", "::"]),
  },
  {
    name: "settings",
    holds: "data",
    isNamed: named(/\.(?:ini|cfg|conf|properties|editorconfig)$/),
    sheets: settings(["#", ";", "!"]),
  },
  {
    name: "HTTP requests",
    holds: "data",
    isNamed: named(/\.(?:http|rest)$/),
    sheets: words(["#", "//"]),
  },
  {
    name: "program",
    holds: "code",
    isNamed: named(
      /\.(?:go|java|kts?|cs|fs|rs|swift|scala|dart|c|cc|cpp|h|hpp|m|groovy|gradle|baml|bicep|php|proto|graphql|zig)$/,
    ),
    sheets: literals(SLASHES),
  },
  {
    name: "script",
    holds: "code",
    isNamed: named(
      /\.(?:rb|pl|r|jl|exs?|tf|tfvars|hcl|nix|cr)$|(?:^|\/)(?:gemfile|rakefile|vagrantfile)$/,
    ),
    sheets: literals(["#", "//"]),
  },
  {
    name: "Lua or SQL",
    holds: "code",
    isNamed: named(/\.(?:lua|sql|hs)$/),
    sheets: literals(["--"]),
  },
  {
    name: "markup",
    holds: "data",
    isNamed: named(/\.(?:xml|html?|csproj|config|plist|poml|props|xaml)$/),
    sheets: literals([]),
  },
  {
    name: "frontmatter",
    holds: "prompts",
    isNamed: named(
      /\.(?:md|mdx|mdc|markdown|prompt|prompty|txt|hbs|handlebars|mustache|j2|jinja2?|njk|chatml)$/,
    ),
    sheets: frontmatterSheets,
  },
];

/** The kind of a file by its name; undefined for one that is not searched for models. */
export function fileKindOf(path: string): FileKind | undefined {
  const name = path.toLowerCase().replaceAll("\\", "/");
  return FILE_KINDS.find(({ isNamed }) => isNamed(name));
}

function named(pattern: RegExp): FileKind["isNamed"] {
  return (path) => pattern.test(path);
}

function whole(syntax: Syntax): FileKind["sheets"] {
  return (text) => [plainSheet(syntax, text)];
}

function words(comments: readonly string[]): FileKind["sheets"] {
  return (text) => [plainSheet("words", text, 0, comments)];
}

function settings(comments: readonly string[]): FileKind["sheets"] {
  return (text) => [plainSheet("settings", text, 0, comments)];
}

function literals(comments: readonly string[]): FileKind["sheets"] {
  return (text) => [plainSheet("literals", text, 0, comments)];
}

function lineSheets(text: string): readonly Sheet[] {
  return [...text.matchAll(/[^\r\n]+/g)].map(({ 0: line, index }) =>
    plainSheet("json", line, index),
  );
}

/** Each document of a stream separately. */
function yamlSheets(text: string): readonly Sheet[] {
  const sheets: Sheet[] = [];
  let start = 0;
  for (const { 0: mark, index } of text.matchAll(/^---(?=\s|$).*\r?\n?/gm)) {
    if (index > start) sheets.push(plainSheet("yaml", text.slice(start, index), start));
    start = index + mark.length;
  }
  sheets.push(plainSheet("yaml", text.slice(start), start));
  return sheets;
}

function frontmatterSheets(text: string): readonly Sheet[] {
  const found = /^\uFEFF?\s*---[ \t]*\r?\n([^]*?)(?:^---[ \t]*$)/m.exec(text);
  const body = found?.[1];
  if (found === null || body === undefined || found.index > 0) return [];
  return [plainSheet("yaml", body, found[0].indexOf(body))];
}

const NOTEBOOK_SYNTAXES: ReadonlyMap<string, Syntax> = new Map([
  ["python", "python"],
  ["javascript", "jsx"],
  ["typescript", "typescript"],
]);

/** Read as the expression of JavaScript that it is. */
function json5Sheets(text: string): readonly Sheet[] {
  return [
    {
      syntax: "jsx",
      text: `(${text}\n)`,
      toFile: ({ start, end }) => ({ start: start - 1, end: end - 1 }),
      encode: (written) => written,
    },
  ];
}

/** The code of all cells as one program, and their shell commands. */
function notebookSheets(text: string): readonly Sheet[] {
  const { root, problems } = parseJson(text);
  if (problems.length > 0) return [];
  const commands = notebookSheet("words", joinCommands(text, root), ["#"]);
  const syntax = NOTEBOOK_SYNTAXES.get(languageOf(root) ?? "");
  return syntax === undefined
    ? [commands]
    : [notebookSheet(syntax, joinCells(text, root)), commands];
}

function notebookSheet(
  syntax: Syntax,
  program: MappedText,
  comments: readonly string[] = [],
): Sheet {
  return {
    syntax,
    text: program.text,
    toFile: ({ start, end }) => program.rangeOf(start, end),
    encode: (written) => JSON.stringify(written).slice(1, -1),
    comments,
  };
}
