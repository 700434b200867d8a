import { useEffect, useMemo, useState } from "preact/hooks";
import type { LiveState } from "../../core/panel/contract/liveState";
import type { PanelState } from "../../core/panel/contract/panelState";
import type { TrendState } from "../../core/panel/contract/trendState";
import type { HostMessage } from "../../protocol/messages";
import type { Host } from "../host";
import { LiveSection } from "../run/liveSection";
import { LiveTexts } from "../run/liveTexts";
import { type Post, PostContext } from "../post";
import { Sources } from "../sources";
import type { Tab } from "../tabs";
import { Sections } from "./sections";
import { TabPanel } from "./tabPanel";
import { TopBar } from "./topBar";
import { usePageMemory } from "./usePageMemory";

type TrendMessage = Extract<HostMessage, { readonly type: "trend" }>;

/** The whole page: a function of the last states from the host. */
export function Panel({ host }: { readonly host: Host }) {
  const [state, setState] = useState<PanelState>();
  const [subject, setSubject] = useState("");
  const [trend, setTrend] = useState<TrendMessage>();
  const [live, setLive] = useState<LiveState>();
  const texts = useMemo(() => new LiveTexts(), []);
  const memory = usePageMemory(host, state !== undefined);
  const { onSubject, onTab } = memory;

  useEffect(() => {
    const stop = host.onMessage((message) => {
      switch (message.type) {
        case "state":
          setState(message.state);
          setSubject(message.subject);
          onSubject(message.subject);
          break;
        case "trend":
          setTrend(message);
          break;
        case "live":
          setLive(message.live);
          texts.keepOnly(textKeys(message.live));
          break;
        case "liveText":
          texts.apply(message);
          break;
        case "revealLive":
          onTab("live");
          break;
      }
    });
    host.post({ type: "ready" });
    return stop;
  }, [host, texts, onSubject, onTab]);

  const post = useMemo<Post>(() => (action) => host.post(action), [host]);
  if (state === undefined) return <main aria-busy="true" />;
  return (
    <PostContext.Provider value={post}>
      <Page
        state={state}
        trend={trend?.subject === subject ? trend.trend : undefined}
        live={live}
        texts={texts}
        memory={memory}
      />
    </PostContext.Provider>
  );
}

function Page({
  state,
  trend,
  live,
  texts,
  memory,
}: {
  readonly state: PanelState;
  readonly trend: TrendState | undefined;
  readonly live: LiveState | undefined;
  readonly texts: LiveTexts;
  readonly memory: ReturnType<typeof usePageMemory>;
}) {
  const { ruleFormat, onRuleFormat, onTab } = memory;
  const showsLive = state.kind === "one" && live !== undefined;
  const tabs = tabsOf(state, showsLive);
  const chosen = (tabs.find(({ id }) => id === memory.tab) ?? tabs[0])?.id ?? "";
  // Live changes ten times a second, the rest does not: its elements are not rendered again.
  const sections = useMemo(
    () => (
      <Sections
        state={state}
        trend={trend}
        chosen={chosen}
        ruleFormat={ruleFormat}
        onRuleFormat={onRuleFormat}
      />
    ),
    [state, trend, chosen, ruleFormat, onRuleFormat],
  );
  const sources = useMemo(() => <Sources sources={state.sources} />, [state]);
  return (
    <>
      <TopBar title={state.title} tabs={tabs} chosen={chosen} onChoose={onTab} />
      <main>
        {sections}
        {showsLive && (
          <TabPanel id="live" chosen={chosen}>
            <LiveSection live={live} texts={texts} />
          </TabPanel>
        )}
      </main>
      {sources}
    </>
  );
}

function tabsOf(state: PanelState, showsLive: boolean): readonly Tab[] {
  const tabs: readonly (Tab | false)[] = [
    state.kind === "one" && { id: "prompt", label: "This prompt" },
    state.kind === "many" && { id: "prompts", label: "Prompts" },
    state.kind !== "none" && { id: "scale", label: "At scale" },
    { id: "models", label: "Models" },
    { id: "routing", label: "Routing" },
    showsLive && { id: "live", label: "Live" },
  ];
  return tabs.filter((tab) => tab !== false);
}

function textKeys(live: LiveState): readonly string[] {
  return live.answers === undefined ? [] : [live.answers.left.textKey, live.answers.right.textKey];
}
