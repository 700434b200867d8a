import type { SourceRange } from "../../sourceRange";
import type { PanelInput, UnpricedFile } from "../panelInput";
import type { ButtonState, Notice } from "../contract/panelState";
import { strong } from "../contract/richText";

/** Anything unusual about the file or the settings. */
export function buildNotices({ subject, pair, settingProblems }: PanelInput): readonly Notice[] {
  const settings = [...new Set([...pair.problems, ...settingProblems])].map((problem): Notice => ({
    key: `setting: ${problem}`,
    tone: "warning",
    words: [problem],
    actions: [{ label: "Open Settings", action: { type: "openSetting", setting: "tokenscale" } }],
  }));
  return [...readingNotices(subject), ...settings];
}

function readingNotices(subject: PanelInput["subject"]): readonly Notice[] {
  if (subject.kind === "many") {
    return subject.leftOut.map((sentence) => ({
      key: `left out: ${sentence}`,
      tone: "warning",
      words: [sentence],
      actions: [],
    }));
  }
  if (subject.kind === "none") return [];
  if (subject.kind === "unpriced") return unreadNotices(subject);
  const { reading, name } = subject;
  switch (reading.kind) {
    case "current":
      return [];
    case "broken":
      return [brokenNotice(reading, ` Shown: the last good reading, of ${reading.since}.`)];
    case "deleted":
      return [
        {
          key: "deleted",
          tone: "warning",
          words: [strong(`${name} was deleted.`), ` Shown: its last reading, of ${reading.since}.`],
          actions: [],
        },
      ];
  }
}

function unreadNotices({ state }: UnpricedFile): readonly Notice[] {
  return state.kind === "not-read" ? [brokenNotice(state, "")] : [];
}

function brokenNotice(
  { problem, range }: { readonly problem: string; readonly range?: SourceRange },
  shown: string,
): Notice {
  const actions: readonly ButtonState[] =
    range === undefined
      ? []
      : [{ label: "Go to the line", action: { type: "openLocation", range } }];
  return { key: "broken", tone: "warning", words: [strong(problem), shown], actions };
}
