import type { CountedPart, RequestCount } from "../../accounting/requestCount";
import { formatCount } from "../../format";
import type { Message, Prompt, Role } from "../../prompt/prompt";
import type { SourceRange } from "../../sourceRange";
import type { BarTone } from "../contract/panelState";
import type { Side } from "../../pair";

/** Parts of a request that share a row: all messages of a role, all images … */
export interface PartGroup {
  readonly key: string;
  /** `User, 2 messages`. */
  readonly label: string;
  /** For the bar, which has little room: `User`. */
  readonly shortLabel: string;
  readonly tone: BarTone;
  readonly leftTokens: number;
  readonly rightTokens: number;
  /** The range of the first of them in the file. */
  readonly range?: SourceRange;
}

export function tokensOn({ leftTokens, rightTokens }: PartGroup, side: Side): number {
  return side === "left" ? leftTokens : rightTokens;
}

interface Piece {
  readonly key: string;
  readonly name: string;
  /** The word for several of them; undefined if the name already says it. */
  readonly plural?: "message" | "image";
  readonly tokens: number;
  readonly range?: SourceRange | undefined;
}

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  system: "System",
  developer: "Developer",
  user: "User",
  assistant: "Assistant",
  tool: "Tool results",
};

const INPUT_TONES: readonly BarTone[] = [
  "input-1",
  "input-2",
  "input-3",
  "input-4",
  "input-5",
  "input-6",
  "input-7",
  "input-8",
];

/**
 * The parts of a request on both models, in the order in which they first occur. Images are separate
 * from their messages, because they are what differs from model to model.
 */
export function groupParts(
  prompt: Prompt,
  left: RequestCount,
  right: RequestCount,
): readonly PartGroup[] {
  const groups = new Map<string, { pieces: Piece[]; leftTokens: number; rightTokens: number }>();
  const groupOf = (key: string) => {
    const group = groups.get(key) ?? { pieces: [], leftTokens: 0, rightTokens: 0 };
    groups.set(key, group);
    return group;
  };
  for (const piece of left.parts.flatMap((part) => piecesOf(part, prompt))) {
    const group = groupOf(piece.key);
    group.pieces.push(piece);
    group.leftTokens += piece.tokens;
  }
  for (const piece of right.parts.flatMap((part) => piecesOf(part, prompt))) {
    groupOf(piece.key).rightTokens += piece.tokens;
  }
  let inputs = 0;
  return [...groups].map(([key, { pieces, leftTokens, rightTokens }]) => {
    const [first] = pieces;
    const name = first?.name ?? key;
    const range = pieces.find((piece) => piece.range !== undefined)?.range;
    const tone = key === "framing" ? "framing" : INPUT_TONES[inputs++ % INPUT_TONES.length];
    return {
      key,
      label: labelOf(name, pieces, prompt),
      shortLabel: first?.plural === "image" ? labelOf(name, pieces, prompt) : name,
      tone: tone ?? "input-8",
      leftTokens,
      rightTokens,
      ...(range && { range }),
    };
  });
}

function labelOf(name: string, pieces: readonly Piece[], prompt: Prompt): string {
  const [first] = pieces;
  if (first?.key === "framing") {
    return `${name}, ${formatCount(prompt.messages.length, "message")}`;
  }
  if (pieces.length < 2 || first?.plural === undefined) return name;
  const count = formatCount(pieces.length, first.plural);
  return first.plural === "image" ? count : `${name}, ${count}`;
}

function piecesOf(part: CountedPart, prompt: Prompt): readonly Piece[] {
  const { kind, label, range } = part;
  const images = part.children.filter((child) => child.kind === "image");
  const tokens = part.tokens - images.reduce((sum, image) => sum + image.tokens, 0);
  const imagePieces = images.map((image): Piece => ({
    key: "image",
    name: "Image",
    plural: "image",
    tokens: image.tokens,
    range: image.range,
  }));
  switch (kind) {
    case "message": {
      const message = prompt.messages[part.messageIndex ?? -1];
      const role = message?.role;
      const name = role === undefined ? capitalized(label) : ROLE_NAMES[role];
      const counted = (message && onlyText(message)) ?? range;
      return [
        { key: `message-${name}`, name, plural: "message", tokens, range: counted },
        ...imagePieces,
      ];
    }
    case "image":
      return [{ key: "image", name: "Image", plural: "image", tokens: part.tokens, range }];
    case "instructions":
      return [{ key: kind, name: "Instructions", tokens, range }];
    case "schema":
      return [{ key: kind, name: "JSON schema", tokens, range }];
    case "tool-choice":
      return [{ key: kind, name: "Tool choice", tokens, range }];
    case "framing":
      return [{ key: kind, name: "Framing", tokens }];
    case "tool":
    case "tools":
      return [{ key: "tools", name: capitalized(label), tokens, range }];
  }
}

/** The text without the role before it: with it selected, the status bar has the figure of the part. */
function onlyText({ parts, toolCalls }: Message): SourceRange | undefined {
  const [part, ...others] = parts;
  return part?.kind === "text" && others.length === 0 && toolCalls.length === 0
    ? part.range
    : undefined;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
