import { describe, expect, test } from "vitest";
import { countRequest } from "../../../src/core/accounting/countRequest";
import { BASELINE, BASELINE_FAMILIES } from "./baselineRequests";
import { chat, responses } from "./requests";
import { tokenCounter } from "./tokenCounter";

describe.each(BASELINE_FAMILIES.map((family, index) => ({ family, index })))(
  "on $family",
  ({ family, index }) => {
    test.each(BASELINE)("$endpoint: $kind", ({ endpoint, request, tokens }) => {
      const prompt = endpoint === "chat" ? chat(request) : responses(request);
      const { inputTokens, basis } = countRequest(
        prompt,
        { accountingFamily: family },
        tokenCounter,
      );
      expect(inputTokens).toBe(tokens[index]);
      expect(basis.isLowerBound).toBe(false);
    });
  },
);
