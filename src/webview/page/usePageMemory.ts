import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { RuleFormat } from "../../core/panel/contract/panelAction";
import type { PageMemory } from "../../protocol/messages";
import type { Host } from "../host";
import { throttle } from "../throttle";

const SCROLL_INTERVAL_MS = 250;

/**
 * The page's own memory over a reload: the chosen tab, the scroll position, and the selected rule format,
 * next to the host's note of its subject. `isDrawn`: there is content to scroll.
 */
export function usePageMemory(
  host: Host,
  isDrawn: boolean,
): {
  /** Undefined until one is chosen. */
  readonly tab: string | undefined;
  readonly onTab: (tab: string) => void;
  readonly ruleFormat: RuleFormat;
  readonly onRuleFormat: (format: RuleFormat) => void;
  readonly onSubject: (subject: string) => void;
} {
  const recalled = useMemo(() => host.recall(), [host]);
  const [ruleFormat, setRuleFormat] = useState<RuleFormat>(recalled?.ruleFormat ?? "typescript");
  const [tab, setTab] = useState(recalled?.tab);
  const memory = useRef<PageMemory>({
    version: 1,
    subject: recalled?.subject ?? "",
    scrollY: recalled?.scrollY ?? 0,
    ruleFormat,
    ...(tab !== undefined && { tab }),
  });

  const keep = useCallback(
    (change: Partial<PageMemory>): void => {
      memory.current = { ...memory.current, ...change };
      host.remember(memory.current);
    },
    [host],
  );

  useEffect(() => {
    if (!isDrawn) return;
    window.scrollTo({ top: memory.current.scrollY, behavior: "instant" });
    const onScroll = throttle(() => keep({ scrollY: window.scrollY }), SCROLL_INTERVAL_MS);
    const listener = (): void => onScroll(undefined);
    window.addEventListener("scroll", listener, { passive: true });
    return () => window.removeEventListener("scroll", listener);
  }, [isDrawn, keep]);

  return {
    tab,
    onTab: useCallback(
      (chosen) => {
        setTab(chosen);
        window.scrollTo({ top: 0, behavior: "instant" });
        keep({ tab: chosen, scrollY: 0 });
      },
      [keep],
    ),
    ruleFormat,
    onRuleFormat: useCallback(
      (format) => {
        setRuleFormat(format);
        keep({ ruleFormat: format });
      },
      [keep],
    ),
    onSubject: useCallback((subject) => keep({ subject }), [keep]),
  };
}
