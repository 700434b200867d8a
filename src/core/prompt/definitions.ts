import type { JsonNode } from "../json/jsonNode";
import { parseJson } from "../json/parseJson";
import { parseYaml } from "../json/parseYaml";
import { leftOut } from "./caveats";
import { mapRanges } from "./mapRanges";
import type { Caveat, FileReference } from "./prompt";
import type { PromptSource } from "./promptFormat";

/** The location of a definition that a prompt file names instead of containing it. */
export type DefinitionPlace =
  | { readonly kind: "file"; readonly path: string }
  /** Out of reach. `what` names the location, shown to the user: `the environment variable TOOLS`. */
  | { readonly kind: "elsewhere"; readonly what: string };

/**
 * Reads the parts of a prompt file that may be in another file, such as its tools, and notes what could
 * not be read.
 */
export class DefinitionReader {
  readonly references: FileReference[] = [];
  readonly caveats: Caveat[] = [];

  /** `placeOf` tells whether a text names another location; undefined if the text is the content itself. */
  constructor(
    private readonly source: PromptSource,
    private readonly placeOf: (text: string) => DefinitionPlace | undefined,
  ) {}

  /**
   * The tree with the contents of the files that it names. `holds` is the user's name for the content.
   * Undefined if none of it can be reached.
   */
  read(node: JsonNode | undefined, holds: string): JsonNode | undefined {
    switch (node?.kind) {
      case "string": {
        const place = this.placeOf(node.value);
        return place === undefined ? node : this.readPlace(place, node, holds);
      }
      case "array":
        return { ...node, items: node.items.flatMap((item) => this.readItem(item, holds)) };
      case "object":
        return {
          ...node,
          members: node.members.flatMap((member) => {
            const value = this.read(member.value, holds);
            return value === undefined ? [] : [{ ...member, value }];
          }),
        };
      default:
        return node;
    }
  }

  /** Like `read`, for a node that must be a list. */
  readList(node: JsonNode | undefined, holds: string): JsonNode | undefined {
    const list = this.read(node, holds);
    if (list === undefined || list.kind === "array" || list.kind === "null") return list;
    this.caveats.push(leftOut(`${holds} are not a list`, list.range));
    return undefined;
  }

  /** If an item of a list names a file with a list, that list replaces the item. */
  private readItem(item: JsonNode, holds: string): readonly JsonNode[] {
    const value = this.read(item, holds);
    if (value === undefined) return [];
    return item.kind === "string" && value.kind === "array" ? value.items : [value];
  }

  private readPlace(
    place: DefinitionPlace,
    { range }: JsonNode,
    holds: string,
  ): JsonNode | undefined {
    if (place.kind === "elsewhere") {
      this.caveats.push(
        leftOut(`${holds} ${holds.endsWith("s") ? "come" : "comes"} from ${place.what}`, range),
      );
      return undefined;
    }
    const { path } = place;
    this.references.push({ path, holds, range });
    const content = this.source.files?.get(path);
    if (content === undefined) return undefined;
    const parse = /\.jsonc?$/i.test(path)
      ? parseJson
      : /\.ya?ml$/i.test(path)
        ? parseYaml
        : undefined;
    if (parse === undefined) return { kind: "string", value: content, range };
    const { root, problems } = parse(content);
    if (problems.length > 0) this.caveats.push(leftOut(`${path} with ${holds} is broken`, range));
    if (root !== undefined && this.namesPlaces(root)) {
      this.caveats.push(leftOut(`${path} with ${holds} names further files`, range));
    }
    return root && mapRanges(root, () => range);
  }

  private namesPlaces(node: JsonNode): boolean {
    switch (node.kind) {
      case "string":
        return this.placeOf(node.value) !== undefined;
      case "array":
        return node.items.some((item) => this.namesPlaces(item));
      case "object":
        return node.members.some(({ value }) => this.namesPlaces(value));
      default:
        return false;
    }
  }
}
