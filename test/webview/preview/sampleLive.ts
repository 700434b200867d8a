import type { LiveState } from "../../../src/core/panel/contract/liveState";
import { code, small, type RichText } from "../../../src/core/panel/contract/richText";
import type { TableRow } from "../../../src/core/panel/contract/panelState";
import type { PreviewLive } from "./previewHost";

const LEFT_TEXT = `**Category:** Billing, duplicate charge  
**Priority:** P2, answer within 4 hours  
**Route to:** Payments

The customer was charged twice for invoice INV-20418: €49.00 on 12 November at 09:14 and again at 09:16. The second charge followed a timeout on the checkout page, which points to a retried payment rather than a second order. No outage was reported at that time.

**Next steps**

1. Confirm both charges in the payment log.
2. Refund the second charge of €49.00. It takes 3 to 5 working days.
3. Send the customer the refund's date and reference.

\`\`\`ts
const refund = await payments.refund("INV-20418", { amount: 49 }); // second charge
\`\`\`

| Step | Owner |
|:--|--:|
| Refund | Payments |
| Reply | Support |
`;

const RIGHT_TEXT = `**Category:** Billing, duplicate charge  
**Priority:** P2, answer within 4 hours  
**Route to:** Payments

The customer was charged twice for invoice INV-20418: €49.00 on 12 November at 09:14 and again at 09:16. The second charge came after a timeout on the checkout page, so it is probably a retried payment and not a second order.

**Next steps**

1. Check both charges in the payment log.
2. Refund the second charge of €49.00 within`;

function row(kind: TableRow["kind"], name: string, left: RichText, right: RichText): TableRow {
  return { key: name, kind, cells: [[name], left, right] };
}

const LIVE: LiveState = {
  note: ["api.openai.com, chat completions. A run costs $0.0108 at most."],
  lead: ["GPT-4o finished in 2.22 s; GPT-4o mini is at 111 tokens after 2.79 s."],
  names: {
    left: { label: "GPT-4o", shortLabel: "4o" },
    right: { label: "GPT-4o mini", shortLabel: "mini" },
  },
  marks: { left: "left", right: "right" },
  phase: "running",
  actions: [
    { label: "Stop All", action: { type: "stopLive" }, primary: true },
    { label: "Run Again", action: { type: "runLive" }, disabled: true },
  ],
  runsEach: { value: "1" },
  answers: {
    left: {
      textKey: "left",
      status: ["finished, ", code("stop")],
      busy: false,
      problems: [],
      toolCalls: [],
      actions: [{ label: "Run Again", action: { type: "runLive", side: "left" } }],
    },
    right: {
      textKey: "right",
      status: ["streaming, 2.79 s"],
      busy: true,
      problems: [],
      toolCalls: [],
      actions: [{ label: "Stop", action: { type: "stopLive", side: "right" } }],
    },
  },
  measurements: {
    caption: "Measurements of the run",
    columns: [
      { key: "what", heading: ["Measured, unit"], align: "start" },
      {
        key: "left",
        heading: [{ kind: "model", side: "left", text: "GPT-4o" }],
        align: "end",
      },
      {
        key: "right",
        heading: [{ kind: "model", side: "right", text: "GPT-4o mini" }],
        align: "end",
      },
    ],
    rows: [
      row("plain", "Time to first token, s", ["0.41"], ["0.52"]),
      row("plain", "Output tokens per second", ["112.2"], ["48.9"]),
      row("close", "Time in all, s", ["2.22"], [small("so far"), " 2.79"]),
      row("plain", "Prompt tokens, estimated", ["1,204"], ["1,204"]),
      row("plain", "Prompt tokens, billed", ["1,204"], [small("at the end")]),
      row("sub", "of them cached", ["1,024"], [small("at the end")]),
      row("close", "Completion tokens", ["203"], [small("so far"), " 111"]),
      row("plain", "Cost estimated, USD", ["0.00651"], ["0.00039"]),
      row("plain", "Cost billed, USD", ["0.00376"], [small("so far at most"), " 0.00025"]),
      row(
        "sum",
        "Billed less estimate, USD",
        [small("−42.2%"), " −0.00275"],
        [small("at the end")],
      ),
      row("sub", "by 1,024 cached tokens", ["−0.00128"], []),
      row("sub", "by 147 fewer tokens out", ["−0.00147"], []),
    ],
  },
  diff: {
    heading: "Word diff, so far 84% alike",
    counts: ["14 words only in GPT-4o, 10 only in mini"],
    parts: [
      { kind: "both", text: "… The second charge " },
      { kind: "left", text: "followed" },
      { kind: "right", text: "came after" },
      { kind: "both", text: " a timeout on the checkout page, " },
      { kind: "left", text: "which points to" },
      { kind: "right", text: "so it is probably" },
      { kind: "both", text: " a retried payment " },
      { kind: "left", text: "rather than" },
      { kind: "right", text: "and not" },
      { kind: "both", text: " a second order. " },
      { kind: "left", text: "No outage was reported at that time." },
      { kind: "both", text: " Next steps 1. " },
      { kind: "left", text: "Confirm" },
      { kind: "right", text: "Check" },
      { kind: "both", text: " both charges in the payment log. …" },
    ],
  },
  diffActions: [
    { label: "Open Diff", action: { type: "openDiff" } },
    { label: "Save Run", action: { type: "saveRun" } },
  ],
  history: { lead: "0 runs of this prompt.", runs: [], actions: [] },
  ledger: { lead: "$0 spent in November.", actions: [] },
};

export const STREAMING_RUN: PreviewLive = {
  live: LIVE,
  texts: { left: LEFT_TEXT, right: RIGHT_TEXT },
};

/** A run before and after the move. */
export const MOVE_RUN: PreviewLive = {
  live: {
    ...LIVE,
    phase: "done",
    names: {
      left: { label: "GPT-4o", shortLabel: "4o" },
      right: { label: "GPT-6 Luna · none", shortLabel: "6 Luna · none" },
    },
    lead: ["GPT-4o finished in 2.22 s; GPT-6 Luna · none finished in 2.79 s."],
    actions: [
      { label: "Run on Both", action: { type: "runLive" }, primary: true },
      { label: "Run Before and After", action: { type: "runMove" } },
    ],
    move: {
      words: [
        { kind: "model", side: "left", text: "GPT-4o" },
        " ends on 2027-01-14; ",
        { kind: "model", side: "right", text: "GPT-6 Luna" },
        " takes its place. Changed for it: output limit sent as ",
        code("max_completion_tokens"),
        ", ",
        code("reasoning_effort"),
        " set to ",
        code("none"),
        ", ",
        code("stop"),
        " left out. After the move it cost $0.000222 instead of $0.00504 (95.6% less) and took 0.57 s longer.",
      ],
      efforts: { choices: ["none", "low", "medium", "high", "xhigh", "max"], chosen: "none" },
    },
    baselines: {
      lead: "1 baseline of this prompt. Opening one needs no key.",
      runs: [
        {
          id: "b1",
          when: "2026-11-20 09:12",
          words: [{ kind: "model", side: "left", text: "gpt-4o" }, ": 203 tokens, $0.00504"],
          actions: [
            { label: "Compare", action: { type: "compareBaseline", runId: "b1" } },
            { label: "Delete", action: { type: "deleteBaseline", runId: "b1" } },
          ],
        },
      ],
      actions: [{ label: "Save Baseline", action: { type: "saveBaseline" } }],
    },
  },
  texts: { left: LEFT_TEXT, right: RIGHT_TEXT },
};

export const FINISHED_RUN: PreviewLive = {
  live: {
    ...LIVE,
    phase: "done",
    lead: ["GPT-4o finished in 2.22 s; GPT-4o mini was cut after 111 tokens."],
    actions: [{ label: "Run on Both", action: { type: "runLive" }, primary: true }],
    runsEach: { value: "50", problem: "1 to 20 runs: 20 are made." },
    shown: { index: 1, labels: ["1", "2", "3"] },
    answers: {
      left: {
        textKey: "left",
        status: ["finished, ", code("tool_calls")],
        busy: false,
        problems: [],
        toolCalls: [
          { key: "0", name: "open_ticket", arguments: '{"priority": "P2", "queue": "Payments"}' },
        ],
        actions: [],
      },
      right: {
        textKey: "right",
        status: ["failed, 2.79 s"],
        busy: false,
        problems: [
          {
            title: "Cut after 111 tokens",
            sentence:
              "The connection ended without a finish. 111 tokens kept, $0.00025 at most so far; usage unknown.",
            actions: [{ label: "Run Again", action: { type: "runLive", side: "right" } }],
          },
        ],
        toolCalls: [],
        actions: [],
      },
    },
    similarity: ["3 answers of GPT-4o are 91% alike, those of mini 88%."],
    estimateRecord: ["Over 12 runs our estimates of the input were exact on 12."],
    history: {
      lead: "2 runs of this prompt.",
      actions: [{ label: "Delete All", action: { type: "deleteRuns" } }],
      runs: [
        {
          id: "1",
          when: "2026-11-20 14:32",
          words: ["$0.0038 on 4o, $0.00025 on mini"],
          actions: [
            { label: "Open", action: { type: "openRun", runId: "1" } },
            { label: "Export", action: { type: "exportRun", runId: "1" } },
            { label: "Delete", action: { type: "deleteRun", runId: "1" } },
          ],
        },
      ],
    },
    ledger: {
      lead: "$0.004 spent in November.",
      table: {
        caption: "What was spent, by day, model and file",
        columns: [
          { key: "day", heading: ["Day"], align: "start" },
          { key: "model", heading: ["Model"], align: "start" },
          { key: "file", heading: ["File"], align: "start" },
          { key: "usd", heading: ["USD"], align: "end" },
        ],
        rows: [
          {
            key: "1",
            kind: "plain",
            cells: [["2026-11-20"], ["gpt-4o"], ["triage.prompty"], ["0.0038"]],
          },
          {
            key: "2",
            kind: "sum",
            cells: [["Total"], [], [], ["0.0040"]],
          },
        ],
      },
      actions: [{ label: "Export CSV", action: { type: "exportLedger" } }],
    },
  },
  texts: { left: LEFT_TEXT, right: RIGHT_TEXT },
};
