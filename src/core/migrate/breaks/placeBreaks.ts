import { escapeRegExp } from "../../escapeRegExp";
import type { Place } from "../scan/findPlaces";
import type { EndingService } from "../names/services";
import type { BreakRule } from "./breakRule";

export const fineTunes: BreakRule = {
  id: "fine-tunes",
  severity: "gone",
  isOfMove: true,
  ofPlace: ({ place }) =>
    place.model.isFineTuned
      ? {
          range: place.sheetRange,
          message:
            "A fine-tuned model ends with its base, and no GPT-5.6 or GPT-6 model can be fine-tuned.",
          fix: "Use examples and a strict schema in the prompt, measured on a held-out set.",
        }
      : undefined,
};

export const snapshots: BreakRule = {
  id: "snapshots",
  severity: "gone",
  isOfMove: true,
  ofPlace: ({ place, target }) =>
    place.model.isDated && !place.model.isFineTuned && target.model.snapshots.length === 0
      ? {
          range: place.sheetRange,
          message: `${target.model.id} has no dated snapshot: its behavior can't be pinned.`,
          fix: "Keep a regression set in CI.",
          changes: [],
        }
      : undefined,
};

export const azureGone: BreakRule = {
  id: "azure-410",
  severity: "error",
  isOfMove: true,
  ofPlace: ({ place, target }) =>
    place.vendor === "azure"
      ? {
          range: place.sheetRange,
          message: "An Azure deployment of a retired version answers 410.",
          fix: `Deploy ${target.model.id} in Azure and name that deployment here.`,
        }
      : undefined,
};

export const tokenizer: BreakRule = {
  id: "tokenizer",
  severity: "error",
  ofPlace: ({ place, target }) =>
    target.model.encoding === "unknown" && /encoding_?for_?model\([^)]*$/i.test(textBefore(place))
      ? {
          range: place.sheetRange,
          message: `The tokenizer library does not know ${target.model.id}.`,
          fix: 'Use get_encoding("o200k_base"), and treat the count as an estimate.',
        }
      : undefined,
};

const FRAMEWORK =
  /^\s*(?:from|import)\s+["']?(?:@?langchain|llama_?index|crewai|autogen|haystack|dspy|semantic_kernel)|from\s+["'](?:@langchain|langchain|llamaindex)/m;

export const frameworks: BreakRule = {
  id: "frameworks",
  severity: "risk",
  isOfMove: true,
  ofPlace: ({ place }) => {
    const found = FRAMEWORK.exec(place.sheet.text);
    if (found === null || place.requests.length === 0) return undefined;
    const end = found.index + found[0].length;
    return {
      range: { start: end - found[0].trimStart().length, end },
      message: "The framework may send temperature, stop or max_tokens on its own.",
      fix: "Update it, and look at the request that is really sent.",
      changes: [],
    };
  },
};

export const gateways: BreakRule = {
  id: "gateways",
  severity: "risk",
  isOfMove: true,
  ofPlace: ({ place }) =>
    /(?:openrouter|litellm_proxy|vercel|portkey|ai-gateway)[/:][\w/:.-]*$/.test(textBefore(place))
      ? {
          range: place.sheetRange,
          message: "A gateway may drop parameters without an error.",
          fix: "Test against the endpoint that is really used.",
          changes: [],
        }
      : undefined,
};

/** A proxy's name for a model, by which its other settings and its clients know it. */
export const alias: BreakRule = {
  id: "alias",
  severity: "risk",
  isOfMove: true,
  ofPlace: ({ place: { name, requests, sheetRange, sheet } }) => {
    const isAlias = requests.some(({ modelField }) => modelField?.key === "model_name");
    const isKey = new RegExp(`["']?${escapeRegExp(name)}["']?\\s*:\\s*\\[`).test(sheet.text);
    if (!isAlias || !isKey) return undefined;
    return {
      range: sheetRange,
      message: `Fallbacks of this file know the model as ${name}.`,
      fix: "Rename it together with them and with the clients that ask for it.",
    };
  },
};

/** A model that ends without one that takes the same requests. */
export const noReplacement: BreakRule = {
  id: "no-replacement",
  severity: "gone",
  isOfMove: true,
  ofPlace: ({ place }) =>
    place.model.replacement === undefined && !place.model.isFineTuned && !place.model.service
      ? {
          range: place.sheetRange,
          message: `No model takes the same requests as ${place.model.id}.`,
          fix: place.model.advice
            ? `OpenAI names ${place.model.advice}.`
            : "No replacement is named.",
        }
      : undefined,
};

/** The use of a service that ends: a person has to carry it over. */
export function serviceEnds(id: string, serviceId: EndingService["id"]): BreakRule {
  return {
    id,
    severity: "error",
    isOfMove: true,
    ofPlace: ({ place: { model, daysLeft = 0, sheetRange: range } }) => {
      const { service } = model;
      if (service?.id !== serviceId) return undefined;
      const { label, isPlural, date, exportsTo: fix } = service;
      const message =
        daysLeft < 0
          ? `${label} stopped on ${date}: requests fail.`
          : `${label} ${isPlural ? "stop" : "stops"} on ${date}.`;
      return { range, message, fix };
    },
  };
}

export const sdkConstant: BreakRule = {
  id: "sdk-constant",
  severity: "risk",
  isOfMove: true,
  ofPlace: ({ place, target }) =>
    place.isConstant
      ? {
          range: place.sheetRange,
          message: `The SDK names ${place.name} by a constant.`,
          fix: `Write "${target.model.id}", or the constant that a newer version of the SDK has for it.`,
        }
      : undefined,
};

/** A request in a language that can't be read, or inside a text. */
export const unreadRequest: BreakRule = {
  id: "unread-request",
  severity: "risk",
  isOfMove: true,
  ofPlace: ({ place }) =>
    place.isOpaque
      ? {
          range: place.sheetRange,
          message: "The request at this place can't be read.",
          fix: "Check its parameters and change it by hand.",
        }
      : undefined,
};

function textBefore({ sheet, sheetRange }: Place): string {
  return sheet.text.slice(Math.max(0, sheetRange.start - 80), sheetRange.start);
}
