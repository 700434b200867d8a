import { leftOut } from "../caveats";
import type { Caveat } from "../prompt";
import { pathBefore } from "./changes";
import { type Group, isName, isSign, type Item } from "./group";
import type { Variables } from "./variables";

/** The SDKs' clients. */
const CLIENTS = /^(?:Async)?(?:Azure)?OpenAI$/;

/** Functions that return a client whose requests they only record, or extend by `response_model`. */
const OBSERVERS =
  /^(?:wrap_?openai|observe_?openai|from_openai|patch|traced?|instrument\w*|cast|with_?options|copy)$/i;

/** Members of a client that lead to its methods. */
const RESOURCE = /\.(?:beta|chat|responses|completions)(?:\..+)?$/;

/** Longer than the arguments that wrap a client. */
const MAX_ARGUMENT_LENGTH = 40;

/** The caveat for a request whose client the program made from another, such as a `Proxy` of it. */
export function clientCaveats(callee: readonly Item[], variables: Variables): readonly Caveat[] {
  const [first] = callee;
  const target = pathBefore(callee, callee.length);
  if (first === undefined || target === undefined || !RESOURCE.test(target.path)) return [];
  const path = target.path.replace(RESOURCE, "");
  const value = variables.valueAt({ path, at: first.start, block: first.block })?.set.value ?? [];
  const wrapper = wrapperOf(value, variables);
  return wrapper === undefined ? [] : [leftOut(`what ${wrapper} does with the client's requests`)];
}

/** The function that gets a client and returns another: `new Proxy(new OpenAI(), {…})`. */
function wrapperOf(value: readonly Item[], variables: Variables): string | undefined {
  const at = value.findIndex((item) => item.kind === "group" && item.bracket === "(");
  const name = value[at - 1];
  const call = value[at];
  if (call?.kind !== "group" || !isName(name) || CLIENTS.test(name.text)) return undefined;
  if (name.text !== "Proxy" && OBSERVERS.test(name.text)) return undefined;
  return name.text === "Proxy" || holdsClient(call, variables) ? name.text : undefined;
}

function holdsClient({ items }: Group, variables: Variables): boolean {
  return items.slice(0, MAX_ARGUMENT_LENGTH).some((item, index) => {
    if (item.kind === "group") return item.bracket === "(" && holdsClient(item, variables);
    if (!isName(item) || isSign(items[index + 1], "=")) return false;
    return CLIENTS.test(item.text) || isClient(item, variables);
  });
}

function isClient(
  { text, start, block }: Item & { readonly text: string },
  variables: Variables,
): boolean {
  const value = variables.valueAt({ path: text, at: start, block })?.set.value ?? [];
  return value.some((item) => isName(item) && CLIENTS.test(item.text));
}
