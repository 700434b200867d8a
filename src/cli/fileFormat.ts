import { open } from "node:fs/promises";
import { resolve } from "node:path";
import type { PromptFormat } from "../core/prompt/prompt";
import { detectFormat, isGeneralFormat } from "../core/prompt/formats/promptFormats";
import { isDecidedByText } from "../core/prompt/formats/promptFileNames";
import type { Host } from "./host";
import { requireEnd, unreadable, wholePath } from "./input";

/** How much of a text is read to detect its format. */
export const HEAD_BYTES = 16 * 1024;

/** The format of a file, by its name or else its beginning. Throws an `InputError`. */
export function formatOfFile(path: string, host: Host): Promise<PromptFormat | undefined> {
  return formatByNameOr(wholePath(path, host), () => readHead(path, host));
}

/** The format by the name, or else by the beginning of the text if that can tell. */
export async function formatByNameOr(
  path: string,
  readHeadOfText: () => Promise<string>,
): Promise<PromptFormat | undefined> {
  const named = detectFormat({ path, text: "" });
  const isKnown = named !== undefined && !isGeneralFormat(named);
  if (isKnown || !isDecidedByText(path)) return named;
  return detectFormat({ path, text: await readHeadOfText() });
}

/** The beginning of a file's text. Throws an `InputError`. */
export async function readHead(path: string, host: Host): Promise<string> {
  await requireEnd(path, host);
  const { folder } = host;
  const file = await open(resolve(folder, path)).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES));
    return buffer.toString("utf8", 0, bytesRead);
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    await file.close();
  }
}
