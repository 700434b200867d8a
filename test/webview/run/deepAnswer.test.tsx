// @vitest-environment happy-dom
import { render } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import { ErrorBoundary } from "../../../src/webview/run/errorBoundary";
import { FormattedText } from "../../../src/webview/run/formattedText";
import { EMPTY_DOCUMENT, extendMarkdown } from "../../../src/webview/run/markdownDocument";

const DEEP: readonly (readonly [name: string, text: string])[] = [
  ["3,000 quotes", `${">".repeat(3_000)} deep`],
  ["quotes with spaces", `${"> ".repeat(3_000)}deep`],
  ["1,500 numbered lists", `${"1. ".repeat(1_500)}deep`],
  ["1,000 lists in quotes", `${"> - ".repeat(1_000)}deep`],
  ["lists by indentation", lines(400, (level) => `${"  ".repeat(level)}- level`)],
  ["quotes line by line", lines(500, (level) => `${">".repeat(level + 1)} level`)],
  ["emphasis", `${"*a ".repeat(2_000)}${"*".repeat(2_000)}`],
  ["links", `${"[".repeat(3_000)}x${"](y)".repeat(3_000)}`],
  ["HTML", "<div>".repeat(3_000)],
];

describe("an answer that is nested without end", () => {
  it.each(DEEP)("%s: all of its words are drawn", (_name, text) => {
    const { container } = render(<FormattedText text={text} />);
    const word = /deep|level|a|x|div/.exec(text)?.[0] ?? "";
    expect(container.textContent).toContain(word);
  });

  it("as it grows, what came before stays formatted", () => {
    const before = "# A title\n\nA paragraph.\n\nAnother one.\n\n";
    const document = extendMarkdown(EMPTY_DOCUMENT, before);
    const grown = extendMarkdown(document, `${before}${">".repeat(3_000)} deep`);
    expect(grown.settled.length).toBeGreaterThan(0);
    const { container } = render(<FormattedText text={`${before}${">".repeat(3_000)} deep`} />);
    expect(container.textContent).toContain("deep");
  });

  it("ordinary nesting is formatted", () => {
    const { container } = render(<FormattedText text={"> > - one\n> >   - two"} />);
    expect(container.querySelectorAll("blockquote blockquote ul ul")).toHaveLength(1);
  });
});

describe("what can't be drawn", () => {
  it("is shown as it came, and the rest of the page continues", () => {
    const Broken = (): never => {
      throw new RangeError("Maximum call stack size exceeded");
    };
    const { container } = render(
      <main>
        <ErrorBoundary fallback={<pre>as it came</pre>}>
          <Broken />
        </ErrorBoundary>
        <p>the other side</p>
      </main>,
    );
    expect(container.textContent).toBe("as it camethe other side");
  });
});

function lines(count: number, lineOf: (level: number) => string): string {
  return Array.from({ length: count }, (_each, level) => lineOf(level)).join("\n");
}
