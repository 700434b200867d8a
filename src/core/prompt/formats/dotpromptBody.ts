import type { SourceRange } from "../../sourceRange";
import { type Insert, message, splitParts } from "../buildPrompt";
import { MappedText } from "../mappedText";
import type { Message, Part, Role } from "../prompt";
import { isBlank, rootOf, variablePath } from "../expression";
import { type HandlebarsTag, handlebarsTags, scanHandlebars } from "../templates/handlebars";

const ROLES: ReadonlyMap<string, Role> = new Map([
  ["system", "system"],
  ["user", "user"],
  ["model", "assistant"],
  ["assistant", "assistant"],
  ["tool", "tool"],
]);

/**
 * Reads the messages of a Dotprompt body. The first is the user's; `{{role "…"}}` begins another
 * unless nothing precedes it. After `{{history}}`, which is at the end of the message before it, the
 * text is the model's (`toMessages`). Blank pieces of text are dropped, others are sent with their
 * white space.
 */
export function readDotpromptBody(text: string, body: SourceRange): Message[] {
  const content = MappedText.verbatim(text, body).trim(/\s/);
  const messages: Message[] = [];
  let role: Role = "user";
  let contentStart = 0;
  let messageStart = 0;

  const endMessage = (end: number, next: Role, nextStart: number, nextContent: number): void => {
    const piece = content.slice(contentStart, end);
    if (!isBlank(piece.text, scanBody)) {
      const range = content.rangeOf(messageStart, end);
      messages.push(message(role, readParts(piece), range));
    }
    messageStart = nextStart;
    role = next;
    contentStart = nextContent;
  };

  for (const tag of handlebarsTags(content.text)) {
    if (tag.kind !== "output") continue;
    const roleName = /^role\s+(?:"([^"]*)"|'([^']*)')/.exec(tag.body);
    if (roleName !== null) {
      const next = ROLES.get(roleName[1] ?? roleName[2] ?? "") ?? "user";
      endMessage(tag.start, next, tag.start, tag.end);
    } else if (tag.body === "history") endMessage(tag.end, "assistant", tag.end, tag.end);
  }
  endMessage(content.length, role, content.length, content.length);
  return messages;
}

function readParts(piece: MappedText): Part[] {
  const inserts = Array.from(handlebarsTags(piece.text)).flatMap((tag) => mediaOf(tag, piece));
  return splitParts(piece, scanBody, inserts, "kept");
}

/** `{{section "…"}}` marks a position and produces no text. */
function scanBody(text: string) {
  const sections = new Set(
    Array.from(handlebarsTags(text))
      .filter(({ body }) => /^section\s/.test(body))
      .map(({ start }) => start),
  );
  return scanHandlebars(text).map((expression) =>
    sections.has(expression.start)
      ? { start: expression.start, end: expression.end, isComment: true as const }
      : expression,
  );
}

/** `{{media url=name}}` and `{{media url="https://…" contentType="image/png"}}`. */
function mediaOf({ kind, start, end, body }: HandlebarsTag, piece: MappedText): Insert[] {
  if (kind !== "output" || !/^media\s/.test(body)) return [];
  const range = piece.rangeOf(start, end);
  const url = argument(body, "url") ?? "";
  const literal = unquoted(url);
  const type = mediaType(argument(body, "contentType") ?? argument(body, "mime"), literal);
  if (type !== "image") return [{ start, end, part: { kind: "opaque", type, range } }];
  const variable = literal === undefined ? variablePath(url) : undefined;
  return [
    {
      start,
      end,
      part: {
        kind: "image",
        ...(literal !== undefined && { source: literal }),
        ...(variable !== undefined && rootOf(variable) !== "this" && { variable }),
        detail: "auto",
        range,
      },
    },
  ];
}

/** `image`, `file` for a PDF, or the kind of media: `video`, `audio`, `text`. */
function mediaType(contentType: string | undefined, url: string | undefined): string {
  if (contentType !== undefined) {
    const mime = unquoted(contentType)?.toLowerCase();
    if (mime === undefined) return "media";
    return mime === "application/pdf" ? "file" : (mime.split("/", 1)[0] ?? "media");
  }
  const extension = /\.(\w+)(?:[?#].*)?$/.exec(url ?? "")?.[1]?.toLowerCase() ?? "";
  return TYPES_OF_EXTENSIONS.get(extension) ?? "image";
}

const TYPES_OF_EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ["pdf", "file"],
  ...["mp4", "mov", "webm", "mpeg", "avi", "mkv"].map((name) => [name, "video"] as const),
  ...["mp3", "wav", "ogg", "flac", "m4a"].map((name) => [name, "audio"] as const),
]);

function unquoted(written: string): string | undefined {
  return /^(['"])([^]*)\1$/.exec(written)?.[2];
}

function argument(body: string, name: string): string | undefined {
  return new RegExp(`\\s${name}\\s*=\\s*("[^"]*"|'[^']*'|[^\\s"']+)`).exec(body)?.[1];
}
