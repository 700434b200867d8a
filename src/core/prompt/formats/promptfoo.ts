import { type JsonNode, member } from "../../json/jsonNode";
import { parseJson } from "../../json/parseJson";
import { parseYaml } from "../../json/parseYaml";
import { buildPrompt } from "../buildPrompt";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { syntaxProblems } from "../syntaxProblems";
import { readTemplateMessages } from "../templateMessages";
import { scanJinja } from "../templates/jinja";
import { looksLikeChatTemplate, readChatTemplate } from "./chatTemplate";
import { readPromptfooConfig, readPromptfooProvider } from "./promptfooProvider";
import { PromptfooPrompts } from "./promptfooPrompts";
import { readPromptfooValues } from "./promptfooTestCases";
import { looksLikeYamlChat } from "./yamlChat";

/**
 * promptfoo (promptfoo.dev/docs/configuration): a configuration with `prompts`, `providers` and
 * `tests`, or one of the chat prompts that it names: a list of messages in JSON or YAML with
 * Nunjucks in it.
 */
export const promptfooFormat: FormatReader = {
  format: "promptfoo",
  isNamed: (path) => /(?:^|[/.])promptfoo[^/]*\.(?:ya?ml|json)$/.test(path),
  looksLike: (head, path) => {
    if (/\.ya?ml$/.test(path)) {
      const isConfiguration =
        /^prompts:/m.test(head) && /^(?:providers|targets|tests):/m.test(head);
      return isConfiguration || looksLikeYamlChat(head);
    }
    return path.endsWith(".json") && looksLikeChatTemplate(head) && /\{[{%]/.test(head);
  },
  read: readPromptfoo,
};

function readPromptfoo(source: PromptSource): Reading {
  const { text, path } = source;
  if (looksLikeChatTemplate(text)) return readChatFile(text);
  const { start, end } = withoutByteOrderMark(text);
  const isJson = path.toLowerCase().endsWith(".json");
  const parsed = isJson ? parseJson(text) : parseYaml(text.slice(start), start);
  const problems = syntaxProblems(isJson ? "JSON" : "YAML", parsed);
  const label = "promptfoo";
  if (problems.length > 0) return { label, prompts: [], problems, references: [] };
  const { root } = parsed;
  if (root?.kind === "array") {
    const messages = readTemplateMessages(text, root, scanJinja);
    const prompts = [buildPrompt({ range: root.range, messages })];
    return { label: CHAT_LABEL, prompts, problems, references: [] };
  }
  if (text.trim() === "") return { label, prompts: [], problems, references: [] };
  const written = member(root, "prompts");
  if (root === undefined || written === undefined) {
    const message = "No prompt: a list of prompts is missing.";
    const range = root?.range ?? { start, end };
    return {
      label,
      prompts: [],
      problems: [{ code: "not-a-prompt", message, range }],
      references: [],
    };
  }
  return { label, ...readConfiguration(source, root, written), problems };
}

function readConfiguration(
  source: PromptSource,
  root: JsonNode,
  written: JsonNode,
): Pick<Reading, "prompts" | "references"> {
  const values = readPromptfooValues(source, root);
  const provider = readPromptfooProvider(source, root);
  const reader = new PromptfooPrompts(source);
  const references = [...values.references, ...provider.references];
  const prompts = reader.read(written).map(({ config, caveats, ...prompt }) => {
    const own = config && readPromptfooConfig(source, config);
    references.push(...(own?.references ?? []));
    return buildPrompt({
      ...provider.request,
      ...own?.request,
      ...prompt,
      valueSets: values.sets,
      caveats: [
        ...values.caveats,
        ...provider.request.caveats,
        ...(own?.request.caveats ?? []),
        ...caveats,
      ],
    });
  });
  return { prompts, references: [...references, ...reader.references] };
}

const CHAT_LABEL = "promptfoo chat prompt";

function readChatFile(text: string): Reading {
  const { messages, problems } = readChatTemplate(text);
  const range = withoutByteOrderMark(text);
  const prompts = messages.length > 0 ? [buildPrompt({ range, messages })] : [];
  return { label: CHAT_LABEL, prompts, problems, references: [] };
}
