import { formatCount, formatUnitPrice } from "../../core/format";
import { CATALOG } from "../../core/models/catalog";
import { priceAge } from "../../core/models/priceAge";
import { comparePrices, readPriceList } from "../../core/models/priceList";
import { priceOf } from "../../core/models/priceOf";
import { visibleJson, visibleLine } from "../../core/visibleText";
import { isPublicCleartext } from "../../openai/cleartext";
import { createProxyFetch, systemCertificates } from "../../openai/proxyFetch";
import type { Command } from "../command";
import type { Host } from "../host";
import { decodeText, readText } from "../input";
import { readWords } from "../options";
import { table } from "../terminal";
import { InputError, UsageError } from "../usage";

const TIMEOUT_MS = 30_000;

/** `tokenscale prices`: how old the prices are, and what a list from elsewhere says. Changes nothing. */
export const prices: Command = async (words, host) => {
  const { values, positionals } = readWords(words, {
    from: { type: "string" },
    json: { type: "boolean" },
  });
  if (positionals.length > 0) throw new UsageError("prices takes no files. Use --from.");
  const isJson = values.json === true;
  if (values.from === undefined) await writeAges(isJson, host);
  else await writeDifferences(values.from, isJson, host);
  return 0;
};

async function writeAges(isJson: boolean, host: Host): Promise<void> {
  const rows = [["Model", "Input", "Cached", "Output", "As of", "Age"]];
  for (const model of CATALOG) {
    const price = priceOf(model, model.id, "standard", host.today);
    const age = priceAge(model, host.today);
    if (isJson)
      await host.out(
        `${visibleJson({ model: model.id, ...price, asOf: age?.date, days: age?.days })}\n`,
      );
    rows.push([
      model.id,
      formatUnitPrice(price?.usdPerMillionInput),
      formatUnitPrice(price?.usdPerMillionCachedInput),
      formatUnitPrice(price?.usdPerMillionOutput),
      age?.date ?? "undated",
      age ? formatCount(age.days, "day") : "",
    ]);
  }
  if (!isJson) await host.out(`${table(rows)}\nUSD per 1,000,000 tokens, standard tier.\n`);
}

async function writeDifferences(from: string, isJson: boolean, host: Host): Promise<void> {
  const list = readPriceList(await readList(from, host));
  if (list === undefined) {
    throw new InputError(
      `${from}: not a list of prices. Lists of Tokenscale, models.dev, and LiteLLM can be read.`,
    );
  }
  const { compared, differences } = comparePrices(list, host.today);
  if (isJson) {
    for (const difference of differences)
      await host.out(`${visibleJson({ ...difference, date: list.date })}\n`);
    return;
  }
  if (differences.length > 0) {
    const rows = differences.map(({ model, kind, usdPerMillion, listedUsdPerMillion }) => [
      model,
      kind,
      formatUnitPrice(usdPerMillion),
      formatUnitPrice(listedUsdPerMillion),
    ]);
    await host.out(`${table([["Model", "Price", "Here", "There"], ...rows])}\n`);
  }
  const dated = list.date === undefined ? "undated" : `of ${list.date}`;
  await host.out(
    visibleLine(
      `${formatCount(compared, "model")} compared with a list that is ${dated}: ${formatCount(differences.length, "price differs", "prices differ")}. No figure was changed.`,
    ) + "\n",
  );
}

/** The text of a file, or of an address, which is the only thing that is contacted. */
async function readList(from: string, host: Host): Promise<string> {
  if (!/^https?:\/\//i.test(from)) return (await readText(from, host)).text;
  if (!URL.canParse(from) || isPublicCleartext(from))
    throw new InputError(`${from}: the address can't be used. Use https.`);
  const proxy = { proxy: "", noProxy: [], environment: host.environment };
  const send = createProxyFetch({ proxy, certificates: systemCertificates() });
  const failed = (reason: string): InputError =>
    new InputError(`${from}: the list can't be fetched: ${reason}.`);
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const request = { method: "GET", headers: {}, signal, redirect: "manual" } as const;
  const bytes = await send(from, request)
    .then((response) => {
      if (!response.ok) throw failed(`the server answered with status ${response.status}`);
      return response.arrayBuffer();
    })
    .catch((error: unknown) => {
      throw error instanceof InputError ? error : failed(String(error));
    });
  return decodeText(from, Buffer.from(bytes)).text;
}
