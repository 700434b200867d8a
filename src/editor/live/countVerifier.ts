import * as vscode from "vscode";
import { type Side, SIDES } from "../../core/pair";
import { buildEstimate } from "../../core/estimate/buildEstimate";
import { describeVerifiedCount } from "../../core/runs/engine/verifiedCount";
import { verifyCount } from "../../openai/verifyCount";
import type { EstimateContexts } from "../store/estimateContext";
import { askForValues } from "./askForValues";
import type { PanelPrompt } from "./panelPrompt";
import type { Providers } from "./providers";

/**
 * Asks the server's counting endpoint how many tokens the prompt has on each model, and shows how that
 * compares with our count of the same request.
 */
export async function verifyCounts(
  panelPrompt: PanelPrompt,
  side: Side | undefined,
  providers: Providers,
  contexts: EstimateContexts,
): Promise<void> {
  const { uri, subject } = panelPrompt;
  const again = (): Promise<void> => verifyCounts(panelPrompt, side, providers, contexts);
  const connection = await providers.openServer(uri, again);
  if (connection === undefined) return;
  const prompt = await askForValues(subject.estimate.prompt);
  if (prompt === undefined) return;
  const { host } = connection.server;
  const { services, settings } = await contexts.get();
  const estimate = buildEstimate({ ...prompt, endpoint: "responses" }, services, settings);
  const sides = side === undefined ? SIDES : [side];
  const sentences = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      cancellable: true,
      title: vscode.l10n.t("Counting on {0}", host),
    },
    (_progress, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      return Promise.all(
        sides.map(async (each) => {
          const { model, snapshot, count } = estimate[each];
          const request = { prompt, model: snapshot };
          const verified = await verifyCount(connection, request, controller.signal);
          const words = describeVerifiedCount(verified, count.inputTokens, host);
          return { cancelled: token.isCancellationRequested, text: `${model.label}: ${words}` };
        }),
      );
    },
  );
  if (sentences.some(({ cancelled }) => cancelled)) return;
  void vscode.window.showInformationMessage(sentences.map(({ text }) => text).join(" "));
}
