import * as vscode from "vscode";
import type { EstimateServices } from "../../core/estimate/buildEstimate";
import { promptOfText } from "../../core/estimate/textEstimate";
import { formatTokens } from "../../core/format";
import type { PromptFile, PromptFormat } from "../../core/prompt/prompt";
import { longFileCaveats } from "../../core/prompt/formats/fileCaveats";
import { isGeneralFormat } from "../../core/prompt/formats/promptFormats";

/** Texts of more UTF-16 units are counted as one message: parsing them again at each edit takes too long. */
export const LARGE_UNITS = 1_000_000;

/** The recommendation only uses the beginning. */
const SAMPLE_LINES = 200;
const SAMPLE_UNITS = 16_384;

/**
 * A large document as one message. Only its beginning is its text; the counter treats that as having
 * the tokens of the whole document, which the document counter keeps.
 */
export function largeTextFile(
  document: vscode.TextDocument,
  format: PromptFormat,
  units: number,
): PromptFile {
  const end = document.validatePosition(new vscode.Position(SAMPLE_LINES, 0));
  const sample = document.getText(new vscode.Range(new vscode.Position(0, 0), end));
  const prompt = promptOfText(sample.slice(0, SAMPLE_UNITS));
  const range = { start: 0, end: units };
  const isText = isGeneralFormat(format);
  return {
    format,
    formatLabel: isText ? vscode.l10n.t("Text") : vscode.l10n.t("Large file, as text"),
    prompts: [
      {
        ...prompt,
        range,
        messages: prompt.messages.map((each) => ({ ...each, range })),
        caveats: longFileCaveats(document.uri.path, format),
      },
    ],
    problems: isText
      ? []
      : [
          {
            code: "unsupported",
            message: vscode.l10n.t(
              "The file is longer than {0} characters: it is counted as one text.",
              formatTokens(LARGE_UNITS),
            ),
            range: { start: 0, end: 0 },
          },
        ],
    references: [],
  };
}

/** The services with a counter for which the text of `file` has the document's tokens. */
export function withTotal(
  services: EstimateServices,
  { prompts }: PromptFile,
  total: number,
): EstimateServices {
  const part = prompts[0]?.messages[0]?.parts[0];
  const sample = part?.kind === "text" ? part.text : undefined;
  const { counter } = services;
  return {
    ...services,
    counter: { count: (text) => (text === sample ? total : counter.count(text)) },
  };
}
