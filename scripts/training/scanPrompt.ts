import { judgedText } from "../../src/core/recommend/promptDigest";
import { scanText, type TextScan } from "../../src/core/recommend/textScan";

/** What the recommender reads of a prompt of one text. */
export function scanPrompt(text: string): TextScan {
  return scanText(judgedText([text]));
}
