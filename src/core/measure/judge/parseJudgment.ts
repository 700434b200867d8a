import { findJson } from "../assertions/jsonInText";

/** A judge's grade of one answer. */
interface Grade {
  readonly passed: boolean;
  /** 0 … 1. */
  readonly score: number;
  readonly reason: string;
}

/** A judge's preference, by the order in which it saw the answers. */
interface Preference {
  readonly better: "a" | "b" | "tie";
  readonly reason: string;
}

/**
 * The grade in a judge's answer, whatever is around its JSON; undefined if it gives none. A missing
 * score follows from the pass, a missing pass from the score.
 */
export function parseGrade(text: string): Grade | undefined {
  for (const found of lastFirst(text)) {
    const pass = booleanOf(found["pass"]);
    const score = shareOf(found["score"]);
    if (pass === undefined && score === undefined) continue;
    const passed = pass ?? (score ?? 0) >= 0.5;
    return { passed, score: score ?? (passed ? 1 : 0), reason: reasonOf(found) };
  }
  return undefined;
}

/** The preference in a judge's answer; undefined if it gives none. */
export function parsePreference(text: string): Preference | undefined {
  for (const found of lastFirst(text)) {
    const written = found["better"];
    const better = typeof written === "string" ? written.trim().toLowerCase() : "";
    if (better === "a" || better === "b" || better === "tie") {
      return { better, reason: reasonOf(found) };
    }
  }
  return undefined;
}

/** The objects in a text: models that think aloud give the one that counts last. */
function lastFirst(text: string): readonly Readonly<Record<string, unknown>>[] {
  return findJson(text)
    .filter((value): value is Record<string, unknown> => !Array.isArray(value))
    .toReversed();
}

function booleanOf(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (value === "true" || value === "false") return value === "true";
  return undefined;
}

/** A score outside of 0 … 1 is on a scale that the judge was not asked for. */
function shareOf(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && number >= 0 && number <= 1 ? number : undefined;
}

function reasonOf(found: Readonly<Record<string, unknown>>): string {
  const { reason } = found;
  return typeof reason === "string" && reason.trim() !== "" ? reason.trim() : "No reason given.";
}
