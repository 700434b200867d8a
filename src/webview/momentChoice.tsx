import type { Moment } from "../core/panel/contract/panelAction";
import { ChoiceRow } from "./choiceRow";
import { usePost } from "./post";

const MOMENTS: readonly { readonly id: Moment; readonly label: string }[] = [
  { id: "today", label: "Today" },
  { id: "after", label: "After the Move" },
];

/** Whether the verdict is about the models as they are, or about the one that replaces them. */
export function MomentChoice({ moment }: { readonly moment: Moment }) {
  const post = usePost();
  return (
    <ChoiceRow
      name="moment"
      label="Verdict for"
      choices={MOMENTS}
      chosen={moment}
      onChoose={(id) => post({ type: "setMoment", moment: id })}
    />
  );
}
