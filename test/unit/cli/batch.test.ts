import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BatchStandIn, completionOf } from "../measure/batchStandIn";
import { temporaryFolder } from "./temporaryFolder";
import { jsonLines, run } from "./testHost";

const FILES = {
  "t.prompty": "---\nname: t\n---\nuser:\n{{ticket}}\n",
  "rows.csv": "id,ticket\na,late\nb,lost é\nc,early\n",
  "t.asserts.yaml": "- {type: equals, value: '{{ticket}}'}\n- {type: latency, threshold: 9}\n",
};

let server: BatchStandIn;
beforeEach(async () => {
  server = await BatchStandIn.start();
});
afterEach(() => server.stop());

async function begin(...words: readonly string[]) {
  const folder = await temporaryFolder(FILES);
  const call = ["batch", "submit", "t.prompty", "--data", "rows.csv", "--out", "runs/1"];
  const submit = (...more: readonly string[]) =>
    run(folder, [...call, "--base-url", server.baseUrl, ...words, ...more]);
  const goOn = (action: string, ...more: readonly string[]) =>
    run(folder, ["batch", action, "runs/1", "--base-url", server.baseUrl, ...more]);
  return { folder, submit, goOn };
}

describe("tokenscale batch", () => {
  test("submits both models, follows them, and joins what comes by its id", async () => {
    const { folder, submit, goOn } = await begin();
    const submitted = await submit();
    expect(submitted.exitCode).toBe(0);
    expect(submitted.stderr).toMatch(/^By Batch: About \$0\.\d+, at most \$0\.\d+ for 3 rows on/);
    expect(server.batches.map(({ endpoint }) => endpoint)).toEqual(
      Array(2).fill("/v1/chat/completions"),
    );
    const [left, right] = [...server.uploads.keys()].map((id) => server.requestsOf(id));
    expect(left?.map(({ custom_id, body }) => [custom_id, body.model])).toEqual([
      ["a", "gpt-4o"],
      ["b", "gpt-4o"],
      ["c", "gpt-4o"],
    ]);
    expect(right?.[1]?.body).toMatchObject({
      model: "gpt-4o-mini",
      messages: [{ role: "user", content: "lost é" }],
    });
    expect(right?.[1]?.body).not.toHaveProperty("stream");

    const early = await goOn("fetch");
    expect(early.exitCode).toBe(1);
    expect(early.stderr).toContain("GPT-4o: in progress, 0 of 3 done.");
    expect(early.stderr).toContain("2 batches are still at work: fetch later.");
    expect((await goOn("status")).stderr).toContain("being finalized");
    const status = await goOn("status", "--json");
    expect(jsonLines(status.stdout)).toMatchObject([
      { batch: { side: "left", status: "completed", completed: 3, hasEnded: true } },
      { batch: { side: "right", status: "completed" } },
    ]);
    const fetched = await goOn("fetch");
    expect(fetched.exitCode).toBe(0);
    expect(fetched.stdout).toContain("3 rows are too few to tell. As many pass on both.");
    // 1,000 tokens in and 100 out at half of $2.50 and $10: $1.75 per 1,000.
    expect(fetched.stdout).toMatch(/4o +3 of 3.* 1\.75/);
    expect(fetched.stderr).toContain("Every row has its answers.");
    const results = await readFile(path.join(folder, "runs/1/results.jsonl"), "utf8");
    const again = await goOn("fetch");
    expect(again.stdout).toBe(fetched.stdout);
    expect(await readFile(path.join(folder, "runs/1/results.jsonl"), "utf8")).toBe(results);
    const shown = await run(folder, [
      ...["eval", "t.prompty", "--data", "rows.csv", "--out", "runs/1", "--resume"],
      ...["--base-url", server.baseUrl],
    ]);
    expect(shown.stdout).toBe(fetched.stdout);
    expect(server.requests.filter((call) => call.includes("completions"))).toEqual([]);
  });

  test("keeps what came of an expired batch, and leaves the rest to be asked again", async () => {
    server.script = {
      end: "expired",
      answer: (request) => (request.custom_id === "b" ? undefined : completionOf(request)),
    };
    const { submit, goOn } = await begin();
    await submit();
    await goOn("status");
    await goOn("status");
    const { exitCode, stderr, stdout } = await goOn("fetch", "--json");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("2 requests were not answered and can be asked again.");
    expect(stderr).toContain("2 answers are missing: run what is left at once, with --resume.");
    expect(jsonLines(stdout).at(-1)?.["summary"]).toMatchObject({
      rows: 2,
      left: { passed: 2, checked: 2, faults: 0 },
    });
  });

  test("keeps a refusal of a row as its fault, and leaves out what no row asked for", async () => {
    server.script = {
      end: "completed",
      answer: (request) =>
        request.custom_id === "a"
          ? { status: 400, body: { error: { message: "Too long.", code: "context" } } }
          : request.custom_id === "b"
            ? { status: 500, body: { error: { message: "Oops." } } }
            : completionOf(request),
    };
    const { submit, goOn } = await begin();
    await submit();
    await goOn("status");
    await goOn("status");
    const [first] = server.batches;
    await goOn("status");
    if (first)
      first.output = `${first.output}\nnot JSON\n{"custom_id":"z","response":{"body":{}}}\n`;
    const { stdout, stderr } = await goOn("fetch", "--json");
    expect(stderr).toContain("1 line can't be read.");
    expect(stderr).toContain("1 line belongs to no row of the dataset.");
    expect(jsonLines(stdout).at(-1)?.["summary"]).toMatchObject({
      left: { answers: 1, faults: 1 },
      right: { answers: 1, faults: 1 },
    });
  });

  test("says why the server refuses a file", async () => {
    server.script = { end: "failed" };
    const { submit, goOn } = await begin();
    await submit();
    expect((await goOn("status")).stderr).toContain(
      "GPT-4o: refused by the server. Line 1 is not a request.",
    );
    expect((await goOn("fetch")).exitCode).toBe(1);
  });

  test("cancels, and keeps what came before", async () => {
    server.script = {
      end: "never",
      answer: (request) => (request.custom_id === "a" ? completionOf(request) : undefined),
    };
    const { submit, goOn } = await begin();
    await submit();
    expect((await goOn("cancel")).stderr).toContain("GPT-4o: canceled, 1 of 3 done, 2 failed.");
    const { stdout } = await goOn("fetch", "--json");
    expect(jsonLines(stdout).at(-1)?.["summary"]).toMatchObject({
      left: { answers: 1, faults: 0 },
    });
  });

  test("goes on where it was cut off, and submits nothing twice", async () => {
    server.dropAnswerTo = /^POST \/v1\/batches$/;
    const { submit, goOn } = await begin();
    const cut = await submit();
    expect(cut.exitCode).toBe(2);
    expect(cut.stderr).toContain("What was done so far is kept.");
    expect(server.batches).toHaveLength(1);
    const refused = await submit();
    expect([refused.exitCode, server.batches.length]).toEqual([2, 1]);
    expect((await submit("--resume")).exitCode).toBe(0);
    expect(server.batches).toHaveLength(2);
    expect(server.uploads.size).toBe(2);
    for (let step = 0; step < 3; step += 1) await goOn("status");
    expect((await goOn("fetch")).exitCode).toBe(0);
  });

  test("tells the cost without sending anything", async () => {
    const { submit } = await begin("--dry-run");
    expect((await submit()).stderr).toContain("By Batch: About $");
    expect(server.requests).toEqual([]);
  });

  test.each([
    [["batch"], "batch takes submit, status, fetch or cancel."],
    [["batch", "fetch"], "batch fetch takes the folder"],
    [["batch", "submit", "t.prompty"], "--data is needed"],
    [["batch", "status", "nowhere"], "nowhere holds no batches."],
  ])("%j is refused", async (words, message) => {
    const { exitCode, stderr } = await run(await temporaryFolder(FILES), words);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  test("asks only the server that has the batches, and only for the rows that it has", async () => {
    const { folder, submit, goOn } = await begin();
    await submit();
    const other = await run(folder, [
      "batch",
      "status",
      "runs/1",
      "--base-url",
      "http://localhost:9/v1",
    ]);
    expect(other.stderr).toMatch(/These batches are at 127\.0\.0\.1:\d+, not localhost:9/);
    await writeFile(path.join(folder, "rows.csv"), "id,ticket\na,other\n");
    expect((await goOn("fetch")).stderr).toContain("The rows of rows.csv have changed");
    await writeFile(path.join(folder, "runs/1/batch.json"), "{");
    expect((await goOn("status")).stderr).toContain("holds no batches");
  });
});
