/** A difference between the requests to the new model and to the old one. */
export type MoveChange =
  | { readonly kind: "renamed"; readonly key: string; readonly to: string }
  | { readonly kind: "left-out"; readonly key: string }
  | { readonly kind: "set"; readonly key: string; readonly value: string }
  /** Tools that the model refuses on Chat Completions. */
  | { readonly kind: "sent-by-responses" };

/** A piece of a sentence; `code` is set in the type of code where that is possible. */
type ChangePiece = string | { readonly code: string };

/** `stop left out`, piece by piece. */
export function changePieces(change: MoveChange): readonly ChangePiece[] {
  switch (change.kind) {
    case "renamed":
      return ["output limit sent as ", { code: change.to }];
    case "left-out":
      return [{ code: change.key }, " left out"];
    case "set":
      return [{ code: change.key }, " set to ", { code: change.value }];
    case "sent-by-responses":
      return ["sent to the Responses API (because of its tools)"];
  }
}

/** `output limit sent as max_completion_tokens, stop left out` */
export function changesText(changes: readonly MoveChange[]): string {
  return changes
    .map((change) =>
      changePieces(change)
        .map((piece) => (typeof piece === "string" ? piece : piece.code))
        .join(""),
    )
    .join(", ");
}
