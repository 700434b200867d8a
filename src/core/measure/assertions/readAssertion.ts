import { type JsonNode, member, numberValue, stringValue } from "../../json/jsonNode";
import { parseJson } from "../../json/parseJson";
import { parseYaml } from "../../json/parseYaml";
import { itemsOf } from "../../prompt/nodes";
import type { FileReference, PromptProblem } from "../../prompt/prompt";
import type { Assertion } from "../assertion";
import { plainValue } from "./check";
import { isSupportedType } from "./checkAnswer";

/** The names that the assertions of one file can refer to. */
interface AssertionContext {
  /** `assertionTemplates` by name, for `$ref: "#/assertionTemplates/NAME"`. */
  readonly templates: JsonNode | undefined;
  /** Texts of other files by their paths as written. */
  readonly files?: ReadonlyMap<string, string> | undefined;
}

const TEMPLATE_REFERENCE = "#/assertionTemplates/";

/** Programs that promptfoo runs: nothing of a file is run here. */
const PROGRAM = /\.(?:[cm]?[jt]s|py|rb)(?::|$)/i;

const MAX_DEPTH = 10;

/** Reads assertions, and collects what is wrong with them and which other files they need. */
export class AssertionReader {
  readonly problems: PromptProblem[] = [];
  readonly references: FileReference[] = [];

  constructor(private readonly context: AssertionContext) {}

  /** Of a list, or of a single assertion. What is no assertion is a problem and left out. */
  readAll(node: JsonNode | undefined, depth = 0): readonly Assertion[] {
    if (node === undefined || node.kind === "null") return [];
    const items = node.kind === "array" ? itemsOf(node) : [node];
    return items.flatMap((item) => this.read(item, depth) ?? []);
  }

  private read(node: JsonNode, depth: number): Assertion | undefined {
    if (node.kind === "string") {
      return this.read(this.ofTemplate(node.value, node) ?? node, depth + 1);
    }
    const reference = stringValue(member(node, "$ref"));
    if (reference !== undefined) {
      const found = this.ofTemplate(reference, node);
      return found && depth < MAX_DEPTH ? this.read(found, depth + 1) : undefined;
    }
    const written = stringValue(member(node, "type"));
    if (written === undefined) return this.report("An assertion needs a type.", node);
    if (depth >= MAX_DEPTH) return this.report("The sets of assertions are nested too deep.", node);
    const isNegated = written.startsWith("not-");
    const type = isNegated ? written.slice("not-".length) : written;
    const threshold = this.readNumber(node, "threshold");
    const metric = stringValue(member(node, "metric"));
    const provider = readProvider(member(node, "provider"));
    const { value, unsupported = this.whyUnsupported(node, type) } = this.readValue(node);
    const list = type === "assert-set" ? member(node, "assert") : undefined;
    return {
      type,
      isNegated,
      weight: Math.max(0, this.readNumber(node, "weight") ?? 1),
      ...(value !== undefined && { value }),
      ...(threshold !== undefined && { threshold }),
      ...(metric !== undefined && { metric }),
      ...(provider !== undefined && { provider }),
      ...(list !== undefined && { assertions: this.readAll(list, depth + 1) }),
      ...(unsupported !== undefined && { unsupported }),
    };
  }

  private ofTemplate(reference: string, at: JsonNode): JsonNode | undefined {
    const name = reference.startsWith(TEMPLATE_REFERENCE)
      ? reference.slice(TEMPLATE_REFERENCE.length)
      : undefined;
    const found = name === undefined ? undefined : member(this.context.templates, name);
    if (found === undefined) this.report(`There is no assertion template "${reference}".`, at);
    return found;
  }

  private whyUnsupported(node: JsonNode, type: string): string | undefined {
    const transform = member(node, "transform");
    if (transform !== undefined) {
      this.report(
        "A transform is a program and is not run, so this is not checked.",
        transform,
        "unsupported",
      );
      return "its transform is a program";
    }
    if (isSupportedType(type)) return undefined;
    this.report(
      `The type "${type}" is not supported: it is reported in every row and never counted as passed.`,
      member(node, "type") ?? node,
      "unsupported",
    );
    return `the type "${type}"`;
  }

  private readValue(node: JsonNode): { readonly value?: unknown; readonly unsupported?: string } {
    const written = member(node, "value");
    if (written === undefined) return {};
    const path = stringValue(written);
    if (path === undefined || !path.startsWith("file://")) return { value: plainValue(written) };
    const name = path.slice("file://".length);
    if (PROGRAM.test(name)) {
      this.report(
        `${name} is a program and is not run, so this is not checked.`,
        written,
        "unsupported",
      );
      return { unsupported: `${name} is a program` };
    }
    this.references.push({ path: name, holds: "what is expected", range: written.range });
    const text = this.context.files?.get(name);
    return text === undefined
      ? { unsupported: `${name} is not read` }
      : { value: valueOfFile(name, text) };
  }

  private readNumber(node: JsonNode, key: string): number | undefined {
    const written = member(node, key);
    const number = numberValue(written);
    if (written !== undefined && number === undefined) {
      this.report(`The ${key} is not a number.`, written);
    }
    return number;
  }

  private report(
    message: string,
    { range }: JsonNode,
    code: PromptProblem["code"] = "broken-file",
  ): undefined {
    this.problems.push({ code, message, range });
  }
}

/** `openai:gpt-4o-mini`, or an object with an `id`. */
function readProvider(node: JsonNode | undefined): string | undefined {
  return stringValue(node) ?? stringValue(member(node, "id"));
}

function valueOfFile(name: string, text: string): unknown {
  if (!/\.(?:json|ya?ml)$/i.test(name)) return text;
  const { root } = /\.json$/i.test(name) ? parseJson(text) : parseYaml(text);
  return root && plainValue(root);
}
