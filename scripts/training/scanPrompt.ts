import { judgedText } from "../../src/core/recommend/promptDigest";
import { scanText, type TextScan } from "../../src/core/recommend/textScan";

/** The features that the recommender reads from a prompt of one text. */
export function scanPrompt(text: string): TextScan {
  return scanText(judgedText([text]));
}
