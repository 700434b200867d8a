import { describe, test } from "vitest";
import { useVSCode } from "../harness/useVSCode";

const NAME = `${"a".repeat(45)}.md`;

function imageRequest(url: string): string {
  const content = [
    { type: "text", text: "x" },
    { type: "image_url", image_url: { url } },
  ];
  return JSON.stringify({ model: "gpt-4o", max_tokens: 5, messages: [{ role: "user", content }] });
}

describe("an image named like a member of every object", () => {
  const names = ["constructor", "__proto__", "toString", "hasOwnProperty"];
  const files = Object.fromEntries(
    names.map((name, index) => [`${index}.request.json`, imageRequest(name)]),
  );
  const vscode = useVSCode({ workspace: { files } });

  test.each(names.map((name, index) => [name, index] as const))(
    "%s is one of unknown size",
    async (_, index) => {
      await vscode.openFile(`${index}.request.json`);
      await vscode.statusBarText(/≥ 263 tok/);
    },
  );
});

describe.each([true, false])("hostile globs, untrusted: %s", (isUntrusted) => {
  const globs = ["**/(a+)+b", `**/${"*a".repeat(13)}*b`];
  const vscode = useVSCode({
    workspace: {
      files: {
        "plain.prompty": "---\nname: p\n---\nuser:\nhello\n",
        [NAME]: "hi\n",
        ".vscode/settings.json": JSON.stringify({ "tokenscale.promptFiles": globs }),
      },
    },
    isUntrusted,
  });

  test("leave the other files' figures alive", async () => {
    await vscode.openFile(NAME);
    await vscode.openFile("plain.prompty");
    await vscode.runCommand("Tokenscale: Compare 4o vs mini");
    await vscode.panelText(/8 tokens in/);
  });
});
