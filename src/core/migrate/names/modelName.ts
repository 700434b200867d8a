import { serviceOfUrl } from "./services";
import {
  catalogModel,
  endingService,
  type NamedModel,
  retiringModel,
  type Vendor,
} from "./retiringModel";

/** A model that a text names, and the range of its id in the text. */
export interface ModelName {
  readonly model: NamedModel;
  readonly vendor: Vendor;
  readonly start: number;
  readonly end: number;
}

/** Other sources of known names. */
export interface NameSources {
  /** Azure deployment → the model that it deploys, from the user's setting. */
  readonly azureDeployments?: ReadonlyMap<string, string>;
  /** Catalog models to find although they do not end: those that others move to. */
  readonly targets?: ReadonlySet<string>;
}

const PROVIDERS: ReadonlySet<string> = new Set([
  "ai-gateway",
  "azure",
  "azure-openai",
  "azure_ai",
  "azure_openai",
  "azureml",
  "azureopenai",
  "chat",
  "completion",
  "completions",
  "github",
  "github_copilot",
  "langchain",
  "litellm",
  "litellm_proxy",
  "models",
  "oai",
  "openai",
  "openai-chat",
  "openai-responses",
  "openai_chat",
  "openrouter",
  "portkey",
  "responses",
  "text",
  "text-completion-openai",
  "vercel",
]);

/** `openai/`, or a provider that a template fills in: `${provider}/`. */
const SEGMENT = /^@?([\w.-]+?|[$#]?\{[^{}]*\})\/{0,2}[/:]/;

/** OpenRouter's variants of a model: `openai/gpt-4o:online`. */
const VARIANT = /:(?:beta|extended|floor|free|nitro|online)$/;

/** `https://….openai.azure.com/openai/deployments/gpt-4o/chat/completions?…`, or `$HOST/openai/…` */
const DEPLOYMENT_URL =
  /^(?:https?:\/\/[^\s"']+?|(?:[$/{][^\s"']*?)?\/?openai)\/deployments\/([\w.-]+)(?=[/?]|$)/;

/** `azureml://registries/azure-openai/models/gpt-4o/versions/2` */
const REGISTRY_URL = /^azureml:\/\/[^\s"']+?\/models\/([\w.-]+)(?=\/|$)/;

/** The retiring models, if a text names nothing else: one, or a list of them. */
export function findModelNames(
  text: string,
  vendor: Vendor,
  sources: NameSources = {},
): readonly ModelName[] {
  const name = findModelName(text, vendor, sources);
  if (name !== undefined) return [name];
  return /[,;|]/.test(text) ? findListed(text, vendor, sources) : [];
}

/** `gpt-4o,gpt-4o-mini`: a list in which every item is an id. */
function findListed(text: string, vendor: Vendor, sources: NameSources): readonly ModelName[] {
  const items = [...text.matchAll(/[^,;|]+/g)];
  if (!items.every(([item]) => /^\s*[\w./:@-]+\s*$/.test(item))) return [];
  return items.flatMap(({ 0: item, index }) => {
    const start = index + item.length - item.trimStart().length;
    const name = findModelName(item.trim(), vendor, sources);
    return name ? [{ ...name, start: name.start + start, end: name.end + start }] : [];
  });
}

function findModelName(text: string, vendor: Vendor, sources: NameSources): ModelName | undefined {
  const deployed = sources.azureDeployments?.get(text);
  if (deployed !== undefined) return named(deployed, "azure", 0, text.length, sources);
  const called = serviceOfUrl(text);
  if (called !== undefined) {
    const { service, length: end } = called;
    return { model: endingService(service.label, service), vendor, start: 0, end };
  }
  const url = DEPLOYMENT_URL.exec(text) ?? REGISTRY_URL.exec(text);
  if (url?.[1] !== undefined) return nameInUrl(url[0], url[1], sources);
  let start = 0;
  let owner = vendor;
  for (;;) {
    const rest = text.slice(start).replace(VARIANT, "");
    const name = named(rest, owner, start, start + rest.length, sources);
    if (name !== undefined) return name;
    const segment = SEGMENT.exec(rest);
    const provider = segment?.[1]?.toLowerCase();
    if (segment === null || provider === undefined) return undefined;
    if (!provider.endsWith("}") && !PROVIDERS.has(provider)) return undefined;
    if (provider.startsWith("azure")) owner = "azure";
    start += segment[0].length;
    const deployment = sources.azureDeployments?.get(text.slice(start));
    if (deployment !== undefined) return named(deployment, "azure", start, text.length, sources);
  }
}

function nameInUrl(url: string, id: string, sources: NameSources): ModelName | undefined {
  const start = url.length - id.length;
  return named(sources.azureDeployments?.get(id) ?? id, "azure", start, url.length, sources);
}

function named(
  id: string,
  vendor: Vendor,
  start: number,
  end: number,
  { targets }: NameSources,
): ModelName | undefined {
  const model = retiringModel(id, vendor) ?? (targets?.has(id) ? catalogModel(id) : undefined);
  return model && { model, vendor, start, end };
}
