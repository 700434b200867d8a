/** Offers both models through `vscode.lm`: each answers with what it was sent. */
const vscode = require("vscode");

const models = ["gpt-4o", "gpt-4o-mini"].map((family) => ({
  id: `test-${family}`,
  name: `Test ${family}`,
  family,
  version: "1",
  maxInputTokens: 100_000,
  maxOutputTokens: 10_000,
  capabilities: { toolCalling: true, imageInput: true },
}));

exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    vscode.lm.registerLanguageModelChatProvider("tokenscale-tests", {
      provideLanguageModelChatInformation: () => models,
      provideLanguageModelChatResponse: async (model, messages, _options, progress) => {
        const said = messages.flatMap(({ content }) =>
          content.flatMap((part) =>
            part instanceof vscode.LanguageModelTextPart ? [part.value] : [],
          ),
        );
        for (const piece of [`${model.family} `, "was asked: ", said.join(" / ")]) {
          progress.report(new vscode.LanguageModelTextPart(piece));
        }
      },
      provideTokenCount: () => Promise.resolve(3),
    }),
  );
};
