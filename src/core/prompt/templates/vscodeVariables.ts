import type { Expression } from "../expression";

/** Variables of prompt files: microsoft/vscode-docs, docs/copilot/customization/prompt-files.md. */
const NAMES = [
  "workspaceFolder",
  "workspaceFolderBasename",
  "selection",
  "selectedText",
  "file",
  "fileBasename",
  "fileDirname",
  "fileBasenameNoExtension",
];

const VARIABLE = new RegExp(
  [
    "\\$\\{input:([^:}\\s]+)(?::[^}$\\n]*(?:\\$(?!\\{)[^}$\\n]*)*)?\\}",
    `\\$\\{(${NAMES.join("|")})\\}`,
    "(?<![\\w#])#(?:tool|file|sym):[^\\s`'\"()\\[\\]{},;]+",
  ].join("|"),
  "g",
);

/**
 * Finds `${selection}`, `${input:name:hint}`, `#tool:name` and `#file:path` in VS Code's prompt
 * files. Any other `${…}` is text: shell scripts in examples use it too.
 */
export function scanVscodeVariables(text: string): readonly Expression[] {
  return Array.from(text.matchAll(VARIABLE), (match) => {
    const variable = match[1] ?? match[2];
    return {
      start: match.index,
      end: match.index + match[0].length,
      ...(variable !== undefined && { variable }),
    };
  });
}
