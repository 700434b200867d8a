import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Notice } from "../core/panel/contract/panelState";
import type { Host } from "./host";
import { type Post, PostContext } from "./post";
import { Notices } from "./verdict";

/** Asks the host for everything, and takes what it posts. `take` stays the same as long as `host` does. */
export function useMessages<Incoming>(
  host: Pick<Host<Incoming>, "post" | "onMessage">,
  take: (message: Incoming) => void,
): void {
  useEffect(() => {
    const stop = host.onMessage(take);
    host.post({ type: "ready" });
    return stop;
  }, [host]);
}

/** The last state of a page that is posted as a whole; undefined before the first one. */
export function useLastState<State>(
  host: Pick<Host<{ readonly state: State }>, "post" | "onMessage">,
): State | undefined {
  const [state, setState] = useState<State>();
  useMessages(host, (message) => setState(message.state));
  return state;
}

/** The bar on top with the page's name, and below it what the page shows. */
export function PageFrame({
  host,
  title,
  bar,
  kind,
  isBusy = false,
  notices,
  children,
}: {
  readonly host: Pick<Host<never>, "post">;
  readonly title: string;
  /** Beside the name. */
  readonly bar: ComponentChildren;
  /** The class of the page's content. */
  readonly kind: string;
  readonly isBusy?: boolean;
  readonly notices: readonly Notice[];
  readonly children: ComponentChildren;
}) {
  const post = useMemo<Post>(() => (action) => host.post(action), [host]);
  return (
    <PostContext.Provider value={post}>
      <header class="bar">
        <h1>{title}</h1>
        {bar}
      </header>
      <main class={kind} aria-busy={isBusy}>
        <Notices notices={notices} />
        {children}
      </main>
    </PostContext.Provider>
  );
}
