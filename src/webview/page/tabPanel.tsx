import type { ComponentChildren } from "preact";
import { useReportMode } from "../reportMode";
import { tabId } from "../tabs";

/** The content of a tab. It stays drawn while another tab is chosen; a report shows all of them. */
export function TabPanel({
  id,
  chosen,
  children,
}: {
  readonly id: string;
  /** The id of the chosen tab. */
  readonly chosen: string;
  readonly children: ComponentChildren;
}) {
  if (useReportMode()) return <>{children}</>;
  return (
    <div id={tabPanelId(id)} role="tabpanel" aria-labelledby={tabId(id)} hidden={id !== chosen}>
      {children}
    </div>
  );
}

export function tabPanelId(id: string): string {
  return `panel-${id}`;
}
