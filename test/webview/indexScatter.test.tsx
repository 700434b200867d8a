// @vitest-environment happy-dom
import { screen, within } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import { renderCase } from "./renderPanel";

describe("the chart of intelligence against price", () => {
  it("is a picture that names the pair, with a table of every model", () => {
    renderCase("triage", "Models");
    const chart = screen.getByRole("img", { name: /^Intelligence vs price: / });
    expect(chart.getAttribute("aria-label")).toContain("GPT-4o mini: index 12.6, $0.00135");
    const table = screen.getByRole("table", { name: "Intelligence vs price" });
    const models = within(table).getAllByRole("rowheader");
    expect(models.map(({ textContent }) => textContent)).toContain("Gemini 2.5 Pro");
    expect(models).toHaveLength(chart.querySelectorAll("title").length);
  });

  it("labels the pair and names the others on hover", () => {
    renderCase("triage", "Models");
    const chart = screen.getByRole("img", { name: /^Intelligence vs price: / });
    const labels = [...chart.querySelectorAll("text.amount")].map((label) => label.textContent);
    expect(labels).toEqual(["GPT-4o (gpt-4o-2024-11-20)", "GPT-4o mini"]);
    const titles = [...chart.querySelectorAll("circle.other > title")];
    expect(titles.map((title) => title.textContent)).toContain(
      "Gemini 2.5 Pro: index 34.6, $0.0162",
    );
  });
});
