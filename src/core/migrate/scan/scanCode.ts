import type { SyntaxNodeRef } from "@lezer/common";
import { groupTokens, isName, isSign, type Item } from "../../prompt/code/group";
import { type CodeLanguage, parseProgram } from "../../prompt/code/syntaxTree";
import { tokenizeProgram } from "../../prompt/code/tokenizeProgram";
import type { SourceRange } from "../../sourceRange";
import { findModelNames, type NameSources } from "../names/modelName";
import { endingService, type Vendor } from "../names/retiringModel";
import { serviceOfCall } from "../names/services";
import { type Level, requestInCode } from "../request/codeRequest";
import type { Request } from "../request/request";
import { namesInText } from "./namesGiven";
import { isNoRequest, scanLiterals } from "./scanLiterals";
import type { NameInSheet } from "./sheet";

const STRINGS: ReadonlySet<string> = new Set([
  "String",
  "FormatString",
  "TemplateString",
  "JSXAttributeValue",
]);

/** The names in the string literals of a program. Object keys are rows of a table, not names. */
export function scanCode(
  text: string,
  language: CodeLanguage,
  sources: NameSources,
): readonly NameInSheet[] {
  const isPython = language === "python";
  const program = parseProgram(text, language);
  if ("refusal" in program) return scanUnread(text, isPython, sources);
  const { tree } = program;
  const places = findTokens(groupTokens(tokenizeProgram(tree, text, isPython)));
  const found: NameInSheet[] = [];
  const usesOpenAi = /openai/i.test(text);
  tree.iterate({
    enter: (node) => {
      if (node.name === "MemberExpression" && usesOpenAi) found.push(...serviceCall(text, node));
      if (!STRINGS.has(node.name)) return;
      found.push(...namesInLiteral(text, node, places, isPython, sources));
      return false;
    },
  });
  return found;
}

/** `client.evals.create`: a service that ends, used through the SDK. */
function serviceCall(text: string, { from, to }: SyntaxNodeRef): readonly NameInSheet[] {
  const called = serviceOfCall(text.slice(Math.max(from, to - 80), to));
  if (called === undefined) return [];
  const start = Math.max(from, to - 80) + called.start;
  const { service } = called;
  const model = endingService(service.label, service);
  return [
    {
      name: { model, vendor: "openai", start: 0, end: to - start },
      range: { start, end: to },
      requests: [],
    },
  ];
}

/** The names in a program that has no syntax tree: its requests are unknown. */
function scanUnread(text: string, isPython: boolean, sources: NameSources): readonly NameInSheet[] {
  return scanLiterals(text, { comments: [isPython ? "#" : "//"] }, sources).map((found) => ({
    ...found,
    isOpaque: true,
  }));
}

/** A string of the program, at its position among the items. */
interface TokenPlace {
  readonly levels: readonly Level[];
  readonly siblings: readonly Item[];
  readonly index: number;
}

interface Places {
  readonly strings: ReadonlyMap<number, TokenPlace>;
  /** By variable name, if a variable is used for a value: `model=MODEL`. */
  readonly uses: ReadonlyMap<string, readonly (TokenPlace & { readonly at: number })[]>;
}

function findTokens(items: readonly Item[]): Places {
  const strings = new Map<number, TokenPlace>();
  const uses = new Map<string, (TokenPlace & { readonly at: number })[]>();
  const visit = (siblings: readonly Item[], levels: readonly Level[]): void => {
    for (const [index, item] of siblings.entries()) {
      if (item.kind === "group") visit(item.items, [...levels, { group: item, siblings, index }]);
      const place = { levels, siblings, index };
      if (item.kind === "string") strings.set(item.start, place);
      if (isName(item)) {
        const known = uses.get(item.text);
        if (known) known.push({ ...place, at: item.start });
        else uses.set(item.text, [{ ...place, at: item.start }]);
      }
    }
  };
  visit(items, []);
  return { strings, uses };
}

function namesInLiteral(
  text: string,
  node: SyntaxNodeRef,
  places: Places,
  isPython: boolean,
  sources: NameSources,
): readonly NameInSheet[] {
  const content = contentOf(text, node);
  const value = text.slice(content.start, content.end);
  if (!mayName(value) || isKeyOrImport(text, node)) return [];
  const place = places.strings.get(node.from);
  const vendor = place ? vendorOf(place) : "openai";
  const names = findModelNames(value, vendor, sources);
  if (names.length === 0) return namesInText(value, content.start, sources);
  const requests = place ? requestsOf(text, place, node.from, places, isPython) : [];
  const isDeployment = requests.length > 0 && hasOnlyAzureClients(text);
  return (isDeployment ? findModelNames(value, "azure", sources) : names).map((name) => ({
    name,
    range: { start: content.start + name.start, end: content.start + name.end },
    requests,
  }));
}

function mayName(value: string): boolean {
  return value.length > 1 && /\S/.test(value);
}

/** Without quotes and prefixes such as `f` and `r`. */
function contentOf(text: string, { from, to }: SyntaxNodeRef): SourceRange {
  const written = text.slice(from, to);
  const open = /^[a-z]*("""|'''|["'`])/i.exec(written);
  const quote = open?.[1] ?? "";
  const start = from + (open?.[0].length ?? 0);
  return { start, end: written.endsWith(quote) ? Math.max(start, to - quote.length) : to };
}

function isKeyOrImport(text: string, { node }: SyntaxNodeRef): boolean {
  const parent = node.parent?.name ?? "";
  if (/Import|Export/.test(parent)) return true;
  if (isNoRequest(text.slice(Math.max(0, node.from - 40), node.from))) return true;
  if (parent === "Property" || parent === "PropertyType" || parent === "PatternProperty")
    return node.nextSibling?.name === ":" || node.prevSibling === null;
  if (parent === "DictionaryExpression") return node.nextSibling?.name === ":";
  if (parent !== "MemberExpression" || node.prevSibling?.name !== "[") return false;
  // `Literal["gpt-4o"]` is a type of which the text is a value.
  return !/\bLiteral\s*\[\s*$/.test(text.slice(Math.max(0, node.from - 40), node.from));
}

function requestsOf(
  text: string,
  place: TokenPlace,
  at: number,
  places: Places,
  isPython: boolean,
): readonly Request[] {
  const own = requestInCode(text, place.levels, at, isPython);
  if (own !== undefined) return [own];
  const variable = variableOf(place);
  const uses = variable === undefined ? [] : (places.uses.get(variable) ?? []);
  const requests = uses.flatMap(({ levels, siblings, index, at: used }) => {
    if (isSign(siblings[index + 1], "=")) return [];
    return requestInCode(text, levels, used, isPython) ?? [];
  });
  return requests.filter(
    (request, index) =>
      requests.findIndex(({ main }) => main.range.start === request.main.range.start) === index,
  );
}

/** The variable, or the member of an object, to which the text is assigned. */
function variableOf({ levels, siblings, index }: TokenPlace): string | undefined {
  const named = nameBefore(siblings, index);
  if (named !== undefined) return named;
  const outer = levels.at(-1);
  return outer && nameBefore(outer.siblings, outer.index);
}

function nameBefore(items: readonly Item[], index: number): string | undefined {
  for (let at = index - 1; at > 0; at--) {
    const item = items[at];
    if (isSign(item, "\n") || isSign(item, ";") || isSign(item, ",")) return undefined;
    if (isSign(item, "=") || isSign(item, ":")) {
      const name = items[at - 1];
      return isName(name) ? name.text : undefined;
    }
  }
  return undefined;
}

/** Clients of Azure take the name of a deployment as `model`. */
function hasOnlyAzureClients(text: string): boolean {
  const clients = [...text.matchAll(/\b(Async)?(Azure)?OpenAI\s*\(/g)];
  return clients.length > 0 && clients.every(([, , azure]) => azure !== undefined);
}

function vendorOf({ levels, siblings, index }: TokenPlace): Vendor {
  const own = nameBefore(siblings, index);
  const outer = levels.slice(-2).flatMap((level) => {
    const called = level.siblings[level.index - 1];
    return isName(called) ? [called.text] : [];
  });
  const isAzure = [own ?? "", ...outer].some((name) => /azure|deployment/i.test(name));
  return isAzure ? "azure" : "openai";
}
