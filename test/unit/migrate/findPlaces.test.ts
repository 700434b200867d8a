import { describe, expect, test } from "vitest";
import { findModelPlaces } from "../../../src/core/migrate/findPlaces";

/** The names that are found, with what surrounds them cut away. */
function found(path: string, text: string): readonly string[] {
  return findModelPlaces(path, text).map(({ model, range }) => {
    expect(text.slice(range.start, range.end)).toBe(model.id);
    return model.id;
  });
}

const fields = (path: string, text: string) =>
  findModelPlaces(path, text)[0]?.requests[0]?.fields.map(({ name }) => name);

describe("places are found", () => {
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
    const sources = { azureDeployments: { "prod-chat": "gpt-4o" } };
    const places = findModelPlaces("a.py", 'create(model="prod-chat")', sources);
    expect(places.map(({ model }) => [model.id, model.kind])).toEqual([
      ["prod-chat", "deployment"],
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
      expect(() => findModelPlaces(path, '{"model": "gpt-4o", [[[ "')).not.toThrow();
    }
  });
});

describe("the request around a place", () => {
  test("in data: beside the model, in objects of parameters, and around a nested model", () => {
    expect(fields("a.json", '{"model":"gpt-4o","messages":[],"max_tokens":5}')).toEqual([
      "model",
      "messages",
      "max_tokens",
    ]);
    expect(
      fields(
        "a.prompty",
        "---\nmodel:\n  id: gpt-4o\n  options:\n    temperature: 0\n---\nsystem:\nx",
      ),
    ).toEqual(["id", "temperature"]);
    expect(
      fields(
        "a.prompt.yml",
        "model: openai/gpt-4o\nmodelParameters:\n  maxTokens: 5\nmessages: []\n",
      ),
    ).toEqual(["model", "max_tokens", "messages"]);
  });

  test("in code: keyword arguments, objects, and the call that uses a constant", () => {
    expect(
      fields("a.py", 'c.chat.completions.create(model="gpt-4o", stop=["x"], messages=m)'),
    ).toEqual(["model", "stop", "messages"]);
    expect(
      fields("a.ts", 'c.responses.create({ model: "gpt-4o", input, temperature: 0.2 })'),
    ).toEqual(["model", "temperature"]);
    expect(
      fields("a.py", 'MODEL = "gpt-4o"\nc.chat.completions.create(model=MODEL, seed=1)'),
    ).toEqual(["model", "seed"]);
    expect(fields("a.py", 'ChatOpenAI(model="gpt-4o", model_kwargs={"stop": ["x"]})')).toEqual([
      "model",
      "stop",
    ]);
  });
});
