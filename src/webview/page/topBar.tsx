import { useEffect, useRef } from "preact/hooks";
import { usePost } from "../post";
import { Tabs, type Tab } from "../tabs";
import { SaveMenu } from "./saveMenu";
import { tabPanelId } from "./tabPanel";

/** The panel's title, its tabs, and the exports. */
export function TopBar({
  title,
  tabs,
  chosen,
  onChoose,
}: {
  readonly title: string;
  readonly tabs: readonly Tab[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}) {
  const post = usePost();
  const bar = useRef<HTMLElement>(null);
  useEffect(() => (bar.current === null ? undefined : keepRoomFor(bar.current)), []);
  return (
    <header class="bar" ref={bar}>
      <h1>{title}</h1>
      <Tabs label="Sections" tabs={tabs} chosen={chosen} panelId={tabPanelId} onChoose={onChoose} />
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
