import { strict as assert } from "node:assert";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import * as vscode from "vscode";
import { AGENT_TOOLS } from "../../../../src/agents/agentTools";
import { mcpServer } from "../../../../src/editor/agents/mcpServer";
import { tokenscaleExtension } from "../tokenscale";

const PROMPT = "---\nmodel: gpt-4o\n---\nsystem:\nBe brief.\nuser:\nHello\n";

/** The parsed result of a call. */
async function call(name: string, input: object): Promise<Record<string, unknown>> {
  const { content } = await vscode.lm.invokeTool(`tokenscale_${name}`, {
    input,
    toolInvocationToken: undefined,
  });
  const [part] = content;
  assert.ok(part instanceof vscode.LanguageModelTextPart, "The result is no text.");
  return JSON.parse(part.value) as Record<string, unknown>;
}

describe("the tools for agents", () => {
  let folder: string;
  before(async () => {
    await tokenscaleExtension().activate();
    folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
    await writeFile(path.join(folder, "agent.prompty"), PROMPT);
  });

  it("are all offered to language models, with their schemas", () => {
    const offered = vscode.lm.tools.filter(({ name }) => name.startsWith("tokenscale_"));
    assert.deepEqual(
      offered.map(({ name, description, inputSchema }) => ({ name, description, inputSchema })),
      AGENT_TOOLS.map(({ name, description, inputSchema }) => ({
        name: `tokenscale_${name}`,
        description,
        inputSchema,
      })),
    );
  });

  it("answer a call of each", async () => {
    const file = { path: "agent.prompty" };
    assert.deepEqual(await call("count_tokens", { text: "Hello world" }), { tokens: 2 });
    const estimated = await call("estimate_prompt", file);
    assert.equal(estimated["format"], "prompty");
    const { models } = await call("compare_models", { ...file, models: ["gpt-4o", "gpt-4o-mini"] });
    assert.deepEqual(
      (models as readonly { readonly model: string }[]).map(({ model }) => model),
      ["gpt-4o-mini", "gpt-4o"],
    );
    const recommended = await call("recommend_model", file);
    assert.equal((recommended["requests"] as readonly unknown[]).length, 1);
    assert.match(String((await call("plan_move", file))["textWithSafeEdits"]), /^model: gpt-6/m);
  });

  it("read nothing outside the open folder, and tell the agent", async () => {
    await assert.rejects(
      call("count_tokens", { path: path.join(folder, "..", "secret.txt") }),
      /secret\.txt: (?:outside the open folders|no such file)/,
    );
    await assert.rejects(
      call("count_tokens", { path: "/etc/hostname" }),
      /outside the open folders/,
    );
    await assert.rejects(call("count_tokens", {}), /Give text or path/);
  });

  it("are offered by an MCP server, too, which runs in the Node of VS Code", async () => {
    const { command, args, env } = mcpServer(tokenscaleExtension().extensionUri, process.execPath);
    const client = new Client({ name: "test", version: "1.0.0" }, { capabilities: { roots: {} } });
    client.setRequestHandler("roots/list", () => ({
      roots: [{ uri: pathToFileURL(folder).href }],
    }));
    const environment = env as Record<string, string>;
    await client.connect(new StdioClientTransport({ command, args, env: environment }));
    try {
      const { tools } = await client.listTools();
      assert.deepEqual(
        tools.map(({ name }) => name),
        AGENT_TOOLS.map(({ name }) => name),
      );
      const { content } = await client.callTool({
        name: "estimate_prompt",
        arguments: { path: "agent.prompty" },
      });
      assert.match(JSON.stringify(content), /gpt-4o-mini/);
    } finally {
      await client.close();
    }
  });
});
