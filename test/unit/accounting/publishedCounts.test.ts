import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { evidencePath, NEEDS_EVIDENCE } from "../../../scripts/evidence";
import { countRequest } from "../../../src/core/accounting/countRequest";
import { countTiles } from "../../../src/core/accounting/imageTokens";
import { type JsonNode, member, numberValue, stringValue } from "../../../src/core/json/jsonNode";
import { parseJson } from "../../../src/core/json/parseJson";
import type { ImageSize, Part, Prompt } from "../../../src/core/prompt/prompt";
import { readChatRequest } from "../../../src/core/prompt/requestJson";
import { imageRuleOf } from "./recordedFamily";
import { tokenCounter } from "./tokenCounter";

const file = evidencePath("truth", "published.json");

test.skipIf(file === undefined)(
  file ? "published counts are met, all of them" : `published counts ${NEEDS_EVIDENCE}`,
  () => {
    const { root } = parseJson(readFileSync(file ?? "", "utf8"));
    const cases = root?.kind === "array" ? root.items : [];
    expect(cases.length).toBeGreaterThan(0);
    for (const published of cases) {
      expect
        .soft(tokensOf(published), stringValue(member(published, "id")))
        .toBe(numberValue(member(published, "prompt_tokens")));
    }
  },
);

function tokensOf(published: JsonNode): number {
  const request = member(published, "request");
  const imageTokens = imageRuleOf(stringValue(member(published, "model")) ?? "");
  if (request === undefined || imageTokens?.kind !== "tiles") return NaN;
  const widthPixels = numberValue(member(request, "width"));
  const heightPixels = numberValue(member(request, "height"));
  if (widthPixels !== undefined && heightPixels !== undefined) {
    const isLow = stringValue(member(request, "detail")) === "low";
    const tiles = isLow ? 0 : countTiles({ widthPixels, heightPixels });
    return imageTokens.base + imageTokens.perTile * tiles;
  }
  const prompt = withSizes(readChatRequest(request));
  return countRequest(prompt, { imageTokens }, tokenCounter).inputTokens;
}

function withSizes(prompt: Prompt): Prompt {
  const sized = (part: Part): Part => {
    const size = part.kind === "image" ? sizeOf(part.source ?? "") : undefined;
    return part.kind === "image" && size ? { ...part, size } : part;
  };
  return {
    ...prompt,
    messages: prompt.messages.map((message) => ({ ...message, parts: message.parts.map(sized) })),
  };
}

/** The size in a PNG's header, or the one that the file's name says, such as `2t-255x720.png`. */
function sizeOf(source: string): ImageSize | undefined {
  const [, data] = source.split("data:image/png;base64,");
  if (data !== undefined) {
    const header = Buffer.from(data.slice(0, 64), "base64");
    return { widthPixels: header.readUInt32BE(16), heightPixels: header.readUInt32BE(20) };
  }
  const [, width, height] = /(\d+)x(\d+)\.png$/.exec(source) ?? [];
  return width === undefined || height === undefined
    ? undefined
    : { widthPixels: Number(width), heightPixels: Number(height) };
}
