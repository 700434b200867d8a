import { describe, expect, test } from "vitest";
import { findPlaces, type Place } from "../../../src/core/migrate/scan/findPlaces";
import { parameter } from "../../../src/core/migrate/request/request";

const TODAY = "2026-11-28";

/** The names that are found, with what surrounds them cut away. */
function found(path: string, text: string): readonly string[] {
  return findPlaces(path, text, TODAY).map(({ model, range }) => {
    expect(text.slice(range.start, range.end)).toBe(model.id);
    return model.id;
  });
}

describe("whose request and whose model a name is", () => {
  test.each([
    ["AzureOpenAI()", "azure"],
    ["openai.AsyncAzureOpenAI()", "azure"],
    ["OpenAI()", "openai"],
    ["AzureOpenAI() if azure else OpenAI()", "openai"],
  ])("a model that %s is sent belongs to %s", (client, vendor) => {
    const call = 'c.chat.completions.create(model="gpt-4o", messages=[])';
    const [place] = findPlaces("a.py", `c = ${client}\n${call}\n`, TODAY);
    expect(place?.vendor).toBe(vendor);
  });

  test("the default of an argument is sent by the calls that pass it on, and by no other", () => {
    const text =
      'MODEL = "gpt-4o"\n' +
      'def ask(model="gpt-4o-mini"):\n    create(model=model, max_tokens=1)\n' +
      "create(model=MODEL, seed=1)\n";
    const [constant, argument] = findPlaces("a.py", text, TODAY);
    expect(constant?.requests.map((request) => parameter(request, "seed")?.field.key)).toEqual([
      "seed",
    ]);
    expect(
      argument?.requests.map((request) => parameter(request, "max_tokens")?.field.key),
    ).toEqual(["max_tokens"]);
  });
});

describe("places are found", () => {
  test.each([
    ["run.sh", 'MODEL=${MODEL:-gpt-4o}\nOTHER="${2:-gpt-4.1}"\n', ["gpt-4o", "gpt-4.1"]],
    ["Makefile", "run:\n\tllm -m $${MODEL:-gpt-4o} hi\n", ["gpt-4o"]],
    [".env", "MODEL=${MODEL:-gpt-4o-mini}\n", ["gpt-4o-mini"]],
    [
      "compose.yaml",
      "environment:\n  MODEL: ${MODEL:-gpt-4o}\nenv_file:\n  - OTHER=${OTHER-gpt-4.1}\n",
      ["gpt-4o", "gpt-4.1"],
    ],
  ])("as the default of a variable in %s", (path, text, names) => {
    expect(found(path, text)).toEqual(names);
  });

  test.each([
    ["request.json", '{"model": "gpt-4o", "messages": []}', ["gpt-4o"]],
    [
      "config.jsonc",
      '{\n  // gpt-4o was here\n  "models": ["gpt-4o-mini", "gpt-6-luna"]\n}',
      ["gpt-4o-mini"],
    ],
    [
      "batch.jsonl",
      '{"body":{"model":"gpt-4.1"}}\n\n{"body":{"model":"gpt-4o"}}\n',
      ["gpt-4.1", "gpt-4o"],
    ],
    [
      "flow.yaml",
      "default: &m gpt-4o # gpt-4.1\nfallback: 'openai/gpt-4o-mini'\n",
      ["gpt-4o", "gpt-4o-mini"],
    ],
    ["two.yaml", "model: gpt-4o\n---\nmodel: gpt-4.1\n", ["gpt-4o", "gpt-4.1"]],
    [
      "promptfooconfig.yaml",
      "providers:\n  - openai:chat:gpt-4o\n  - id: openai:gpt-4o-mini\n",
      ["gpt-4o", "gpt-4o-mini"],
    ],
    [
      ".github/workflows/ci.yml",
      "jobs:\n  a:\n    env:\n      MODEL: gpt-4o\n    steps:\n      - run: |\n          llm -m gpt-4o-mini 'hello'\n          eval --model=gpt-4.1\n",
      ["gpt-4o", "gpt-4o-mini", "gpt-4.1"],
    ],
    [".gitlab-ci.yml", "test:\n  script:\n    - llm --model gpt-4o hi\n", ["gpt-4o"]],
    ["triage.prompty", "---\nmodel:\n  id: gpt-4o\n---\nsystem:\nUse gpt-4o.\n", ["gpt-4o"]],
    ["a.prompt", "---\nmodel: openai/gpt-4o\n---\nhi", ["gpt-4o"]],
    ["notes.md", "---\nmodel: gpt-4o\n---\n# Why gpt-4o-mini\n", ["gpt-4o"]],
    ["app.py", 'client.chat.completions.create(model="gpt-4o", messages=[])\n', ["gpt-4o"]],
    [
      "app.py",
      "MODEL = 'gpt-4o-2024-08-06'\nFINE = 'ft:gpt-4o-2024-08-06:acme::9abc'\n",
      ["gpt-4o-2024-08-06", "ft:gpt-4o-2024-08-06:acme::9abc"],
    ],
    [
      "app.py",
      'def ask(model: str = "gpt-4o"): ...\nMODELS = {"fast": "gpt-4o-mini"}\n',
      ["gpt-4o", "gpt-4o-mini"],
    ],
    [
      "app.ts",
      'const r = await openai.responses.create({ model: "gpt-4o", input: "hi" });',
      ["gpt-4o"],
    ],
    ["app.tsx", "const M = `gpt-4o`; export const A = () => <p>gpt-4o's it</p>;", ["gpt-4o"]],
    ["app.mjs", 'openai("gpt-4o-mini"); // openai("gpt-4o")', ["gpt-4o-mini"]],
    ["main.go", 'req := Request{Model: "gpt-4o"} // "gpt-4.1"\n', ["gpt-4o"]],
    ["App.java", '/* "gpt-4o" */ String model = "gpt-4o-mini";', ["gpt-4o-mini"]],
    ["app.rb", "client.chat(parameters: { model: 'gpt-4o' }) # 'gpt-4.1'\n", ["gpt-4o"]],
    [
      ".env",
      '# OPENAI_MODEL=gpt-4.1\nOPENAI_MODEL=gpt-4o\nexport SMALL="gpt-4o-mini"\n',
      ["gpt-4o", "gpt-4o-mini"],
    ],
    [
      "Dockerfile",
      "FROM node\nENV MODEL=gpt-4o\nARG SMALL=gpt-4o-mini\nENV OTHER gpt-4.1\n",
      ["gpt-4o", "gpt-4o-mini", "gpt-4.1"],
    ],
    ["pyproject.toml", '[tool.llm]\nmodel = "gpt-4o" # "gpt-4.1"\n', ["gpt-4o"]],
    ["settings.ini", "; model=gpt-4.1\nmodel=gpt-4o\n", ["gpt-4o"]],
    [
      "run.sh",
      `curl -d '{"model":"gpt-4o"}' https://x\nllm -m gpt-4o-mini "what is gpt-4.1"\n`,
      ["gpt-4o", "gpt-4o-mini"],
    ],
    [
      "a.http",
      'POST https://api.openai.com/v1/chat/completions\n\n{"model": "gpt-4o"}\n',
      ["gpt-4o"],
    ],
    [
      "n.ipynb",
      JSON.stringify({
        cells: [
          { cell_type: "code", source: ["x = 1\n", 'm = "gpt-4o"\n'] },
          { cell_type: "markdown", source: ['"gpt-4o"'] },
        ],
      }),
      ["gpt-4o"],
    ],
    [
      "audio.py",
      'm = "whisper-1"; t = "gpt-4o-mini-tts"; r = "gpt-4o-transcribe"',
      ["whisper-1", "gpt-4o-mini-tts", "gpt-4o-transcribe"],
    ],
  ] as const)("%s: %j", (path, text, names) => {
    expect(found(path, text)).toEqual(names);
  });

  test("an Azure deployment that the settings map", () => {
    const azureDeployments = new Map([["prod-chat", "gpt-4o"]]);
    const places = findPlaces("a.py", 'create(model="prod-chat")', TODAY, { azureDeployments });
    expect(places.map(({ name, model, vendor }) => [name, model.id, vendor])).toEqual([
      ["prod-chat", "gpt-4o", "azure"],
    ]);
  });
});

describe("nothing else is", () => {
  test.each([
    [
      "a.json",
      '{"content": "gpt-4o", "messages": [{"role": "user", "content": "Is gpt-4o good?"}]}',
    ],
    [
      "a.json",
      '{"model": "gpt-4o-like", "other": "my-gpt-4o", "next": "gpt-6-luna", "new": "gpt-5.4"}',
    ],
    ["prices.json", '{"gpt-4o": {"input": 2.5}}'],
    ["package-lock.json", '{"model": "gpt-4o"}'],
    ["README.md", '```json\n{"model": "gpt-4o"}\n```\n'],
    ["a.md", "Use `gpt-4o` for this.\n"],
    ["a.yaml", "# model: gpt-4o\ndescription: gpt-4o\ntext: use gpt-4o\n"],
    [
      "a.py",
      '"""Uses "gpt-4o"."""\n# model="gpt-4o"\nprint("we use gpt-4o here")\nPRICES = {"gpt-4o": 2.5}\n',
    ],
    ["a.ts", '// "gpt-4o"\n/* model: "gpt-4o" */\nconst p = { "gpt-4o": 2.5, m: "gpt-4o-large" };'],
    ["main.go", '// "gpt-4o"\nvar p = map[string]float64{"gpt-4o": 2.5}\n'],
    [".env", "# MODEL=gpt-4o\nNOTE=not gpt-4o at all\n"],
    ["a.csv", "gpt-4o,1\n"],
    ["a.prompt.md", "---\nmodel: GPT-4o\n---\nhi"],
    ["a.py", 'm = "gpt-4o/extra"; n = "gpt-4o "; o = f"gpt-4o-{x}"'],
  ])("%s: %j", (path, text) => {
    expect(found(path, text)).toEqual([]);
  });

  test("broken files are read as far as they go", () => {
    for (const path of ["a.json", "a.yaml", "a.py", "a.ts", "a.ipynb", "a.toml", "a.prompty"]) {
      expect(() => findPlaces(path, '{"model": "gpt-4o", [[[ "', TODAY)).not.toThrow();
    }
  });
});

function requestsOf(path: string, text: string): Place["requests"] {
  return findPlaces(path, text, TODAY)[0]?.requests ?? [];
}

describe("the request around a place", () => {
  test.each([
    ["a.json", '{"model":"gpt-4o","messages":[],"max_tokens":5}', "max_tokens"],
    [
      "a.prompty",
      "---\nmodel:\n  id: gpt-4o\n  options:\n    temperature: 0\n---\nsystem:\nx",
      "temperature",
    ],
    [
      "a.prompt.yml",
      "model: openai/gpt-4o\nmodelParameters:\n  maxTokens: 5\nmessages: []\n",
      "max_tokens",
    ],
    ["a.py", 'c.chat.completions.create(model="gpt-4o", stop=["x"], messages=m)', "stop"],
    ["a.ts", 'c.responses.create({ model: "gpt-4o", input, temperature: 0.2 })', "temperature"],
    ["a.py", 'MODEL = "gpt-4o"\nc.chat.completions.create(model=MODEL, seed=1)', "seed"],
    ["a.py", 'ChatOpenAI(model="gpt-4o", model_kwargs={"stop": ["x"]})', "stop"],
  ])("%s: %j has %s", (path, text, name) => {
    const [request] = requestsOf(path, text);
    expect(request && parameter(request, name)).toBeDefined();
  });
});
