import type { RefObject } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { usePost } from "../post";
import { SaveMenu } from "./saveMenu";
import { sectionInView, type SectionTop } from "./sectionInView";

/** A section that the bar links to. */
export interface SectionLink {
  readonly id: string;
  readonly name: string;
}

/** The panel's title, a link to each section, and the exports. */
export function TopBar({
  title,
  sections,
}: {
  readonly title: string;
  readonly sections: readonly SectionLink[];
}) {
  const post = usePost();
  const bar = useRef<HTMLElement>(null);
  const { current, onJump } = useCurrentSection(sections, bar);
  useEffect(() => (bar.current === null ? undefined : keepRoomFor(bar.current)), []);
  return (
    <header class="bar" ref={bar}>
      <h1>{title}</h1>
      <nav aria-label="Sections">
        {sections.map(({ id, name }) => (
          <a
            key={id}
            href={`#${id}`}
            aria-current={id === current ? "true" : undefined}
            onClick={(event) => {
              event.preventDefault();
              onJump(id);
            }}
          >
            {name}
          </a>
        ))}
      </nav>
      <div class="actions">
        <button type="button" class="second" onClick={() => post({ type: "copyMarkdown" })}>
          Copy as Markdown
        </button>
        <SaveMenu />
      </div>
    </header>
  );
}

/** Keeps scroll targets below the bar, however many lines it takes. */
function keepRoomFor(bar: HTMLElement): () => void {
  const observer = new ResizeObserver(() => {
    document.documentElement.style.scrollPaddingTop = `${bar.offsetHeight}px`;
  });
  observer.observe(bar);
  return () => observer.disconnect();
}

/** Scrolls there and moves the focus too, so that Tab continues inside the section. */
function jumpTo(id: string): void {
  document.getElementById(id)?.scrollIntoView();
  document.getElementById(`${id}-heading`)?.focus({ preventScroll: true });
}

/**
 * The section that is being read. It is measured on every scroll: an IntersectionObserver ignores its
 * margins in a cross-origin frame, and a webview is one.
 */
function useCurrentSection(
  sections: readonly SectionLink[],
  bar: RefObject<HTMLElement | null>,
): { readonly current: string | undefined; readonly onJump: (id: string) => void } {
  const [current, setCurrent] = useState<string>();
  const jumpedTo = useRef<string | undefined>(undefined);
  const ids = sections.map(({ id }) => id).join(" ");
  const measure = useCallback((): void => {
    const page = document.documentElement;
    const isAtEnd =
      window.scrollY > 0 && window.scrollY + window.innerHeight >= page.scrollHeight - 1;
    if (!isAtEnd) jumpedTo.current = undefined;
    setCurrent(
      sectionInView(topsOf(ids.split(" ")), {
        barHeight: bar.current?.offsetHeight ?? 0,
        windowHeight: window.innerHeight,
        isAtEnd,
        jumpedTo: jumpedTo.current,
      }),
    );
  }, [ids, bar]);
  useEffect(() => {
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(document.body);
    window.addEventListener("scroll", measure, { passive: true });
    return () => {
      resized.disconnect();
      window.removeEventListener("scroll", measure);
    };
  }, [measure]);
  const onJump = useCallback(
    (id: string): void => {
      jumpTo(id);
      jumpedTo.current = id;
      measure();
    },
    [measure],
  );
  return { current, onJump };
}

function topsOf(ids: readonly string[]): readonly SectionTop[] {
  return ids.flatMap((id) => {
    const section = document.getElementById(id);
    return section === null ? [] : [{ id, top: section.getBoundingClientRect().top }];
  });
}
