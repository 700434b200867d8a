/** An extension that uses Tokenscale's programming interface as docs/api.md says, when it is activated. */
const vscode = require("vscode");

const PROMPT = {
  path: "greet.prompty",
  text: "---\nmodel: gpt-4o\n---\nsystem:\nBe brief.\nuser:\nHello {{name}}\n",
  values: [{ name: "world" }],
};

exports.activate = async () => {
  const tokenscale = await vscode.extensions.getExtension("tokenscale.tokenscale").activate();
  return {
    version: tokenscale.version,
    count: await tokenscale.count("Hello world"),
    countStream: await tokenscale.countStream(["Hel", "lo world"]),
    readPrompt: await tokenscale.readPrompt(PROMPT),
    estimate: await tokenscale.estimate(PROMPT, { right: "gpt-6-luna@none" }),
    recommend: await tokenscale.recommend(PROMPT),
    migrate: await tokenscale.migrate(PROMPT),
  };
};
