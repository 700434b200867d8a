import { type JsonNode, type JsonObject, stringValue } from "../json/jsonNode";
import type { Endpoint } from "../prompt/prompt";
import { type Schema, SchemaResolver } from "./jsonSchema";
import { COMPACT, SPACED, lastMembers, writeJson } from "./pythonJson";
import { writeComments, writeConstraints, writeDefaultComment } from "./schemaComments";

/** The parameters of one function as the model sees them. */
interface WrittenParameters {
  /** `_: { city: string }`, or empty if nothing is left to show. */
  readonly text: string;
  /**
   * The parts of the schema that no recording confirms, shown to the user: `pattern`, `a $ref in a
   * circle`. Each once; empty if the rendering is known to be right.
   */
  readonly unconfirmed: readonly string[];
}

/**
 * Writes a function's JSON schema as the TypeScript type that the model sees (R3). Never throws.
 * References are inlined. Those in a circle become `any`, as does anything nested deeper than
 * `MAX_DEPTH` or beyond `MAX_SCHEMAS` or `MAX_CHARACTERS`, so time and size are bounded. A property
 * that is an object without `properties` disappears unless `areBareObjectsShown`.
 */
export function writeParameters(
  parameters: JsonNode,
  endpoint: Endpoint,
  areBareObjectsShown = false,
): WrittenParameters {
  const writer = new TypeWriter(parameters, endpoint, areBareObjectsShown);
  return { text: writer.parameters(), unconfirmed: [...writer.unconfirmed] };
}

const MAX_DEPTH = 40;
const MAX_SCHEMAS = 5_000;
const MAX_CHARACTERS = 2_000_000;

interface TypeText {
  readonly text: string;
  /** Whether it takes several lines. */
  readonly isLong: boolean;
  /** Whether it is a union, which an array must put in parentheses. */
  readonly isUnion: boolean;
}

class TypeWriter {
  private readonly resolver: SchemaResolver;
  private depth = 0;
  private schemas = 0;
  private characters = 0;

  constructor(
    private readonly root: JsonNode,
    private readonly endpoint: Endpoint,
    private readonly areBareObjectsShown: boolean,
  ) {
    this.resolver = new SchemaResolver(root);
  }

  get unconfirmed(): Set<string> {
    return this.resolver.unconfirmed;
  }

  parameters(): string {
    const schema = this.resolver.resolve(this.root);
    const type = this.objectType(schema);
    if (type === undefined && ["anyOf", "oneOf", "allOf"].some((key) => schema.keywords.has(key))) {
      this.unconfirmed.add("parameters that are alternatives");
    }
    if (type === undefined || type.text === "any") return "";
    return `_: ${writeComments(schema)}${type.text}`;
  }

  /** The type of `schema`, or undefined for one that disappears: an object without `properties`. */
  private type(schema: Schema): TypeText | undefined {
    this.schemas += 1;
    if (this.depth >= MAX_DEPTH || this.schemas > MAX_SCHEMAS || this.characters > MAX_CHARACTERS) {
      this.unconfirmed.add("a schema of this size");
      return short("any");
    }
    this.depth += 1;
    const type = this.typeWithin(schema);
    this.depth -= 1;
    if (type?.isLong === false) this.characters += type.text.length;
    return type;
  }

  private typeWithin(schema: Schema): TypeText | undefined {
    const { keywords } = schema;
    const literals = keywords.get("enum");
    if (literals?.kind === "array") {
      if (keywords.has("default")) this.unconfirmed.add("an enum with a default");
      const alternatives = literals.items.map((literal) => writeJson(literal, COMPACT));
      return short(alternatives.join(" | "), alternatives.length > 1);
    }
    const constant = keywords.get("const");
    if (constant) return short(writeJson(constant, COMPACT));
    const alternatives = keywords.get("anyOf") ?? keywords.get("oneOf") ?? keywords.get("allOf");
    if (alternatives?.kind === "array") {
      return this.union(
        alternatives.items.map((node) => this.resolver.resolve(node, schema.references)),
        alternatives === keywords.get("allOf") ? "&" : "|",
      );
    }
    const type = keywords.get("type");
    if (type?.kind === "array") {
      return this.union(
        type.items.map((single) => this.ofType(schema, single)),
        "|",
      );
    }
    switch (stringValue(type) ?? (keywords.has("properties") ? "object" : "any")) {
      case "string":
      case "number":
      case "integer":
      case "boolean":
      case "null":
        return short(stringValue(type) ?? "any");
      case "array":
        return this.arrayType(schema);
      case "object":
        return this.objectType(schema);
      default:
        this.unconfirmed.add("a schema without a type");
        return short("any");
    }
  }

  /** One of a list of types: in chat it repeats the description, in Responses it does not. */
  private ofType(schema: Schema, type: JsonNode): Schema {
    const keywords = new Map(schema.keywords);
    keywords.set("type", type);
    keywords.delete("title");
    keywords.delete("default");
    if (this.endpoint === "responses") keywords.delete("description");
    return { ...schema, keywords };
  }

  private objectType(schema: Schema): TypeText | undefined {
    const properties = schema.keywords.get("properties");
    if (properties?.kind !== "object") {
      if (!this.areBareObjectsShown || this.depth === 0) return undefined;
      this.unconfirmed.add("an object without properties");
      return short("object");
    }
    const written = this.properties(properties, schema);
    const isOpen = isTrue(schema.keywords.get("additionalProperties"));
    if (isOpen) written.push({ text: "[k: string]: any", isLong: false });
    if (written.length === 0) return short("any");
    const isLong = written.some((property) => property.isLong);
    if (!isLong) {
      return short(`{ ${written.map(({ text }) => text).join(", ")} }`);
    }
    const lines = written.map((property) =>
      property.isLong ? property.text : `${property.text},\n`,
    );
    return { text: `{\n${lines.join("")}}`, isLong: true, isUnion: false };
  }

  private properties(properties: JsonObject, schema: Schema) {
    const required = namesIn(schema.keywords.get("required"));
    const written: { readonly text: string; readonly isLong: boolean }[] = [];
    for (const [name, node] of lastMembers(properties)) {
      const property = this.resolver.resolve(node, schema.references);
      const type = this.type(property);
      if (type === undefined) continue;
      const head = `${name}${required.has(name) ? "" : "?"}: ${type.text}`;
      const above = writeComments(property) + (type.isLong ? writeDefaultComment(property) : "");
      const behind = this.remark(property, type);
      this.characters += above.length + name.length;
      written.push(
        above === "" && behind === "" && !type.isLong
          ? { text: head, isLong: false }
          : { text: `${above}${head},${behind}\n`, isLong: true },
      );
    }
    return written;
  }

  /** The text after a property, such as ` // default: 5`. */
  private remark(schema: Schema, { isLong }: TypeText): string {
    const value = schema.keywords.get("default");
    const limits = writeConstraints(schema, true);
    if (limits.some((limit) => /\d{16}/.test(limit))) this.unconfirmed.add("a limit of this size");
    if (limits.length > 0 && (value || isLong)) this.unconfirmed.add("constraints of this kind");
    const remarks = [
      ...(value && !isLong ? [`default: ${writeJson(value, SPACED)}`] : []),
      ...limits,
    ];
    return remarks.length === 0 ? "" : ` // ${remarks.join(", ")}`;
  }

  private arrayType(schema: Schema): TypeText {
    const node = schema.keywords.get("items");
    if (node === undefined) this.unconfirmed.add("an array without items");
    const items = node && this.resolver.resolve(node, schema.references);
    const type = items && this.type(items);
    if (items === undefined || type === undefined) return short("any[]");
    const above = writeComments(items);
    if (above !== "" || type.isLong) {
      return { text: `Array<\n${above}${type.text}\n>`, isLong: true, isUnion: false };
    }
    return short(type.isUnion ? `Array<${type.text}>` : `${type.text}[]`);
  }

  /** Alternatives, or with `&` the parts of an `allOf`; undefined if all of them disappear. */
  private union(schemas: readonly Schema[], operator: "|" | "&"): TypeText | undefined {
    const variants = schemas.flatMap((schema) => {
      const variant = this.variant(schema);
      return variant === undefined ? [] : [variant];
    });
    if (variants.length === 0) return undefined;
    if (operator === "&" && (variants.length > 1 || variants.some(({ isLong }) => isLong))) {
      this.unconfirmed.add("allOf");
    }
    if (!variants.some(({ isLong, note }) => isLong || note !== "")) {
      const texts = variants.map(({ text }) => text);
      return short(texts.join(` ${operator} `), texts.length > 1);
    }
    const lines = variants.map(({ text, note }) => text + (note === "" ? "" : ` // ${note}`));
    const text =
      lines.length === 1 ? lines.join("") : lines.map((line) => `\n ${operator} ${line}`).join("");
    // Since about 2026-05 the Responses API puts the comma directly after the last variant.
    const end = this.endpoint === "responses" ? "" : "\n";
    return { text: text + end, isLong: true, isUnion: true };
  }

  private variant(schema: Schema) {
    const type = this.type(schema);
    if (type === undefined) return undefined;
    const own = writeComments(schema);
    if (type.isLong && own !== "") {
      this.unconfirmed.add("a title on a part of several lines");
      return { ...type, text: own + type.text, note: "" };
    }
    const comments = ["title", "description"].flatMap(
      (name) => stringValue(schema.keywords.get(name))?.trim() || [],
    );
    const limits = writeConstraints(schema, false);
    if (comments.length + Math.min(limits.length, 1) > 1) {
      this.unconfirmed.add("several comments on one part of a type");
    }
    return { ...type, note: [...comments, ...limits].join(", ") };
  }
}

function short(text: string, isUnion = false): TypeText {
  return { text, isLong: false, isUnion };
}

function namesIn(node: JsonNode | undefined): ReadonlySet<string> {
  if (node?.kind !== "array") return new Set();
  return new Set(node.items.flatMap((item) => stringValue(item) ?? []));
}

function isTrue(node: JsonNode | undefined): boolean {
  return node?.kind === "object" || (node?.kind === "boolean" && node.value);
}
