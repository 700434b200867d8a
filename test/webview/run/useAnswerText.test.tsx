// @vitest-environment happy-dom
import { render } from "preact";
import { describe, expect, it } from "vitest";
import { LiveTexts } from "../../../src/webview/run/liveTexts";
import { useAnswerText } from "../../../src/webview/run/useAnswerText";

function Shown({ texts, textKey }: { readonly texts: LiveTexts; readonly textKey: string }) {
  return <p>{useAnswerText(texts, textKey).text}</p>;
}

describe("the text of an answer", () => {
  it("is drawn though it comes whole before the first frame of its answer", async () => {
    const frames: (() => void)[] = [];
    const texts = new LiveTexts({ nowMs: () => 0, onFrame: (callback) => frames.push(callback) });
    const page = document.createElement("main");
    const nextFrame = async (): Promise<void> => {
      for (const callback of frames.splice(0)) callback();
      await Promise.resolve();
    };
    for (const textKey of ["run-1/left/0", "run-2/left/0"]) {
      render(<Shown texts={texts} textKey={textKey} />, page);
      texts.apply({ type: "liveText", key: textKey, start: 0, text: `All of ${textKey}` });
      await nextFrame();
      expect(page.textContent).toBe(`All of ${textKey}`);
    }
  });
});
