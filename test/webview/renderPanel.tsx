import {
  configure,
  act,
  type BoundFunctions,
  cleanup,
  fireEvent,
  type queries,
  render,
  screen,
  within,
} from "@testing-library/preact";
import { afterEach } from "vitest";
import type { PanelInput } from "../../src/core/panel/panelInput";
import { Panel } from "../../src/webview/page/panel";
// The panel loads it lazily, which may not go on when a test file has ended.
import "../../src/webview/run/formattedText";
import { PREVIEW_CASES } from "./preview/previewCases";
import { PreviewHost, type PreviewLive } from "./preview/previewHost";

// What is loaded lazily may take long on a busy machine; no test waits without reason.
configure({ asyncUtilTimeout: 30_000 });

afterEach(cleanup);

/** The page with a host that answers as the extension does; `tab` is opened. */
export function renderPanel(input: PanelInput, live?: PreviewLive, tab?: string): PreviewHost {
  const host = new PreviewHost(input, live);
  render(<Panel host={host} />);
  if (tab !== undefined) openTab(tab);
  return host;
}

/** One of the situations of the preview; `tab` is opened. */
export function renderCase(name: keyof typeof PREVIEW_CASES, tab?: string): PreviewHost {
  const shown = PREVIEW_CASES[name];
  if (shown === undefined) throw new Error(`no preview of ${name}`);
  return renderPanel(shown.input, shown.live, tab);
}

/** Does what the host does; the page is drawn when it returns. */
export async function whileDrawn(change: () => void): Promise<void> {
  await act(change);
}

/** A section, whose tab is opened. */
export function section(name: string): BoundFunctions<typeof queries> {
  openTab(name);
  return within(screen.getByRole("region", { name }));
}

function openTab(name: string): void {
  fireEvent.click(screen.getByRole("tab", { name }));
}
