import { mkdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { chatChunk, DONE, FaultServer, stream } from "../../unit/openai/faultServer";
import { useVSCode } from "../harness/useVSCode";

/** One pixel. */
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
const SECRET = "The secret of the folder above.";

// The window's settings need its port.
const server = await FaultServer.start();
afterAll(() => server.stop());

describe("files outside the workspace", () => {
  const vscode = useVSCode({
    workspace: { files: { "sub/plain.txt": "plain" } },
    settings: {
      "tokenscale.openai.baseUrl": server.baseUrl,
      "tokenscale.run.confirmAboveUsd": 100,
    },
    viewport: { width: 1600, height: 1200 },
  });
  const outside = (name: string): string => path.join(path.dirname(vscode.folder), name);
  const image = (url: string): string =>
    JSON.stringify({
      model: "gpt-4o",
      max_tokens: 5,
      messages: [{ role: "user", content: [{ type: "image_url", image_url: { url } }] }],
    });

  test.each([
    ["an absolute path with ..", "absolute", () => `${vscode.folder}/../secret.png`],
    ["a link to a file", "file-link", () => "linked.png"],
    ["a link to a folder", "folder-link", () => "linked/secret.png"],
  ])("an image by %s is neither measured nor sent", async (_how, name, urlOf) => {
    await mkdir(outside("above"), { recursive: true });
    await writeFile(outside("secret.png"), PICTURE);
    await writeFile(outside("above/secret.png"), PICTURE);
    await symlink(outside("secret.png"), path.join(vscode.folder, "sub/linked.png")).catch(
      () => undefined,
    );
    await symlink(outside("above"), path.join(vscode.folder, "sub/linked")).catch(() => undefined);
    const file = `sub/${name}.request.json`;
    await writeFile(path.join(vscode.folder, file), image(urlOf()));
    server.answerWith(stream(chatChunk({ content: "seen" }), chatChunk({}, "stop"), DONE));
    await vscode.openFile(file);
    // A picture of one pixel has 85 tokens on 4o: of one that is not read they are not known.
    await vscode.statusBarText(/≥ /);
    await vscode.runCommand("Tokenscale: Run on Both");
    await vscode.panelText(/Image not read/);
    expect(server.seen).toEqual([]);
  });

  test("a linked text is no part of a prompt", async () => {
    await writeFile(outside("secret.txt"), SECRET);
    await symlink(outside("secret.txt"), path.join(vscode.folder, "sub/linked.txt"));
    await writeFile(
      path.join(vscode.folder, "sub/promptfooconfig.yaml"),
      "prompts:\n  - file://linked.txt\nproviders:\n  - openai:gpt-4o\n",
    );
    server.answerWith(stream(chatChunk({ content: "seen" }), chatChunk({}, "stop"), DONE));
    await vscode.openFile("sub/promptfooconfig.yaml");
    await vscode.runCommand("Tokenscale: Run on Both");
    await vscode.notificationText(/Nothing to send: linked\.txt .*can't be read/);
    expect(server.seen).toEqual([]);
    expect(await vscode.panelText(/linked\.txt/)).not.toContain(SECRET);
  });
});
