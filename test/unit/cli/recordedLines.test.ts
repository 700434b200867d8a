import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { describe, expect, test } from "vitest";
import { evidencePath, NEEDS_EVIDENCE } from "../../../scripts/evidence";
import { countRequest } from "../../../src/core/accounting/countRequest";
import { parseJson } from "../../../src/core/json/parseJson";
import { GPT_4O } from "../../../src/core/models/gpt4o";
import { GPT_4O_MINI } from "../../../src/core/models/gpt4oMini";
import { readChatRequest, readResponsesRequest } from "../../../src/core/prompt/requestJson";
import { loadTokenEngine } from "../tokens/loadEngine";
import { jsonLines, run } from "./testHost";
import { temporaryFolder } from "./temporaryFolder";

const RECORDINGS = evidencePath("truth", "recorded.jsonl.gz");

/** One of this many recordings is tested as a line of a batch, and one of this many of those as a file. */
const EVERY = 10;

interface Recording {
  readonly id: string;
  readonly endpoint: "chat" | "responses";
  readonly request: object;
}

describe.skipIf(RECORDINGS === undefined)(
  RECORDINGS ? "recorded requests" : `recorded requests ${NEEDS_EVIDENCE}`,
  () => {
    test("are counted as lines of a batch as the core counts them", async () => {
      const recordings = await readSample();
      const lines = recordings.map(({ id, endpoint, request }) =>
        JSON.stringify({ custom_id: id, method: "POST", url: URLS[endpoint], body: request }),
      );
      const input = [lines.join("\n")];
      const words = ["estimate", "-", "--per-line", "--json"];
      const { exitCode, stdout } = await run("/", words, { input });
      expect(exitCode).toBe(0);
      const results = jsonLines(stdout);
      expect(results.map((result) => result["custom_id"])).toEqual(recordings.map(({ id }) => id));
      const engine = await loadTokenEngine();
      recordings.forEach((recording, index) => {
        expect(figuresOf(results[index]), recording.id).toEqual(expected(recording, engine));
      });
    });

    test("are counted as files of any name as the core counts them", async () => {
      const recordings = (await readSample()).filter((_, index) => index % EVERY === 0);
      const files = recordings.map((_, index) => `request ${index}.json`);
      const folder = await temporaryFolder(
        Object.fromEntries(
          recordings.map(({ request }, index) => [
            files[index] ?? "",
            JSON.stringify(request, undefined, index % 3),
          ]),
        ),
      );
      const { exitCode, stdout } = await run(folder, ["estimate", "--json", "--", ...files]);
      expect(exitCode).toBe(0);
      const results = jsonLines(stdout);
      const engine = await loadTokenEngine();
      recordings.forEach((recording, index) => {
        const result = results[index];
        expect(result?.["format"], recording.id).toBe(`${recording.endpoint}-request`);
        expect(figuresOf(result), recording.id).toEqual(expected(recording, engine));
      });
    });
  },
);

const URLS = { chat: "/v1/chat/completions", responses: "/v1/responses" } as const;

async function readSample(): Promise<readonly Recording[]> {
  const lines = createInterface({ input: createReadStream(RECORDINGS ?? "").pipe(createGunzip()) });
  const sample: Recording[] = [];
  let read = 0;
  for await (const line of lines) {
    if (read % EVERY === 0) sample.push(JSON.parse(line) as Recording);
    read += 1;
  }
  return sample;
}

type Figures = Readonly<Record<string, { readonly inputTokens: number; readonly basis: string }>>;

function expected(
  { endpoint, request }: Recording,
  engine: Awaited<ReturnType<typeof loadTokenEngine>>,
): Figures {
  const { root } = parseJson(JSON.stringify(request));
  if (root === undefined) throw new Error("a recording without a request");
  const prompt = endpoint === "chat" ? readChatRequest(root) : readResponsesRequest(root);
  return Object.fromEntries(
    [GPT_4O, GPT_4O_MINI].map((model) => {
      const { inputTokens, basis } = countRequest(prompt, model, engine);
      return [model.id, { inputTokens, basis: basis.kind }];
    }),
  );
}

function figuresOf(result: Readonly<Record<string, unknown>> | undefined): Figures {
  const models = (result?.["models"] ?? {}) as Figures;
  return Object.fromEntries(
    Object.entries(models).map(([id, { inputTokens, basis }]) => [id, { inputTokens, basis }]),
  );
}
