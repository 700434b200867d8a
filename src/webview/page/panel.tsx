import { useEffect, useMemo, useState } from "preact/hooks";
import type { LiveState } from "../../core/panel/contract/liveState";
import type { RuleFormat } from "../../core/panel/contract/panelAction";
import type { PanelState } from "../../core/panel/contract/panelState";
import type { Host } from "../host";
import { LiveSection } from "../run/liveSection";
import { LiveTexts } from "../run/liveTexts";
import { type Post, PostContext } from "../post";
import { Sources } from "../sources";
import { Sections } from "./sections";
import { TopBar, type SectionLink } from "./topBar";
import { usePageMemory } from "./usePageMemory";

/** The whole page: a function of the last states from the host. */
export function Panel({ host }: { readonly host: Host }) {
  const [state, setState] = useState<PanelState>();
  const [live, setLive] = useState<LiveState>();
  const [asksForLive, setAsksForLive] = useState(false);
  const texts = useMemo(() => new LiveTexts(), []);
  const memory = usePageMemory(host, state !== undefined);
  const { onSubject } = memory;

  useEffect(() => {
    const stop = host.onMessage((message) => {
      switch (message.type) {
        case "state":
          setState(message.state);
          onSubject(message.subject);
          break;
        case "live":
          setLive(message.live);
          texts.keepOnly(textKeys(message.live));
          break;
        case "liveText":
          texts.apply(message);
          break;
        case "revealLive":
          setAsksForLive(true);
          break;
      }
    });
    host.post({ type: "ready" });
    return stop;
  }, [host, texts, onSubject]);

  // After the effect that restores the remembered position: a requested run takes precedence.
  const showsLive = state?.kind === "one" && live !== undefined;
  useEffect(() => {
    if (!asksForLive || !showsLive) return;
    document.getElementById("live")?.scrollIntoView();
    setAsksForLive(false);
  }, [asksForLive, showsLive]);

  const post = useMemo<Post>(() => (action) => host.post(action), [host]);
  if (state === undefined) return <main aria-busy="true" />;
  return (
    <PostContext.Provider value={post}>
      <Page
        state={state}
        live={live}
        texts={texts}
        ruleFormat={memory.ruleFormat}
        onRuleFormat={memory.onRuleFormat}
      />
    </PostContext.Provider>
  );
}

function Page({
  state,
  live,
  texts,
  ruleFormat,
  onRuleFormat,
}: {
  readonly state: PanelState;
  readonly live: LiveState | undefined;
  readonly texts: LiveTexts;
  readonly ruleFormat: RuleFormat;
  readonly onRuleFormat: (format: RuleFormat) => void;
}) {
  const showsLive = state.kind === "one" && live !== undefined;
  // Live changes ten times a second, the rest does not: its elements are not rendered again.
  const sections = useMemo(
    () => <Sections state={state} ruleFormat={ruleFormat} onRuleFormat={onRuleFormat} />,
    [state, ruleFormat, onRuleFormat],
  );
  const sources = useMemo(() => <Sources sources={state.sources} />, [state]);
  return (
    <>
      <TopBar title={state.title} sections={sectionLinks(state, showsLive)} />
      <main>
        {sections}
        {showsLive && <LiveSection live={live} texts={texts} />}
      </main>
      {sources}
    </>
  );
}

function sectionLinks(state: PanelState, showsLive: boolean): readonly SectionLink[] {
  const links: readonly (SectionLink | false)[] = [
    state.kind === "one" && { id: "prompt", name: "This prompt" },
    state.kind === "many" && { id: "prompts", name: "Prompts" },
    state.kind !== "none" && { id: "scale", name: "At scale" },
    { id: "models", name: "Models" },
    { id: "routing", name: "Routing" },
    showsLive && { id: "live", name: "Live" },
  ];
  return links.filter((link) => link !== false);
}

function textKeys(live: LiveState): readonly string[] {
  return live.answers === undefined ? [] : [live.answers.left.textKey, live.answers.right.textKey];
}
