import { memberOf, textOf } from "./untyped";

/** An error as sent by a server, in a body or in the middle of a stream. */
export interface ServerError {
  /** `model_not_found`, `insufficient_quota`, `content_filter` … */
  readonly code?: string;
  readonly type?: string;
  readonly message?: string;
}

/**
 * Reads `{ code, type, message }` (OpenAI API reference, "Error codes"), and other servers' variants:
 * a message under `detail` or `message`, a numeric code.
 */
export function readServerError(value: unknown): ServerError {
  if (typeof value === "string") return { message: value };
  const numericCode = memberOf(value, "code");
  const code =
    textOf(numericCode) ?? (typeof numericCode === "number" ? String(numericCode) : undefined);
  const type = textOf(memberOf(value, "type"));
  const message = textOf(memberOf(value, "message")) ?? textOf(memberOf(value, "detail"));
  return {
    ...(code !== undefined && { code }),
    ...(type !== undefined && { type }),
    ...(message !== undefined && { message }),
  };
}
