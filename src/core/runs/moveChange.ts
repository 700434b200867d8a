/** A difference between the requests to the new model and to the old one. */
export type MoveChange =
  | { readonly kind: "renamed"; readonly key: string; readonly to: string }
  | { readonly kind: "left-out"; readonly key: string }
  | { readonly kind: "set"; readonly key: string; readonly value: string }
  /** Tools that the model refuses on Chat Completions. */
  | { readonly kind: "sent-by-responses" };
