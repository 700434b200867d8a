import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../../src/core/estimate/diagnostic";
import { chooseTarget } from "../../../src/core/migrate/breaks/target";
import { findMoveDiagnostics } from "../../../src/core/migrate/moveDiagnostics";
import { planFile, safeEdits } from "../../../src/core/migrate/planFile";
import { applyEdits } from "../../../src/core/migrate/textEdits";

const TODAY = "2026-11-27";

function diagnose(text: string, { today = TODAY, path = "a.json", to = "gpt-6-luna@none" } = {}) {
  const choice = chooseTarget(to, today);
  if (choice.kind === "refused") throw new Error(choice.reason);
  return findMoveDiagnostics(path, text, { today, target: choice.target });
}

/** Each diagnostic as a person sees it: what is marked, how, and what it says. */
const shown = (text: string, options?: Parameters<typeof diagnose>[1]) =>
  diagnose(text, options).diagnostics.map(({ code, severity, message, range }) => [
    code,
    severity,
    text.slice(range.start, range.end),
    message,
  ]);

/** The text after each quick fix of a diagnostic. */
function fixed(text: string, { fixes }: Diagnostic): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fixes.flatMap((fix) =>
      fix.kind === "edits"
        ? [
            [
              fix.title,
              applyEdits(
                text,
                fix.edits.map((edit) => ({ ...edit, label: "" })),
              ),
            ],
          ]
        : [[fix.title, ""]],
    ),
  );
}

const fixesOf = (
  text: string,
  code: Diagnostic["code"],
  options?: Parameters<typeof diagnose>[1],
) => {
  const found = diagnose(text, options).diagnostics.find((each) => each.code === code);
  if (found === undefined) throw new Error(`no ${code} in ${text}`);
  return fixed(text, found);
};

describe("a model that ends", () => {
  const request = '{"model": "gpt-4o", "messages": [], "max_tokens": 9}';

  test("is marked by its name from 60 days before, and warned of from 30", () => {
    const at = (today: string) => shown(request, { today }).map(([, severity]) => severity);
    expect(at("2026-11-14")).toEqual([]);
    expect(at("2026-11-15")).toEqual(["information"]);
    expect(at("2026-12-15")).toEqual(["warning"]);
    expect(shown(request)).toEqual([
      [
        "retiring-model",
        "information",
        "gpt-4o",
        "gpt-4o ends on 2027-01-14, in 48 days. OpenAI names gpt-6-luna.",
      ],
    ]);
  });

  test("is told of once for the workspace before that", () => {
    const { diagnostics, upcoming } = diagnose('["whisper-1", "gpt-4o", "gpt-5.1"]', {
      today: "2026-10-27",
    });
    expect(diagnostics).toEqual([]);
    expect(upcoming?.daysLeft).toBe(79);
    expect(upcoming?.diagnostic.message).toMatch(/^gpt-4o ends on 2027-01-14, in 79 days\./);
  });

  test("moves by the edits of the plan", () => {
    const plan = planFile("a.json", request, { today: TODAY });
    expect(fixesOf(request, "retiring-model")).toEqual({
      "Move to gpt-6-luna at none": applyEdits(request, safeEdits(plan)),
      "Open the Plan": "",
    });
  });

  test("is an error once it is shut down", () => {
    const gone = '{"model": "gpt-4o-2024-05-13"}';
    expect(shown(gone)).toEqual([
      [
        "shut-down-model",
        "error",
        "gpt-4o-2024-05-13",
        "gpt-4o-2024-05-13 was shut down 35 days ago (reported): requests fail.",
      ],
    ]);
    expect(fixesOf(gone, "shut-down-model")["Move to gpt-6-luna at none"]).toBe(
      '{"model": "gpt-6-luna"}',
    );
  });

  test("is reported with what needs judgment, and without what the move fixes", () => {
    const text =
      '{"model": "gpt-4o", "messages": [], "max_tokens": 9, "stop": ["#"], "temperature": 0}';
    expect(shown(text).map(([code, severity]) => [code, severity])).toEqual([
      ["refused-always", "information"],
      ["retiring-model", "information"],
    ]);
  });

  test("and can't be renamed leads to the plan alone", () => {
    const tuned = '{"model": "ft:gpt-4o-2024-08-06:acme::1", "messages": []}';
    expect(Object.keys(fixesOf(tuned, "retiring-model"))).toEqual(["Open the Plan"]);
  });
});

describe("a place on the target", () => {
  const request = (more: string) => `{"model": "gpt-6-luna", ${more}"messages": []}`;

  test.each([
    [
      '"reasoning_effort": "none", "temperature": 0.3, "tools": [], "max_completion_tokens": 9, ',
      [],
    ],
    [
      '"temperature": 0.3, ',
      [
        [
          "refused-parameter",
          "error",
          '"temperature": 0.3',
          "gpt-6-luna refuses temperature 0.3 unless reasoning_effort is none.",
        ],
        [
          "effort-not-set",
          "warning",
          '"model": "gpt-6-luna"',
          "gpt-6-luna reasons at medium unless told otherwise: about 2.35 times the output here.",
        ],
      ],
    ],
    [
      '"reasoning_effort": "none", "stop": ["#"], ',
      [
        [
          "refused-always",
          "error",
          '"stop": ["#"]',
          "gpt-6-luna refuses stop at every effort (inferred from a sibling model).",
        ],
      ],
    ],
    [
      '"reasoning_effort": "medium", "max_completion_tokens": 240, ',
      [
        [
          "cap-too-small",
          "warning",
          '"max_completion_tokens": 240',
          "max_completion_tokens 240 also counts reasoning: at medium the answer may end empty.",
        ],
      ],
    ],
    [
      '"reasoning_effort": "none", "max_tokens": 240, ',
      [["refused-parameter", "error", '"max_tokens": 240', "gpt-6-luna refuses max_tokens."]],
    ],
    [
      '"reasoning_effort": "minimal", ',
      [
        [
          "refused-parameter",
          "error",
          '"reasoning_effort": "minimal"',
          "gpt-6-luna has no effort minimal. It takes none, low, medium, high, xhigh, max.",
        ],
      ],
    ],
  ])("with %s", (more, expected) => {
    expect(shown(request(more))).toEqual(expected);
  });

  test.each([
    [
      '"temperature": 0.3, ',
      "refused-parameter",
      {
        "Set reasoning_effort: none": request('"reasoning_effort": "none", "temperature": 0.3, '),
        "Delete temperature": request(""),
      },
    ],
    [
      '"reasoning_effort": "high", "top_p": 0.3, ',
      "refused-parameter",
      {
        "Set reasoning_effort: none": request('"reasoning_effort": "none", "top_p": 0.3, '),
        "Delete top_p": request('"reasoning_effort": "high", '),
      },
    ],
    [
      "",
      "effort-not-set",
      { "Set reasoning_effort: none": request('"reasoning_effort": "none", ') },
    ],
    [
      '"reasoning_effort": "medium", "max_completion_tokens": 240, ',
      "cap-too-small",
      {
        "Set to 570": request('"reasoning_effort": "medium", "max_completion_tokens": 570, '),
        "Set reasoning_effort: none": request(
          '"reasoning_effort": "none", "max_completion_tokens": 240, ',
        ),
      },
    ],
    [
      '"reasoning_effort": "none", "max_tokens": 9, ',
      "refused-parameter",
      {
        "max_tokens → max_completion_tokens": request(
          '"reasoning_effort": "none", "max_completion_tokens": 9, ',
        ),
      },
    ],
    ['"reasoning_effort": "none", "stop": "#", ', "refused-always", { "Open the Plan": "" }],
  ] as const)("with %s has fixes for %s", (more, code, fixes) => {
    expect(fixesOf(request(more), code)).toEqual(fixes);
  });

  test("in Python has fixes that keep its lines", () => {
    const text =
      'client.chat.completions.create(\n    model="gpt-6-luna",\n    messages=m,\n    temperature=0.3,\n)\n';
    expect(fixesOf(text, "refused-parameter", { path: "a.py" })).toEqual({
      "Set reasoning_effort: none": text.replace(
        '"gpt-6-luna",\n',
        '"gpt-6-luna",\n    reasoning_effort="none",\n',
      ),
      "Delete temperature": text.replace("    temperature=0.3,\n", ""),
    });
  });

  test("that is another model than the chosen one is let alone", () => {
    expect(shown(request('"stop": "#", '), { to: "gpt-5.4-mini" })).toEqual([]);
  });

  test("says at which effort a model without none can run", () => {
    const text = '{"model": "gpt-6.1-sol", "messages": [], "temperature": 0.3}';
    expect(shown(text, { to: "gpt-6.1-sol@low" })).toEqual([
      [
        "refused-always",
        "error",
        '"temperature": 0.3',
        expect.stringMatching(/^gpt-6\.1-sol refuses temperature 0\.3 at every effort/) as string,
      ],
      [
        "effort-not-set",
        "warning",
        '"model": "gpt-6.1-sol"',
        expect.stringMatching(/^gpt-6\.1-sol reasons at medium unless told otherwise/) as string,
      ],
    ]);
  });

  test("says once what several models of one request break", () => {
    const text =
      '{"models": ["gpt-6-luna", "gpt-6-luna"], "model": "gpt-6-luna", "messages": [], "stop": "#", "reasoning_effort": "none"}';
    expect(shown(text).map(([code]) => code)).toEqual(["refused-always"]);
  });
});

test("other files are not read further than for a name", () => {
  expect(diagnose('{"model": "claude"}')).toEqual({ diagnostics: [] });
  expect(diagnose("gpt-4o", { path: "README.md" })).toEqual({ diagnostics: [] });
});
