import { buildPrompt, message } from "../buildPrompt";
import { MappedText, MappedTextBuilder } from "../mappedText";
import type { Message, PromptFormat, Role } from "../prompt";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { readRole } from "../requestJson";
import { isBlank, type TemplateScanner, textPart } from "../expression";
import { handlebarsTags, scanHandlebars } from "../templates/handlebars";
import { scanJinja } from "../templates/jinja";
import { isRoleMarker, readPromptyBody } from "./promptyBody";

/** Templates for pages or settings, such as `index.html.j2`. */
const OTHER_OUTPUT =
  /\.(?:html?|xml|ya?ml|json|toml|ini|cfg|conf|config|env|sh|service|sql|tf|css|js|ts|py|vue|properties)\.[^./]+$/;

/** Jinja, MiniJinja and Nunjucks templates. */
export const jinjaFormat: FormatReader = templateFormat(
  "jinja",
  "Jinja template",
  /\.(?:j2|jinja2?|minijinja|njk|nunjucks)$/,
  scanJinja,
);

/** Mustache templates. */
export const mustacheFormat: FormatReader = templateFormat(
  "mustache",
  "Mustache template",
  /\.mustache$/,
  scanHandlebars,
);

function templateFormat(
  format: PromptFormat,
  label: string,
  names: RegExp,
  scan: TemplateScanner,
): FormatReader {
  return {
    format,
    isNamed: (path) => names.test(path) && !OTHER_OUTPUT.test(path),
    read: (source) => readTemplateFile(source, label, scan),
  };
}

/** Whether a name is that of a Handlebars template. */
export function isHandlebarsName(path: string): boolean {
  return /\.(?:hbs|handlebars)$/.test(path) && !OTHER_OUTPUT.test(path);
}

/** Reads a Handlebars file. */
export function readHandlebarsFile(source: PromptSource): Reading {
  return readTemplateFile(source, "Handlebars template", scanHandlebars);
}

/** Jinja writes LF for every line end; the others leave them unchanged. */
function readTemplateFile(
  { path, text }: PromptSource,
  label: string,
  scan: TemplateScanner,
): Reading {
  const range = withoutByteOrderMark(text);
  const content =
    scan === scanJinja ? MappedText.withLineFeeds(text, range) : MappedText.verbatim(text, range);
  const messages = readTemplate(text, content, scan, roleOfName(path));
  const prompts = messages.length > 0 ? [buildPrompt({ range, messages })] : [];
  return { label, prompts, problems: [], references: [] };
}

/** The role that a name such as `system_template.minijinja` implies. */
function roleOfName(path: string): Role {
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  const named = /(?:^|[._-])(system|assistant|developer)(?:[._-]|$)/i.exec(name)?.[1];
  return readRole(named?.toLowerCase()) ?? "user";
}

/**
 * The messages of a template: those that it marks, like Prompt flow with `system:` lines and
 * Semantic Kernel with `<message role="system">`, or else one of `role`.
 */
export function readTemplate(
  source: string,
  text: MappedText,
  scan: TemplateScanner,
  role: Role,
): Message[] {
  const start = text.text.search(/\S/);
  const [first = ""] = text.text.slice(start, start + 1_000).split("\n", 1);
  if (start >= 0 && isRoleMarker(first)) return readPromptyBody(text, scan, []);
  const marked = readMarkedMessages(source, text, scan);
  if (marked.length > 0) return marked;
  if (isBlank(text.text, scan)) return [];
  return [message(role, [textPart(text, scan(text.text))], text.range)];
}

/** A message that a template marks. */
interface MarkedMessage {
  readonly role: string;
  /** The start of the whole, marks included, in UTF-16 units of the text. */
  readonly start: number;
  readonly end: number;
  readonly contentStart: number;
  readonly contentEnd: number;
}

/**
 * The messages that a template marks. Other text is not part of the request; an expression there,
 * usually a loop around messages, is kept with the message after it, or with the last one: it shows
 * that the template generates more of them.
 */
function readMarkedMessages(source: string, text: MappedText, scan: TemplateScanner): Message[] {
  const marked = findMarkedMessages(text.text);
  const outside = marked.map((): MappedText[] => []);
  let next = 0;
  for (const { start, end, isComment } of scan(text.text)) {
    while ((marked[next]?.end ?? Infinity) <= start) next += 1;
    const isInside = (marked[next]?.start ?? Infinity) <= start;
    if (isInside || isComment) continue;
    outside[Math.min(next, marked.length - 1)]?.push(text.slice(start, end));
  }
  return marked.map(({ role, start, end, contentStart, contentEnd }, index) => {
    const builder = new MappedTextBuilder(source);
    outside[index]?.forEach((expression) => builder.append(expression));
    builder.append(text.slice(contentStart, contentEnd).trim(/\s/));
    const content = builder.build(text.rangeOf(contentStart, contentStart).start);
    const part = textPart(content, scan(content.text));
    return message(readRole(role.toLowerCase()) ?? "user", [part], text.rangeOf(start, end));
  });
}

interface Mark {
  readonly start: number;
  readonly end: number;
  /** Undefined for the end of a message. */
  readonly role: string | undefined;
}

/** `<message role="…">` and `{{#message role="…"}}`, each up to its end or to the next one. */
function findMarkedMessages(text: string): MarkedMessage[] {
  const inXml = findXmlMarks(text);
  const marks = inXml.length > 0 ? inXml : findBlockMarks(text);
  return marks.flatMap(({ role, start, end: contentStart }, index): MarkedMessage[] => {
    if (role === undefined) return [];
    const close = marks[index + 1];
    const contentEnd = close?.start ?? text.length;
    const end = close !== undefined && close.role === undefined ? close.end : contentEnd;
    return [{ role, start, end, contentStart, contentEnd }];
  });
}

function findXmlMarks(text: string): Mark[] {
  const mark = /<message\s+role\s*=\s*["']([^"'\n]+)["'][^<>\n]*>|<\/message>/gi;
  return Array.from(text.matchAll(mark), (match) => {
    return { start: match.index, end: match.index + match[0].length, role: match[1] };
  });
}

function findBlockMarks(text: string): Mark[] {
  return Array.from(handlebarsTags(text)).flatMap(({ kind, start, end, body }): Mark[] => {
    if (kind === "close" && body === "message") return [{ start, end, role: undefined }];
    const role = /^message\s+role\s*=\s*["']?([\w{}.]+)/.exec(body)?.[1];
    return kind === "open" && role !== undefined ? [{ start, end, role }] : [];
  });
}
