import { createReadStream } from "node:fs";
import { member, stringValue } from "../core/json/jsonNode";
import { parseJson } from "../core/json/parseJson";
import { type JsonlFormat, type LineToRead, readJsonlLine } from "../core/prompt/formats/jsonl";
import type { Prompt, PromptProblem } from "../core/prompt/prompt";
import { readResponsesRequest } from "../core/prompt/requestJson";
import { unreadable } from "./estimator";

/** The lines of a file of any size, one after the other, with the memory of the longest. */
export async function* readLines(path: string): AsyncGenerator<LineToRead> {
  let rest = "";
  let offset = 0;
  let lineNumber = 1;
  try {
    for await (const chunk of createReadStream(path, "utf8") as AsyncIterable<string>) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const text of lines) {
        yield { text, offset, lineNumber };
        offset += text.length + 1;
        lineNumber += 1;
      }
    }
  } catch (error) {
    throw unreadable(path, error);
  }
  if (rest !== "") yield { text: rest, offset, lineNumber };
}

/** A line of a JSONL as a request, with what it is called by. */
export interface RequestLine {
  readonly lineNumber: number;
  /** The line's `id` or `custom_id`, as written. */
  readonly id?: { readonly key: "id" | "custom_id"; readonly value: string };
  readonly prompt?: Prompt;
  readonly problem?: PromptProblem;
}

/**
 * Reads a line as what its members say it is: a Batch line (`body`), a request of either endpoint, or
 * an example with `messages` or a `prompt`. Undefined for a blank line.
 */
export function readRequestLine(line: LineToRead): RequestLine | undefined {
  const { root, problems } = parseJson(line.text.trimEnd(), line.offset);
  const id = idOf(root);
  const head = { lineNumber: line.lineNumber, ...(id && { id }) };
  const isResponses =
    problems.length === 0 &&
    root !== undefined &&
    member(root, "body") === undefined &&
    member(root, "messages") === undefined &&
    member(root, "input") !== undefined &&
    member(root, "preferred_output") === undefined;
  if (isResponses) return { ...head, prompt: readResponsesRequest(root) };
  const format: JsonlFormat = member(root, "body") ? "batch-jsonl" : "fine-tuning-jsonl";
  const { prompt, problem } = readJsonlLine(line, format);
  if (prompt === undefined && problem === undefined) return undefined;
  return { ...head, ...(prompt && { prompt }), ...(problem && { problem }) };
}

function idOf(root: ReturnType<typeof parseJson>["root"]): RequestLine["id"] {
  for (const key of ["custom_id", "id"] as const) {
    const node = member(root, key);
    const value = node?.kind === "number" ? node.text : stringValue(node);
    if (value !== undefined) return { key, value };
  }
  return undefined;
}
