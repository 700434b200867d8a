import { CATALOG } from "../../models/catalog";
import type { Model } from "../../models/model";
import { retiringModel } from "./retiringModel";

/** Names of models for other things than text, of variants of one host, and of the time before chats. */
const NO_CHAT_OF_TEXT =
  /audio|image|realtime|transcribe|tts|vision|search|computer-use|instruct|davinci|curie|babbage|^ada$|^ft:|\.ft-|:/;

/**
 * The models that a pair can be chosen from, each once: those of the catalog, the user's own, and those
 * of a price list that write text. Models that are shut down are left out.
 */
export function livingModels(
  custom: readonly Model[],
  listed: readonly Model[],
  today: string,
): readonly Model[] {
  const known = new Set([...CATALOG, ...custom].map(({ id }) => id));
  const others = listed.filter(({ id }) => !known.has(id) && !NO_CHAT_OF_TEXT.test(id));
  return [
    ...CATALOG.filter(isLiving),
    ...custom,
    // Names of price lists are in many styles, and some are the same for two models.
    ...others.filter(isLiving).map((model) => ({ ...model, label: model.id })),
  ];

  function isLiving({ id }: Model): boolean {
    const end = retiringModel(id, "openai");
    return end === undefined || end.date > today;
  }
}
