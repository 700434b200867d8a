import type { Message } from "../prompt/prompt";
import type { Counting } from "./counting";
import { countImage, countUnshownImage, isCountable } from "./imageTokens";
import { textBeforePlaceholder, textsBetweenImages } from "./messageText";
import type { CountedPart } from "./requestCount";

/**
 * Adds a message to the ledger: its text, its images and `callTokens` for its calls. The caller adds
 * the framing tokens. If its text is shown to the model in another form, `shownTokens` is the count of
 * that form as a whole.
 */
export function addMessage(
  counting: Counting,
  messageIndex: number,
  {
    callTokens = 0,
    shownTokens,
  }: { readonly callTokens?: number; readonly shownTokens?: number } = {},
): void {
  const { prompt, ledger, tokens } = counting;
  const message = prompt.messages[messageIndex];
  if (message === undefined) return;
  const images = imageParts(counting, message, messageIndex);
  const imageTokens = images.reduce((sum, image) => sum + image.tokens, 0);
  noteOpaqueParts(counting, message);
  const before = textBeforePlaceholder(message);
  ledger.add(
    {
      kind: "message",
      label: message.role,
      tokens: (shownTokens ?? textTokens(counting, message)) + callTokens + imageTokens,
      range: message.range,
      messageIndex,
      children: images,
    },
    before === undefined ? undefined : tokens(before),
  );
}

function textTokens({ tokens }: Counting, message: Message): number {
  return textsBetweenImages(message).reduce((sum, text) => sum + tokens(text), 0);
}

function imageParts(
  { imageTokens, ledger, prompt }: Counting,
  { parts, role }: Message,
  messageIndex: number,
): CountedPart[] {
  return parts.flatMap((part) => {
    if (part.kind !== "image") return [];
    ledger.use("R8");
    const isUnshown = prompt.endpoint === "chat" && role === "tool";
    if (isUnshown) ledger.doubt("an image in a tool's result, which is billed little or nothing");
    if (imageTokens === undefined) ledger.omit("images, whose tokens are not known for this model");
    else if (!isCountable(part, imageTokens)) ledger.omit("an image of unknown size");
    const countOne = isUnshown ? countUnshownImage : countImage;
    const tokens = imageTokens ? countOne(part, imageTokens) : 0;
    const { range } = part;
    return [{ kind: "image" as const, label: "image", tokens, range, messageIndex, children: [] }];
  });
}

function noteOpaqueParts({ prompt, ledger, rules }: Counting, { parts }: Message): void {
  for (const part of parts) {
    if (part.kind !== "opaque") continue;
    if (part.type === "file") {
      ledger.use("R13");
      ledger.frame(rules.file[prompt.endpoint]);
      ledger.omit("the text of a file");
    } else {
      ledger.omit(`a part of type ${part.type}`);
    }
  }
}
