import type { Estimate, FilledCounts } from "../estimate/estimate";
import { formatCount, formatTokens } from "../format";
import { codeSpan } from "./segments";

/** How a template was counted, if it has values to choose from or variables without one. */
export function templateWords({ filled }: Estimate): string | undefined {
  const words = [filledWords(filled), missingWords(filled)].filter((part) => part !== undefined);
  return words.length > 0 ? words.join(" ") : undefined;
}

/** The range of the figures, if the sets of values make a difference. */
function filledWords({ asWrittenTokens, filled }: FilledCounts): string | undefined {
  if (filled === undefined || filled.minTokens === filled.maxTokens) return undefined;
  const { minTokens, typicalTokens, maxTokens } = filled;
  const range = [minTokens, typicalTokens, maxTokens].map((tokens) => formatTokens(tokens));
  return `${formatTokens(asWrittenTokens)} as written; filled ${range.join(" / ")} (min / typical / max).`;
}

function missingWords({
  asWrittenTokens,
  withoutPlaceholdersTokens,
  unknownVariables,
  placeholders,
}: FilledCounts): string | undefined {
  if (unknownVariables.length === 0) return undefined;
  const names = unknownVariables.map(
    (name) => placeholders.find(({ variable }) => variable === name)?.text ?? name,
  );
  const come = names.length === 1 ? "comes" : "come";
  return `As written ${formatCount(asWrittenTokens, "token")}; without the placeholders ${formatTokens(withoutPlaceholdersTokens)}. ${listOf(names)} ${come} on top.`;
}

const MAX_NAMES = 5;

/** `{{ticket}}`, `{{history}}` and `{{name}}`, each as code; only the first few if there are many. */
function listOf(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).map(codeSpan);
  const rest = names.length - shown.length;
  const items = rest > 0 ? [...shown, `${formatTokens(rest)} more`] : shown;
  const last = items.at(-1) ?? "";
  return items.length > 1 ? `${items.slice(0, -1).join(", ")} and ${last}` : last;
}
