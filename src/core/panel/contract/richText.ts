import type { PanelAction } from "./panelAction";
import type { Side } from "../../pair";

/** A piece of a sentence: plain text, or text with a meaning that the page styles. */
export type TextSpan =
  | string
  | {
      readonly kind: "strong" | "deciding" | "code" | "small" | "nowrap" | "date";
      readonly text: string;
    }
  /** A model's name after its colored shape. */
  | { readonly kind: "model"; readonly side: ModelMark; readonly text: string }
  /** Numbers of `PanelState.sources`, shown raised. */
  | { readonly kind: "cite"; readonly sources: readonly number[] }
  | { readonly kind: "badge"; readonly text: string; readonly tone: "plain" | "warning" }
  | { readonly kind: "action"; readonly text: string; readonly action: PanelAction };

/** The shape of a model: square, circle, diamond; hollow at any effort that reasons. */
export type ModelMark = Side | "successor" | "successor-reasoning";

/** A sentence or a cell, as pieces in reading order. */
export type RichText = readonly TextSpan[];

export function strong(text: string): TextSpan {
  return { kind: "strong", text };
}

/** The number that decided; underlined. */
export function deciding(text: string): TextSpan {
  return { kind: "deciding", text };
}

export function code(text: string): TextSpan {
  return { kind: "code", text };
}

export function small(text: string): TextSpan {
  return { kind: "small", text };
}

export function nowrap(text: string): TextSpan {
  return { kind: "nowrap", text };
}

export function date(text: string): TextSpan {
  return { kind: "date", text };
}

export function modelName(side: ModelMark, text: string): TextSpan {
  return { kind: "model", side, text };
}

export function badge(text: string, tone: "plain" | "warning" = "plain"): TextSpan {
  return { kind: "badge", text, tone };
}

export function actionLink(text: string, action: PanelAction): TextSpan {
  return { kind: "action", text, action };
}

/** The words as read by a screen reader: no superscripts, no shapes. */
export function plainText(words: RichText): string {
  return words
    .map((span) => {
      if (typeof span === "string") return span;
      return span.kind === "cite" ? "" : span.text;
    })
    .join("");
}

/** `R1, R3 and R5`. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
