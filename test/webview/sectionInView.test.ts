import { describe, expect, it } from "vitest";
import { sectionInView } from "../../src/webview/page/sectionInView";

const IDS = ["prompt", "scale", "models", "routing", "live"];

/** Five sections of 600 px each, scrolled so that one of them is `offset` px below the top. */
function tops(id: string, offset: number) {
  return IDS.map((each, index) => ({
    id: each,
    top: (index - IDS.indexOf(id)) * 600 + offset,
  }));
}

describe("the section that a link is marked for", () => {
  it.each([46, 64, 77])("is the one just below a bar of %d px", (barHeight) => {
    for (const windowHeight of [400, 621, 971, 1_400]) {
      for (const id of IDS) {
        const position = { barHeight, windowHeight, isAtEnd: false, jumpedTo: undefined };
        expect(sectionInView(tops(id, barHeight), position)).toBe(id);
        expect(sectionInView(tops(id, barHeight + 0.4), position)).toBe(id);
      }
    }
  });

  it("is none above the first section", () => {
    const position = { barHeight: 46, windowHeight: 900, isAtEnd: false, jumpedTo: undefined };
    expect(sectionInView(tops("prompt", 300), position)).toBeUndefined();
  });

  it("is, at the end of the page, the one that was asked for, else the last", () => {
    const position = { barHeight: 46, windowHeight: 971, isAtEnd: true };
    const shown = tops("routing", 250);
    expect(sectionInView(shown, { ...position, jumpedTo: "routing" })).toBe("routing");
    expect(sectionInView(shown, { ...position, jumpedTo: "live" })).toBe("live");
    expect(sectionInView(shown, { ...position, jumpedTo: "scale" })).toBe("live");
    expect(sectionInView(shown, { ...position, jumpedTo: undefined })).toBe("live");
  });
});
