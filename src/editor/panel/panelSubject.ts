import * as vscode from "vscode";

/** The subject of a comparison. */
export type PanelSubjectRef =
  | { readonly kind: "none" }
  /** The requests of one document; follows it as it is edited. */
  | { readonly kind: "document"; readonly uri: vscode.Uri }
  /** One request of a document that holds several. */
  | { readonly kind: "request"; readonly uri: vscode.Uri; readonly index: number }
  /** The selection in a document, taken as one prompt; follows the selection. */
  | { readonly kind: "selection"; readonly uri: vscode.Uri }
  /** Several files in one table. */
  | { readonly kind: "files"; readonly uris: readonly vscode.Uri[] };

/** As a text that the page keeps when the window is reloaded. */
export function subjectToText(subject: PanelSubjectRef): string {
  switch (subject.kind) {
    case "none":
      return JSON.stringify({ kind: "none" });
    case "files":
      return JSON.stringify({ kind: "files", uris: subject.uris.map((uri) => uri.toString()) });
    default:
      return JSON.stringify({ ...subject, uri: subject.uri.toString() });
  }
}

/** Reads the output of {@link subjectToText}; undefined for anything else. A selection becomes its document. */
export function subjectFromText(text: unknown): PanelSubjectRef {
  try {
    const kept: unknown = JSON.parse(String(text));
    if (typeof kept !== "object" || kept === null) return { kind: "none" };
    const { kind, uri, uris, index } = kept as Readonly<Record<string, unknown>>;
    if (kind === "files" && Array.isArray(uris)) {
      return { kind, uris: uris.map((each) => vscode.Uri.parse(String(each), true)) };
    }
    if (typeof uri !== "string") return { kind: "none" };
    const parsed = vscode.Uri.parse(uri, true);
    if (kind === "request" && typeof index === "number") return { kind, uri: parsed, index };
    return { kind: "document", uri: parsed };
  } catch {
    return { kind: "none" };
  }
}

/** The document that the subject is in. */
export function uriOf(subject: PanelSubjectRef): vscode.Uri | undefined {
  return subject.kind === "none" || subject.kind === "files" ? undefined : subject.uri;
}
