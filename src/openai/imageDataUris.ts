import type { ImageFiles } from "../core/ports";

/** Signatures of the image types that the API accepts: GIF, JPEG, PNG and WebP. */
const SIGNATURES: readonly (readonly [mediaType: string, pattern: RegExp])[] = [
  ["image/png", /^\x89PNG/],
  ["image/jpeg", /^\xff\xd8\xff/],
  ["image/gif", /^GIF8/],
  ["image/webp", /^RIFF[^]{4}WEBP/],
];

/** Bytes converted to text at a time: as many as fit in an argument list, in whole groups of three. */
const SLICE_BYTES = 3 * 8192;

/** The data URIs of image files, or the first file that can't be read or isn't an accepted image type. */
export async function readDataUris(
  sources: readonly string[],
  files: ImageFiles,
): Promise<{ readonly uris: ReadonlyMap<string, string> } | { readonly unreadable: string }> {
  const uris = new Map<string, string>();
  for (const source of sources) {
    const bytes = await files.read(source);
    const mediaType = bytes && mediaTypeOf(bytes);
    if (bytes === undefined || mediaType === undefined) return { unreadable: source };
    uris.set(source, `data:${mediaType};base64,${base64(bytes)}`);
  }
  return { uris };
}

function mediaTypeOf(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 12));
  return SIGNATURES.find(([, pattern]) => pattern.test(start))?.[0];
}

/** Works without `Buffer`, too. */
function base64(bytes: Uint8Array): string {
  const slices: string[] = [];
  for (let start = 0; start < bytes.length; start += SLICE_BYTES) {
    slices.push(btoa(String.fromCharCode(...bytes.subarray(start, start + SLICE_BYTES))));
  }
  return slices.join("");
}
