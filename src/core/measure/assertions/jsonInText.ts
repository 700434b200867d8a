/** More pieces of JSON than this in one answer are not looked at. */
const MAX_PIECES = 100;

/**
 * The objects and lists in a text, from the first to the last, those inside others left out. The time
 * is linear: a bracket that is never closed is passed once.
 */
export function findJson(text: string): readonly unknown[] {
  const found: unknown[] = [];
  for (const [start, end] of bracketed(text)) {
    if (found.length >= MAX_PIECES) break;
    try {
      found.push(JSON.parse(text.slice(start, end)));
    } catch {
      // Brackets that are no JSON, as in [1].
    }
  }
  return found;
}

/** The outermost pairs of brackets. Those in texts within them don't count. */
function bracketed(text: string): (readonly [start: number, end: number])[] {
  const pairs: (readonly [start: number, end: number])[] = [];
  const open: { readonly at: number; readonly closing: string }[] = [];
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? "";
    if (inString) {
      if (char === "\\") at += 1;
      else if (char === '"' || char === "\n") inString = false;
    } else if (char === "{" || char === "[") {
      open.push({ at, closing: char === "{" ? "}" : "]" });
    } else if (open.length > 0) {
      if (char === '"') inString = true;
      else if (char === "}" || char === "]") {
        const last = open.pop();
        // A bracket that does not fit ends everything that was open before it.
        if (last?.closing !== char) open.length = 0;
        else if (open.length === 0) pairs.push([last.at, at + 1]);
      }
    }
  }
  return pairs;
}
