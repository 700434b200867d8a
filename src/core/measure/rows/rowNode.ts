import { type JsonNode, member, stringValue } from "../../json/jsonNode";
import type { LineToRead } from "../../prompt/formats/jsonl";
import { readJsonlLine } from "../../prompt/formats/jsonl";
import { firstMember, itemsOf } from "../../prompt/nodes";
import type { Message, Prompt } from "../../prompt/prompt";
import { flattenValues, valueText } from "../../prompt/values";
import { AssertionReader } from "../assertions/readAssertion";
import type { ReadRow } from "./dataset";

/** Names under which datasets keep the expected answer (OpenAI Evals: `ideal`), the first one first. */
export const EXPECTED_NAMES = ["expected", "ideal", "expected_output", "output"] as const;

/** A row, or a clause that says why this is none. */
type RowReading =
  | { readonly kind: "row"; readonly row: Omit<ReadRow, "line"> }
  | { readonly kind: "none"; readonly why: string };

/**
 * One row of JSON: values (an object, promptfoo's `vars`), or a whole request (a line of a Batch file, a
 * chat). `line`: its text and position, from which a whole request is read.
 */
export function readRowNode(node: JsonNode, line: LineToRead): RowReading {
  if (node.kind !== "object") return { kind: "none", why: "is no object" };
  if (member(node, "body") !== undefined) return readWholeRequest(node, line, "batch-jsonl");
  const vars = member(node, "vars");
  if (vars?.kind === "object")
    return { kind: "row", row: { ...common(node, vars), ...idOf(node) } };
  const chat = firstMember(node, "messages", "input");
  if (chat?.kind === "array" && chat.items.some(isMessage)) {
    return readWholeRequest(node, line, "fine-tuning-jsonl");
  }
  return { kind: "row", row: { ...common(node, node), ...idOf(node) } };
}

/** The values of `vars`, and what `node` says about the answer. */
function common(node: JsonNode, vars: JsonNode): Omit<ReadRow, "line" | "id"> {
  const assertions = new AssertionReader({ templates: undefined }).readAll(member(node, "assert"));
  return {
    values: flattenValues(vars),
    ...expectedOf(node),
    ...(assertions.length > 0 && { assertions }),
  };
}

function readWholeRequest(
  node: JsonNode,
  line: LineToRead,
  format: "batch-jsonl" | "fine-tuning-jsonl",
): RowReading {
  const { prompt, problem } = readJsonlLine(line, format);
  if (prompt === undefined) {
    const [, why = "is no request"] = /^Line [\d,]+ (.*?)\.?$/s.exec(problem?.message ?? "") ?? [];
    return { kind: "none", why };
  }
  const { request, answer } = withoutLastAnswer(prompt);
  const expected = expectedOf(node);
  return {
    kind: "row",
    row: {
      values: new Map(),
      prompt: format === "batch-jsonl" ? prompt : request,
      ...(format === "batch-jsonl" || answer === undefined ? {} : { expected: answer }),
      ...expected,
      ...idOf(node),
    },
  };
}

/** The last answer of an example is what the model should say, and not part of the request. */
function withoutLastAnswer(prompt: Prompt): {
  readonly request: Prompt;
  readonly answer?: string;
} {
  const last = prompt.messages.at(-1);
  if (last?.role !== "assistant" || prompt.messages.length < 2) return { request: prompt };
  return {
    request: { ...prompt, messages: prompt.messages.slice(0, -1) },
    ...(last.toolCalls.length === 0 && { answer: textOf(last) }),
  };
}

function textOf({ parts }: Message): string {
  return parts.map((part) => (part.kind === "text" ? part.text : "")).join("");
}

function isMessage(node: JsonNode): boolean {
  return stringValue(member(node, "role")) !== undefined;
}

function idOf(node: JsonNode): Pick<ReadRow, "id"> {
  const id = firstMember(node, "custom_id", "id");
  const text = id?.kind === "number" ? id.text : stringValue(id);
  return text === undefined || text === "" ? {} : { id: text };
}

/** Of several accepted answers (`ideal: ["a", "b"]`) the first. */
function expectedOf(node: JsonNode): Pick<ReadRow, "expected"> {
  const written = firstMember(node, ...EXPECTED_NAMES);
  const expected = written?.kind === "array" ? itemsOf(written)[0] : written;
  return expected === undefined || expected.kind === "null"
    ? {}
    : { expected: valueText(expected) };
}
