import type { SyntaxNode, Tree } from "@lezer/common";
import type { ModelSources } from "../models/findModel";
import { type CodeLanguage, parseProgram, refusalToParse } from "../prompt/code/syntaxTree";
import type { SourceRange } from "../sourceRange";
import { API_NAMES } from "./dataPlaces";
import type { Field, ModelPlace, RequestPlace } from "./modelPlace";
import { findRetiringModel } from "./shutdowns";

/** The places in a program: literals that are exactly a model's name, with the call around them. */
export function placesInProgram(
  source: string,
  language: CodeLanguage,
  sources: ModelSources,
): readonly ModelPlace[] {
  if (refusalToParse(source) !== undefined) return [];
  const tree = parseProgram(source, language);
  const program = new Program(source, language === "python");
  const places: ModelPlace[] = [];
  tree.iterate({
    enter: ({ node }) => {
      if (node.name !== "String" && node.name !== "TemplateString") return;
      const place = program.placeOf(node, sources);
      if (place) places.push(place);
    },
  });
  return program.withConstants(places, tree);
}

class Program {
  constructor(
    private readonly source: string,
    private readonly isPython: boolean,
  ) {}

  placeOf(node: SyntaxNode, sources: ModelSources): ModelPlace | undefined {
    const literal = /^([rRuUbB]?)(["'`])([^"'`\\\n]*)\2$/.exec(this.textOf(node));
    const [, prefix = "", quote = "", value = ""] = literal ?? [];
    if (literal === null || this.isKey(node) || this.isDocstring(node)) return undefined;
    const model = findRetiringModel(value, sources);
    if (model === undefined) return undefined;
    const start = node.from + prefix.length + quote.length + model.offset;
    const request = this.requestAround(node);
    const callee = this.callOf(node);
    return {
      model,
      range: { start, end: start + model.id.length },
      syntax: this.isPython ? "python" : "javascript",
      requests: request ? [request] : [],
      ...(callee !== "" && { callee }),
    };
  }

  /** A constant that names a model gets the requests of the same file that use it by name. */
  withConstants(places: readonly ModelPlace[], tree: Tree): readonly ModelPlace[] {
    return places.map((place) => {
      if (place.requests.length > 0) return place;
      const name = this.constantAt(tree, place.range.start);
      if (name === undefined) return place;
      const requests = this.usesOf(tree, name).flatMap((use) => this.requestAround(use) ?? []);
      return { ...place, requests };
    });
  }

  /** `"gpt-4o": 2.5`: the key of a table. */
  private isKey(node: SyntaxNode): boolean {
    const next = node.nextSibling;
    if (this.isPython) return node.parent?.name === "DictionaryExpression" && next?.name === ":";
    return node.parent?.name === "Property" && next?.name === ":";
  }

  private isDocstring(node: SyntaxNode): boolean {
    return node.parent?.name === "ExpressionStatement";
  }

  private constantAt(tree: Tree, position: number): string | undefined {
    const literal = tree.resolveInner(position, 1);
    const holder = literal.parent;
    const first = holder?.getChild("VariableDefinition") ?? holder?.getChild("VariableName");
    const isAssignment =
      holder?.name === "VariableDeclaration" || holder?.name === "AssignStatement";
    return isAssignment && first ? this.textOf(first) : undefined;
  }

  private usesOf(tree: Tree, name: string): readonly SyntaxNode[] {
    const uses: SyntaxNode[] = [];
    tree.iterate({
      enter: ({ node }) => {
        if (node.name !== "VariableName" || this.textOf(node) !== name) return;
        const key = this.keyOf(node);
        if (key !== undefined && /^["']?model/i.test(this.textOf(key))) uses.push(node);
      },
    });
    return uses;
  }

  /** The name that a value is given under: of a keyword argument or a property. */
  private keyOf(node: SyntaxNode): SyntaxNode | undefined {
    const before = node.prevSibling;
    if (before?.name !== "AssignOp" && before?.name !== ":") return undefined;
    return before.prevSibling ?? undefined;
  }

  private requestAround(node: SyntaxNode): RequestPlace | undefined {
    const key = this.keyOf(node);
    if (key === undefined || !/^["']?(model|model_?name|model_?id)["']?$/i.test(this.textOf(key))) {
      return undefined;
    }
    const owner = this.ownerOf(node);
    if (owner === undefined) return undefined;
    const fields = this.fieldsOf(owner);
    const call = this.callOf(owner);
    const endpoint = endpointOf(call, fields);
    return {
      ...(endpoint && { endpoint }),
      fields,
      modelField: { name: "model", nameRange: rangeOf(key), valueRange: rangeOf(node) },
      isNative: endpoint !== undefined,
      ...(call !== "" && { callee: call }),
    };
  }

  /** The object or argument list that holds a property or keyword argument. */
  private ownerOf(node: SyntaxNode): SyntaxNode | undefined {
    const parent = node.parent;
    if (parent?.name === "Property") return parent.parent ?? undefined;
    return parent?.name === "ArgList" || parent?.name === "DictionaryExpression"
      ? parent
      : undefined;
  }

  /** The text of what is called with a node or with its list: `client.chat.completions.create`. */
  private callOf(node: SyntaxNode): string {
    const list = node.name === "ArgList" ? node : node.parent;
    const callee = list?.name === "ArgList" ? list.prevSibling : undefined;
    return callee ? this.textOf(callee) : "";
  }

  private fieldsOf(owner: SyntaxNode): readonly Field[] {
    const fields: Field[] = [];
    const names = this.isPython ? [owner] : owner.getChildren("Property");
    for (const holder of names) {
      for (let child = holder.firstChild; child; child = child.nextSibling) {
        if (child.name !== "AssignOp" && child.name !== ":") continue;
        const [name, value] = [child.prevSibling, child.nextSibling];
        if (name === null || value === null) continue;
        // `model_kwargs={"stop": …}` and the like hold fields of the request.
        const isNested = /^(?:model_kwargs|modelKwargs|extra_body)$/.test(this.textOf(name));
        if (isNested) fields.push(...this.fieldsOf(value));
        else fields.push(this.field(name, value));
      }
    }
    return fields;
  }

  private field(name: SyntaxNode, value: SyntaxNode): Field {
    const spelled = this.textOf(name).replace(/^["']|["']$/g, "");
    return {
      name: API_NAMES.get(spelled) ?? spelled,
      nameRange: rangeOf(name),
      valueRange: rangeOf(value),
      ...this.literal(value),
    };
  }

  private literal(node: SyntaxNode): Pick<Field, "value"> {
    const text = this.textOf(node);
    if (/^-?[\d._]+(?:e-?\d+)?$/i.test(text)) return { value: Number(text.replaceAll("_", "")) };
    if (/^(true|false)$/i.test(text)) return { value: /^true$/i.test(text) };
    const quoted = /^(["'])([^"'\\]*)\1$/.exec(text);
    return quoted ? { value: quoted[2] ?? "" } : {};
  }

  private textOf({ from, to }: SyntaxNode): string {
    return this.source.slice(from, to);
  }
}

function endpointOf(call: string, fields: readonly Field[]): "chat" | "responses" | undefined {
  if (/\bresponses\s*\.\s*(create|parse|stream)$/.test(call)) return "responses";
  if (/\bcompletions\s*\.\s*(create|parse|stream|runTools)$/.test(call)) return "chat";
  const names = new Set(fields.map(({ name }) => name));
  if (names.has("messages")) return "chat";
  return undefined;
}

function rangeOf({ from, to }: SyntaxNode): SourceRange {
  return { start: from, end: to };
}
