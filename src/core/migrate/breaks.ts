import type { ApiParameter, ParameterSupport } from "../models/model";
import type { SourceRange } from "../sourceRange";
import type { Field, ModelPlace, RequestPlace } from "./modelPlace";
import type { MoveTarget } from "./moveTarget";

/** Something at a place that the target refuses or treats differently. */
export interface Break {
  /** One of `BREAK_IDS`. */
  readonly id: string;
  /** error: requests fail. warning: cost or answers change silently. note: worth knowing. */
  readonly severity: "error" | "warning" | "note";
  /** A sentence of fact. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
  readonly range: SourceRange;
  /** Whether a safe edit does it; otherwise somebody has to decide. */
  readonly isSafe: boolean;
}

interface Check {
  readonly place: ModelPlace;
  readonly request: RequestPlace;
  readonly target: MoveTarget;
}

type Rule = (check: Check) => readonly Break[];

/** Every break at a place, in the order of the registry. */
export function findBreaks(place: ModelPlace, target: MoveTarget): readonly Break[] {
  const ofPlace = PLACE_RULES.flatMap((rule) => rule(place, target));
  const ofRequests = place.requests.flatMap((request) =>
    REQUEST_RULES.flatMap((rule) => rule({ place, request, target })),
  );
  return [...ofPlace, ...ofRequests];
}

/** How a break by one parameter is called and mended. */
interface ParameterRow {
  readonly id: string;
  readonly names: readonly string[];
  readonly parameter: ApiParameter;
  /** Whether the value is accepted in any case. */
  readonly passes?: (value: Field["value"]) => boolean;
  /** What to do if it is refused at every effort, and whether that is a safe edit. */
  readonly fix: string;
  readonly isSafe?: boolean;
}

const DELETE_OR_NONE = "Delete it, or set the effort none";

/** One row for each parameter that a successor may refuse. */
const PARAMETERS: readonly ParameterRow[] = [
  {
    id: "temperature",
    names: ["temperature"],
    parameter: "temperature",
    passes: (value) => value === 1,
    fix: DELETE_OR_NONE,
    isSafe: true,
  },
  {
    id: "top_p",
    names: ["top_p"],
    parameter: "top_p",
    passes: (value) => value === 1,
    fix: DELETE_OR_NONE,
    isSafe: true,
  },
  {
    id: "logprobs",
    names: ["logprobs", "top_logprobs"],
    parameter: "logprobs",
    passes: (value) => value === false || value === 0,
    fix: DELETE_OR_NONE,
  },
  {
    id: "penalties",
    names: ["presence_penalty"],
    parameter: "presence_penalty",
    passes: (value) => value === 0,
    fix: DELETE_OR_NONE,
    isSafe: true,
  },
  {
    id: "penalties",
    names: ["frequency_penalty"],
    parameter: "frequency_penalty",
    passes: (value) => value === 0,
    fix: DELETE_OR_NONE,
    isSafe: true,
  },
  {
    id: "stop",
    names: ["stop"],
    parameter: "stop",
    fix: "Delete it and cut the text yourself, or use a JSON schema",
  },
  {
    id: "logit_bias",
    names: ["logit_bias"],
    parameter: "logit_bias",
    fix: "Delete it; force a choice with an enum in a strict JSON schema",
  },
  {
    id: "prediction",
    names: ["prediction"],
    parameter: "prediction",
    fix: "Delete it: predicted outputs have no successor",
    isSafe: true,
  },
  {
    id: "modalities",
    names: ["modalities", "audio"],
    parameter: "modalities",
    fix: "Move audio to gpt-audio-1.5 or gpt-realtime-2.1",
  },
  {
    id: "web_search_options",
    names: ["web_search_options"],
    parameter: "web_search_options",
    fix: "Use the web_search tool of the Responses API",
  },
];

const parameterRules: readonly Rule[] = PARAMETERS.map(
  (row) =>
    ({ request, target }) =>
      request.fields.flatMap((field) => {
        if (!row.names.includes(field.name) || row.passes?.(field.value) === true) return [];
        const support = supportOf(target, row.parameter);
        if (!isRefused(support, target)) return [];
        const always = support?.status === "refused";
        const condition = always ? "" : ` unless ${effortName(request)} is none`;
        return [
          {
            id: row.id,
            severity: "error" as const,
            message: `${target.model.id} refuses ${shown(field)}${condition}${provenance(support)}.`,
            fix: `${row.fix}.`,
            range: spanOf(field),
            isSafe: row.isSafe === true,
          },
        ];
      }),
);

const maxTokens: Rule = ({ request, target }) => {
  if (request.endpoint === "responses") return [];
  return request.fields.flatMap((field) => {
    const support = supportOf(target, "max_tokens");
    if (field.name !== "max_tokens" || !isRefused(support, target)) return [];
    return [
      {
        id: "max_tokens",
        severity: "error" as const,
        message: `${target.model.id} refuses max_tokens${provenance(support)}.`,
        fix: "Rename it to max_completion_tokens. Above the effort none, raise it: it also counts reasoning.",
        range: spanOf(field),
        isSafe: request.isNative,
      },
    ];
  });
};

const topLogprobs: Rule = ({ request, target }) => {
  const most = supportOf(target, "top_logprobs")?.max;
  return request.fields.flatMap((field) =>
    field.name === "top_logprobs" &&
    most !== undefined &&
    typeof field.value === "number" &&
    field.value > most &&
    !isRefused(supportOf(target, "logprobs"), target)
      ? [
          {
            id: "logprobs",
            severity: "error" as const,
            message: `${target.model.id} takes at most ${most} top_logprobs.`,
            fix: `Set it to ${most}.`,
            range: spanOf(field),
            isSafe: false,
          },
        ]
      : [],
  );
};

const tools: Rule = ({ request, target }) => {
  const field = request.fields.find(({ name }) => name === "tools" || name === "functions");
  const support = supportOf(target, "tools");
  if (!field || request.endpoint === "responses" || !isRefused(support, target)) return [];
  const always = support?.status === "refused";
  return [
    {
      id: "tools-chat",
      severity: "error",
      message: `${target.model.id} refuses tools on Chat Completions${always ? "" : " unless reasoning_effort is none"}${provenance(support)}.`,
      fix: always
        ? "Move the request to the Responses API."
        : "Set reasoning_effort none, or move the request to the Responses API.",
      range: spanOf(field),
      isSafe: false,
    },
  ];
};

const defaultEffort: Rule = ({ request, target }) => {
  const usual = target.model.reasoning?.defaultEffort;
  if (usual === undefined || usual === "none" || effortField(request)) return [];
  return [
    {
      id: "default-effort",
      severity: "warning",
      message: `${target.model.id} reasons at ${usual} unless told otherwise: more output is billed, and a small limit can be spent before any text.`,
      fix: `Set ${effortName(request)} ${target.effort ?? "none"}.`,
      range: request.modelField.valueRange,
      isSafe: request.isNative,
    },
  ];
};

const effortValues: Rule = ({ request, target }) => {
  const field = effortField(request);
  const efforts = target.model.reasoning?.efforts ?? [];
  if (!field || typeof field.value !== "string" || efforts.some((known) => known === field.value)) {
    return [];
  }
  return [
    {
      id: "effort-values",
      severity: "error",
      message: `${target.model.id} has no effort ${field.value}. It takes ${efforts.join(", ") || "none at all"}.`,
      fix: `Set it to ${target.effort ?? "one of these"}.`,
      range: spanOf(field),
      isSafe: false,
    },
  ];
};

const cacheRetention: Rule = ({ request }) =>
  request.fields.flatMap((field) =>
    field.name === "prompt_cache_retention" && field.value !== "24h"
      ? [
          {
            id: "cache-retention",
            severity: "error" as const,
            message: "prompt_cache_retention in_memory is refused.",
            fix: "Delete it.",
            range: spanOf(field),
            isSafe: true,
          },
        ]
      : [],
  );

const answers: Rule = ({ request, target }) => {
  const most = supportOf(target, "n")?.max;
  return request.fields.flatMap((field) =>
    field.name === "n" &&
    most !== undefined &&
    typeof field.value === "number" &&
    field.value > most
      ? [
          {
            id: "n",
            severity: "error" as const,
            message: `${target.model.id} takes at most ${most} answers at once.`,
            fix: `Keep n at ${most} or less, or send several requests.`,
            range: spanOf(field),
            isSafe: false,
          },
        ]
      : [],
  );
};

const legacyFunctions: Rule = ({ request }) =>
  request.fields.flatMap((field) =>
    field.name === "functions" || field.name === "function_call"
      ? [
          {
            id: "functions",
            severity: "warning" as const,
            message: `${field.name} is the older form of tools; a successor may not know it.`,
            fix: "Rewrite to tools and tool_choice.",
            range: spanOf(field),
            isSafe: false,
          },
        ]
      : [],
  );

const promptIds: Rule = ({ request }) =>
  request.fields.flatMap((field) =>
    field.name === "prompt" && request.endpoint === "responses"
      ? [
          {
            id: "prompt-ids",
            severity: "error" as const,
            message: "Prompts by id (pmpt_…) stop on 2026-11-30.",
            fix: "Inline the text and fill in its variables.",
            range: spanOf(field),
            isSafe: false,
          },
        ]
      : [],
  );

const REQUEST_RULES: readonly Rule[] = [
  maxTokens,
  ...parameterRules,
  topLogprobs,
  tools,
  defaultEffort,
  effortValues,
  cacheRetention,
  answers,
  legacyFunctions,
  promptIds,
];

type PlaceRule = (place: ModelPlace, target: MoveTarget) => readonly Break[];

const fineTunes: PlaceRule = ({ model, range }, target) =>
  model.kind === "fine-tuned"
    ? [
        {
          id: "fine-tunes",
          severity: "error",
          message: `${model.id} ends with its base model, and ${target.model.id} can't be fine-tuned.`,
          fix: "Use a prompt with examples and a JSON schema, measured on a held-out set.",
          range,
          isSafe: false,
        },
      ]
    : [];

const snapshots: PlaceRule = ({ model, range }, target) =>
  model.kind === "model" &&
  /-\d{4}-\d{2}-\d{2}$/.test(model.id) &&
  target.model.snapshots.length === 0
    ? [
        {
          id: "snapshots",
          severity: "note",
          message: `${target.model.id} has no dated snapshots: its behavior can't be pinned.`,
          fix: "Keep a regression set, and record the model that each response names.",
          range,
          isSafe: false,
        },
      ]
    : [];

const deployments: PlaceRule = ({ model, range }) =>
  model.kind === "deployment"
    ? [
        {
          id: "azure-410",
          severity: "error",
          message: `The Azure deployment ${model.id} answers 410 once its model is retired.`,
          fix: "Deploy the successor and change the deployment's name here.",
          range,
          isSafe: false,
        },
      ]
    : [];

const tokenizer: PlaceRule = ({ callee = "", range }, target) =>
  isTokenizerCall(callee)
    ? [
        {
          id: "tokenizer",
          severity: "error",
          message: `The tokenizer library may not know ${target.model.id}.`,
          fix: 'Use get_encoding("o200k_base"), and treat the count as an estimate.',
          range,
          isSafe: false,
        },
      ]
    : [];

const frameworks: PlaceRule = ({ callee = "", range }) =>
  /\b(?:Azure)?ChatOpenAI$|\binit_chat_model$|\bAgentExecutor$|\bcreate_react_agent$/.test(callee)
    ? [
        {
          id: "frameworks",
          severity: "warning",
          message: "The framework may add temperature, stop or max_tokens on its own.",
          fix: "Update it, and look at the request that is really sent.",
          range,
          isSafe: false,
        },
      ]
    : [];

const PLACE_RULES: readonly PlaceRule[] = [
  fineTunes,
  snapshots,
  deployments,
  tokenizer,
  frameworks,
];

/** Whether a name is handed to a tokenizer, which must not be given a model that it does not know. */
export function isTokenizerCall(callee: string): boolean {
  return /encoding_?for_?model$/i.test(callee);
}

function supportOf(target: MoveTarget, parameter: ApiParameter): ParameterSupport | undefined {
  return target.model.parameters?.find((support) => support.parameter === parameter);
}

function isRefused(support: ParameterSupport | undefined, { effort }: MoveTarget): boolean {
  if (support?.status === "only-at-none") return effort !== "none";
  return support?.status === "refused";
}

function provenance(support: ParameterSupport | undefined): string {
  return support?.confidence === "inferred" ? " (inferred from a sibling model)" : "";
}

function effortName({ endpoint }: RequestPlace): string {
  return endpoint === "responses" ? "reasoning.effort" : "reasoning_effort";
}

/** The field that sets the effort, in either API. */
export function effortField({ fields }: RequestPlace): Field | undefined {
  return fields.find(({ name }) => name === "reasoning_effort" || name === "reasoning");
}

function spanOf({ nameRange, valueRange }: Field): SourceRange {
  return { start: nameRange.start, end: valueRange.end };
}

function shown({ name, value }: Field): string {
  return typeof value === "number" || typeof value === "boolean" ? `${name} ${value}` : name;
}
