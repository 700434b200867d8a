import * as vscode from "vscode";
import { setDetailLow } from "../../core/estimate/diagnoseImages";
import { imagesOf } from "../../core/estimate/imagesOf";
import { largestPart } from "../../core/estimate/largestPart";
import type { Estimate } from "../../core/estimate/estimate";
import type { SourceRange } from "../../core/sourceRange";
import { COMMANDS } from "../ids";
import type { Log } from "../log";
import type { EstimateStore } from "../store/estimateStore";
import { rangeIn } from "../surfaces/ranges";
import { type PlaceArgument, placeOf } from "../surfaces/surfaceCommands";
import { registerCommand } from "../registerCommand";
import { nothingOpen, UserError } from "../errors";
import { goTo } from "../surfaces/goTo";

/** Commands of hovers, lenses and quick fixes that go to, or change, a place in a prompt. */
export function registerPlaceCommands(store: EstimateStore, log: Log): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(COMMANDS.goTo, log, (argument) => goTo(placeOrActive(argument))),
    registerCommand(COMMANDS.goToLargest, log, (argument) => {
      const place = placeOrActive(argument);
      const [estimate] = estimatesAt(store, place);
      const range = place.range ?? (estimate && largestPart(estimate, estimate.left)?.range);
      return goTo({ ...place, ...(range && { range }) });
    }),
    registerCommand(COMMANDS.setDetailLow, log, (argument) =>
      lowerDetail(store, placeOrActive(argument)),
    ),
  );
}

/** The place passed by a surface; the active document if called from a keybinding. */
export function placeOrActive(argument: unknown): PlaceArgument {
  const place = placeOf(argument);
  if (place !== undefined) return place;
  const active = vscode.window.activeTextEditor?.document.uri;
  if (active === undefined) throw nothingOpen();
  return { uri: active.toString() };
}

function estimatesAt(store: EstimateStore, { uri }: PlaceArgument): readonly Estimate[] {
  const reading = store.reading(vscode.Uri.parse(uri, true));
  return reading?.kind === "ready" ? reading.estimate.estimates : [];
}

/** Writes `low` after every image of the document, or only after those in the given range. */
async function lowerDetail(store: EstimateStore, place: PlaceArgument): Promise<void> {
  const uri = vscode.Uri.parse(place.uri, true);
  const document = await vscode.workspace.openTextDocument(uri);
  const edits = estimatesAt(store, place)
    .flatMap((estimate) => imagesOf(estimate))
    .filter(({ part }) => place.range === undefined || overlaps(part.range, place.range))
    .flatMap(({ part }) => setDetailLow(part));
  if (edits.length === 0) {
    throw new UserError(
      vscode.l10n.t(
        "This format has no place for an image's detail. Send the image smaller instead.",
      ),
    );
  }
  const edit = new vscode.WorkspaceEdit();
  for (const fix of edits) {
    if (fix.kind === "edit") edit.replace(uri, rangeIn(document, fix.range), fix.newText);
  }
  await vscode.workspace.applyEdit(edit);
}

function overlaps(a: SourceRange, b: SourceRange): boolean {
  return a.start <= b.end && b.start <= a.end;
}
