import { mkdir, symlink } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { AGENT_TOOLS } from "../../../src/agents/agentTools";
import { type BuiltCommandLine, buildCommandLine } from "../cli/buildCommandLine";
import { temporaryFolder } from "../cli/temporaryFolder";

const PROMPTY = "---\nmodel: gpt-4o\n---\nsystem:\nBe brief.\nuser:\nHello {{name}}\n";

let built: BuiltCommandLine;
beforeAll(async () => {
  built = await buildCommandLine();
});
afterAll(() => built.remove());

/** A client as an editor has it, which opens `roots` to the server. */
async function connect(roots: readonly string[] | undefined, ...words: string[]): Promise<Client> {
  const client = new Client(
    { name: "test", version: "1.0.0" },
    { capabilities: roots === undefined ? {} : { roots: {} } },
  );
  if (roots !== undefined) {
    client.setRequestHandler("roots/list", () => ({
      roots: roots.map((root) => ({ uri: pathToFileURL(root).href })),
    }));
  }
  const args = [built.file, "mcp", ...words];
  await client.connect(new StdioClientTransport({ command: process.execPath, args }));
  onTestFinished(() => client.close());
  return client;
}

interface Answer {
  readonly isError: boolean;
  readonly text: string;
}

async function call(
  client: Client,
  name: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const { content, isError = false } = await client.callTool({ name, arguments: input });
  const [first] = content as readonly { readonly text: string }[];
  return { isError, text: first?.text ?? "" };
}

async function result(...of: Parameters<typeof call>): Promise<Record<string, unknown>> {
  const { isError, text } = await call(...of);
  expect(isError, text).toBe(false);
  return JSON.parse(text) as Record<string, unknown>;
}

describe("tokenscale mcp", () => {
  test("lists every tool as one that only reads, with a schema", async () => {
    const client = await connect(undefined);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      "count_tokens",
      "estimate_prompt",
      "compare_models",
      "recommend_model",
      "plan_move",
    ]);
    for (const { annotations, inputSchema } of tools) {
      expect(annotations).toMatchObject({ readOnlyHint: true, openWorldHint: false });
      expect(inputSchema).toMatchObject({ type: "object", additionalProperties: false });
    }
  });

  test("answers each tool", async () => {
    const folder = await temporaryFolder({
      "a.prompty": PROMPTY,
      "a.vars.json": '{"name": "you"}',
    });
    const client = await connect([folder]);
    expect(await result(client, "count_tokens", { text: "Hello world" })).toEqual({ tokens: 2 });
    expect(await result(client, "estimate_prompt", { path: "a.prompty" })).toMatchObject({
      format: "prompty",
      requests: [{ isLowerBound: false, models: { "gpt-4o": {}, "gpt-4o-mini": {} } }],
    });
    const models = ["gpt-4o", "gpt-6-luna@none", "gpt-4o-mini"];
    const compared = await result(client, "compare_models", { path: "a.prompty", models });
    expect(compared["models"]).toMatchObject([
      { model: "gpt-6-luna@none" },
      { model: "gpt-4o-mini" },
      { model: "gpt-4o" },
    ]);
    const recommended = await result(client, "recommend_model", {
      text: PROMPTY,
      path: "a.prompty",
      tolerance: "thrifty",
    });
    expect(recommended).toMatchObject({ requests: [{ model: "gpt-4o-mini" }] });
    const plan = await result(client, "plan_move", { path: "a.prompty", to: "gpt-6-luna" });
    expect(plan).toMatchObject({ places: [{ model: "gpt-4o", replacement: "gpt-6-luna" }] });
    expect(plan["textWithSafeEdits"]).toContain("gpt-6-luna");
  });

  test("reads nothing outside the roots: not by .., an absolute path, a link, or a prompt's own path", async () => {
    const folder = await temporaryFolder({
      "secret.txt": "secret words",
      "open/a.prompty": PROMPTY,
      "open/b.json": JSON.stringify({ prompts: ["file://../secret.txt"] }),
      "open/promptfooconfig.yaml":
        "prompts:\n  - file://../secret.txt\nproviders: [openai:gpt-4o]\n",
    });
    const root = path.join(folder, "open");
    await symlink(path.join(folder, "secret.txt"), path.join(root, "link.txt"));
    await mkdir(path.join(folder, "opened"));
    await symlink(folder, path.join(root, "up"));
    const client = await connect([root]);
    const outside = [
      "../secret.txt",
      path.join(folder, "secret.txt"),
      "link.txt",
      "up/secret.txt",
      "../opened/../secret.txt",
    ];
    for (const name of outside) {
      expect(await call(client, "count_tokens", { path: name })).toEqual({
        isError: true,
        text: `${name}: outside the open folders. Only files in them can be read.`,
      });
    }
    const estimated = await result(client, "estimate_prompt", { path: "promptfooconfig.yaml" });
    expect(estimated).toMatchObject({ requests: [{ isLowerBound: true }] });
    expect(JSON.stringify(estimated)).not.toContain("secret words");
    expect((await call(client, "count_tokens", { path: "." })).text).toBe(
      ".: outside the open folders. Only files in them can be read.",
    );
  });

  test("says what is wrong with a call, and goes on", async () => {
    const folder = await temporaryFolder({ "bin.txt": "\0\0" });
    const alone = await connect(undefined);
    expect(await call(alone, "count_tokens", { path: "a.prompty" })).toEqual({
      isError: true,
      text: "a.prompty: there is no open folder to read files from. Give text.",
    });
    const client = await connect(undefined, "--root", folder);
    const texts: Record<string, unknown>[] = [
      {},
      { text: 3 },
      { text: "a", words: 1 },
      { path: "none.txt" },
      { path: "bin.txt" },
      { text: "a".repeat(1_048_577) },
    ];
    const answers = [];
    for (const input of texts) answers.push(await call(client, "count_tokens", input));
    expect(answers.map(({ isError }) => isError)).toEqual(texts.map(() => true));
    expect(answers.map(({ text }) => text)).toEqual([
      "Give text or path.",
      expect.stringMatching(/^text: /),
      expect.stringMatching(/^words: /),
      "none.txt: no such file.",
      "bin.txt: not a text.",
      expect.stringMatching(/^More than 1,048,576 characters\./),
    ]);
    const refused = await call(client, "estimate_prompt", { text: "a", left: "gpt-6-luna@huge" });
    expect([refused.isError, refused.text]).toEqual([true, expect.stringContaining("huge")]);
    expect((await call(client, "delete_files", {})).text).toContain(
      "There is no tool delete_files.",
    );
    expect(await result(client, "count_tokens", { text: "one two" })).toEqual({ tokens: 2 });
  });

  test("caps the requests of a result and says how many are left out", async () => {
    const line = JSON.stringify({
      custom_id: "a",
      body: { messages: [{ role: "user", content: "Hi" }] },
    });
    const client = await connect(undefined);
    const input = { text: `${line}\n`.repeat(60), path: "a.batch.jsonl" };
    const { requests, omittedRequests } = await result(client, "estimate_prompt", input);
    expect([(requests as unknown[]).length, omittedRequests]).toEqual([50, 10]);
  });
});

test("every tool describes each member of its input", () => {
  for (const { inputSchema } of AGENT_TOOLS) {
    const properties = Object.values(inputSchema.properties) as readonly object[];
    expect(properties.every((property) => "description" in property || "items" in property)).toBe(
      true,
    );
  }
});
