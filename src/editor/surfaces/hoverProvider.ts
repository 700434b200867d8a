import * as vscode from "vscode";
import type { SettingsService } from "../settings";
import type { AfterMoves } from "../store/afterMoves";
import type { EstimateStore } from "../store/estimateStore";
import { currencyOfSettings } from "./currencyOfSettings";
import { hoverAt } from "./hoverContent";

/** Serves hovers over prompt files from the store; the cost after the move is estimated once. */
export function registerHoverProvider(
  store: EstimateStore,
  settings: SettingsService,
  afterMoves: AfterMoves,
): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { pattern: "**" },
    {
      provideHover(document, position) {
        const reading = store.reading(document.uri);
        if (reading?.kind !== "ready") return undefined;
        return hoverAt(
          reading,
          document,
          position,
          currencyOfSettings(settings.current),
          afterMoves,
        );
      },
    },
  );
}
