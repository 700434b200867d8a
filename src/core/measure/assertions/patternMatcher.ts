/** Whether a text matches a pattern somewhere, or a clause that says why the pattern can't be used. */
export type MatchesPattern = (pattern: string, text: string) => boolean | PatternProblem;

export interface PatternProblem {
  /** `not-supported`: right in JavaScript, but it can't be matched in bounded time. */
  readonly kind: "not-supported" | "error";
  readonly reason: string;
}

/** Values of rows can be part of a pattern, so that there may be one for each row. */
const MAX_COMPILED = 200;

/** No pattern that a person wrote is longer. */
const MAX_PATTERN_CHARACTERS = 10_000;

/**
 * A matcher by RE2's rules, in time linear to the text: no pattern of a file hangs the editor. It has
 * no lookahead and no backreferences; with them nothing bounds the time.
 */
export async function loadPatternMatcher(): Promise<MatchesPattern> {
  const { RE2JS } = await import("re2js");
  const compiled = new Map<string, ((text: string) => boolean) | PatternProblem>();
  const compile = (pattern: string): ((text: string) => boolean) | PatternProblem => {
    if (pattern.length > MAX_PATTERN_CHARACTERS) {
      return { kind: "error", reason: "The regular expression is too long." };
    }
    try {
      const regex = RE2JS.compile(RE2JS.translateRegExp(pattern), RE2JS.LOOKBEHINDS);
      return (text) => regex.matcher(text).find();
    } catch {
      return isJavaScriptPattern(pattern)
        ? {
            kind: "not-supported",
            reason: "Lookaheads, backreferences, and very large repetitions are not supported.",
          }
        : { kind: "error", reason: "The regular expression is not valid." };
    }
  };
  return (pattern, text) => {
    let found = compiled.get(pattern);
    if (found === undefined) {
      if (compiled.size >= MAX_COMPILED) compiled.clear();
      found = compile(pattern);
      compiled.set(pattern, found);
    }
    return typeof found === "function" ? found(text) : found;
  };
}

/** It is compiled, never run. */
function isJavaScriptPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}
