import type { WorkspaceFile } from "./retiringWorkspace";

const json = (value: object, indent = 2) => `${JSON.stringify(value, undefined, indent)}\n`;
const chat = (model: string, more: object = {}) => ({
  model,
  messages: [{ role: "user", content: "Where is my order?" }],
  ...more,
});
const tool = { type: "function", function: { name: "find", parameters: { type: "object" } } };

/** Forty more files, of kinds that name models in ways of their own. */
export const HARDER_FILES: readonly WorkspaceFile[] = [
  {
    path: "deploy/Dockerfile.api",
    text: 'FROM python:3.13\nARG MODEL="gpt-4o-mini"\nENV OPENAI_MODEL=$MODEL \\\n    JUDGE_MODEL=gpt-4.1\nLABEL about="runs gpt-4o"\nCMD ["serve", "--model", "gpt-4o"]\n',
    models: ["gpt-4o-mini", "gpt-4.1", "gpt-4o"],
  },
  {
    path: ".github/workflows/matrix.yml",
    text: "on: push\njobs:\n  eval:\n    strategy:\n      matrix:\n        model: [gpt-4o, gpt-4o-mini, gpt-6-luna]\n        include:\n          - model: gpt-4.1\n            name: the gpt-4.1 leg\n    steps:\n      - name: Ask gpt-4o\n        run: |\n          # gpt-4o-mini was here\n          llm -m ${{ matrix.model }} hi\n          promptfoo eval -r openai:gpt-4o-mini\n        env:\n          MODEL: ${{ vars.MODEL || 'gpt-4o' }}\n",
    models: ["gpt-4o", "gpt-4o-mini", "gpt-4.1", "gpt-4o-mini", "gpt-4o"],
  },
  {
    path: "infra/main.tf",
    text: 'variable "model" {\n  type    = string\n  default = "gpt-4o" # gpt-4.1 once\n}\n\nresource "azurerm_cognitive_deployment" "chat" {\n  name = "chat"\n  model {\n    format  = "OpenAI"\n    name    = "gpt-4o-mini"\n    version = "2024-07-18"\n  }\n}\n',
    models: ["gpt-4o", "gpt-4o-mini"],
  },
  { path: "infra/prod.tfvars", text: 'model = "gpt-4o"\nregion = "eu"\n', models: ["gpt-4o"] },
  {
    path: "chart/values.yaml",
    text: "# model: gpt-4.1\nimage:\n  tag: 1.2\nllm:\n  model: gpt-4o\n  extraArgs:\n    - --fallback-model=gpt-4o-mini\nenv:\n  - name: OPENAI_MODEL\n    value: gpt-4o\n",
    models: ["gpt-4o", "gpt-4o-mini", "gpt-4o"],
  },
  {
    path: "chart/templates/configmap.yaml",
    text: 'apiVersion: v1\nkind: ConfigMap\ndata:\n  MODEL: "gpt-4o-mini"\n  app.properties: |\n    model=gpt-4o\n    title=all about gpt-4o\n',
    models: ["gpt-4o-mini", "gpt-4o"],
  },
  {
    path: "deploy/serverless.yml",
    text: "provider:\n  environment:\n    MODEL: ${env:MODEL, 'gpt-4o'}\n    NOTE: ${env:NOTE, 'all about gpt-4o'}\ncustom:\n  small: gpt-4o-mini\n",
    models: ["gpt-4o", "gpt-4o-mini"],
  },
  {
    path: "litellm/config.yaml",
    text: "model_list:\n  - model_name: gpt-4o\n    litellm_params:\n      model: azure/gpt-4o\n      api_base: os.environ/AZURE_API_BASE\n      max_tokens: 300\n  - model_name: small\n    litellm_params:\n      model: openai/gpt-4o-mini\n      temperature: 0.2\nrouter_settings:\n  fallbacks: [{gpt-4o: [small]}]\n",
    models: ["gpt-4o", "gpt-4o", "gpt-4o-mini"],
  },
  {
    path: "py/langchain_init.py",
    text: 'from langchain.chat_models import init_chat_model\n\nllm = init_chat_model("gpt-4o", model_provider="openai", temperature=0)\nother = init_chat_model("openai:gpt-4o-mini", max_tokens=20)\n',
    models: ["gpt-4o", "gpt-4o-mini"],
  },
  {
    path: "py/azure_langchain.py",
    text: 'llm = AzureChatOpenAI(azure_deployment="gpt-4o", api_version="2024-10-21", temperature=0)\n',
    models: ["gpt-4o"],
  },
  {
    path: "py/pydantic_agent.py",
    text: 'from pydantic_ai import Agent\n\nagent = Agent("openai:gpt-4o", system_prompt="Not gpt-4.1.")\n',
    models: ["gpt-4o"],
  },
  {
    path: "py/settings.py",
    text: 'class Settings(BaseSettings):\n    model: str = Field(default="gpt-4o", description="such as gpt-4o-mini")\n    judge: Literal["gpt-4.1", "gpt-6-luna"] = "gpt-6-luna"\n',
    models: ["gpt-4o", "gpt-4.1"],
  },
  {
    path: "py/command_line.py",
    text: 'parser.add_argument("--model", default="gpt-4o", help="e.g. gpt-4o-mini")\nsubprocess.run(["llm", "-m", "gpt-4o-mini", "hi"])\n',
    models: ["gpt-4o", "gpt-4o-mini"],
  },
  {
    path: "py/choose.py",
    text: 'def pick(long):\n    if os.environ.get("M") == "gpt-4.1":\n        return "gpt-4.1"\n    return "gpt-4o" if long else "gpt-4o-mini"\n',
    models: ["gpt-4.1", "gpt-4.1", "gpt-4o", "gpt-4o-mini"],
  },
  {
    path: "py/dspy_app.py",
    text: 'import dspy\n\ndspy.configure(lm=dspy.LM("openai/gpt-4o-mini", max_tokens=100))\n',
    models: ["gpt-4o-mini"],
  },
  {
    path: "py/async_call.py",
    text: 'r = await aclient.chat.completions.create(\n    messages=m, stream=True, temperature=0.1, model="gpt-4o-2024-08-06", seed=3\n)\n',
    models: ["gpt-4o-2024-08-06"],
  },
  {
    path: "py/spread.py",
    text: 'DEFAULTS = dict(model="gpt-4o", temperature=0.5)\nclient.chat.completions.create(**DEFAULTS, messages=m)\n',
    models: ["gpt-4o"],
  },
  {
    path: "js/ai-sdk-route.ts",
    text: 'export async function POST(req: Request) {\n  const result = streamText({\n    model: openai.chat("gpt-4o"),\n    messages: convertToModelMessages((await req.json()).messages),\n    temperature: 0.4,\n    maxOutputTokens: 500,\n  });\n  return result.toUIMessageStreamResponse();\n}\n',
    models: ["gpt-4o"],
  },
  {
    path: "js/ai-gateway.ts",
    text: 'const { object } = await generateObject({ model: "openai/gpt-4o-mini", schema, prompt });\n',
    models: ["gpt-4o-mini"],
  },
  {
    path: "js/langchain.mts",
    text: 'import { ChatOpenAI } from "@langchain/openai";\n\nexport const llm = new ChatOpenAI({ model: "gpt-4o", temperature: 0, maxTokens: 50 });\n',
    models: ["gpt-4o"],
  },
  {
    path: "js/enum.ts",
    text: 'export enum Model {\n  Large = "gpt-4o",\n  Small = "gpt-4o-mini",\n}\nexport type Name = "gpt-4.1" | "gpt-6-luna";\n',
    models: ["gpt-4o", "gpt-4o-mini", "gpt-4.1"],
  },
  {
    path: "js/switch.js",
    text: 'switch (m) {\n  case "gpt-4o":\n    return 1;\n}\nfetch(url, { body: JSON.stringify({ model: "gpt-4o", messages, top_p: 0.5 }) });\n',
    models: ["gpt-4o", "gpt-4o"],
  },
  {
    path: "js/page.vue",
    text: '<template><p>gpt-4.1</p></template>\n<script setup>\n// "gpt-4o-mini"\nconst model = ref("gpt-4o");\n</script>\n',
    models: ["gpt-4o"],
  },
  {
    path: "env/.env.local.example",
    text: "# the model, such as gpt-4.1\nOPENAI_MODEL='gpt-4o-mini'   # small\nLLM=openai/gpt-4o\nNOTE=gpt-4o is fine\n",
    models: ["gpt-4o-mini", "gpt-4o"],
  },
  { path: "env/prod.env", text: "export JUDGE=gpt-4.1-mini\n", models: ["gpt-4.1-mini"] },
  {
    path: "env/.envrc",
    text: 'export MODEL="${MODEL:-gpt-4o}"\n',
    models: ["gpt-4o"],
  },
  {
    path: "config/model.json5",
    text: "// gpt-4.1\n{\n  model: 'gpt-4o', // the large one\n  fallback: \"gpt-4o-mini\",\n  temperature: .5,\n}\n",
    models: ["gpt-4o", "gpt-4o-mini"],
  },
  {
    path: "Makefile",
    text: 'MODEL ?= gpt-4o\nSMALL := gpt-4o-mini\n\n# gpt-4.1\neval:\n\tllm -m $(MODEL) "what is gpt-4.1"\n\t@echo "using gpt-4o"\n\tpromptfoo eval --providers openai:gpt-4.1\n',
    models: ["gpt-4o", "gpt-4o-mini", "gpt-4.1"],
  },
  {
    path: "scripts/ask.sh",
    text: `#!/bin/bash\nMODEL="\${1:-gpt-4o}"\ncurl -s https://api.openai.com/v1/chat/completions \\\n  -H "Content-Type: application/json" \\\n  -d '{\n    "model": "gpt-4o-mini",\n    "messages": [{"role": "user", "content": "Say hi"}],\n    "max_tokens": 20\n  }'\ncurl "$AZURE/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21" -d @body.json\n`,
    models: ["gpt-4o", "gpt-4o-mini", "gpt-4o"],
  },
  {
    path: "scripts/ask.ps1",
    text: '$model = "gpt-4o" # gpt-4.1\nWrite-Host "asks gpt-4o-mini"\n& llm --model gpt-4o-mini "hi"\n',
    models: ["gpt-4o", "gpt-4o-mini"],
  },
  {
    path: "go/chat.go",
    text: 'package main\n\nfunc ask() {\n\treq := openai.ChatCompletionNewParams{\n\t\tModel: "gpt-4o",\n\t\tMaxTokens: openai.Int(100),\n\t}\n\tother := map[string]any{"model": "gpt-4o-mini"}\n\tfmt.Println("asking gpt-4o now", `gpt-4.1`)\n}\n',
    models: ["gpt-4o", "gpt-4o-mini", "gpt-4.1"],
  },
  {
    path: "java/Chat.java",
    text: 'class Chat {\n  /** Uses "gpt-4.1". */\n  static final String MODEL = "gpt-4o";\n  ChatModel m = OpenAiChatModel.builder().modelName("gpt-4o-mini").temperature(0.2).build();\n}\n',
    models: ["gpt-4o", "gpt-4o-mini"],
  },
  {
    path: "src/main/resources/application.yml",
    text: "spring:\n  ai:\n    openai:\n      chat:\n        options:\n          model: gpt-4o\n          temperature: 0.7\n          max-tokens: 200\n",
    models: ["gpt-4o"],
  },
  {
    path: "src/main/resources/application.properties",
    text: "# gpt-4.1\nspring.ai.openai.chat.options.model=gpt-4o-mini\nspring.ai.azure.openai.chat.options.deployment-name=gpt-4o\n",
    models: ["gpt-4o-mini", "gpt-4o"],
  },
  {
    path: "cs/Chat.cs",
    text: 'builder.AddOpenAIChatCompletion(modelId: "gpt-4o", apiKey: key);\nvar azure = new AzureOpenAIClient(uri, cred).GetChatClient("gpt-4o-mini");\n',
    models: ["gpt-4o", "gpt-4o-mini"],
  },
  {
    path: "cs/appsettings.json",
    text: '{\n  // gpt-4.1\n  "OpenAI": { "Model": "gpt-4o", "About": "gpt-4o is large" },\n  "AzureOpenAI": { "DeploymentName": "gpt-4o-mini" }\n}\n',
    models: ["gpt-4o", "gpt-4o-mini"],
  },
  {
    path: "tuned/app.ts",
    text: 'const M = "ft:gpt-4o-2024-08-06:acme:support:Ab12";\nawait client.responses.create({ model: M, input: "hi" });\n',
    models: ["ft:gpt-4o-2024-08-06:acme:support:Ab12"],
  },
  {
    path: "tuned/job.json",
    text: json({ model: "gpt-4o-mini-2024-07-18", training_file: "file-1", suffix: "support" }),
    models: ["gpt-4o-mini-2024-07-18"],
  },
  {
    path: "notebooks/cells.ipynb",
    text: json({
      cells: [
        { cell_type: "code", source: ["%pip install openai\n"] },
        { cell_type: "code", source: ['MODEL = "gpt-4o"\n', "!llm -m gpt-4o-mini hi\n"] },
        {
          cell_type: "code",
          source: ["client.chat.completions.create(model=MODEL, messages=m, max_tokens=9)"],
          outputs: [{ text: ['{"model": "gpt-4o-2024-08-06"}'] }],
        },
      ],
      metadata: { kernelspec: { language: "python" } },
    }),
    models: ["gpt-4o", "gpt-4o-mini"],
  },
  {
    path: "requests/chat.jsonl",
    text: `${[
      chat("gpt-4o", { max_tokens: 5, temperature: 0.3, tools: [tool] }),
      chat("gpt-4o-mini", { logprobs: true, top_logprobs: 12 }),
      chat("gpt-4.1", { reasoning_effort: "minimal", presence_penalty: 1 }),
      { model: "gpt-4o", input: "hi", temperature: 0.2, max_output_tokens: 90 },
    ]
      .map((request) => JSON.stringify(request))
      .join("\n")}\n`,
    models: ["gpt-4o", "gpt-4o-mini", "gpt-4.1", "gpt-4o"],
  },
  {
    path: "requests/tabs.json",
    text: `${JSON.stringify(chat("gpt-4o", { top_p: 0.3, max_tokens: 7, seed: 1 }), undefined, "\t")}\n`,
    models: ["gpt-4o"],
  },
  {
    path: "requests/windows.json",
    text: json(chat("gpt-4.1", { frequency_penalty: 0.5, max_tokens: 7 })).replaceAll("\n", "\r\n"),
    models: ["gpt-4.1"],
  },
  {
    path: "requests/last.json",
    text: json({ messages: [], temperature: 0.1, max_tokens: 3, model: "gpt-4o" }),
    models: ["gpt-4o"],
  },
  {
    path: "promptfoo/judges.yaml",
    text: "prompts: [file://a.txt]\nproviders:\n  - id: azure:chat:gpt-4o\n    config: {apiHost: x.openai.azure.com, max_tokens: 5}\ntests:\n  - vars: {model: gpt-4o}\n    assert:\n      - type: llm-rubric\n        value: Mentions gpt-4o-mini\n        provider: openai:chat:gpt-4.1-mini\n",
    models: ["gpt-4o", "gpt-4o", "gpt-4.1-mini"],
  },
];

/** Twenty more files in which nothing retires. */
export const HARDER_DECOYS: readonly WorkspaceFile[] = (
  [
    ["decoys2/CHANGELOG.rst", "gpt-4o\n======\n"],
    ["decoys2/Dockerfile", "# ENV MODEL=gpt-4o\nFROM registry.io/gpt-4o:1\nLABEL a=b\n"],
    [
      "decoys2/workflow.yml",
      "jobs:\n  a:\n    name: gpt-4o leg\n    steps:\n      - name: Ask gpt-4o\n        run: echo gpt-4o\n",
    ],
    ["decoys2/main.tf", '# default = "gpt-4o"\nlocals { prices = { "gpt-4o" = 2.5 } }\n'],
    ["decoys2/values.yaml", "prices:\n  gpt-4o: 2.5\n  gpt-4o-mini: {input: 0.15}\n"],
    [
      "decoys2/prices.py",
      'PRICES = {\n    "gpt-4o": {"in": 2.5},\n    "gpt-4o-mini": {"in": 0.15},\n}\nprint(PRICES["gpt-4o"])\n',
    ],
    ["decoys2/doc.py", 'def f(model):\n    """Asks.\n\n    >>> f("gpt-4o")\n    """\n'],
    [
      "decoys2/similar.ts",
      'const names = ["gpt-4o-realtime-x", "my/gpt-4o", "gpt-4ox", "agpt-4o"];\n',
    ],
    ["decoys2/import.ts", 'import x from "gpt-4o";\nexport * from "gpt-4o-mini";\n'],
    ["decoys2/member.js", 'limits["gpt-4o"] = 1;\nconst { "gpt-4o": a } = limits;\n'],
    [
      "decoys2/family.ts",
      'const isOld = model.startsWith("gpt-4o");\nvi.mock("gpt-4o");\nconst x = require("gpt-4o");\n',
    ],
    ["decoys2/family.py", 'if model.startswith("gpt-4o"):\n    pass\n'],
    ["decoys2/regex.ts", "const isOld = /^gpt-4o$/.test(model);\n"],
    ["decoys2/template.ts", "const m = `gpt-4o-${size}`;\n"],
    ["decoys2/sample.http", '# {"model": "gpt-4o"}\nGET https://example.com/gpt-4o\n'],
    ["decoys2/.env", "# MODEL=gpt-4o\n#MODEL=gpt-4o-mini\nMODEL=\n"],
    ["decoys2/notes.ini", "; model = gpt-4o\n# model = gpt-4o\nname = about gpt-4o\n"],
    [
      "decoys2/rows.jsonl",
      '{"messages": [{"role": "user", "content": "gpt-4o"}, {"role": "assistant", "content": "{\\"model\\": 1}"}]}\n',
    ],
    [
      "decoys2/schema.json",
      json({
        properties: { "gpt-4o": { type: "string" } },
        title: "gpt-4o",
        description: "gpt-4o",
      }),
    ],
    ["decoys2/page.html", "<p>We use gpt-4o here.</p>\n<!-- <b>gpt-4o</b> -->\n"],
    ["decoys2/query.sql", "-- 'gpt-4o'\nselect 1;\n"],
    [
      "decoys2/moved.ts",
      'await client.chat.completions.create({ model: "gpt-6-luna", reasoning_effort: "none", messages, temperature: 0.2 });\n',
    ],
    [".tokenscale.json", json({ left: "gpt-4o", right: "gpt-4o-mini" })],
    [".vscode/settings.json", json({ "tokenscale.models.left": "gpt-4o" })],
  ] as const
).map(([path, text]) => ({ path, text, models: [] }));
