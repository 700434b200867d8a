import type { PanelInput } from "../../../src/core/panel/panelInput";
import { totalOf } from "../../../src/core/estimate/fileTotal";
import { DEFAULT_PAIR } from "../../../src/core/models/resolvePair";
import {
  contractEstimate,
  receiptEstimate,
  sampleEstimate,
  samplePrompt,
  supportReplyEstimate,
} from "../../unit/panel/sampleEstimates";
import { panelInput, promptSubject } from "../../unit/panel/sampleInput";
import { FINISHED_RUN, MOVE_RUN, STREAMING_RUN } from "./sampleLive";
import type { PreviewLive } from "./previewHost";

interface PreviewCase {
  readonly input: PanelInput;
  readonly live?: PreviewLive;
}

const NAMED = [
  { id: "triage", name: "prompts/triage.prompty", estimate: sampleEstimate() },
  { id: "receipt", name: "prompts/receipt.prompty", estimate: receiptEstimate() },
  { id: "support", name: "prompts/support-reply.hbs", estimate: supportReplyEstimate() },
];

/** The panel in each of the situations that it has to look right in. */
export const PREVIEW_CASES: Readonly<Record<string, PreviewCase>> = {
  triage: { input: panelInput(), live: STREAMING_RUN },
  finished: { input: panelInput({ budgetUsdPerMonth: 300 }), live: FINISHED_RUN },
  move: { input: panelInput(), live: MOVE_RUN },
  receipt: {
    input: panelInput({ subject: promptSubject(receiptEstimate(), { name: "receipt.prompty" }) }),
  },
  contract: {
    input: panelInput({
      subject: promptSubject(contractEstimate(), { name: "contract-review.prompt" }),
    }),
  },
  support: {
    input: panelInput({
      subject: promptSubject(supportReplyEstimate(), {
        name: "support-reply.hbs",
        formatLabel: "Handlebars",
      }),
    }),
  },
  broken: {
    input: panelInput({
      subject: promptSubject(sampleEstimate(), {
        reading: {
          kind: "broken",
          since: "14:32",
          problem: "Line 9: the frontmatter is not closed.",
          range: { start: 0, end: 1 },
        },
      }),
      settingProblems: ["gpt-9 is not in the catalog. GPT-4o mini is compared instead."],
    }),
  },
  empty: {
    input: panelInput({
      subject: promptSubject(
        sampleEstimate({ prompt: samplePrompt({ messages: [], tools: [] }) }),
        { name: "empty.prompt" },
      ),
    }),
  },
  none: { input: panelInput({ subject: { kind: "none" } }) },
  many: {
    input: panelInput({
      subject: {
        kind: "many",
        name: "3 prompt files",
        prompts: NAMED,
        total: totalOf(
          NAMED.map(({ estimate }) => estimate),
          DEFAULT_PAIR,
        ),
        leftOut: ["prompts/old.prompt can't be read."],
      },
    }),
  },
};
