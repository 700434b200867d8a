import type { RedactedStream, Redactor } from "../core/runs/redactor";

/** Shown in place of a secret. */
export const HIDDEN = "•••";

/** A shorter piece of a secret reveals nothing: keys begin with a public prefix. */
const MIN_PART_CHARACTERS = 12;

/** Fewer characters than this at the end of a piece are held back only if they begin the secret. */
const MIN_OPEN_CHARACTERS = 4;

/** Characters that split a secret without changing how it looks to a reader, such as line ends. */
const GAP = String.raw`[\s\u00ad\u200b-\u200f\u2060\ufeff]{0,20}`;

/** No form takes more per character of the secret, gaps included. */
const MAX_FORM_LENGTH = 34;

/** The beginning of an escaped character, as in {@link escapedForm}. */
const OPEN_ESCAPE = String.raw`%(?:25?)?[\da-f]?|\\(?:u[\da-f]{0,3}|x[\da-f]?)?|&(?:#x?[\da-f]{0,8})?`;

/** So many characters of a form tell that it is most likely meant: no public prefix is as long. */
const BEGINNING_CHARACTERS = 12;

/**
 * A way to write a secret. The patterns of all its characters take a tenth of a second to compile, so a
 * text is searched with them only if it has the form's beginning.
 */
class SecretForm {
  private readonly beginning: RegExp;
  /** Matches the end of a text that may go on as this form; with a group if it has all of the beginning. */
  private readonly openBeginning: RegExp;
  private patterns: { readonly whole: RegExp; readonly open: RegExp } | undefined;

  /** By the patterns of its characters, with any gap between them. */
  constructor(
    private readonly characters: readonly string[],
    private readonly flags: string,
    /** Matches a character that is not yet written to its end. */
    private readonly openCharacter = "(?!)",
  ) {
    const first = characters.slice(0, BEGINNING_CHARACTERS);
    this.beginning = new RegExp(first.join(GAP), flags);
    this.openBeginning = new RegExp(`${openPattern(first, openCharacter, "([^]*)")}$`, flags);
  }

  hideIn(text: string): string {
    return this.beginning.test(text) ? text.replace(this.compiled.whole, HIDDEN) : text;
  }

  /** Where at the end of a text it may begin; -1 if it does not. */
  openAt(text: string): number {
    const found = this.openBeginning.exec(text);
    if (found?.[1] === undefined) return found?.index ?? -1;
    return text.search(this.compiled.open);
  }

  private get compiled(): { readonly whole: RegExp; readonly open: RegExp } {
    const { characters, flags, openCharacter } = this;
    this.patterns ??= {
      whole: new RegExp(characters.join(GAP), `g${flags}`),
      open: new RegExp(`${openPattern(characters, openCharacter, "")}$`, flags),
    };
    return this.patterns;
  }
}

/** Matches the beginnings of a form; `rest`: what follows its last character. */
function openPattern(characters: readonly string[], openCharacter: string, rest: string): string {
  const last = characters.length - 1;
  return characters.reduceRight((after, character, index) => {
    const following = index === last ? after : `${GAP}${after}?`;
    return `(?:${openCharacter}|${character}${following && `(?:${following})`})`;
  }, rest);
}

/** A secret in all the forms that are searched for. */
interface SecretForms {
  readonly lower: string;
  readonly written: readonly SecretForm[];
  /** The start of each run of {@link MIN_PART_CHARACTERS} characters in the secret. */
  readonly parts: ReadonlyMap<string, number>;
}

/**
 * A text without the secrets: whole or in longer parts, in upper or lower case, split by white
 * space, escaped as in URLs, JSON or HTML, or inside of Base64 or hexadecimal digits.
 */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  return hideForms(text, formsOf(secrets));
}

export function createRedactor(secrets: readonly string[]): Redactor {
  const forms = formsOf(secrets);
  return { hide: (text) => hideForms(text, forms), stream: () => new SecretStream(forms) };
}

function formsOf(secrets: readonly string[]): readonly SecretForms[] {
  return secrets
    .filter((secret) => secret !== "")
    .map((secret) => {
      const lower = secret.toLowerCase();
      return {
        lower,
        written: [
          escapedForm(secret),
          ...base64Forms(secret).map((form) => new SecretForm([...form].map(escapeRegExp), "u")),
          new SecretForm([...hex(secret, "")].map(escapeRegExp), "iu"),
        ],
        parts: partsOf(lower),
      };
    });
}

function hideForms(text: string, forms: readonly SecretForms[]): string {
  return forms.reduce(hideParts, hideWhole(text, forms));
}

function hideWhole(text: string, forms: readonly SecretForms[]): string {
  return forms.flatMap(({ written }) => written).reduce((clean, form) => form.hideIn(clean), text);
}

function partsOf(lower: string): ReadonlyMap<string, number> {
  const parts = new Map<string, number>();
  for (let at = lower.length - MIN_PART_CHARACTERS; at >= 0; at -= 1) {
    parts.set(lower.slice(at, at + MIN_PART_CHARACTERS), at);
  }
  return parts;
}

/** Each character plain or escaped. */
function escapedForm(secret: string): SecretForm {
  const characters = [...secret].map((character) => {
    const percent = hex(character, "%");
    const code = character.codePointAt(0) ?? 0;
    const digits = code.toString(16);
    const escapes = [
      percent,
      percent.replaceAll("%", "%25"),
      `\\\\u${digits.padStart(4, "0")}`,
      `\\\\x${digits.padStart(2, "0")}`,
      `&#0{0,6}${code};`,
      `&#x0{0,6}${digits};`,
    ];
    return `(?:${escapeRegExp(character)}|${escapes.join("|")})`;
  });
  return new SecretForm(characters, "iu", OPEN_ESCAPE);
}

/** Hides every run of at least {@link MIN_PART_CHARACTERS} characters of the secret. */
function hideParts(text: string, { lower: lowerSecret, parts }: SecretForms): string {
  const lowerText = text.toLowerCase();
  // Lower case can be longer, as for "İ": then offsets would no longer match.
  if (parts.size === 0 || lowerText.length !== text.length) return text;
  let clean = "";
  let kept = 0;
  for (let at = 0; at + MIN_PART_CHARACTERS <= text.length; at += 1) {
    const inSecret = parts.get(lowerText.slice(at, at + MIN_PART_CHARACTERS));
    if (inSecret === undefined) continue;
    let length = MIN_PART_CHARACTERS;
    while (
      inSecret + length < lowerSecret.length &&
      lowerText[at + length] === lowerSecret[inSecret + length]
    ) {
      length += 1;
    }
    clean += text.slice(kept, at) + HIDDEN;
    kept = at + length;
    at = kept - 1;
  }
  return clean + text.slice(kept);
}

class SecretStream implements RedactedStream {
  private waiting = "";

  constructor(private readonly forms: readonly SecretForms[]) {}

  push(text: string): string {
    if (this.forms.length === 0) return text;
    const all = hideWhole(this.waiting + text, this.forms);
    const keep = Math.max(...this.forms.map((form) => openEnd(all, form)));
    this.waiting = all.slice(all.length - keep);
    return hideForms(all.slice(0, all.length - keep), this.forms);
  }

  end(): string {
    const rest = hideForms(this.waiting, this.forms);
    this.waiting = "";
    return rest;
  }
}

/** How many characters at the end of `text` begin or continue the secret, in any form. */
function openEnd(text: string, { lower, written }: SecretForms): number {
  const end = text.slice(-MAX_FORM_LENGTH * lower.length);
  const starts = written.map((form) => form.openAt(end)).filter((start) => start >= 0);
  return Math.max(openPart(end, lower), end.length - Math.min(end.length, ...starts));
}

/** How many characters at the end of `text` are in the secret, in any case. */
function openPart(text: string, lowerSecret: string): number {
  const end = text.slice(-lowerSecret.length).toLowerCase();
  for (let start = 0; start < end.length; start += 1) {
    const rest = end.slice(start);
    if (rest.length >= MIN_OPEN_CHARACTERS && lowerSecret.includes(rest)) return rest.length;
  }
  return 0;
}

/** Base64 writes 3 bytes as 4 characters: a secret has 3 forms in it, by the bytes before it. */
function base64Forms(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret);
  const forms = [0, 1, 2].flatMap((before) => {
    const all = btoa(String.fromCodePoint(...new Uint8Array(before), ...bytes));
    const whole = all.slice(
      Math.ceil((before * 4) / 3),
      Math.floor(((before + bytes.length) * 4) / 3),
    );
    return [whole, whole.replaceAll("+", "-").replaceAll("/", "_")];
  });
  return [...new Set(forms)].filter((form) => form.length >= MIN_OPEN_CHARACTERS);
}

/** The bytes of a text in UTF-8 as hexadecimal digits. */
function hex(text: string, before: string): string {
  const bytes = [...new TextEncoder().encode(text)];
  return bytes.map((byte) => before + byte.toString(16).padStart(2, "0")).join("");
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
