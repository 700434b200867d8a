import type { ComponentType, RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { LiveAnswer } from "../../core/panel/contract/liveState";
import type { ModelName } from "../../core/panel/contract/panelState";
import type { Side } from "../../core/pair";
import type { ModelMark } from "../../core/panel/contract/richText";
import { Buttons } from "../buttons";
import { Sentence } from "../sentence";
import type { LiveTexts } from "./liveTexts";
import { ErrorBoundary } from "./errorBoundary";
import { RawText } from "./rawText";
import { useAnswerText } from "./useAnswerText";

/** An answer scrolled to within this many pixels of its end keeps showing its end while it grows. */
const FOLLOW_WITHIN_PIXELS = 24;

/** One model's answer as it arrives: its state, errors, tool calls and text. */
export function Answer({
  side,
  name,
  mark,
  answer,
  texts,
  raw,
}: {
  readonly side: Side;
  readonly name: ModelName;
  readonly mark: ModelMark;
  readonly answer: LiveAnswer;
  readonly texts: LiveTexts;
  /** Shown verbatim instead of formatted. */
  readonly raw: boolean;
}) {
  return (
    <article
      class={`answer ${side}`}
      aria-label={`Answer of ${name.label}`}
      aria-busy={answer.busy}
    >
      <header>
        <div class="answer-name">
          <h3>
            <span class={`model ${mark}`}>{name.label}</span>
          </h3>
          <span class="note">
            <Sentence words={answer.status} />
          </span>
        </div>
        <div class="actions">
          <Buttons buttons={answer.actions} />
        </div>
      </header>
      <div class="answer-body">
        {answer.problems.map((problem) => (
          <div key={problem.title} class="banner" role="alert">
            <p>
              <b>{problem.title}</b>
            </p>
            <p>{problem.sentence}</p>
            <div class="actions">
              <Buttons buttons={problem.actions} />
            </div>
          </div>
        ))}
        <AnswerText
          texts={texts}
          textKey={answer.textKey}
          busy={answer.busy}
          raw={raw}
          name={name}
        />
        {answer.toolCalls.map((call) => (
          <ToolCall key={call.key} name={call.name} argumentsText={call.arguments} />
        ))}
      </div>
    </article>
  );
}

function AnswerText({
  texts,
  textKey,
  busy,
  raw,
  name,
}: {
  readonly texts: LiveTexts;
  readonly textKey: string;
  readonly busy: boolean;
  readonly raw: boolean;
  readonly name: ModelName;
}) {
  const { text, dropped } = useAnswerText(texts, textKey);
  const Formatted = useFormattedText();
  const box = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const height = useHeldHeight(box, text, busy);
  useLayoutEffect(() => {
    if (busy && follows.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [text, busy]);
  if (text === "") {
    return height === undefined ? null : <div aria-hidden="true" style={{ minHeight: height }} />;
  }
  return (
    <>
      {dropped > 0 && (
        <p class="note">
          Too long to format: its end is shown, as it came. Save run keeps the whole answer.
        </p>
      )}
      <div
        ref={box}
        style={height === undefined ? undefined : { minHeight: height }}
        class={busy ? "answer-text busy" : "answer-text"}
        tabIndex={0}
        role="group"
        aria-label={`Text of ${name.label}`}
        onScroll={({ currentTarget }) => {
          const below =
            currentTarget.scrollHeight - currentTarget.scrollTop - currentTarget.clientHeight;
          follows.current = below < FOLLOW_WITHIN_PIXELS;
        }}
      >
        {raw || dropped > 0 || Formatted === undefined ? (
          <RawText text={text} />
        ) : (
          <ErrorBoundary key={textKey} fallback={<RawText text={text} />}>
            <Formatted text={text} />
          </ErrorBoundary>
        )}
      </div>
    </>
  );
}

/**
 * In pixels: that of the last answer while the next one comes in its place, so that what is below does
 * not jump up and down.
 */
function useHeldHeight(
  box: RefObject<HTMLDivElement | null>,
  text: string,
  busy: boolean,
): number | undefined {
  const last = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (!busy && box.current) last.current = box.current.offsetHeight;
  }, [box, text, busy]);
  return busy ? last.current : undefined;
}

/** Markdown and colors are loaded with the first answer: the panel opens without them. */
function useFormattedText(): ComponentType<{ readonly text: string }> | undefined {
  const [loaded, setLoaded] = useState<{
    readonly FormattedText: ComponentType<{ readonly text: string }>;
  }>();
  useEffect(() => {
    let gone = false;
    void import("./formattedText").then(({ FormattedText }) => {
      if (!gone) setLoaded({ FormattedText });
    });
    return () => {
      gone = true;
    };
  }, []);
  return loaded?.FormattedText;
}

function ToolCall({
  name,
  argumentsText,
}: {
  readonly name: string;
  readonly argumentsText: string;
}) {
  return (
    <div class="tool-call">
      <p class="note">
        Calls <code>{name}</code>
      </p>
      <pre class="code" tabIndex={0} role="group" aria-label={`Arguments of ${name}`}>
        <code>{argumentsText}</code>
      </pre>
    </div>
  );
}
