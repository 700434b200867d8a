import { common, createLowlight } from "lowlight";
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";

/** Longer code is shown without colors, which would take longer than a frame. */
const HIGHLIGHT_LIMIT = 20_000;

const lowlight = createLowlight(common);

type CodeNode = ReturnType<typeof lowlight.highlight>["children"][number];

/** A fenced code block, colored if its language is known. */
export function CodeBlock({
  code,
  language,
}: {
  readonly code: string;
  readonly language: string | undefined;
}) {
  const name = language?.split(/[\s,{]/, 1)[0]?.toLowerCase() ?? "";
  const nodes = useMemo(() => highlighted(code, name), [code, name]);
  return (
    <pre class="code" tabIndex={0} role="group" aria-label={name === "" ? "Code" : `Code, ${name}`}>
      <code>{nodes}</code>
    </pre>
  );
}

function highlighted(code: string, language: string): ComponentChildren {
  if (code.length > HIGHLIGHT_LIMIT || !lowlight.registered(language)) return code;
  return lowlight.highlight(language, code).children.map(nodeOf);
}

function nodeOf(node: CodeNode, index: number): ComponentChildren {
  if (node.type === "text") return node.value;
  if (node.type !== "element") return null;
  const { className } = node.properties;
  return (
    <span key={index} class={Array.isArray(className) ? className.join(" ") : undefined}>
      {node.children.map(nodeOf)}
    </span>
  );
}
