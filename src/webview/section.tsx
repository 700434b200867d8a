import type { ComponentChildren } from "preact";
import type { PanelSection } from "../core/panel/contract/panelState";
import { Sentence } from "./sentence";

/** A section of the panel: its name and note at the side, its lead sentence above its figures. */
export function Section({
  id,
  heading,
  section,
  children,
}: {
  readonly id: string;
  readonly heading: string;
  readonly section: PanelSection;
  readonly children: ComponentChildren;
}) {
  return (
    <section id={id} aria-labelledby={`${id}-heading`}>
      <header>
        <h2 id={`${id}-heading`} tabIndex={-1}>
          {heading}
        </h2>
        <p class="note">
          <Sentence words={section.note} />
        </p>
      </header>
      <div>
        <p class="lead">
          <Sentence words={section.lead} />
        </p>
        {children}
      </div>
    </section>
  );
}
