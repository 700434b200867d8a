import { type JsonNode, member, stringValue } from "../json/jsonNode";
import { lastMembers } from "./pythonJson";

/** A longer chain of references leads nowhere. */
const MAX_REFERENCES = 100;

/** Keywords of JSON schema that occur in no recorded tool, or that were not shown as assumed here. */
const UNCONFIRMED_KEYWORDS: ReadonlySet<string> = new Set([
  "const",
  "oneOf",
  "not",
  "if",
  "then",
  "else",
  "pattern",
  "minLength",
  "maxLength",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "uniqueItems",
  "prefixItems",
  "contains",
  "patternProperties",
  "propertyNames",
  "minProperties",
  "maxProperties",
  "dependentRequired",
  "dependentSchemas",
  "unevaluatedProperties",
  "nullable",
  "examples",
]);

/** A schema with its references resolved, and the references that led to it. */
export interface Schema {
  readonly keywords: ReadonlyMap<string, JsonNode>;
  readonly references: readonly string[];
}

/** Resolves the references of one JSON schema and notes everything in it that no recording confirms. */
export class SchemaResolver {
  /** Shown to the user: `pattern`, `a $ref in a circle`. */
  readonly unconfirmed = new Set<string>();

  constructor(private readonly root: JsonNode) {}

  /** Follows `$ref`; its sibling keywords are kept and win. */
  resolve(node: JsonNode, references: readonly string[] = []): Schema {
    if (node.kind !== "object") {
      this.unconfirmed.add("a schema that is no object");
      return { keywords: new Map(), references };
    }
    const keywords = lastMembers(node);
    for (const keyword of keywords.keys()) {
      if (UNCONFIRMED_KEYWORDS.has(keyword)) this.unconfirmed.add(keyword);
    }
    if (keywords.get("additionalProperties")?.kind === "object") {
      this.unconfirmed.add("additionalProperties with a schema");
    }
    const reference = stringValue(keywords.get("$ref"));
    if (reference === undefined) return { keywords, references };
    keywords.delete("$ref");
    if (keywords.size > 0) this.unconfirmed.add("keywords beside $ref");
    const target = this.target(reference);
    if (
      target === undefined ||
      references.includes(reference) ||
      references.length >= MAX_REFERENCES
    ) {
      this.unconfirmed.add(target ? "a $ref in a circle" : "a $ref that leads nowhere");
      return { keywords, references };
    }
    const resolved = this.resolve(target, [...references, reference]);
    return {
      keywords: new Map([...resolved.keywords, ...keywords]),
      references: resolved.references,
    };
  }

  private target(reference: string): JsonNode | undefined {
    if (reference === "#") return this.root;
    if (!reference.startsWith("#/")) return undefined;
    let node: JsonNode | undefined = this.root;
    for (const step of reference.slice(2).split("/")) {
      node = member(node, step.replaceAll("~1", "/").replaceAll("~0", "~"));
    }
    return node;
  }
}
