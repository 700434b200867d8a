// @vitest-environment happy-dom
import { fireEvent, screen, within } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import { totalOf } from "../../src/core/estimate/fileTotal";
import { DEFAULT_PAIR } from "../../src/core/models/resolvePair";
import { sampleEstimate } from "../unit/panel/sampleEstimates";
import { panelInput } from "../unit/panel/sampleInput";
import { renderCase, renderPanel, section, whileDrawn } from "./renderPanel";

/** The first cells of the rows, from top to bottom. */
function names(): readonly string[] {
  const [, body] = within(section("Prompts").getByRole("table")).getAllByRole("rowgroup");
  if (body === undefined) throw new Error("the table has no body");
  return within(body)
    .getAllByRole("rowheader")
    .map(({ textContent }) => textContent.replace("prompts/", ""));
}

async function sortBy(heading: string): Promise<void> {
  await whileDrawn(() => {
    fireEvent.click(section("Prompts").getByRole("button", { name: heading }));
  });
}

function sorted(heading: string): string | null {
  return section("Prompts").getByRole("columnheader", { name: heading }).getAttribute("aria-sort");
}

describe("several prompts in one table", () => {
  it("begins with the largest saving, and draws the tokens of each in the color of its model", () => {
    renderCase("many");
    expect(names()).toEqual(["triage.prompty", "support-reply.hbs", "receipt.prompty"]);
    expect(sorted("Saving USD")).toBe("descending");
    const bars = [...document.querySelectorAll(".token-bar rect")];
    expect(bars.map((bar) => [bar.getAttribute("class"), bar.getAttribute("width")])).toEqual([
      ["fill right", "100%"],
      ["fill right", `${(628 / 1_204) * 100}%`],
      ["fill left", `${(946 / 1_204) * 100}%`],
    ]);
  });

  it("sorts by each column, figures from the largest and words from A, and turns round", async () => {
    renderCase("many");
    await sortBy("Tokens in, mini");
    expect(names()).toEqual(["receipt.prompty", "triage.prompty", "support-reply.hbs"]);
    expect(sorted("Tokens in, mini")).toBe("descending");
    expect(sorted("Saving USD")).toBe("none");
    await sortBy("Tokens in, mini");
    expect(names()).toEqual(["support-reply.hbs", "triage.prompty", "receipt.prompty"]);
    expect(sorted("Tokens in, mini")).toBe("ascending");
    await sortBy("Prompt");
    expect(names()).toEqual(["receipt.prompty", "support-reply.hbs", "triage.prompty"]);
  });

  it("has the totals below, wherever the rows go", async () => {
    renderCase("many");
    const total = () => section("Prompts").getByRole("row", { name: /^Total/ }).textContent;
    expect(total()).toContain("≥ 2,778");
    await sortBy("Prompt");
    expect(total()).toContain("≥ 2,778");
  });

  it("opens a prompt", () => {
    const host = renderCase("many");
    fireEvent.click(screen.getByRole("button", { name: "prompts/receipt.prompty" }));
    expect(host.posted.at(-1)).toEqual({ type: "openPrompt", id: "receipt" });
  });

  it("draws the first hundred of many, and all when asked", async () => {
    const prompts = Array.from({ length: 250 }, (_, index) => ({
      id: String(index),
      name: `Line ${index + 1}`,
      estimate: sampleEstimate(),
    }));
    const estimates = prompts.map(({ estimate }) => estimate);
    renderPanel(
      panelInput({
        subject: {
          kind: "many",
          name: "tickets.jsonl",
          prompts,
          total: totalOf(estimates, DEFAULT_PAIR),
          leftOut: [],
        },
      }),
    );
    expect(names()).toHaveLength(100);
    await whileDrawn(() => {
      fireEvent.click(screen.getByRole("button", { name: "Show all 250" }));
    });
    expect(names()).toHaveLength(250);
    expect(screen.queryByRole("button", { name: /^Show all/ })).toBeNull();
  });
});
