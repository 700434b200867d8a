import { estimateJson, EstimatesJson } from "../../core/estimate/estimateJson";
import { FileTotalBuilder } from "../../core/estimate/fileTotal";
import { requestsWords, totalWords } from "../estimateWords";
import { promptCommand } from "../promptCommand";

/** `tokenscale estimate`: what prompt files are billed on both models. */
export const estimate = promptCommand({
  requestJson: estimateJson,
  requestsJson: () => new EstimatesJson(),
  requestsWords,
  linesWords: (pair) => {
    const total = new FileTotalBuilder(pair);
    return {
      add: (one) => {
        total.add(one);
        return "";
      },
      addUnread: () => {
        total.addUnread({ unit: "line", count: 1 });
      },
      end: () => totalWords(total.total()),
    };
  },
});
