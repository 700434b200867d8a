/** The figures shown for a file, or for one of its requests. */
export interface Outcome {
  readonly basis?: "exact" | "estimate";
  readonly isLowerBound?: boolean;
  readonly roles?: readonly string[];
  readonly inputTokens?: number;
  /** The input is more than this. */
  readonly above?: number;
  /** A reason or a problem says this. */
  readonly says?: string;
  readonly inputUsd?: number;
  readonly outputUsd?: number;
}

/** A file, its neighboring files, and the expected figures. */
interface FormatCase {
  readonly title: string;
  /** By path; the first is the one that is estimated. */
  readonly files: Readonly<Record<string, string>>;
  readonly outcome: Outcome;
  /** Of the requests of a file of several. */
  readonly requests?: readonly Outcome[];
}

const LEFT_OUT: Outcome = { basis: "estimate", isLowerBound: true };
const EXACT: Outcome = { basis: "exact", isLowerBound: false };

const TOOL = {
  type: "function",
  function: {
    name: "open_drawer",
    description: "Open a drawer.",
    parameters: { type: "object", properties: { letter: { type: "string" } } },
  },
};

/** A call of the chat API in TypeScript with more members. */
function tsCall(members: string, before = ""): string {
  return `import OpenAI from "openai";
const api = new OpenAI();
${before}
export const sort = () =>
  api.chat.completions.create({
    model: "gpt-4o",
    messages: [{ role: "user", content: "Which drawer is for the rent letter?" }],
    ${members},
  });
`;
}

/** The same in Python. */
function pyCall(members: string, before = ""): string {
  return `from openai import OpenAI
${before}
api = OpenAI()
answer = api.chat.completions.create(
    model="gpt-4o",
    messages=[{"role": "user", "content": "Which drawer is for the rent letter?"}],
    ${members},
)
`;
}

/** 3 and 3, 1 and 8 for the message: what the calls above are billed without more members. */
const CALL_TOKENS = 15;

const CODE: readonly FormatCase[] = [
  {
    title: "a tool that a helper makes counts with its name",
    files: {
      "a.ts": tsCall(
        'tools: [zodFunction({ name: "open_drawer", parameters: Drawer })]',
        "const Drawer = z.object({ letter: z.string() });",
      ),
    },
    outcome: { ...LEFT_OUT, above: CALL_TOKENS, says: "tools that the program defines" },
  },
  {
    title: "a tool of a Pydantic model counts with its name",
    files: { "a.py": pyCall("tools=[openai.pydantic_function_tool(OpenDrawer)]") },
    outcome: { ...LEFT_OUT, above: CALL_TOKENS },
  },
  {
    title: "tools of the AI SDK count with their names and descriptions",
    files: {
      "a.tsx": `const r = await generateText({
  model: openai("gpt-4o"),
  prompt: "Which drawer is for the rent letter?",
  tools: { open_drawer: tool({ description: "Open a drawer.", inputSchema: Drawer }) },
});`,
    },
    outcome: { ...LEFT_OUT, above: CALL_TOKENS + 20 },
  },
  {
    title: "tools that a function returns are left out",
    files: { "a.mjs": tsCall("tools: await server.listTools()") },
    outcome: { ...LEFT_OUT, inputTokens: CALL_TOKENS },
  },
  {
    title: "tools in a constant of the same file are read",
    files: { "a.py": pyCall("tools=TOOLS", `TOOLS = [${JSON.stringify(TOOL)}]`) },
    outcome: { ...EXACT, inputTokens: CALL_TOKENS + 35 },
  },
  {
    title: "tools in a constant of constants are read",
    files: {
      "a.ts": tsCall(
        "tools: TOOLS",
        `const DRAWER = ${JSON.stringify(TOOL)} as const;\nconst TOOLS = [DRAWER];`,
      ),
    },
    outcome: { ...EXACT, inputTokens: CALL_TOKENS + 35 },
  },
  {
    title: "tools of another module are left out",
    files: { "a.py": pyCall("tools=TOOLS", "from .tools import TOOLS") },
    outcome: { ...LEFT_OUT, inputTokens: CALL_TOKENS },
  },
  {
    title: "a response format that is a class is left out",
    files: {
      "a.py": pyCall("response_format=Sorted", "class Sorted(BaseModel):\n    drawer: str"),
    },
    outcome: { ...LEFT_OUT, says: "response format" },
  },
  {
    title: "a response format that zod makes counts with its name",
    files: { "a.ts": tsCall('response_format: zodResponseFormat(Sorted, "sorted")') },
    outcome: { ...LEFT_OUT, above: CALL_TOKENS, says: "response format" },
  },
  {
    title: "text_format of the Responses API is left out",
    files: { "a.py": 'api.responses.parse(model="gpt-4o", input="Sort it.", text_format=Sorted)' },
    outcome: LEFT_OUT,
  },
  {
    title: "an earlier response on the server is left out",
    files: {
      "a.ts":
        'api.responses.create({ model: "gpt-4o", instructions: "You sort letters.", input: "And the parcel?", previous_response_id: last.id });',
    },
    outcome: { ...LEFT_OUT, says: "earlier response" },
  },
  {
    title: "a stored conversation is left out",
    files: {
      "a.py":
        'api.responses.create(model="gpt-4o", input="And the parcel?", conversation=conversation.id)',
    },
    outcome: { ...LEFT_OUT, says: "conversation" },
  },
  {
    title: "a stored prompt is left out",
    files: {
      "a.js":
        'api.responses.create({ model: "gpt-4o", input: "And the parcel?", prompt: { id: "pmpt_1" } });',
    },
    outcome: { ...LEFT_OUT, says: "stored prompt" },
  },
  {
    title: "a spread history is left out",
    files: {
      "a.ts":
        'const chat = (api, earlier) => api.chat.completions.create({ model: "gpt-4o", messages: [{ role: "system", content: "You sort letters." }, ...earlier] });',
    },
    outcome: LEFT_OUT,
  },
  {
    title: "a history unpacked in Python is left out",
    files: {
      "a.py":
        'api.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": "You sort letters."}, *earlier])',
    },
    outcome: LEFT_OUT,
  },
  {
    title: "options spread into a request are left out",
    files: { "a.ts": tsCall("...options") },
    outcome: { ...LEFT_OUT, says: "...options" },
  },
  {
    title: "a list that grows by append is one request, a list joined with another a lower bound",
    files: {
      "a.py": `def ask(api, earlier):
    messages = [{"role": "system", "content": "You sort letters into drawers."}]
    messages.append({"role": "user", "content": "Which drawer is for the rent letter?"})
    return api.chat.completions.create(model="gpt-4o-mini", messages=messages)


def ask_again(api, earlier):
    return api.chat.completions.create(
        model="gpt-4o-mini",
        messages=[{"role": "system", "content": "You sort letters and parcels."}] + earlier,
    )
`,
    },
    outcome: LEFT_OUT,
    requests: [{ ...EXACT, inputTokens: 25, roles: ["system", "user"] }, LEFT_OUT],
  },
  {
    title: "a list that grows by push is one request",
    files: {
      "a.ts": `const messages = [{ role: "system", content: "You sort letters into drawers." }];
messages.push({ role: "user", content: "Which drawer is for the rent letter?" });
await api.chat.completions.create({ model: "gpt-4o", messages });
`,
    },
    outcome: { ...EXACT, inputTokens: 25, roles: ["system", "user"] },
  },
  {
    title: "a list that grows by += and extend is one request",
    files: {
      "a.py": `messages = [{"role": "system", "content": "You sort letters into drawers."}]
messages += [{"role": "user", "content": "Which drawer is for the rent letter?"}]
messages.extend([{"role": "assistant", "content": "Housing"}])
api.chat.completions.create(model="gpt-4o", messages=messages)
`,
    },
    outcome: { ...EXACT, roles: ["system", "user", "assistant"] },
  },
  {
    title: "a list that grows in a loop is a lower bound",
    files: {
      "a.py": `messages = [{"role": "system", "content": "You sort letters into drawers."}]
for letter in letters:
    messages.append({"role": "user", "content": "Sort the next letter."})
api.chat.completions.create(model="gpt-4o", messages=messages)
`,
    },
    outcome: LEFT_OUT,
  },
  {
    title: "LangChain's tool call and its answer are read",
    files: {
      "a.py": `turns = [
    HumanMessage(content="Is the rent letter here?"),
    AIMessage(content="", tool_calls=[{"name": "find_letter", "args": {"about": "rent"}, "id": "c1"}]),
    ToolMessage(content="Yes, in the second drawer.", tool_call_id="c1"),
]
`,
    },
    outcome: { basis: "exact", inputTokens: 42, roles: ["user", "assistant", "tool"] },
  },
  {
    title: "LangChain's tool call and its answer are read in TypeScript",
    files: {
      "a.ts": `const turns = [
  new HumanMessage("Is the rent letter here?"),
  new AIMessage({ content: "", tool_calls: [{ name: "find_letter", args: { about: "rent" }, id: "c1" }] }),
  new ToolMessage({ content: "Yes, in the second drawer.", tool_call_id: "c1" }),
];
`,
    },
    outcome: { basis: "exact", inputTokens: 42, roles: ["user", "assistant", "tool"] },
  },
];

const PROMPTY_HEAD = `---
name: Sorter
model:
  api: chat
  configuration:
    type: openai
    name: gpt-4o
`;

const PROMPTY_BODY = `sample:
  letter: The rent is late.
---
system:
You sort letters.
user:
{{letter}}
`;

function prompty(member: string): string {
  return `${PROMPTY_HEAD}${member}\n${PROMPTY_BODY}`;
}

const TEMPLATES: readonly FormatCase[] = [
  {
    title: "Prompty: tools of the environment are left out",
    files: { "a.prompty": prompty("  parameters:\n    tools: ${env:SORTER_TOOLS}") },
    outcome: { ...LEFT_OUT, says: "the environment variable SORTER_TOOLS" },
  },
  {
    title: "Prompty: a response format of the environment is left out",
    files: { "a.prompty": prompty("  parameters:\n    response_format: ${env:FORMAT}") },
    outcome: {
      ...LEFT_OUT,
      says: "The response format comes from the environment variable FORMAT",
    },
  },
  {
    title: "Prompty: tools in a missing file are left out",
    files: { "a.prompty": prompty("  parameters:\n    tools: ${file:no-such-tools.json}") },
    outcome: { ...LEFT_OUT, says: "no-such-tools.json" },
  },
  {
    title: "Prompty v2: an item of the tools in a missing file is left out",
    files: { "a.prompty": prompty("tools:\n  - ${file:gone.json}") },
    outcome: { ...LEFT_OUT, says: "gone.json" },
  },
  {
    title: "Prompty: tools in the file beside it are counted",
    files: {
      "a.prompty": prompty("  parameters:\n    tools: ${file:tools.json}"),
      "tools.json": JSON.stringify([TOOL]),
    },
    outcome: { ...EXACT, above: 40 },
  },
  {
    title: "dotprompt: a schema by name is left out",
    files: {
      "a.prompt":
        "---\nmodel: openai/gpt-4o\noutput:\n  schema: SortedLetter\n---\nSort the letter.\n",
    },
    outcome: { ...LEFT_OUT, says: "SortedLetter" },
  },
  {
    title: "dotprompt: a schema by name inside a schema is left out",
    files: {
      "a.prompt":
        "---\nmodel: openai/gpt-4o\noutput:\n  schema:\n    items(array): SortedLetter\n---\nSort the letter.\n",
    },
    outcome: { ...LEFT_OUT, says: "SortedLetter" },
  },
  {
    title: "dotprompt: tools by name are left out",
    files: {
      "a.prompt": "---\nmodel: openai/gpt-4o\ntools: [openDrawer]\n---\nSort the letter.\n",
    },
    outcome: { ...LEFT_OUT, says: "openDrawer" },
  },
  {
    title: "dotprompt: tools that are no list are left out",
    files: { "a.prompt": "---\nmodel: openai/gpt-4o\ntools: { a: 1 }\n---\nSort the letter.\n" },
    outcome: { ...LEFT_OUT, says: "the tools are not a list" },
  },
  {
    title: "Continue: <system> is a message",
    files: { "a.prompt": "<system>\nYou sort letters.\n</system>\n\nSort {{{ input }}}\n" },
    outcome: { ...LEFT_OUT, roles: ["system", "user"] },
  },
  {
    title: "Continue: <system> after a preamble is a message",
    files: {
      "a.prompt":
        "temperature: 0.2\nmaxTokens: 20\n---\n<system>You sort letters.</system>\nSort the letter.\n",
    },
    outcome: { ...EXACT, roles: ["system", "user"] },
  },
  {
    title: "Continue: what @name fetches is left out",
    files: { "a.prompt": "<system>\nYou sort letters.\n</system>\nSort @currentFile\n" },
    outcome: { ...LEFT_OUT, roles: ["system", "user"] },
  },
  {
    title: "Semantic Kernel: {{$name}} is a variable",
    files: { "skprompt.txt": "Sort this letter in the manner of {{$style}}:\n\n{{$input}}\n" },
    outcome: { ...LEFT_OUT, says: "2 variables without a value" },
  },
  {
    title: "Semantic Kernel: a function's call is left out",
    files: { "letters/sort/skprompt.txt": "Today is {{time.today}}. Sort {{ $input }}" },
    outcome: { ...LEFT_OUT, says: "1 variable without a value" },
  },
  {
    title: "Semantic Kernel: defaults of the config beside it are values",
    files: {
      "skprompt.txt": "Sort {{$letter}}.",
      "config.json": JSON.stringify({
        schema: 1,
        input_variables: [{ name: "letter", default: "the rent letter" }],
      }),
    },
    outcome: { basis: "exact", roles: ["user"] },
  },
  {
    title: "Prompt flow: the template that is not there is left out",
    files: {
      "flow.dag.yaml":
        "inputs:\n  letter:\n    type: string\nnodes:\n- name: sort\n  type: llm\n  source:\n    type: code\n    path: sort.jinja2\n  inputs:\n    deployment_name: gpt-4o\n",
    },
    outcome: { ...LEFT_OUT, says: "sort.jinja2" },
  },
  {
    title: "Prompt flow: the template that is there is read",
    files: {
      "flow.dag.yaml":
        "nodes:\n- name: sort\n  type: llm\n  source:\n    type: code\n    path: sort.jinja2\n  inputs:\n    deployment_name: gpt-4o\n",
      "sort.jinja2": "system:\nYou sort letters.\nuser:\nSort the letter about the rent.\n",
    },
    outcome: { roles: ["system", "user"] },
  },
  {
    title: "a configuration without a prompt in it is never exact",
    files: { "litellm.yaml": "model_list:\n  - model_name: gpt-4o\n" },
    outcome: { basis: "estimate", says: "unknown format" },
  },
];

function promptfoo(text: string, others: Readonly<Record<string, string>> = {}) {
  return { "promptfooconfig.yaml": text, ...others };
}

const PROMPTFOO: readonly FormatCase[] = [
  {
    title: "promptfoo: a missing prompt and a pattern are named",
    files: promptfoo(
      'prompts: [file://no-such-prompt.txt, "file://prompts/*.txt"]\nproviders: [openai:gpt-4o]\n',
    ),
    outcome: { ...LEFT_OUT, says: "no-such-prompt.txt" },
    requests: [LEFT_OUT, { ...LEFT_OUT, says: "prompts/*.txt" }],
  },
  {
    title: "promptfoo: a missing prompt with a label is named",
    files: promptfoo(
      "prompts:\n  - id: file://gone.txt\n    label: kept\n  - Sort the letter.\nproviders: [openai:gpt-4o]\n",
    ),
    outcome: { ...LEFT_OUT, says: "gone.txt" },
    requests: [LEFT_OUT, EXACT],
  },
  {
    title: "promptfoo: a program's text is not its prompt",
    files: promptfoo(
      "prompts: [file://make.js]\nproviders: [openai:gpt-4o]\ntests:\n  - vars: { about: rent }\n",
      { "make.js": "module.exports = ({ vars }) => `Sort the letter about ${vars.about}.`;\n" },
    ),
    outcome: { ...LEFT_OUT, inputTokens: 7, says: "make.js" },
  },
  {
    title: "promptfoo: a function of a Python file is a program",
    files: promptfoo('prompts: ["file://make.py:sort"]\nproviders: [openai:gpt-4o]\n', {
      "make.py": 'def sort(context):\n    return "Sort the letter."\n',
    }),
    outcome: { ...LEFT_OUT, inputTokens: 7 },
  },
  {
    title: "promptfoo: a command is a program",
    files: promptfoo('prompts: ["exec:./make.sh --rent"]\nproviders: [openai:gpt-4o]\n'),
    outcome: { ...LEFT_OUT, inputTokens: 7 },
  },
  {
    title: "promptfoo: tools in the file beside it are counted",
    files: promptfoo(
      'prompts: ["Sort the letter about {{about}}."]\nproviders:\n  - id: openai:gpt-4o\n    config:\n      tools: file://tools.json\ntests:\n  - vars: { about: rent }\n',
      { "tools.json": JSON.stringify([TOOL]) },
    ),
    outcome: { ...EXACT, inputTokens: 48 },
  },
  {
    title: "promptfoo: tools of a program are left out",
    files: promptfoo(
      "prompts: [Sort the letter.]\nproviders:\n  - id: openai:gpt-4o\n    config:\n      tools: file://tools.js\n",
      { "tools.js": "module.exports = [];\n" },
    ),
    outcome: { ...LEFT_OUT, says: "tools.js" },
  },
  {
    title: "promptfoo: a response format in a missing file is left out",
    files: promptfoo(
      "prompts: [Sort the letter.]\nproviders:\n  - id: openai:gpt-4o\n    config:\n      response_format: file://gone.json\n",
    ),
    outcome: { ...LEFT_OUT, says: "gone.json" },
  },
  {
    title: "promptfoo: a chat in YAML after a comment is a chat",
    files: promptfoo(
      "prompts: [file://chat.yaml]\nproviders: [openai:chat:gpt-4o-mini]\ntests:\n  - vars: { letter: The rent is late. }\n",
      {
        "chat.yaml":
          "# Kept by hand.\n\n- role: system\n  content: You sort letters.\n- role: user\n  content: |\n    The letter:\n    {{letter}}\n",
      },
    ),
    outcome: { ...EXACT, inputTokens: 23, roles: ["system", "user"] },
  },
  {
    title: "promptfoo: a chat in YAML after a directive, with keys in another order, is a chat",
    files: promptfoo("prompts: [file://chat.yml]\nproviders: [openai:gpt-4o]\n", {
      "chat.yml":
        "%YAML 1.2\n---\n- content: You sort letters.\n  role: system\n- {role: user, content: Hi}\n",
    }),
    outcome: { ...EXACT, roles: ["system", "user"] },
  },
  {
    title: "promptfoo: a chat in YAML is one by itself, too",
    files: { "chat.yaml": "---\n# Kept.\n- role: system\n  content: You sort letters.\n" },
    outcome: { ...EXACT, roles: ["system"] },
  },
];

const RENT = { role: "user", content: "Sort the letter about the rent." };

const REQUESTS: readonly FormatCase[] = [
  {
    title: "JSON with comments and trailing commas is read",
    files: {
      "a.json":
        '{\n  // the model of the week\n  "model": "gpt-4o",\n  "messages": [\n    { "role": "system", "content": "You sort letters." },\n    { "role": "user", "content": "Sort the letter about the rent." },\n  ],\n}\n',
    },
    outcome: { ...EXACT, inputTokens: 22, roles: ["system", "user"] },
  },
  {
    title: "JSON with comments is read as .jsonc",
    files: { "a.jsonc": `/* kept */ ${JSON.stringify({ model: "gpt-4o", messages: [RENT] })}` },
    outcome: { ...EXACT, inputTokens: 14 },
  },
  {
    title: "JSON with text after it is broken and an estimate",
    files: { "a.json": `${JSON.stringify({ model: "gpt-4o", messages: [RENT] })} and more` },
    outcome: { basis: "estimate", says: "broken" },
  },
  {
    title: "YAML that is cut off is broken and an estimate",
    files: {
      "a.prompt.yml":
        'model: openai/gpt-4o\nmessages:\n  - role: user\n    content: "Sort the letter about\n',
    },
    outcome: { basis: "estimate", says: "broken" },
  },
  {
    title: "a request that is cut off is broken and an estimate",
    files: { "a.json": '{"model": "gpt-4o", "messages": [{"role": "user", "content": "Sort' },
    outcome: { basis: "estimate", says: "broken" },
  },
  {
    title: "five answers cost five times as much",
    files: {
      "a.json": JSON.stringify({ model: "gpt-4o", n: 5, max_tokens: 100, messages: [RENT] }),
    },
    outcome: { ...EXACT, outputUsd: 0.005 },
  },
  {
    title: "answers are multiplied in YAML",
    files: {
      "a.yaml":
        "model: gpt-4o\nn: 5\nmax_tokens: 100\nmessages:\n  - {role: user, content: Write a long letter about the rent.}\n",
    },
    outcome: { ...EXACT, outputUsd: 0.005 },
  },
  {
    title: "answers are multiplied in JSONL, at the price of Batch",
    files: {
      "a.jsonl": `${JSON.stringify({ custom_id: "1", url: "/v1/chat/completions", body: { model: "gpt-4o", n: 5, max_tokens: 100, messages: [RENT] } })}\n`,
    },
    outcome: { ...EXACT, outputUsd: 0.0025 },
  },
  {
    title: "answers are multiplied in code",
    files: { "a.ts": tsCall("n: 5, max_tokens: 20") },
    outcome: { ...EXACT, outputUsd: 0.001 },
  },
  {
    title: "the priority tier is priced",
    files: {
      "a.json": JSON.stringify({ model: "gpt-4o", service_tier: "priority", messages: [RENT] }),
    },
    outcome: { ...EXACT, inputTokens: 14, inputUsd: 0.0000595 },
  },
  {
    title: "the priority tier is priced in GitHub's YAML",
    files: {
      "a.prompt.yml":
        "model: openai/gpt-4o\nmodelParameters: {service_tier: priority}\nmessages:\n  - role: user\n    content: Sort the letter about the rent.\n",
    },
    outcome: { ...EXACT, inputTokens: 14, inputUsd: 0.0000595 },
  },
  {
    title: "the priority tier is priced in a Responses request in code",
    files: {
      "a.py":
        'api.responses.create(model="gpt-4o", input="Sort the letter about the rent.", service_tier="priority")',
    },
    outcome: { ...EXACT, inputTokens: 14, inputUsd: 0.0000595 },
  },
  {
    title: "a system text beside the messages is counted",
    files: {
      "a.json": JSON.stringify({
        model: "claude-3-5-haiku-latest",
        system: "You sort letters into drawers.",
        messages: [RENT],
      }),
    },
    outcome: { inputTokens: 24, roles: ["system", "user"] },
  },
  {
    title: "a system text in parts beside the messages is counted",
    files: {
      "a.json": JSON.stringify({
        model: "gpt-4o",
        messages: [RENT],
        system: [{ type: "text", text: "You sort letters into drawers." }],
      }),
    },
    outcome: { inputTokens: 24, roles: ["system", "user"] },
  },
  {
    title: "a system text beside the messages is counted in YAML",
    files: {
      "a.yaml":
        "system: You sort letters into drawers.\nmodel: gpt-4o\nmessages:\n  - role: user\n    content: Sort the letter about the rent.\n",
    },
    outcome: { inputTokens: 24, roles: ["system", "user"] },
  },
  {
    title: "tools beside the messages are counted in YAML",
    files: {
      "a.yaml": `model: gpt-4o\nmessages:\n  - role: user\n    content: Sort the letter about the rent.\ntools: [${JSON.stringify(TOOL)}]\n`,
    },
    outcome: { ...EXACT, above: 40 },
  },
  {
    title: "tools in YAML that are none are left out",
    files: {
      "a.prompt.yml":
        "model: openai/gpt-4o\nmessages:\n  - role: user\n    content: Hi\ntools:\n  - type: function\n",
    },
    outcome: { ...LEFT_OUT, says: "an item of tools is not a tool" },
  },
  {
    title: "instruction and input of a row are counted together",
    files: {
      "a.jsonl":
        '{"instruction": "Sort the words by their first letter.", "input": "pear apple", "output": "apple pear"}\n{"instruction": "Name a drawer for rent letters.", "input": "", "output": "Housing"}\n',
    },
    outcome: { basis: "estimate", inputTokens: 31, says: "decides how" },
  },
  {
    title: "rows of a JSON list are counted the same way",
    files: {
      "a.json":
        '[{"instruction": "Sort the words by their first letter.", "input": "pear apple", "output": "apple pear"}]',
    },
    outcome: { basis: "estimate", inputTokens: 17 },
  },
  {
    title: "instruction and context of a row are counted together",
    files: {
      "a.jsonl":
        '{"instruction": "Sort the words by their first letter.", "context": "pear apple", "response": "apple pear"}\n',
    },
    outcome: { basis: "estimate", inputTokens: 17 },
  },
  {
    title: "an export's chat has its roles",
    files: {
      "a.json": JSON.stringify({
        prompt_name: "sorter",
        prompt_template: {
          type: "chat",
          messages: [
            { role: "system", content: [{ type: "text", text: "You sort letters." }] },
            { role: "user", content: [{ type: "text", text: "Sort {letter}" }] },
          ],
          input_variables: ["letter"],
        },
      }),
    },
    outcome: { ...LEFT_OUT, roles: ["system", "user"] },
  },
  {
    title: "an export of Langfuse has its roles",
    files: {
      "a.json": JSON.stringify({
        name: "sorter",
        type: "chat",
        prompt: [
          { role: "system", content: "You sort letters." },
          { role: "user", content: "Sort {{letter}}" },
        ],
        labels: ["production"],
        config: { model: "gpt-4o" },
      }),
    },
    outcome: { ...LEFT_OUT, roles: ["system", "user"] },
  },
  {
    title: "a template deep in another tool's JSON is never exact",
    files: {
      "a.json": JSON.stringify({
        nodes: [{ data: { template: "Sort the letters.", input_variables: [] } }],
      }),
    },
    outcome: { basis: "estimate" },
  },
  {
    title: "a recorded request is read",
    files: {
      "a.har": JSON.stringify({
        log: {
          entries: [
            {
              request: {
                method: "POST",
                url: "https://api.openai.com/v1/chat/completions",
                postData: {
                  text: JSON.stringify({
                    model: "gpt-4o",
                    messages: [{ role: "system", content: "You sort letters." }, RENT],
                  }),
                },
              },
            },
          ],
        },
      }),
    },
    outcome: { ...EXACT, inputTokens: 22, roles: ["system", "user"] },
  },
  {
    title: "a recorded Responses request that goes on from another is a lower bound",
    files: {
      "a.har": JSON.stringify({
        log: {
          entries: [
            {
              request: {
                method: "POST",
                url: "https://my.openai.azure.com/openai/v1/responses",
                postData: {
                  text: JSON.stringify({ model: "gpt-4o", input: "Hi", previous_response_id: "r" }),
                },
              },
            },
          ],
        },
      }),
    },
    outcome: LEFT_OUT,
  },
  {
    title: "a request of an HTTP file is read",
    files: {
      "a.http": `POST https://api.openai.com/v1/chat/completions\nContent-Type: application/json\n\n${JSON.stringify({ model: "gpt-4o", messages: [RENT] })}\n`,
    },
    outcome: { ...EXACT, inputTokens: 14 },
  },
];

export const POINTER_TEXT =
  "version https://git-lfs.github.com/spec/v1\noid sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\nsize 48213\n";

const AGENTS: readonly FormatCase[] = [
  {
    title: "an agent is a system message without its frontmatter",
    files: {
      ".claude/agents/sorter.md":
        "---\nname: sorter\ndescription: Sorts letters\nmodel: inherit\n---\n\nYou sort letters into drawers.\n",
    },
    outcome: { roles: ["system"], inputTokens: 13 },
  },
  {
    title: "an agent of another coding tool is one, too",
    files: {
      ".opencode/agent/sorter.md":
        "---\ndescription: Sorts letters\n---\nYou sort letters into drawers.\n",
    },
    outcome: { roles: ["system"], inputTokens: 13 },
  },
  {
    title: "an agent of a plugin's own repository is one, too",
    files: {
      "agents/sorter.md":
        "---\nname: sorter\ndescription: Sorts letters\nmodel: inherit\n---\nYou sort letters into drawers.\n",
    },
    outcome: { roles: ["system"], inputTokens: 13 },
  },
  {
    title: "an output style is a system message",
    files: {
      ".claude/output-styles/short.md": "---\nname: short\n---\nYou sort letters into drawers.\n",
    },
    outcome: { roles: ["system"], inputTokens: 13 },
  },
  {
    title: "a command has its arguments as a variable",
    files: {
      ".claude/commands/sort.md":
        '---\ndescription: Sort a letter\nargument-hint: "[letter]"\nallowed-tools: Read\n---\n\nSort the letter $ARGUMENTS into a drawer.\n',
    },
    outcome: { ...LEFT_OUT, roles: ["user"], says: "1 variable without a value" },
  },
  {
    title: "the output of a command's shell is left out",
    files: { ".claude/commands/git/sort.md": "Sort the changes:\n!`git status`\n" },
    outcome: { ...LEFT_OUT, says: "the output of 1 shell command" },
  },
  {
    title: "Markdown with frontmatter is never exact",
    files: { "notes.md": "---\ntitle: Letters\n---\nSort the letters.\n" },
    outcome: { basis: "estimate", says: "frontmatter" },
  },
  {
    title: "Markdown without frontmatter is exact",
    files: { "notes.md": "Sort the letters.\n" },
    outcome: EXACT,
  },
];

/** Files whose contents are somewhere else: they have no count. */
/** Files that name or contain something that no reader can read. */
const MORE: readonly FormatCase[] = [
  ...Object.entries({
    "a content that is a number": { messages: [{ role: "user", content: 5 }, RENT] },
    "instructions that are an object": { instructions: { file: "a.md" }, input: "Sort it." },
    "a system text that is an object": { system: { file: "a.md" }, messages: [RENT] },
    extra_body: { messages: [RENT], extra_body: { tools: [TOOL] } },
    "tools that are a variable": { messages: [RENT], tools: "${TOOLS}" },
    "tools by name": { messages: [RENT], tools: ["open_drawer"] },
    "a schema in another document": {
      messages: [RENT],
      response_format: {
        type: "json_schema",
        json_schema: { name: "letter", schema: { type: "object", $ref: "letter.json" } },
      },
    },
    "a tool's schema in another document": {
      messages: [RENT],
      tools: [
        {
          type: "function",
          function: { name: "open", parameters: { properties: { a: { $ref: "a.json#/b" } } } },
        },
      ],
    },
  }).map(([title, members]): FormatCase => ({
    title: `${title} makes a request a lower bound`,
    files: { "a.request.json": JSON.stringify({ model: "gpt-4o", ...members }) },
    outcome: LEFT_OUT,
  })),
  {
    title: "a fraction of an answer is an estimate",
    files: { "a.request.json": JSON.stringify({ model: "gpt-4o", n: 2.5, messages: [RENT] }) },
    outcome: { basis: "estimate" },
  },
  ...[
    "content: !file letter.txt",
    "content: Sort it.\ntools: !include tools.yml",
    "content: Sort it.\nmodelParameters:\n  tools: ${{ tools }}",
    "content: Sort it.\nmodelParameters: { responseFormat: { type: json_schema } }",
  ].map((lines): FormatCase => ({
    title: `GitHub Models: ${JSON.stringify(lines)} is a lower bound`,
    files: {
      "a.prompt.yml": `model: openai/gpt-4o\nmessages:\n  - role: user\n    ${lines}\n`,
    },
    outcome: LEFT_OUT,
  })),
  {
    title: "Prompty: parameters in a missing file are left out",
    files: { "a.prompty": prompty("  parameters: ${file:no-such-parameters.json}") },
    outcome: { ...LEFT_OUT, says: "no-such-parameters.json" },
  },
  {
    title: "Prompty: tools in the file of the parameters are counted",
    files: {
      "a.prompty": prompty("  parameters: ${file:parameters.json}"),
      "parameters.json": JSON.stringify({ tools: [TOOL] }),
    },
    outcome: { ...EXACT, above: 40 },
  },
  ...[
    "providers: ['openai:assistant:asst_1']",
    "providers: [file://provider.js]",
    "providers: [{ id: 'python:provider.py' }]",
    "providers: ['https://example.com/generate']",
    "providers: [openai:gpt-4o]\nextensions: [file://hook.js:all]",
    "providers: [openai:gpt-4o]\ndefaultTest: { options: { transformVars: 'return {}' } }",
  ].map((lines): FormatCase => ({
    title: `promptfoo: ${JSON.stringify(lines)} is a lower bound`,
    files: promptfoo(`prompts: ["Sort the letter about the rent."]\n${lines}\n`),
    outcome: LEFT_OUT,
  })),
];

export const POINTER_FILES: readonly string[] = ["a.jsonl", "a.prompt.yml", "a.md", "a.txt"];

export const FORMAT_CASES: readonly FormatCase[] = [
  ...CODE,
  ...TEMPLATES,
  ...PROMPTFOO,
  ...REQUESTS,
  ...AGENTS,
  ...MORE,
];
