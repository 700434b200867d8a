import { useEffect, useRef, useState } from "preact/hooks";
import { usePost } from "../post";
import { SaveMenu } from "./saveMenu";

/** A section that the bar leads to. */
export interface SectionLink {
  readonly id: string;
  readonly name: string;
}

/** The panel's title, the way to each section, and what can be taken away. */
export function TopBar({
  title,
  sections,
}: {
  readonly title: string;
  readonly sections: readonly SectionLink[];
}) {
  const post = usePost();
  const current = useCurrentSection(sections);
  const bar = useRef<HTMLElement>(null);
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
            onClick={(event) => jumpTo(event, id)}
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

/** What is scrolled to stands below the bar, however many lines that takes. */
function keepRoomFor(bar: HTMLElement): () => void {
  const observer = new ResizeObserver(() => {
    document.documentElement.style.scrollPaddingTop = `${bar.offsetHeight}px`;
  });
  observer.observe(bar);
  return () => observer.disconnect();
}

/** Scrolls there and moves the focus along, so that Tab goes on inside the section. */
function jumpTo(event: Event, id: string): void {
  event.preventDefault();
  const heading = document.getElementById(`${id}-heading`);
  document.getElementById(id)?.scrollIntoView();
  heading?.focus({ preventScroll: true });
}

/** The section that the upper part of the window shows. */
function useCurrentSection(sections: readonly SectionLink[]): string | undefined {
  const [current, setCurrent] = useState<string>();
  const ids = sections.map(({ id }) => id).join(" ");
  useEffect(() => {
    const seen = new Set<string>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) seen.add(target.id);
          else seen.delete(target.id);
        }
        setCurrent(ids.split(" ").find((id) => seen.has(id)));
      },
      { rootMargin: "-64px 0px -60% 0px" },
    );
    for (const id of ids.split(" ")) {
      const section = document.getElementById(id);
      if (section !== null) observer.observe(section);
    }
    return () => observer.disconnect();
  }, [ids]);
  return current;
}
