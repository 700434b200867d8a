import * as vscode from "vscode";
import { type Completion, completionsAt } from "../../core/language/completions";
import { foldableRanges, type OutlineItem, outlineOf } from "../../core/language/outline";
import { renameVariable, variableAt } from "../../core/language/renameVariable";
import { varsFileName } from "../../core/estimate/readWithDependencies";
import type { SourceRange } from "../../core/sourceRange";
import type { EstimateStore } from "../store/estimateStore";
import type { ReadyReading } from "../store/reading";
import { rangeIn } from "../surfaces/ranges";

/** The languages that are ours: others have an outline and folding of their own. */
const OWN_LANGUAGES: vscode.DocumentSelector = [{ language: "prompty" }, { language: "dotprompt" }];

/** Prompt files in which names can be completed and renamed. */
const PROMPT_FILES: vscode.DocumentSelector = {
  pattern: "**/*.{prompty,prompt,prompt.yml,prompt.yaml,hbs,handlebars,mustache,j2,jinja,jinja2}",
};

const SYMBOL_KINDS: Readonly<Record<OutlineItem["kind"], vscode.SymbolKind>> = {
  request: vscode.SymbolKind.Module,
  message: vscode.SymbolKind.String,
  tool: vscode.SymbolKind.Function,
};

const COMPLETION_KINDS: Readonly<Record<Completion["kind"], vscode.CompletionItemKind>> = {
  model: vscode.CompletionItemKind.Value,
  effort: vscode.CompletionItemKind.EnumMember,
  variable: vscode.CompletionItemKind.Variable,
};

/** Outline, folding, completion and rename in prompt files, from the readings of the store. */
export function registerLanguageFeatures(store: EstimateStore): vscode.Disposable {
  const { languages } = vscode;
  return vscode.Disposable.from(
    languages.registerDocumentSymbolProvider(OWN_LANGUAGES, {
      async provideDocumentSymbols(document) {
        const reading = await currentReading(document, store);
        return reading
          ? outlineOf(reading.estimate.file).map((item) => symbolOf(item, document))
          : [];
      },
    }),
    languages.registerFoldingRangeProvider(OWN_LANGUAGES, {
      async provideFoldingRanges(document) {
        const reading = await currentReading(document, store);
        return reading
          ? foldableRanges(reading.estimate.file).flatMap((range) => foldOf(range, document))
          : [];
      },
    }),
    languages.registerCompletionItemProvider(
      PROMPT_FILES,
      {
        provideCompletionItems: (document, position) => completionItems(document, position, store),
      },
      "{",
      ":",
      " ",
    ),
    languages.registerRenameProvider(PROMPT_FILES, {
      async prepareRename(document, position) {
        const variable = await variableUnder(document, position, store);
        if (variable === undefined) {
          throw new Error(vscode.l10n.t("There is no variable of the prompt here."));
        }
        return { range: rangeIn(document, variable.range), placeholder: variable.name };
      },
      provideRenameEdits: (document, position, newName) =>
        renameEdits(document, position, newName, store),
    }),
  );
}

/** Undefined if the document is no prompt, or its text can't be read. */
async function currentReading(
  document: vscode.TextDocument,
  store: EstimateStore,
): Promise<ReadyReading | undefined> {
  await store.whenRead(document);
  await store.whenSettled(document.uri);
  const reading = store.reading(document.uri);
  const isCurrent =
    reading?.kind === "ready" &&
    reading.version === document.version &&
    reading.staleSince === undefined;
  return isCurrent ? reading : undefined;
}

function symbolOf(item: OutlineItem, document: vscode.TextDocument): vscode.DocumentSymbol {
  const range = rangeIn(document, item.range);
  const first = document.lineAt(range.start.line).range.end;
  const selection = range.end.isBefore(first) ? range : new vscode.Range(range.start, first);
  const symbol = new vscode.DocumentSymbol(
    item.name === "" ? "…" : item.name,
    item.detail,
    SYMBOL_KINDS[item.kind],
    range,
    selection,
  );
  symbol.children = item.children.map((child) => symbolOf(child, document));
  return symbol;
}

/** Without the empty lines after it, which stay visible between folded messages. */
function foldOf(range: SourceRange, document: vscode.TextDocument): vscode.FoldingRange[] {
  const { start, end } = rangeIn(document, range);
  let last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  while (last > start.line && document.lineAt(last).isEmptyOrWhitespace) last -= 1;
  return last > start.line ? [new vscode.FoldingRange(start.line, last)] : [];
}

/** The last good reading is enough: a text in which something is being written is often broken. */
async function completionItems(
  document: vscode.TextDocument,
  position: vscode.Position,
  store: EstimateStore,
): Promise<vscode.CompletionItem[]> {
  const reading = await store.whenRead(document);
  if (reading?.kind !== "ready") return [];
  const { settings } = reading.context;
  const lines = document.getText(new vscode.Range(0, 0, position.line, 0)).split(/\r?\n/);
  const completions = completionsAt({
    linePrefix: document.lineAt(position.line).text.slice(0, position.character),
    linesBefore: lines.slice(0, -1),
    file: reading.estimate.file,
    sources: settings,
    today: settings.today,
  });
  const word = document.getWordRangeAtPosition(position, /[\w./@-]+/);
  return completions.map(({ kind, text, detail, isDeprecated }, index) => {
    const item = new vscode.CompletionItem(text, COMPLETION_KINDS[kind]);
    item.detail = detail;
    item.sortText = String(index).padStart(4, "0");
    if (word !== undefined) item.range = word;
    if (isDeprecated) item.tags = [vscode.CompletionItemTag.Deprecated];
    return item;
  });
}

async function variableUnder(
  document: vscode.TextDocument,
  position: vscode.Position,
  store: EstimateStore,
): Promise<ReturnType<typeof variableAt>> {
  const reading = await currentReading(document, store);
  return (
    reading && variableAt(document.getText(), reading.estimate.file, document.offsetAt(position))
  );
}

async function renameEdits(
  document: vscode.TextDocument,
  position: vscode.Position,
  newName: string,
  store: EstimateStore,
): Promise<vscode.WorkspaceEdit> {
  const variable = await variableUnder(document, position, store);
  if (variable === undefined) throw new Error(vscode.l10n.t("The prompt has changed. Try again."));
  const varsName = varsFileName(document.uri.path);
  const vars = await openBeside(document.uri, varsName);
  const assertions = await openBeside(
    document.uri,
    varsName.replace(/\.vars\.json$/, ".asserts.yaml"),
  );
  const renaming = renameVariable(
    {
      path: document.uri.path,
      text: document.getText(),
      ...(vars && { vars: vars.getText() }),
      ...(assertions && { assertions: assertions.getText() }),
    },
    variable.name,
    newName,
  );
  if (renaming.kind === "refused") throw new Error(renaming.why);
  const edit = new vscode.WorkspaceEdit();
  const replace = (
    target: vscode.TextDocument | undefined,
    ranges: readonly SourceRange[],
  ): void => {
    if (target === undefined) return;
    for (const range of ranges) edit.replace(target.uri, rangeIn(target, range), newName);
  };
  replace(document, renaming.ranges.prompt);
  replace(vars, renaming.ranges.vars);
  replace(assertions, renaming.ranges.assertions);
  return edit;
}

/** Undefined if there is no such file beside the prompt. */
async function openBeside(uri: vscode.Uri, name: string): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.joinPath(uri, "..", name));
  } catch {
    return undefined;
  }
}
