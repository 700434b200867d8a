import { type JsonNode, member, stringValue } from "../json/jsonNode";
import { parseJson } from "../json/parseJson";
import type { ModelSources } from "../models/findModel";
import { placesInProgram } from "./codePlaces";
import type { ModelPlace } from "./modelPlace";

/**
 * The places in the code cells of a notebook. The source of a cell is JSON strings, line by line, so
 * only the names themselves have places in the file; the fields of their requests do not.
 */
export function placesInNotebook(text: string, sources: ModelSources): readonly ModelPlace[] {
  const { root } = parseJson(text);
  const cells = member(root, "cells");
  if (cells?.kind !== "array") return [];
  return cells.items.flatMap((cell) =>
    stringValue(member(cell, "cell_type")) === "code" ? placesInCell(cell, text, sources) : [],
  );
}

function placesInCell(cell: JsonNode, text: string, sources: ModelSources): readonly ModelPlace[] {
  const source = member(cell, "source");
  const lines = source?.kind === "array" ? source.items : source ? [source] : [];
  const code = lines.map((line) => stringValue(line) ?? "").join("");
  const found = placesInProgram(code, "python", sources);
  let from = source?.range.start ?? 0;
  return found.flatMap(({ model, range: own, syntax }) => {
    // Names have no characters that JSON escapes, so each is in the file as it is in the code.
    const quote = code[own.start - 1] === '"' ? '\\"' : (code[own.start - 1] ?? "");
    const at = text.indexOf(quote + model.id, from);
    if (at < 0) return [];
    const start = at + quote.length;
    from = start + model.id.length;
    return [{ model, range: { start, end: from }, syntax, requests: [] }];
  });
}
