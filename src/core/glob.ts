/** Longer globs, and those with more alternatives, are refused: their cost would grow without bound. */
const MAX_LENGTH = 500;
const MAX_ALTERNATIVES = 100;

type Glob =
  | { readonly kind: "glob"; readonly matches: (path: string) => boolean }
  /** `reason` is a clause that says why the glob isn't used. */
  | { readonly kind: "refused"; readonly reason: string };

/** Part of a path's segment. */
type Token =
  | { readonly kind: "star" }
  | { readonly kind: "one" }
  | { readonly kind: "set"; readonly has: (char: string) => boolean }
  | { readonly kind: "char"; readonly char: string };

/** `**`, or the tokens of one name. */
type Segment = "any" | readonly Token[];

/**
 * Compiles a glob of a settings file: `*`, `?`, `[a-z]`, `[!a-z]`, `{a,b}`, `\` to escape a character,
 * and `**` for any folders. Such files come with someone else's repository, so this uses no regular
 * expression: a match takes at most the product of both lengths.
 */
export function compileGlob(glob: string): Glob {
  if (glob.length > MAX_LENGTH) return refused(`it has more than ${MAX_LENGTH} characters`);
  const alternatives = expandBraces(glob);
  if (alternatives === undefined) {
    return refused(`its braces make more than ${MAX_ALTERNATIVES} alternatives`);
  }
  const patterns: (readonly Segment[])[] = [];
  for (const alternative of alternatives) {
    const segments = alternative
      .replace(/^(?:\.?\/)+/, "")
      .split("/")
      .map(readSegment);
    if (!segments.every((segment) => segment !== undefined)) {
      return refused("groups in parentheses are not supported; \\( is a parenthesis");
    }
    patterns.push(segments);
  }
  return { kind: "glob", matches: (path) => matchesAny(patterns, path.split("/")) };
}

function refused(reason: string): Glob {
  return { kind: "refused", reason };
}

function matchesAny(patterns: readonly (readonly Segment[])[], names: readonly string[]): boolean {
  const matchName = (segment: Segment, name: string): boolean =>
    segment !== "any" && matchSequence(segment, [...name], isStar, matchToken);
  return patterns.some((pattern) =>
    matchSequence(pattern, names, (segment) => segment === "any", matchName),
  );
}

/**
 * Matches wildcards greedily. On a mismatch only the last one takes more: an earlier one could not
 * reach anything that the last one can't.
 */
function matchSequence<Pattern, Item>(
  pattern: readonly Pattern[],
  items: readonly Item[],
  isAny: (part: Pattern) => boolean,
  matchOne: (part: Pattern, item: Item) => boolean,
): boolean {
  let at = 0;
  let resumeAt = -1;
  let taken = 0;
  let index = 0;
  while (index < items.length) {
    const part = pattern[at];
    const item = items[index] as Item;
    if (part !== undefined && isAny(part)) {
      at += 1;
      resumeAt = at;
      taken = index;
    } else if (part !== undefined && matchOne(part, item)) {
      at += 1;
      index += 1;
    } else if (resumeAt >= 0) {
      at = resumeAt;
      taken += 1;
      index = taken;
    } else return false;
  }
  return pattern.slice(at).every(isAny);
}

function isStar({ kind }: Token): boolean {
  return kind === "star";
}

function matchToken(token: Token, char: string): boolean {
  switch (token.kind) {
    case "char":
      return token.char === char;
    case "set":
      return token.has(char);
    default:
      return token.kind === "one";
  }
}

/** Undefined if it has a group. */
function readSegment(text: string): Segment | undefined {
  if (text === "**") return "any";
  const chars = [...text];
  const tokens: Token[] = [];
  for (let at = 0; at < chars.length; at += 1) {
    const char = chars[at] ?? "";
    if (char === "(" || char === ")") return undefined;
    const set = char === "[" ? readSet(chars, at) : undefined;
    if (set !== undefined) {
      tokens.push(set.token);
      at = set.end;
    } else if (char === "*") {
      if (tokens.at(-1)?.kind !== "star") tokens.push({ kind: "star" });
    } else if (char === "?") tokens.push({ kind: "one" });
    else if (char === "\\" && at + 1 < chars.length) {
      at += 1;
      tokens.push({ kind: "char", char: chars[at] ?? "" });
    } else tokens.push({ kind: "char", char });
  }
  return tokens;
}

/** An unclosed bracket is an ordinary character. */
function readSet(
  chars: readonly string[],
  start: number,
): { readonly token: Token; readonly end: number } | undefined {
  const isNegated = chars[start + 1] === "!" || chars[start + 1] === "^";
  const first = start + (isNegated ? 2 : 1);
  const end = chars.indexOf("]", first + 1);
  if (end < 0) return undefined;
  const members = chars.slice(first, end);
  const ranges: (readonly [low: string, high: string])[] = [];
  for (let at = 0; at < members.length; at += 1) {
    const low = members[at] ?? "";
    const high = members[at + 1] === "-" ? members[at + 2] : undefined;
    ranges.push([low, high ?? low]);
    if (high !== undefined) at += 2;
  }
  const has = (char: string): boolean =>
    ranges.some(([low, high]) => low <= char && char <= high) !== isNegated;
  return { token: { kind: "set", has }, end };
}

/** `a.{md,txt}` → `a.md`, `a.txt`; undefined if there are too many. Braces without a comma are text. */
export function expandBraces(glob: string): readonly string[] | undefined {
  const done: string[] = [];
  const open = [glob];
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    if (done.length + open.length >= MAX_ALTERNATIVES) return undefined;
    const braces = firstBraces(text);
    if (braces === undefined) done.push(text);
    else {
      const { start, end, choices } = braces;
      const [head, tail] = [text.slice(0, start), text.slice(end + 1)];
      for (const choice of choices.toReversed()) open.push(`${head}${choice}${tail}`);
    }
  }
  return done;
}

interface Braces {
  readonly start: number;
  readonly end: number;
  readonly choices: readonly string[];
}

/** The first braces with a comma at their own level, found in one pass. */
function firstBraces(text: string): Braces | undefined {
  const opened: { readonly start: number; readonly commas: number[] }[] = [];
  const found: Braces[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === "\\") at += 1;
    else if (char === "{") opened.push({ start: at, commas: [] });
    else if (char === ",") opened.at(-1)?.commas.push(at);
    else if (char === "}") {
      const { start, commas } = opened.pop() ?? { start: at, commas: [] };
      if (commas.length === 0) continue;
      const bounds = [start, ...commas, at];
      const choices = bounds.slice(1).map((to, index) => text.slice((bounds[index] ?? 0) + 1, to));
      if (opened.length === 0) return { start, end: at, choices };
      found.push({ start, end: at, choices });
    }
  }
  return found.at(-1);
}
