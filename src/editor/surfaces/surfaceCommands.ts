import type * as vscode from "vscode";
import type { SourceRange } from "../../core/sourceRange";
import type { SurfaceLink } from "../../core/surfaces/segments";
import { COMMANDS, type CommandId } from "../ids";

/** The only commands that a hover may run: VS Code refuses links to any other. */
export const HOVER_COMMANDS: readonly CommandId[] = [
  COMMANDS.compare,
  COMMANDS.run,
  COMMANDS.goToLargest,
  COMMANDS.goTo,
  COMMANDS.setDetailLow,
  COMMANDS.createVars,
  COMMANDS.planMove,
  COMMANDS.runMove,
];

/** A place in a document as a command argument: plain JSON, because links carry it. */
export interface PlaceArgument {
  readonly uri: string;
  readonly range?: SourceRange;
}

/** The command behind a link of a hover or a lens over the document at `uri`. */
export function surfaceCommand(
  { label, command, range }: SurfaceLink,
  uri: vscode.Uri,
): vscode.Command & { readonly arguments: readonly unknown[] } {
  const place: PlaceArgument = { uri: uri.toString(), ...(range && { range }) };
  return { title: label, command: COMMANDS[command], arguments: [place] };
}

/** Reads a command's argument: undefined if it isn't a place. */
export function placeOf(argument: unknown): PlaceArgument | undefined {
  if (typeof argument !== "object" || argument === null) return undefined;
  const { uri, range } = argument as Readonly<Record<string, unknown>>;
  if (typeof uri !== "string") return undefined;
  if (typeof range !== "object" || range === null) return { uri };
  const { start, end } = range as Readonly<Record<string, unknown>>;
  return typeof start === "number" && typeof end === "number"
    ? { uri, range: { start, end } }
    : { uri };
}
