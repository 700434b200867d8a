import { stringify } from "yaml";

/** A prompt file with the payload at every place that takes a text. */
interface AttackedFile {
  readonly path: string;
  readonly text: string;
}

/** `model` takes the place of the payload as the name of the model. */
export function attackedFiles(payload: string, model = payload): readonly AttackedFile[] {
  const tool = {
    type: "function",
    function: {
      name: payload,
      description: payload,
      parameters: { type: "object", properties: { [payload]: { type: "string" } } },
    },
  };
  const request = {
    model,
    messages: [
      { role: payload, content: payload },
      { role: "user", name: payload, content: `{{${payload}}}` },
      {
        role: "assistant",
        content: null,
        tool_calls: [
          { id: payload, type: "function", function: { name: payload, arguments: payload } },
        ],
      },
      { role: "tool", tool_call_id: payload, content: payload },
      {
        role: "user",
        content: [
          { type: "text", text: payload },
          { type: "image_url", image_url: { url: payload, detail: "high" } },
          { type: payload, [payload]: payload },
        ],
      },
    ],
    tools: [tool, { type: payload }],
    response_format: {
      type: "json_schema",
      json_schema: { name: payload, schema: { type: "object", description: payload } },
    },
    service_tier: payload,
  };
  const prompty = {
    name: payload,
    description: payload,
    model: { api: "chat", configuration: { azure_deployment: payload }, parameters: {} },
    sample: { [payload]: payload, image: payload },
    inputs: { [payload]: { type: "string" } },
  };
  return [
    { path: "a.request.json", text: JSON.stringify(request) },
    {
      path: "a.batch.jsonl",
      text: [
        { custom_id: payload, url: "/v1/chat/completions", body: request },
        { custom_id: payload, url: payload, body: request },
      ]
        .map((line) => `${JSON.stringify(line)}\n`)
        .join(""),
    },
    {
      path: "a.prompty",
      text: `---\n${stringify(prompty)}---\nuser:\n{{${payload}}}\n![x](${payload})\n`,
    },
    {
      path: "promptfooconfig.yaml",
      text: stringify({
        prompts: [payload, `file://${payload}`, { id: payload, label: payload, raw: payload }],
        providers: [payload],
        tests: [{ description: payload, vars: { [payload]: payload } }],
      }),
    },
    {
      path: "a.prompt.yml",
      text: stringify({ model: payload, messages: request.messages.slice(0, 1) }),
    },
    {
      path: "a.prompt.md",
      text: `---\nmodel: ${JSON.stringify(payload)}\ntools: [${JSON.stringify(payload)}]\n---\n${payload}\n`,
    },
    { path: "a.j2", text: `{{ ${payload} }} {% for ${payload} in x %}` },
    { path: "broken.request.json", text: `{"model": ${payload}` },
    { path: "broken.prompt.yml", text: `messages: [${payload}` },
  ];
}
