/** How much of an error's body is read: more than any server writes for people. */
const MAX_ERROR_BYTES = 65_536;

/** No API's error is deeper, and JSON readers are recursive. */
const MAX_ERROR_NESTING = 100;

/** The response of a failed request, with a body that the SDK can read safely. */
export async function withBoundedErrorBody(response: Response): Promise<Response> {
  if (response.ok || response.body === null) return response;
  const text = await readBeginning(response.body);
  const { status, statusText, headers } = response;
  return new Response(isNestedTooDeeply(text) ? "" : text, { status, statusText, headers });
}

async function readBeginning(body: ReadableStream<Uint8Array>): Promise<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  while (bytes < MAX_ERROR_BYTES) {
    const { value } = (await reader.read()) as { readonly value?: Uint8Array };
    if (value === undefined) return text + decoder.decode();
    const part = value.subarray(0, MAX_ERROR_BYTES - bytes);
    bytes += part.length;
    text += decoder.decode(part, { stream: true });
  }
  void reader.cancel().catch(() => undefined);
  return text;
}

function isNestedTooDeeply(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === "[" || bracket === "{" ? 1 : -1;
    if (depth > MAX_ERROR_NESTING) return true;
  }
  return false;
}
