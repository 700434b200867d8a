/** Extensions of files for which the text, or the rest of the name, decides whether they are prompts. */
const DECIDED_BY_TEXT = [
  "bash",
  "curl",
  "json",
  "jsonc",
  "jsonl",
  "md",
  "ndjson",
  "sh",
  "text",
  "toml",
  "txt",
  "yaml",
  "yml",
  "zsh",
] as const;

/** Extensions of files that are prompts, templates, or recordings no matter what their text is. */
const DECIDED_BY_NAME = [
  "baml",
  "chatml",
  "handlebars",
  "har",
  "hbs",
  "http",
  "ipynb",
  "j2",
  "jinja",
  "jinja2",
  "markdown",
  "mdc",
  "mdx",
  "minijinja",
  "modelfile",
  "mustache",
  "njk",
  "nunjucks",
  "poml",
  "prompt",
  "prompty",
  "rest",
] as const;

/** Names of files without one of the extensions above, as globs. */
const WHOLE_NAMES = [
  "Modelfile",
  "Modelfile[._-]*",
  ".airules",
  ".augment-guidelines",
  ".goosehints",
  ".rules",
  ".roomodes",
  ".kilocodemodes",
  ...["cursor", "windsurf", "cline", "roo", "kilocode"].flatMap((agent) => [
    `.${agent}rules`,
    `.${agent}rules-*`,
  ]),
] as const;

/** Extensions of program code that may contain prompts. */
const CODE = ["cjs", "cts", "js", "jsx", "mjs", "mts", "py", "pyi", "ts", "tsx"] as const;

const TEXT_EXTENSIONS: ReadonlySet<string> = new Set(DECIDED_BY_TEXT);
const CODE_EXTENSIONS: ReadonlySet<string> = new Set(CODE);

/** Whether only the text of a file with this name can tell if it is a prompt. */
export function isDecidedByText(path: string): boolean {
  return TEXT_EXTENSIONS.has(extensionOf(path));
}

/** Whether the name is that of program code. */
export function isCodeName(path: string): boolean {
  return CODE_EXTENSIONS.has(extensionOf(path));
}

/** Globs for the names of all files that may be prompts, except code. Match them ignoring case. */
export function promptFileGlobs(): readonly string[] {
  return [...[...DECIDED_BY_TEXT, ...DECIDED_BY_NAME].map(globOfExtension), ...WHOLE_NAMES];
}

/** Globs for the names of code files, most of which contain no prompt. Match them ignoring case. */
export function codeFileGlobs(): readonly string[] {
  return CODE.map(globOfExtension);
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1).toLowerCase();
}

function globOfExtension(extension: string): string {
  return `*.${extension}`;
}
