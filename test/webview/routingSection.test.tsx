// @vitest-environment happy-dom
import { fireEvent, screen, within } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import { unmeasuredPairInput } from "../unit/panel/sampleInput";
import { renderCase, renderPanel, section, whileDrawn } from "./renderPanel";

async function choose(group: string, choice: string): Promise<void> {
  await whileDrawn(() => {
    const choices = screen.getByRole("group", { name: group });
    fireEvent.click(within(choices).getByRole("radio", { name: choice }));
  });
}

function destination(kind: string): string | null {
  return section("Routing").getByRole("row", { name: new RegExp(`^${kind}`) }).lastElementChild
    ?.textContent as string | null;
}

describe("Routing", () => {
  it("sends kinds elsewhere when the tolerance changes", async () => {
    const host = renderCase("triage");
    expect(destination("Instruction following")).toBe("mini");
    await choose("Tolerated loss of score", "Cautious 0.02");
    expect(host.posted.at(-1)).toEqual({ type: "setTolerance", tolerance: 0.02 });
    expect(destination("Instruction following")).toBe("4o");
    expect(destination("Grade-school mathematics")).toBe("mini");
  });

  it("marks the kind of this prompt", () => {
    renderCase("triage");
    const row = section("Routing").getByRole("row", { name: /^Instruction following/ });
    expect(row.getAttribute("aria-current")).toBe("true");
  });

  it("shows the rule in each format and copies the one shown", async () => {
    const host = renderCase("triage", "Routing");
    expect(screen.getByRole("group", { name: "Routing rule, TypeScript" }).textContent).toContain(
      "export const modelFor = {",
    );
    await choose("Export as a routing rule", "LiteLLM");
    expect(screen.getByRole("group", { name: "Routing rule, LiteLLM" }).textContent).toContain(
      "model_list:",
    );
    fireEvent.click(screen.getByRole("button", { name: "Copy rule" }));
    expect(host.posted.at(-1)).toEqual({ type: "copyRule", format: "litellm" });
  });

  it("has neither table nor rule for a pair that was not measured", () => {
    renderPanel(unmeasuredPairInput());
    expect(section("Routing").queryByRole("table")).toBeNull();
    expect(section("Routing").queryByRole("button", { name: "Copy rule" })).toBeNull();
  });
});
