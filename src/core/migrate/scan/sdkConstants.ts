import { CATALOG } from "../../models/catalog";
import { OTHER_RETIREMENTS } from "../names/otherRetirements";
import { retiringModel } from "../names/retiringModel";
import { withoutComments } from "./blankedText";
import type { NameInSheet } from "./sheet";

/** How SDKs name their constants for models, and what a file that uses them imports. */
const SDKS: readonly { readonly imports: RegExp; readonly constant: RegExp }[] = [
  {
    // Go: OpenAI's own, and sashabaranov's.
    imports: /"github\.com\/(?:openai\/openai-go|sashabaranov\/go-openai)\b/,
    constant: /\bopenai\.(?:ChatModel|ResponsesModel)?((?:GPT|O\d)\w*)/g,
  },
  {
    // Java and Kotlin: OpenAI's own, LangChain4j, and Spring AI.
    imports:
      /\b(?:com\.openai\.models|dev\.langchain4j\.model\.openai|org\.springframework\.ai\.openai)\b/,
    constant: /\b(?:ChatModel|OpenAiChatModelName)\.((?:GPT|O\d)_?\w*)/g,
  },
  {
    // C#: Betalgo.
    imports: /^\s*using\s+(?:static\s+)?Betalgo\b/m,
    constant: /\bModels\.((?:Gpt|O\d)_?\w*)/g,
  },
  {
    // Swift: MacPaw.
    imports: /^\s*import\s+OpenAI\s*$/m,
    constant: /(?<=[\s(:,=]|Model)\.((?:gpt|o\d)\w*)/g,
  },
  {
    // Rust: openai-api-rs.
    imports: /\bopenai_api_rs::/,
    constant: /(?:\bcommon::|[\s(])((?:GPT|O\d)_?\w*)/g,
  },
];

/** `gpt4omini`: letters and digits, because each language separates words in its own way. */
const IDS: ReadonlyMap<string, string> = new Map(
  [
    ...CATALOG.flatMap(({ id, snapshots }) => [id, ...snapshots]),
    ...OTHER_RETIREMENTS.flatMap(({ models }) => models),
  ].map((id) => [bare(id), id]),
);

/** The constants of SDKs that stand for retiring models. */
export function constantsOf(text: string): readonly NameInSheet[] {
  const used = SDKS.filter(({ imports }) => imports.test(text));
  if (used.length === 0) return [];
  const program = withoutComments(text, ["/* */", "//"]);
  return used.flatMap(({ constant }) =>
    [...program.matchAll(constant)].flatMap(({ 0: whole, 1: name = "", index }) => {
      const id = IDS.get(bare(name));
      const model = id === undefined ? undefined : retiringModel(id, "openai");
      if (model === undefined) return [];
      const end = index + whole.length;
      return [
        {
          name: { model, vendor: "openai", start: 0, end: name.length },
          range: { start: end - name.length, end },
          requests: [],
          isConstant: true,
        } satisfies NameInSheet,
      ];
    }),
  );
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z\d]/g, "");
}
