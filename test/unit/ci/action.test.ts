import { execFile, execFileSync } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { type BuiltCommandLine, buildCommandLine } from "../cli/buildCommandLine";
import { temporaryFolder, writeFiles } from "../cli/temporaryFolder";

const root = path.resolve(import.meta.dirname, "../../..");

let built: BuiltCommandLine;
beforeAll(async () => {
  built = await buildCommandLine();
});
afterAll(() => built.remove());

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: {
    readonly steps: readonly { readonly run: string; readonly env: Record<string, string> }[];
  };
}

interface StepRun {
  readonly exitCode: number;
  readonly log: string;
  readonly summary: string;
  readonly outputs: ReadonlyMap<string, string>;
}

interface Runner {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs the action's steps in a checkout as GitHub's runner does, with its files for the results. */
async function runAction(
  checkout: string,
  { inputs = {}, environment = {} }: Runner = {},
): Promise<StepRun> {
  const runner = await temporaryFolder({
    "action/dist/cli.js": `import(${JSON.stringify(pathToFileURL(built.file).href)});\n`,
    summary: "",
    output: "",
  });
  await cp(path.join(root, "ci"), path.join(runner, "action", "ci"), { recursive: true });
  await mkdir(path.join(runner, "temp"));
  const action = parse(await readFile(path.join(root, "action.yml"), "utf8")) as Action;
  const valueOf = (expression: string): string => {
    const name = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)?.[1] ?? "";
    return inputs[name] ?? action.inputs[name]?.default.replace("${{ github.token }}", "") ?? "";
  };
  let log = "";
  let exitCode = 0;
  for (const { run, env } of action.runs.steps) {
    const variables = {
      PATH: process.env["PATH"] ?? "",
      GITHUB_ACTION_PATH: path.join(runner, "action"),
      GITHUB_STEP_SUMMARY: path.join(runner, "summary"),
      GITHUB_OUTPUT: path.join(runner, "output"),
      RUNNER_TEMP: path.join(runner, "temp"),
      ...environment,
      ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, valueOf(value)])),
    };
    const child = execFile("bash", ["-e", "-c", run], { cwd: checkout, env: variables });
    child.stdout?.on("data", (text: string) => (log += text));
    child.stderr?.on("data", (text: string) => (log += text));
    const [code] = (await once(child, "close")) as [number];
    exitCode ||= code;
  }
  const read = (name: string): Promise<string> => readFile(path.join(runner, name), "utf8");
  return {
    exitCode,
    log,
    summary: await read("summary"),
    outputs: readOutputs(await read("output")),
  };
}

/** The values that the runner takes from the file of outputs. */
function readOutputs(text: string): ReadonlyMap<string, string> {
  const outputs = new Map<string, string>();
  const lines = text.split("\n");
  while (lines.length > 1) {
    const [, name = "", end] = /^(.*?)<<(.*)$/.exec(lines.shift() ?? "") ?? [];
    outputs.set(name, lines.splice(0, lines.indexOf(end ?? "")).join("\n"));
    lines.shift();
  }
  return outputs;
}

/** The lines that the runner takes as commands: nothing between a command that stops them and its end. */
function commandsIn(log: string): readonly string[] {
  const commands: string[] = [];
  let end: string | undefined;
  for (const line of log.split("\n")) {
    const stop = /^::stop-commands::(.*)$/.exec(line)?.[1];
    if (end !== undefined) end = line === end ? undefined : end;
    else if (stop !== undefined) end = `::${stop}::`;
    else if (line.trimStart().startsWith("::") || line.includes("##[")) commands.push(line);
  }
  return commands;
}

function git(folder: string, ...words: readonly string[]): void {
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.com"];
  execFileSync("git", [...identity, ...words], { cwd: folder, stdio: "pipe" });
}

/** A checkout of a pull request against `main` that makes a prompt longer than its budget. */
async function pullRequest(changed: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await temporaryFolder({
    ".tokenscale.json": '{"budget": {"inputTokens": 20}}',
    "greet.prompt": "Greet the customer.",
  });
  git(folder, "init", "--quiet", "--initial-branch=main");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "One");
  git(folder, "update-ref", "refs/remotes/origin/main", "HEAD");
  await writeFiles(folder, { "greet.prompt": "Greet the customer. ".repeat(12), ...changed });
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "Two");
  return folder;
}

interface StoredComment {
  readonly id: number;
  readonly user: { readonly login: string };
  body: string;
}

/** A local stand-in for GitHub's comments on pull request 7, and the environment that names it. */
async function commentsServer({ comments = [] as StoredComment[], status = 200 } = {}) {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      calls.push(`${method} ${url} ${headers.authorization}`);
      const { body = "" } = (text === "" ? {} : JSON.parse(text)) as { body?: string };
      const { pathname, searchParams } = new URL(url, "http://127.0.0.1");
      let answer: unknown;
      if (method === "GET") {
        const page = Number(searchParams.get("page"));
        answer = comments.slice((page - 1) * 100, page * 100);
      } else if (method === "POST") {
        const id = comments.length + 1;
        comments.push({ id, user: { login: "github-actions[bot]" }, body });
        answer = { id, html_url: `https://example.com/${id}` };
      } else {
        const found = comments.find(({ id }) => pathname.endsWith(`/comments/${id}`));
        if (found) found.body = body;
        answer = { html_url: `https://example.com/${found?.id}` };
      }
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(status === 200 ? answer : { message: "No." }));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const events = await temporaryFolder();
  const event = path.join(events, "event.json");
  await writeFile(event, JSON.stringify({ pull_request: { number: 7 } }));
  const environment = {
    GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    GITHUB_REPOSITORY: "owner/name",
    GITHUB_EVENT_PATH: event,
    GITHUB_BASE_REF: "main",
  };
  return { comments, calls, environment };
}

const withToken = { token: "secret-token" };

describe("the action", () => {
  test("reports on the pull request's files in annotations, summary, and outputs", async () => {
    const checkout = await pullRequest();
    const { exitCode, log, summary, outputs } = await runAction(checkout, {
      environment: { GITHUB_BASE_REF: "main" },
    });
    expect(exitCode).toBe(1);
    expect(log).toMatch(/^::error file=greet\.prompt,line=1,title=Tokenscale/m);
    expect(summary).toContain("**1 finding in 1 prompt file**");
    expect(summary).toContain("**1 prompt file changed since `origin/main`**");
    expect(summary).toContain("| greet.prompt |");
    expect(summary).toContain("## Move off retiring models");
    expect(outputs.get("findings")).toBe("1");
    expect(outputs.get("moves-due")).toBe("false");
    expect(outputs.has("comment-url")).toBe(false);
    expect(await readFile(outputs.get("report") ?? "", "utf8")).toBe(summary);
  });

  test("passes with findings if the workflow says so", async () => {
    const { exitCode, outputs } = await runAction(await pullRequest(), {
      inputs: { fail: "false" },
    });
    expect([exitCode, outputs.get("findings")]).toEqual([0, "1"]);
  });

  test("fails if a model ends in time", async () => {
    const checkout = await temporaryFolder({ "settings.json": '{"model": "gpt-4o"}' });
    const { exitCode, log, outputs } = await runAction(checkout, {
      inputs: { "move-days": "100000" },
    });
    expect([exitCode, outputs.get("moves-due")]).toEqual([1, "true"]);
    expect(log).toContain(
      "::error title=Tokenscale::A model that is named here ends within 100000",
    );
  });

  test("says what to fetch if a clone is shallow, and fails whatever the workflow says", async () => {
    const origin = await pullRequest();
    const checkout = path.join(await temporaryFolder(), "clone");
    git(origin, "clone", "--quiet", "--depth=1", pathToFileURL(origin).href, checkout);
    const { exitCode, log } = await runAction(checkout, {
      inputs: { fail: "false", base: "origin/release" },
    });
    expect(exitCode).toBe(1);
    expect(commandsIn(log).join("\n")).toContain("in GitHub Actions fetch-depth: 0");
  });

  test("writes one comment and then replaces it, whatever others have written", async () => {
    const checkout = await pullRequest();
    const others = Array.from({ length: 120 }, (_, index) => ({
      id: 1000 + index,
      user: { login: "visitor" },
      body: "<!-- tokenscale -->\nNot ours.",
    }));
    const { comments, calls, environment } = await commentsServer({ comments: others });
    const first = await runAction(checkout, { inputs: withToken, environment });
    expect(first.outputs.get("comment-url")).toBe("https://example.com/121");
    await writeFiles(checkout, { "greet.prompt": "Greet." });
    const second = await runAction(checkout, { inputs: withToken, environment });
    expect([second.exitCode, second.outputs.get("comment-url")]).toEqual([
      0,
      "https://example.com/121",
    ]);
    expect(comments.filter(({ user }) => user.login !== "visitor")).toHaveLength(1);
    expect(comments.at(-1)?.body).toContain("**0 findings in 1 prompt file**");
    expect(comments[0]?.body).toBe("<!-- tokenscale -->\nNot ours.");
    const address = "/repos/owner/name/issues";
    const list = [1, 2].map((page) => `GET ${address}/7/comments?per_page=100&page=${page}`);
    const expected = [
      ...list,
      `POST ${address}/7/comments`,
      ...list,
      `PATCH ${address}/comments/121`,
    ];
    expect(calls).toEqual(expected.map((call) => `${call} Bearer secret-token`));
  });

  test("only warns if the token may not write comments", async () => {
    const { environment } = await commentsServer({ status: 403 });
    const { exitCode, log } = await runAction(await pullRequest({ "greet.prompt": "Hello." }), {
      inputs: withToken,
      environment,
    });
    expect(exitCode).toBe(0);
    expect(log).toContain("::warning title=Tokenscale::The comment could not be written");
    expect(log).toContain("permissions: pull-requests: write");
    expect(log).not.toContain("secret-token");
  });

  test("cuts a report that is too long for a comment between two lines, and says so", async () => {
    const long = "Greet the customer. ".repeat(12);
    const names = Array.from({ length: 700 }, (_, index) => `prompts/greet-${index}.prompt`);
    const checkout = await pullRequest(Object.fromEntries(names.map((name) => [name, long])));
    const { comments, environment } = await commentsServer();
    const { summary } = await runAction(checkout, { inputs: withToken, environment });
    const body = comments[0]?.body ?? "";
    expect(summary.length).toBeGreaterThan(65_536);
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body).toMatch(
      /\|\n\nThe report is too long to be shown in full: see the output `report`\.\n$/,
    );
  });

  test("a token that can't be sent is not repeated in the log", async () => {
    const { calls, environment } = await commentsServer();
    const { log } = await runAction(await pullRequest(), {
      inputs: { token: "secret\ntoken" },
      environment,
    });
    expect(log).toContain("::warning title=Tokenscale::The comment could not be written");
    expect(log).not.toMatch(/secret/);
    expect(calls).toEqual([]);
  });

  // Windows allows no such names.
  test.skipIf(process.platform === "win32")(
    "a file's name forges no output, no command, and no mention",
    async () => {
      const long = "Greet the customer. ".repeat(12);
      const checkout = await pullRequest({
        "::add-mask::1.prompt": long,
        "##[add-mask]2.prompt": long,
        "x\nfindings<<E\n0\nE\n::notice::forged\n.prompt": long,
        "@everyone.prompt": long,
        "bad\n::notice::unread.prompt": "\0",
      });
      const { comments, environment } = await commentsServer();
      const { log, outputs } = await runAction(checkout, { inputs: withToken, environment });
      expect([...outputs.keys()]).toEqual(["findings", "moves-due", "report", "comment-url"]);
      expect(outputs.get("findings")).toBe("5");
      const commands = commandsIn(log);
      const kinds = new Set(commands.map((command) => command.split(" ")[0]));
      expect([...kinds]).toEqual(["::error"]);
      expect(comments[0]?.body).toContain("everyone.prompt");
      expect(comments[0]?.body).not.toMatch(/(?<!\w)@\w/);
    },
  );

  test("asks for a version if there is no command line beside it", async () => {
    const runner = await temporaryFolder({ summary: "", output: "" });
    await cp(path.join(root, "ci"), path.join(runner, "ci"), { recursive: true });
    const child = execFile(process.execPath, [path.join(runner, "ci", "action.mjs")], {
      env: { RUNNER_TEMP: runner, TOKENSCALE_VERSION: "1 && touch forged" },
    });
    let log = "";
    child.stdout?.on("data", (text: string) => (log += text));
    const [code] = (await once(child, "close")) as [number];
    expect([code, log]).toEqual([
      1,
      '::error title=Tokenscale::The input "version" must be a version of the npm package, such as 0.1.0.\n',
    ]);
  });
});
