import { SOURCES, type Source, type SourceKey } from "../models/sources";
import type { SourceNote } from "./contract/panelState";
import type { TextSpan, RichText } from "./contract/richText";

/** The sources that a figure can cite: the catalog's and our own two. */
type CitedKey = SourceKey | "routing-evidence" | "accounting-rules";

/**
 * The superscripts of one panel: each source gets the next number when it is first cited, so that they
 * ascend in reading order. Build the sections in the order in which they are read.
 */
export class Citations {
  private readonly numbers = new Map<CitedKey, number>();

  /** `routingEvidence`: the source of the gap table, for the list of sources. */
  constructor(private readonly routingEvidence: string) {}

  cite(...keys: readonly CitedKey[]): TextSpan {
    const unique = [...new Set(keys)];
    return { kind: "cite", sources: unique.map((key) => this.numberOf(key)) };
  }

  notes(): readonly SourceNote[] {
    return [...this.numbers].map(([key, number]) => ({ number, words: this.wordsOf(key) }));
  }

  private numberOf(key: CitedKey): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.numbers.size + 1;
    this.numbers.set(key, number);
    return number;
  }

  private wordsOf(key: CitedKey): RichText {
    switch (key) {
      case "routing-evidence":
        return [this.routingEvidence];
      case "accounting-rules":
        return ["Billing rules fitted to recorded API requests and the usage billed for them."];
      default:
        return [sourceText(SOURCES[key])];
    }
  }
}

function sourceText({ title, date }: Source): string {
  if (date === undefined) return title.endsWith("?") ? title : `${title}.`;
  return title.endsWith("?") ? `${title} ${date}.` : `${title}, ${date}.`;
}
