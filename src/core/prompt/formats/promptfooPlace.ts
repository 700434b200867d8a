/** Where promptfoo finds a prompt, a definition or a value that a configuration only names. */
export type PromptfooPlace =
  | { readonly kind: "file" | "program" | "glob"; readonly path: string }
  /** A prompt that a service keeps: `langfuse://…`. */
  | { readonly kind: "service"; readonly path: string };

/** Files that promptfoo reads as data (promptfoo.dev/docs/configuration/prompts). */
const DATA = "txt|md|j2|json|jsonl|ya?ml|csv";
/** Files that it runs. */
const PROGRAMS = "js|mjs|cjs|ts|mts|cts|tsx|jsx|py|rb|go|sh|bash|zsh|pl|php|lua|ps1|bat|cmd|exe";

const BARE_PATH = new RegExp(`^[\\w./\\\\*?[\\]-]+\\.(?:${DATA}|(?:${PROGRAMS})(?::\\w+)?)$`, "i");
const DATA_FILE = new RegExp(`\\.(?:${DATA})$`, "i");

/** Undefined for a text that names no location. */
export function promptfooPlace(text: string): PromptfooPlace | undefined {
  const written = text.trim();
  if (written.includes("\n")) return undefined;
  if (/^exec:\s*\S/.test(written)) return { kind: "program", path: written };
  const [, scheme, rest] = /^([a-z][\w+.-]*):\/\/(\S.*)$/i.exec(written) ?? [];
  if (scheme === undefined || rest === undefined) {
    return BARE_PATH.test(written) ? placeOfPath(written) : undefined;
  }
  if (scheme.toLowerCase() === "file") return placeOfPath(rest);
  return /\s/.test(rest) || /^https?$/i.test(scheme)
    ? undefined
    : { kind: "service", path: written };
}

/** A file that is not data is a program: promptfoo runs it. */
function placeOfPath(path: string): PromptfooPlace {
  if (/[*?[\]{}]/.test(path)) return { kind: "glob", path };
  return { kind: DATA_FILE.test(path) ? "file" : "program", path };
}

/** A clause that says why `what`, such as `this prompt`, is not read. */
export function whyNotRead({ kind, path }: PromptfooPlace, what: string): string {
  switch (kind) {
    case "program":
      return `a program makes ${what} (${path})`;
    case "glob":
      return `a pattern names the files of ${what} (${path})`;
    case "service":
      return `a service keeps ${what} (${path})`;
    case "file":
      return `${path} with ${what} can't be read`;
  }
}
