import { parseJson } from "../../json/parseJson";
import { joinCells, joinCommands, languageOf } from "../../prompt/formats/notebook";
import type { MappedText } from "../../prompt/mappedText";
import { type Markup, plainSheet, type Sheet, type Syntax } from "./sheet";

/** One kind of file that may name a model. */
interface FileKind {
  readonly name: string;
  /** Data may be a prompt or a request, or else configuration. */
  readonly holds: "code" | "prompts" | "data";
  /** `path` in lower case, with `/`. */
  readonly isNamed: (path: string) => boolean;
  readonly sheets: (text: string, path: string) => readonly Sheet[];
}

/** Marks of comments. One with a space is a pair: what begins and what ends them. */
const HASH = ["#"];
const SLASHES = ["//"];
const DASHES = ["--"];

/** A file without an extension. */
const EXECUTABLE = "executable";

/** The kinds of file, the more specific names first. To add one: a line here. */
const FILE_KINDS: readonly FileKind[] = [
  {
    name: "lock file",
    holds: "data",
    isNamed: named(
      /(?:^|\/)(?:package-lock|packages\.lock|npm-shrinkwrap|project\.assets)\.json$|(?:^|\/)(?:pnpm-lock|conda-lock)\.ya?ml$|[.-]lock(?:\.hcl|b)?$|\.lockfile$/,
    ),
    sheets: () => [],
  },
  {
    name: "minified",
    holds: "code",
    isNamed: named(/[.-]min\.(?:[cm]?js|css|html)$/),
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
    isNamed: named(/(?:^|\/)(?:[\w-]+)?\.env(?:\.[\w.-]+)?$|(?:^|\/)\.(?:envrc|flaskenv)$/),
    sheets: settings(HASH),
  },
  {
    name: "Dockerfile",
    holds: "data",
    isNamed: named(/(?:^|\/)(?:dockerfile|containerfile)[^/]*$|\.(?:dockerfile|containerfile)$/),
    sheets: words(HASH),
  },
  {
    name: "Makefile",
    holds: "data",
    isNamed: named(
      /(?:^|\/)(?:gnumakefile|makefile|justfile|procfile|modelfile|crontab)(?:\.[\w-]+)?$|(?:^|\/)cmakelists\.txt$|\.(?:mk|cron|cmake)$/,
    ),
    sheets: words(HASH),
  },
  {
    name: "Jenkinsfile",
    holds: "code",
    isNamed: named(/(?:^|\/)jenkinsfile[^/]*$|\.jenkinsfile$/),
    sheets: literals(SLASHES),
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
    isNamed: named(/\.(?:vue|svelte|astro|html?|cshtml|razor|jsp|twig|liquid|erb|ejs|eex|heex)$/),
    sheets: literals(SLASHES, "page"),
  },
  {
    name: "shell script",
    holds: "code",
    isNamed: named(
      /\.(?:sh|bash|zsh|fish|curl)$|(?:^|\/)\.(?:bashrc|zshrc|zshenv|profile|bash_profile|zprofile|bash_aliases)$/,
    ),
    sheets: words(HASH),
  },
  {
    name: "PowerShell script",
    holds: "code",
    isNamed: named(/\.(?:ps1|psm1|psd1)$/),
    sheets: words(["<# #>", "#"]),
  },
  {
    name: "batch file",
    holds: "code",
    isNamed: named(/\.(?:bat|cmd)$/),
    sheets: words(["REM ", "rem ", "@REM ", "@rem ", "::"]),
  },
  {
    name: "settings",
    holds: "data",
    isNamed: named(
      /\.(?:ini|cfg|conf|properties|editorconfig|service|timer|container|desktop)$|(?:^|\/)\.[\w-]+rc$/,
    ),
    sheets: settings(["#", ";", "!"]),
  },
  {
    name: "Xcode settings",
    holds: "data",
    isNamed: named(/\.xcconfig$/),
    sheets: settings(SLASHES),
  },
  {
    name: "HTTP requests",
    holds: "data",
    isNamed: named(/\.(?:http|rest|hurl|bru)$/),
    sheets: words(["#", "//"]),
  },
  {
    name: "program",
    holds: "code",
    isNamed: named(
      /\.(?:go|java|kts?|cs|csx|rs|swift|scala|sc|dart|c|cc|cxx|cpp|h|hh|hpp|m|mm|groovy|gradle|baml|bicep|proto|graphql|gql|zig|prisma|cue|jsonnet|libsonnet|pkl|rego)$/,
    ),
    sheets: literals(SLASHES),
  },
  {
    name: "PHP",
    holds: "code",
    isNamed: named(/\.php$/),
    sheets: literals(["#", "//"]),
  },
  {
    name: "F# or OCaml",
    holds: "code",
    isNamed: named(/\.(?:fsx?|fsi|mli?)$/),
    sheets: literals(["(* *)", "//"]),
  },
  {
    name: "Ruby",
    holds: "code",
    isNamed: named(/\.(?:rb|rake|gemspec|ru)$|(?:^|\/)(?:gemfile|rakefile|vagrantfile|fastfile)$/),
    sheets: literals(["=begin =end", "#"]),
  },
  {
    name: "script",
    holds: "code",
    isNamed: named(/\.(?:pl|pm|r|jl|exs?|nim|cr|nix|tcl|bzl|bazel|star|coffee)$|(?:^|\/)build$/),
    sheets: literals(HASH),
  },
  {
    name: "infrastructure",
    holds: "code",
    isNamed: named(/\.(?:tf|tfvars|hcl|nomad)$/),
    sheets: literals(["#", "//"]),
  },
  { name: "Lua", holds: "code", isNamed: named(/\.lua$/), sheets: literals(["--[[ ]]", "--"]) },
  { name: "SQL", holds: "code", isNamed: named(/\.sql$/), sheets: literals(DASHES) },
  {
    name: "Haskell or Elm",
    holds: "code",
    isNamed: named(/\.(?:hs|elm|purs)$/),
    sheets: literals(["{- -}", "--"]),
  },
  {
    name: "Lisp",
    holds: "code",
    isNamed: named(/\.(?:clj[cs]?|edn|el|lisp|rkt|scm)$/),
    sheets: literals([";"]),
  },
  { name: "Erlang", holds: "code", isNamed: named(/\.(?:erl|hrl)$/), sheets: literals(["%"]) },
  {
    name: "Visual Basic",
    holds: "code",
    isNamed: named(/\.(?:vb|vbs|bas)$/),
    sheets: literals(["'"]),
  },
  {
    name: "markup",
    holds: "data",
    isNamed: named(/\.(?:xml|xsd|resx|csproj|vbproj|fsproj|config|plist|poml|props|targets|xaml)$/),
    sheets: literals([], "data"),
  },
  { name: "report", holds: "code", isNamed: named(/\.(?:qmd|rmd)$/), sheets: chunkSheets },
  { name: "MDX", holds: "prompts", isNamed: named(/\.mdx$/), sheets: mdxSheets },
  {
    name: "frontmatter",
    holds: "prompts",
    isNamed: named(
      /\.(?:md|mdc|markdown|prompt|prompty|txt|hbs|handlebars|mustache|j2|jinja2?|njk|chatml)$/,
    ),
    sheets: frontmatterSheets,
  },
  {
    name: EXECUTABLE,
    holds: "code",
    isNamed: isExecutableName,
    sheets: executableSheets,
  },
];

/** `settings.yaml.example` and `deployment.yaml.j2` are read as what they become. */
const TEMPLATE_SUFFIX = /\.(?:example|sample|dist|template|tmpl|tpl|gotmpl|j2|jinja2?|erb)$/;

/** The kind of a file by its name; undefined for one that is not searched for models. */
export function fileKindOf(path: string): FileKind | undefined {
  const name = path.toLowerCase().replaceAll("\\", "/");
  const made = name.replace(TEMPLATE_SUFFIX, "");
  const own = kindNamed(name);
  if (made === name || isExecutableName(made)) return own;
  const becomes = kindNamed(made);
  return becomes === undefined || becomes.holds === "prompts" ? own : becomes;
}

function kindNamed(name: string): FileKind | undefined {
  return FILE_KINDS.find(({ isNamed }) => isNamed(name));
}

/** Names without an extension that are never a program. */
const PROSE_NAMES =
  /^(?:authors|changelog|changes|code_?owners|contributing|copying|history|license|licence|maintainers|news|notice|readme|thanks|todo|version)$/;

/** Whether a file may name a model, by its name and, if that says nothing, by its first bytes. */
export async function isSearched(
  path: string,
  readHead: () => string | Promise<string>,
): Promise<boolean> {
  const kind = fileKindOf(path);
  if (kind?.name !== EXECUTABLE) return kind !== undefined;
  return /^(?:#!|\s*[[{])/.test(await readHead());
}

/** Whether only its first line can tell what it is. */
function isExecutableName(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  return /^[\w-]+$/.test(name) && !PROSE_NAMES.test(name);
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

function literals(comments: readonly string[], markup?: Markup): FileKind["sheets"] {
  return (text) => [{ ...plainSheet("literals", text, 0, comments), ...(markup && { markup }) }];
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

/** Frontmatter, and the statements of a module; code in fences is shown to readers. */
function mdxSheets(text: string): readonly Sheet[] {
  const fences = [...text.matchAll(/^(```+|~~~+)[^]*?^\1/gm)].map(({ 0: fence, index }) => ({
    start: index,
    end: index + fence.length,
  }));
  const statements = [...text.matchAll(/^export\s[^]*?(?=^\s*$|(?![^]))/gm)].filter(
    ({ index }) => !fences.some(({ start, end }) => start <= index && index < end),
  );
  return [
    ...frontmatterSheets(text),
    ...statements.map(({ 0: code, index }) => plainSheet("jsx", code, index)),
  ];
}

/** The chunks of Quarto and R Markdown that are run: "```{r}". */
function chunkSheets(text: string): readonly Sheet[] {
  return [...text.matchAll(/^```+\{(\w+)[^\n]*\n([^]*?)^```/gm)].map(
    ({ 0: chunk, 1: language = "", 2: code = "", index }) => {
      const start = index + chunk.indexOf("\n") + 1;
      return language.toLowerCase() === "python"
        ? plainSheet("python", code, start)
        : plainSheet("literals", code, start, HASH);
    },
  );
}

/** A program by the interpreter in its first line, or a list of models as JSON. */
function executableSheets(text: string): readonly Sheet[] {
  if (/^\s*[[{]/.test(text)) return [plainSheet("json", text)];
  const [, interpreter = ""] =
    /^#!.*?\b(python|node|deno|bun|ruby|perl|sh|bash|zsh)[\d.]*\s/.exec(text) ?? [];
  switch (interpreter) {
    case "":
      return [];
    case "python":
      return [plainSheet("python", text)];
    case "node":
    case "deno":
    case "bun":
      return [plainSheet("jsx", text)];
    case "ruby":
    case "perl":
      return [plainSheet("literals", text, 0, HASH)];
    default:
      return [plainSheet("words", text, 0, HASH)];
  }
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
