import { formatCount } from "../../format";
import { type Check, type CheckInput, fact, type Finding, quoted, textOf, unusable } from "./check";

/** Checks of the answer's text by other texts. */
export const TEXT_CHECKS: readonly (readonly [type: string, check: Check])[] = [
  ["equals", checkEquals],
  ["contains", oneText("contains", (output, text) => output.includes(text))],
  ["icontains", oneText("contains", (output, text) => fold(output).includes(fold(text)))],
  ["starts-with", oneText("starts with", (output, text) => output.startsWith(text))],
  ["ends-with", oneText("ends with", (output, text) => output.endsWith(text))],
  ["contains-any", anyOf((text) => text)],
  ["icontains-any", anyOf(fold)],
  ["contains-all", allOf((text) => text)],
  ["icontains-all", allOf(fold)],
  ["regex", checkRegex],
];

function checkEquals({ output, value }: CheckInput): Finding {
  const text = textOf(value);
  if (text !== undefined) {
    const isEqual = output === text;
    return fact(isEqual, `The answer is ${quoted(isEqual ? text : output)}.`);
  }
  if (typeof value !== "object" || value === null) return unusable("The expected text is missing.");
  const isEqual = canonical(parsed(output)) === canonical(value);
  return fact(isEqual, `The answer ${isEqual ? "equals" : "differs from"} the expected JSON.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** JSON whose keys are in order. */
function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function oneText(verb: string, holds: (output: string, text: string) => boolean): Check {
  return ({ output, value }) => {
    const text = textOf(value);
    if (text === undefined) return unusable("A text to look for is missing.");
    const isSo = holds(output, text);
    const [first = "", ...rest] = verb.split(" ");
    const statement = isSo ? verb : ["does not", first.replace(/s$/, ""), ...rest].join(" ");
    return fact(isSo, `The answer ${statement} ${quoted(text)}.`);
  };
}

function anyOf(spell: (text: string) => string): Check {
  return ({ output, value }) => {
    const texts = textsOf(value);
    if (texts === undefined) return unusable("The texts to look for are missing.");
    const found = texts.find((text) => spell(output).includes(spell(text)));
    return found === undefined
      ? fact(false, `The answer contains none of the ${formatCount(texts.length, "text")}.`)
      : fact(true, `The answer contains ${quoted(found)}.`);
  };
}

function allOf(spell: (text: string) => string): Check {
  return ({ output, value }) => {
    const texts = textsOf(value);
    if (texts === undefined) return unusable("The texts to look for are missing.");
    const missing = texts.filter((text) => !spell(output).includes(spell(text)));
    const [first] = missing;
    return first === undefined
      ? fact(true, `The answer contains all of the ${formatCount(texts.length, "text")}.`)
      : fact(
          false,
          `The answer does not contain ${quoted(first)}${missing.length > 1 ? ` and ${missing.length - 1} more` : ""}.`,
        );
  };
}

/** A list, or texts with commas between them; undefined if there is none. */
function textsOf(value: unknown): readonly string[] | undefined {
  const texts =
    typeof value === "string"
      ? value.split(",").map((text) => text.trim())
      : Array.isArray(value)
        ? value.flatMap((item) => textOf(item) ?? [])
        : [];
  return texts.length === 0 ? undefined : texts;
}

function fold(text: string): string {
  return text.toLowerCase();
}

function checkRegex({ output, value }: CheckInput, { matches }: Parameters<Check>[1]): Finding {
  const pattern = textOf(value);
  if (pattern === undefined) return unusable("A regular expression is missing.");
  const found = matches(pattern, output);
  if (typeof found === "object") return found;
  return fact(found, `The answer ${found ? "matches" : "does not match"} /${pattern}/.`);
}
