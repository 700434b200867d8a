/** One file of a workspace, with the models that it names and should be found, in order. */
export interface WorkspaceFile {
  readonly path: string;
  readonly text: string;
  readonly models: readonly string[];
}

const json = (value: object, indent = 2) => `${JSON.stringify(value, undefined, indent)}\n`;
const chat = (model: string, more: object = {}) => ({
  model,
  messages: [{ role: "user", content: "Where is my order?" }],
  ...more,
});
const cell = (type: string, source: readonly string[]) => ({
  cell_type: type,
  source,
  metadata: {},
});
const notebook = (...source: readonly string[]) =>
  json({
    cells: [cell("markdown", ["gpt-4o"]), cell("code", source)],
    nbformat: 4,
    nbformat_minor: 5,
  });

/** Sixty files that name retiring models in every way that we know of. */
export const RETIRING_FILES: readonly WorkspaceFile[] = [
  { path: "api/plain.json", text: json(chat("gpt-4o")), models: ["gpt-4o"] },
  {
    path: "api/limits.json",
    text: json(chat("gpt-4o", { max_tokens: 300, temperature: 0.2 })),
    models: ["gpt-4o"],
  },
  {
    path: "api/compact.json",
    text: json(chat("gpt-4o-mini", { top_p: 0.9 }), 0),
    models: ["gpt-4o-mini"],
  },
  {
    path: "api/penalties.json",
    text: json(chat("gpt-4.1", { presence_penalty: 0.5, frequency_penalty: 0.1 })),
    models: ["gpt-4.1"],
  },
  {
    path: "api/cache.json",
    text: json(chat("gpt-4.1-mini", { prompt_cache_retention: "in_memory", seed: 7 })),
    models: ["gpt-4.1-mini"],
  },
  {
    path: "api/prediction.json",
    text: json(chat("gpt-4o", { prediction: { type: "content", content: "x" } })),
    models: ["gpt-4o"],
  },
  {
    path: "api/tools.json",
    text: json(chat("gpt-4o", { tools: [{ type: "function", function: { name: "f" } }] })),
    models: ["gpt-4o"],
  },
  {
    path: "api/snapshot.json",
    text: json(chat("gpt-4o-2024-11-20")),
    models: ["gpt-4o-2024-11-20"],
  },
  {
    path: "api/responses.json",
    text: json({ model: "gpt-4o", input: "hi", max_output_tokens: 50 }),
    models: ["gpt-4o"],
  },
  { path: "api/gone.json", text: json(chat("gpt-4o-2024-05-13")), models: ["gpt-4o-2024-05-13"] },
  { path: "api/older.json", text: json(chat("gpt-4-turbo")), models: ["gpt-4-turbo"] },
  {
    path: "api/comments.jsonc",
    text: `{\n  // the model\n  "model": "gpt-4o", // not gpt-4.1\n  "messages": []\n}\n`,
    models: ["gpt-4o"],
  },
  {
    path: "api/batch.jsonl",
    text: [1, 2]
      .map((id) =>
        JSON.stringify({
          custom_id: `${id}`,
          method: "POST",
          url: "/v1/chat/completions",
          body: chat("gpt-4o-mini", { max_tokens: 9 }),
        }),
      )
      .join("\n"),
    models: ["gpt-4o-mini", "gpt-4o-mini"],
  },
  {
    path: "api/two.json",
    text: json([chat("gpt-4o"), chat("gpt-4o-mini")]),
    models: ["gpt-4o", "gpt-4o-mini"],
  },
  {
    path: "api/request.http",
    text: `POST https://api.openai.com/v1/chat/completions\nContent-Type: application/json\n\n${json(chat("gpt-4o"))}`,
    models: ["gpt-4o"],
  },
  {
    path: "prompts/a.prompty",
    text: "---\nname: A\nmodel:\n  api: chat\n  id: gpt-4o\n  options:\n    temperature: 0.1\n---\nsystem:\nBe brief.\n",
    models: ["gpt-4o"],
  },
  {
    path: "prompts/b.prompty",
    text: "---\nmodel: gpt-4o-mini\n---\nuser:\nHi\n",
    models: ["gpt-4o-mini"],
  },
  {
    path: "prompts/c.prompt",
    text: "---\nmodel: openai/gpt-4o\nconfig:\n  temperature: 0\n---\nHi {{name}}\n",
    models: ["gpt-4o"],
  },
  {
    path: "prompts/d.prompt.yml",
    text: "name: D\nmodel: openai/gpt-4o-mini\nmodelParameters:\n  maxTokens: 100\nmessages:\n  - role: user\n    content: Hi\n",
    models: ["gpt-4o-mini"],
  },
  { path: "prompts/e.md", text: "---\nmodel: gpt-4.1\n---\nText\n", models: ["gpt-4.1"] },
  {
    path: "prompts/chat.yaml",
    text: "model: gpt-4o\nmax_tokens: 20\nmessages:\n  - role: user\n    content: Is gpt-4o good?\n",
    models: ["gpt-4o"],
  },
  {
    path: "prompts/flow.yaml",
    text: "request: {model: gpt-4o, messages: []}\n",
    models: ["gpt-4o"],
  },
  {
    path: "eval/promptfooconfig.yaml",
    text: "prompts: [a.txt]\nproviders:\n  - openai:gpt-4o\n  - id: openai:chat:gpt-4o-mini\n    config:\n      temperature: 0\ntests: []\n",
    models: ["gpt-4o", "gpt-4o-mini"],
  },
  {
    path: "eval/judge.yaml",
    text: "defaultTest:\n  options:\n    provider: openai:gpt-4.1\n",
    models: ["gpt-4.1"],
  },
  {
    path: "py/chat.py",
    text: 'from openai import OpenAI\n\nclient = OpenAI()\nr = client.chat.completions.create(\n    model="gpt-4o",\n    messages=[{"role": "user", "content": "Hi"}],\n    max_tokens=20,\n)\n',
    models: ["gpt-4o"],
  },
  {
    path: "py/constant.py",
    text: 'MODEL = "gpt-4o"\n\ndef ask(c, m):\n    return c.chat.completions.create(model=MODEL, messages=m, temperature=0.2)\n',
    models: ["gpt-4o"],
  },
  {
    path: "py/responses.py",
    text: "client.responses.create(model='gpt-4o-mini', input='Hi', max_output_tokens=9)\n",
    models: ["gpt-4o-mini"],
  },
  {
    path: "py/langchain_app.py",
    text: 'llm = ChatOpenAI(model="gpt-4o", temperature=0)\n',
    models: ["gpt-4o"],
  },
  {
    path: "py/default.py",
    text: 'def run(model: str = "gpt-4o-mini"):\n    """Runs on gpt-4o."""\n    return model\n',
    models: ["gpt-4o-mini"],
  },
  {
    path: "py/table.py",
    text: 'MODELS = {"small": "gpt-4o-mini", "large": "gpt-4o"}\n',
    models: ["gpt-4o-mini", "gpt-4o"],
  },
  { path: "py/environment.py", text: 'model = os.getenv("MODEL", "gpt-4o")\n', models: ["gpt-4o"] },
  {
    path: "py/fine_tuned.py",
    text: 'c.chat.completions.create(model="ft:gpt-4o-mini-2024-07-18:acme::9abc", messages=m)\n',
    models: ["ft:gpt-4o-mini-2024-07-18:acme::9abc"],
  },
  {
    path: "py/tokens.py",
    text: 'enc = tiktoken.encoding_for_model("gpt-4o")\n',
    models: ["gpt-4o"],
  },
  {
    path: "py/dictionary.py",
    text: 'request = {"model": "gpt-4o", "messages": m, "stop": ["###"]}\nclient.chat.completions.create(**request)\n',
    models: ["gpt-4o"],
  },
  {
    path: "py/speech.py",
    text: 'c.audio.speech.create(model="gpt-4o-mini-tts", voice="alloy", input=t)\n',
    models: ["gpt-4o-mini-tts"],
  },
  {
    path: "py/whisper.py",
    text: 'c.audio.transcriptions.create(model="whisper-1", file=f)\n',
    models: ["whisper-1"],
  },
  {
    path: "js/chat.ts",
    text: 'await openai.chat.completions.create({\n  model: "gpt-4o",\n  messages,\n  max_tokens: 40,\n});\n',
    models: ["gpt-4o"],
  },
  {
    path: "js/responses.mjs",
    text: "const r = await openai.responses.create({ model: 'gpt-4o', input, temperature: 0.3 });\n",
    models: ["gpt-4o"],
  },
  {
    path: "js/ai-sdk.ts",
    text: 'const { text } = await generateText({ model: openai("gpt-4o-mini"), prompt });\n',
    models: ["gpt-4o-mini"],
  },
  { path: "js/template.js", text: "const MODEL = `gpt-4o`;\n", models: ["gpt-4o"] },
  {
    path: "js/view.tsx",
    text: 'export const App = () => <Chat model="gpt-4o" title="It\'s gpt-4o" />;\n',
    models: ["gpt-4o"],
  },
  {
    path: "js/list.ts",
    text: 'export const MODELS = ["gpt-4o", "gpt-4o-mini", "gpt-5.4"] as const;\n',
    models: ["gpt-4o", "gpt-4o-mini"],
  },
  {
    path: "js/environment.cjs",
    text: 'const model = process.env.MODEL ?? "gpt-4.1-mini";\n',
    models: ["gpt-4.1-mini"],
  },
  {
    path: "notebooks/a.ipynb",
    text: notebook(
      "client.chat.completions.create(\n",
      '    model="gpt-4o",\n',
      "    messages=m)\n",
    ),
    models: ["gpt-4o"],
  },
  { path: "notebooks/b.ipynb", text: notebook("M = 'gpt-4o-mini'\n"), models: ["gpt-4o-mini"] },
  {
    path: "go/main.go",
    text: 'package main\n\nvar req = openai.ChatCompletionRequest{Model: "gpt-4o"}\n',
    models: ["gpt-4o"],
  },
  {
    path: "java/App.java",
    text: 'String model = "gpt-4o-mini"; // "gpt-4.1"\n',
    models: ["gpt-4o-mini"],
  },
  { path: "cs/App.cs", text: 'var client = new ChatClient("gpt-4o", key);\n', models: ["gpt-4o"] },
  {
    path: "rb/app.rb",
    text: "client.chat(parameters: { model: 'gpt-4o', messages: m }) # 'gpt-4.1'\n",
    models: ["gpt-4o"],
  },
  {
    path: "php/app.php",
    text: "<?php $r = $client->chat()->create(['model' => 'gpt-4o']);\n",
    models: ["gpt-4o"],
  },
  { path: "rs/main.rs", text: 'let model = "gpt-4o".to_string();\n', models: ["gpt-4o"] },
  { path: ".env", text: "OPENAI_API_KEY=\nOPENAI_MODEL=gpt-4o\n", models: ["gpt-4o"] },
  {
    path: "config/.env.production",
    text: 'export MODEL="gpt-4o-mini" # was gpt-4\n',
    models: ["gpt-4o-mini"],
  },
  { path: "Dockerfile", text: "FROM node:22\nENV OPENAI_MODEL=gpt-4o\n", models: ["gpt-4o"] },
  {
    path: "docker-compose.yml",
    text: "services:\n  api:\n    environment:\n      - MODEL=gpt-4o\n      - OTHER=x\n",
    models: ["gpt-4o"],
  },
  {
    path: ".github/workflows/eval.yml",
    text: "on: push\nenv:\n  MODEL: gpt-4o\njobs:\n  a:\n    steps:\n      - run: llm -m gpt-4o-mini 'hi'\n",
    models: ["gpt-4o", "gpt-4o-mini"],
  },
  { path: "pyproject.toml", text: '[tool.app]\nmodel = "gpt-4o"\n', models: ["gpt-4o"] },
  {
    path: "config.toml",
    text: 'model = "gpt-4.1" # gpt-4o\n[profiles.a]\nmodel = "gpt-4o-mini"\n',
    models: ["gpt-4.1", "gpt-4o-mini"],
  },
  { path: "app.ini", text: "[openai]\nmodel = gpt-4o\n", models: ["gpt-4o"] },
  {
    path: "run.sh",
    text: `curl https://api.openai.com/v1/chat/completions -d '{"model": "gpt-4o", "messages": []}'\nllm --model=gpt-4o-mini "what is gpt-4.1?"\n`,
    models: ["gpt-4o", "gpt-4o-mini"],
  },
];

/** Thirty that look as if they did. */
export const DECOYS: readonly WorkspaceFile[] = (
  [
    ["README.md", 'Use `gpt-4o`:\n\n```json\n{"model": "gpt-4o"}\n```\n'],
    ["CHANGELOG.md", "- Moved to gpt-4o\n"],
    ["docs/why.md", "gpt-4o is good.\n"],
    ["docs/front.md", "---\ntitle: gpt-4o\n---\ntext\n"],
    ["package-lock.json", '{"model": "gpt-4o"}'],
    ["notes.txt", "model: gpt-4o\n"],
    ["data.csv", "model,tokens\ngpt-4o,12\n"],
    [
      "decoys/content.json",
      json(chat("gpt-6-luna", { messages: [{ role: "user", content: "gpt-4o" }] })),
    ],
    ["decoys/similar.json", json(chat("gpt-4o-large"))],
    ["decoys/own.json", json(chat("my-gpt-4o"))],
    ["decoys/successor.json", json(chat("gpt-6-luna"))],
    ["decoys/staying.json", json(chat("gpt-5.4-mini"))],
    ["decoys/prices.json", json({ "gpt-4o": { input: 2.5 }, "gpt-4o-mini": { input: 0.15 } })],
    ["decoys/label.json", json({ label: "gpt-4o", description: "gpt-4o" })],
    ["decoys/comment.yaml", "# model: gpt-4o\nmodel: gpt-6-luna\n"],
    ["decoys/prose.yaml", "description: We use gpt-4o here\ntitle: gpt-4o\n"],
    ["decoys/block.yaml", "content: |\n  model: gpt-4o\n  use --model gpt-4o\n"],
    ["decoys/comment.py", '# model="gpt-4o"\nx = 1\n'],
    ["decoys/docstring.py", 'def f():\n    """model="gpt-4o" """\n'],
    ["decoys/table.py", 'PRICES = {"gpt-4o": 2.5, "gpt-4o-mini": 0.15}\n'],
    ["decoys/sentence.py", 'print("we use gpt-4o today")\n'],
    ["decoys/made.py", 'model = f"gpt-4o-{date}"\n'],
    ["decoys/comment.ts", '// model: "gpt-4o"\n/* "gpt-4o-mini" */\nexport {};\n'],
    ["decoys/table.ts", 'export const WINDOW = { "gpt-4o": 128_000 };\n'],
    ["decoys/text.tsx", "export const A = () => <p>gpt-4o</p>;\n"],
    ["decoys/comment.go", '// "gpt-4o"\nvar p = map[string]int{"gpt-4o": 1}\n'],
    ["decoys/.env", "# MODEL=gpt-4o\nMODEL=gpt-6-luna\n"],
    ["decoys/comment.toml", '# model = "gpt-4o"\nname = "x"\n'],
    ["decoys/picker.prompt.md", "---\nmodel: GPT-4o\n---\nhi\n"],
    ["decoys/markdown.ipynb", json({ cells: [cell("markdown", ['model="gpt-4o"'])] })],
  ] as const
).map(([path, text]) => ({ path, text, models: [] }));
