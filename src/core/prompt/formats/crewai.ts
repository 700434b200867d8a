import { type JsonMember, type JsonString, member } from "../../json/jsonNode";
import { parseYaml } from "../../json/parseYaml";
import { buildPrompt, locateModel, message } from "../buildPrompt";
import { leftOut } from "../caveats";
import { mapScalar } from "../mapScalar";
import { membersOf } from "../nodes";
import type { Caveat, Prompt, Role } from "../prompt";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { syntaxProblems } from "../syntaxProblems";
import { textPart } from "../expression";
import { scanSingleBraces } from "../templates/singleBraces";

/** Agents and tasks of CrewAI (docs.crewai.com): `agents.yaml` and `tasks.yaml`. */
export const crewaiFormat: FormatReader = {
  format: "crewai",
  looksLike: (head, path) =>
    (/(?:^|[/._-])agents?\.ya?ml$/.test(path) && hasKeys(head, AGENT_KEYS)) ||
    (/(?:^|[/._-])tasks?\.ya?ml$/.test(path) && hasKeys(head, TASK_KEYS)),
  read: readCrew,
};

const AGENT_KEYS = ["role", "goal", "backstory"] as const;
const TASK_KEYS = ["description", "expected_output"] as const;

function hasKeys(head: string, keys: readonly string[]): boolean {
  return keys.every((key) => new RegExp(`^[ \\t]+${key}[ \\t]*:`, "m").test(head));
}

/** CrewAI inserts these texts into its own templates, and tells the agent about its tools. */
const AGENT_FRAMING = leftOut("the sentences and tools that CrewAI adds to an agent");
const TASK_FRAMING = leftOut("the agent of the task, and the sentences that CrewAI adds to it");

function readCrew({ text }: PromptSource): Reading {
  const label = "CrewAI";
  const range = withoutByteOrderMark(text);
  const parsed = parseYaml(text.slice(range.start), range.start);
  const problems = syntaxProblems("YAML", parsed);
  if (problems.length > 0) return { label, prompts: [], problems, references: [] };
  const prompts = membersOf(parsed.root).flatMap((entry) => [
    ...readEntry(text, entry, AGENT_KEYS, "system", AGENT_FRAMING),
    ...readEntry(text, entry, TASK_KEYS, "user", TASK_FRAMING),
  ]);
  if (prompts.length > 0 || text.trim() === "") return { label, prompts, problems, references: [] };
  const message = "No prompt: no agent with a role and no task with a description.";
  return {
    label,
    prompts,
    problems: [{ code: "not-a-prompt", message, range: parsed.root?.range ?? range }],
    references: [],
  };
}

function readEntry(
  source: string,
  { key: name, value }: JsonMember,
  keys: readonly string[],
  role: Role,
  framing: Caveat,
): Prompt[] {
  const texts = keys.flatMap((key) => member(value, key) ?? []).filter(isString);
  if (texts.length === 0 || member(value, keys[0] ?? "") === undefined) return [];
  const model = member(value, "llm");
  const parts = texts.map((node) => {
    const text = mapScalar(source, node);
    return textPart(text, scanSingleBraces(text.text));
  });
  const { range } = value;
  return [
    buildPrompt({
      name,
      range,
      ...(model?.kind === "string" && { model: locateModel(source, model) }),
      messages: [message(role, parts, range)],
      caveats: [framing],
    }),
  ];
}

function isString(node: { readonly kind: string }): node is JsonString {
  return node.kind === "string";
}
