import { buildPrompt, message } from "../buildPrompt";
import { MappedText } from "../mappedText";
import type { Message, PromptFormat, Role } from "../prompt";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { readRole } from "../requestJson";
import { isBlank, type TemplateScanner, textPart } from "../templates/expression";
import { handlebarsTags, scanHandlebars } from "../templates/handlebars";
import { scanJinja } from "../templates/jinja";
import { isRoleMarker, readPromptyBody } from "./promptyBody";

/** Files that a generator makes pages or settings from, such as `index.html.j2`. */
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

/** Jinja writes LF for every line end; the others leave them as they are. */
function readTemplateFile(
  { path, text }: PromptSource,
  label: string,
  scan: TemplateScanner,
): Reading {
  const range = withoutByteOrderMark(text);
  const content =
    scan === scanJinja ? MappedText.withLineFeeds(text, range) : MappedText.verbatim(text, range);
  const messages = readTemplate(content, scan, roleOfName(path));
  const prompts = messages.length > 0 ? [buildPrompt({ range, messages })] : [];
  return { label, prompts, problems: [], references: [] };
}

/** `system_template.minijinja` and its like say whose words they hold. */
function roleOfName(path: string): Role {
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  const named = /(?:^|[._-])(system|assistant|developer)(?:[._-]|$)/i.exec(name)?.[1];
  return readRole(named?.toLowerCase()) ?? "user";
}

/**
 * The messages of a template: those that it marks, as Prompt flow does with `system:` lines and
 * Semantic Kernel with `<message role="system">`, else one of `role`.
 */
export function readTemplate(text: MappedText, scan: TemplateScanner, role: Role): Message[] {
  const start = text.text.search(/\S/);
  const [first = ""] = text.text.slice(start, start + 1_000).split("\n", 1);
  if (start >= 0 && isRoleMarker(first)) return readPromptyBody(text, scan, []);
  const marked = readMarkedMessages(text, scan);
  if (marked.length > 0) return marked;
  if (isBlank(text.text, scan)) return [];
  return [message(role, [textPart(text, scan(text.text))], text.range)];
}

interface Mark {
  readonly start: number;
  readonly end: number;
  /** Undefined for the end of a message. */
  readonly role?: string;
}

/** Text between two marks is a message; what stands outside is no part of the request. */
function readMarkedMessages(text: MappedText, scan: TemplateScanner): Message[] {
  const marks = findMarks(text.text);
  return marks.flatMap((mark, index): Message[] => {
    if (mark.role === undefined) return [];
    const close = marks[index + 1];
    const end = close?.start ?? text.length;
    const content = text.slice(mark.end, end).trim(/\s/);
    const range = text.rangeOf(mark.start, close?.role === undefined ? (close?.end ?? end) : end);
    const role = readRole(mark.role.toLowerCase()) ?? "user";
    return [message(role, [textPart(content, scan(content.text))], range)];
  });
}

function findMarks(text: string): Mark[] {
  const marks: Mark[] = Array.from(
    text.matchAll(/<message\s+role\s*=\s*["']([^"'\n]+)["'][^<>\n]*>|<\/message>/gi),
    (match) => ({
      start: match.index,
      end: match.index + match[0].length,
      ...(match[1] !== undefined && { role: match[1] }),
    }),
  );
  if (marks.length > 0) return marks;
  return Array.from(handlebarsTags(text)).flatMap(({ kind, start, end, body }): Mark[] => {
    if (kind === "close" && body === "message") return [{ start, end }];
    const role = /^message\s+role\s*=\s*["']?([\w{}.]+)/.exec(body)?.[1];
    return kind === "open" && role !== undefined ? [{ start, end, role }] : [];
  });
}
