import { expect, test } from "vitest";
import { imageSizeOf, imageSizeOfDataUri } from "../../../src/core/images/imageSizeOf";

/** The first bytes of a PNG: signature, IHDR, width, height. */
function pngHeader(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

test("the size is in the header of a PNG", () => {
  expect(imageSizeOf(pngHeader(1024, 768))).toEqual({ widthPixels: 1024, heightPixels: 768 });
});

test("a base64 data URI is decoded as far as its header", () => {
  const base64 = Buffer.from(pngHeader(640, 480)).toString("base64");
  expect(imageSizeOfDataUri(`data:image/png;base64,${base64}`)).toEqual({
    widthPixels: 640,
    heightPixels: 480,
  });
});

test.each([
  ["an address", "https://example.com/a.png"],
  ["a data URI without base64", "data:image/svg+xml,<svg/>"],
  ["text in base64", `data:image/png;base64,${Buffer.from("no image").toString("base64")}`],
  ["nothing", ""],
])("%s has no known size", (_what, uri) => {
  expect(imageSizeOfDataUri(uri)).toBeUndefined();
});
