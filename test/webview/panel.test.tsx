// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/preact";
import { describe, expect, it, vi } from "vitest";
import { USD } from "../../src/core/currency";
import { totalOf } from "../../src/core/estimate/fileTotal";
import { DEFAULT_PAIR } from "../../src/core/models/resolvePair";
import { buildTrend } from "../../src/core/panel/sections/trendSection";
import { sampleEstimate } from "../unit/panel/sampleEstimates";
import { panelInput, promptSubject } from "../unit/panel/sampleInput";
import { Panel } from "../../src/webview/page/panel";
import { PreviewHost } from "./preview/previewHost";
import { PREVIEW_CASES } from "./preview/previewCases";
import { renderCase, renderPanel, section, whileDrawn } from "./renderPanel";

function chosenTab(): string | null {
  return screen.getByRole("tab", { selected: true }).textContent;
}

/** The same prompt after an edit: other tokens, other costs. */
function edited() {
  return panelInput({
    subject: promptSubject(
      sampleEstimate({
        output: {
          minTokens: 1,
          expectedTokens: 999,
          maxTokens: 2_000,
          origin: "set by you",
          originKind: "user",
        },
      }),
    ),
  });
}

describe.each(Object.keys(PREVIEW_CASES))("the page of %s", (name) => {
  it("asks for the state once and draws all of it", () => {
    const host = renderCase(name);
    expect(host.posted).toEqual([{ type: "ready" }]);
    expect(screen.getByRole("heading", { level: 1 }).textContent).toMatch(/^Compare/);
    for (const tab of screen.getAllByRole("tab")) {
      fireEvent.click(tab);
      const shown = screen.getByRole("tabpanel", { name: tab.textContent });
      expect(within(shown).getAllByRole("region")).toHaveLength(1);
      expect(screen.getAllByRole("tabpanel")).toEqual([shown]);
    }
  });

  it("holds no number that is none and no style or script of its own", () => {
    renderCase(name);
    expect(document.body.textContent).not.toMatch(/NaN|Infinity|undefined|\[object/);
    expect(document.querySelectorAll("script, style, iframe, img")).toHaveLength(0);
  });
});

describe("the panel", () => {
  it("says the verdict, its grounds and the way to their sources", () => {
    renderCase("triage");
    const cards = [...document.querySelectorAll(".verdict .card")];
    expect(cards.map((card) => card.querySelector("dt")?.textContent)).toEqual([
      "Recommended",
      "Cost per request",
      "Confidence",
    ]);
    expect(cards.map((card) => card.querySelector("p")?.textContent)).toEqual([
      "GPT-4o mini",
      "$0.000391",
      "72%",
    ]);
    expect(document.querySelector(".verdict .deciding")?.textContent).toBe("0.04 ± 0.02");
    const [first] = within(
      screen.getByText("Confidence").parentElement ?? document.body,
    ).getAllByRole("link");
    expect(first?.getAttribute("href")).toBe("#source-1");
    expect(document.getElementById("source-1")?.textContent).toContain("29,108 prompts");
    const grounds = screen.getByRole("list", { name: "What this rests on" });
    expect(within(grounds).getAllByRole("listitem").length).toBeGreaterThan(2);
  });

  it("draws the deciding number, and changes the tolerance beside it", () => {
    const host = renderCase("triage");
    expect(
      screen.getByRole("img", { name: /^Cost against expected score\. GPT-4o: / }),
    ).toBeDefined();
    const select = screen.getByRole("combobox", { name: "Tolerance" });
    fireEvent.change(select, { target: { value: "0.1" } });
    expect(host.posted.at(-1)).toEqual({ type: "setTolerance", tolerance: 0.1 });
  });

  it("names each row by its first cell and each column by its heading", () => {
    renderCase("triage");
    const table = section("This prompt").getByRole("table");
    expect(within(table).getByRole("rowheader", { name: "2 tools" })).toBeDefined();
    expect(
      within(table).getByRole("columnheader", { name: "GPT-4o mini, USD per 1,000 requests" }),
    ).toBeDefined();
  });

  it("opens the place of a part in the file", () => {
    const host = renderCase("triage");
    fireEvent.click(screen.getByRole("button", { name: "2 tools" }));
    expect(host.posted.at(-1)).toEqual({ type: "openLocation", range: { start: 0, end: 10 } });
  });

  it("follows an edit without drawing anew what has not changed", async () => {
    const host = renderCase("triage");
    const table = section("This prompt").getByRole("table");
    const system = within(table).getByRole("row", { name: /^System/ });
    await whileDrawn(() => host.update(edited()));
    expect(section("This prompt").getByRole("table")).toBe(table);
    expect(within(table).getByRole("row", { name: /^System/ })).toBe(system);
    expect(within(table).getByRole("row", { name: /^Expected output/ }).textContent).toContain(
      "999",
    );
  });

  it("keeps the focus while the state changes under it", async () => {
    const host = renderCase("triage");
    const button = screen.getByRole("button", { name: "Copy as Markdown" });
    button.focus();
    await whileDrawn(() => host.update(edited()));
    expect(document.activeElement).toBe(button);
  });

  it("chooses the tab of Live for a run as soon as there is one, at its top", async () => {
    const scrolled = vi.spyOn(window, "scrollTo").mockImplementation(() => undefined);
    try {
      const { input, live } = PREVIEW_CASES["triage"] ?? {};
      if (input === undefined) throw new Error("no preview of triage");
      const host = new PreviewHost(input);
      render(<Panel host={host} />);
      await whileDrawn(() => host.send({ type: "revealLive" }));
      expect(chosenTab()).toBe("This prompt"); // There is no such tab yet.
      if (live !== undefined) await whileDrawn(() => host.send({ type: "live", live: live.live }));
      expect(chosenTab()).toBe("Live");
      expect(scrolled).toHaveBeenLastCalledWith({ top: 0, behavior: "instant" });
    } finally {
      scrolled.mockRestore();
    }
  });

  it("moves between tabs by keyboard and keeps the chosen one over a reload", () => {
    const host = renderCase("triage");
    const press = (key: string): void => {
      fireEvent.keyDown(document.activeElement ?? document.body, { key });
      expect(document.activeElement).toBe(screen.getByRole("tab", { selected: true }));
      expect(screen.getAllByRole("tab").filter((tab) => tab.tabIndex === 0)).toHaveLength(1);
    };
    screen.getByRole("tab", { selected: true }).focus();
    for (const [key, name] of [
      ["ArrowRight", "At scale"],
      ["End", "Live"],
      ["ArrowRight", "This prompt"],
      ["ArrowLeft", "Live"],
      ["Home", "This prompt"],
      ["ArrowRight", "At scale"],
    ] as const) {
      press(key);
      expect(chosenTab()).toBe(name);
    }
    expect(host.memory).toMatchObject({ tab: "scale", scrollY: 0 });
    cleanup();
    render(<Panel host={host} />);
    expect(chosenTab()).toBe("At scale");
  });

  it("reads the new verdict out once the typing has stopped", async () => {
    vi.useFakeTimers();
    try {
      const host = renderCase("triage");
      const spoken = () =>
        document.querySelector("main > [role=status].hidden-visually")?.textContent;
      expect(spoken()).toBe("");
      await whileDrawn(() => host.update(edited()));
      await whileDrawn(() => vi.advanceTimersByTime(1_000));
      expect(spoken()).toBe("");
      await whileDrawn(() => host.update({ ...edited(), tolerance: 0.02 }));
      await whileDrawn(() => vi.advanceTimersByTime(1_500));
      expect(spoken()).toContain("Recommended: GPT-4o mini, ");
      expect(spoken()).toContain("Cost per request: $0.000780, ");
    } finally {
      vi.useRealTimers();
    }
  });

  it("draws the last commits of what it shows, not of what it showed before", async () => {
    const host = renderCase("triage");
    const total = totalOf([sampleEstimate()], DEFAULT_PAIR);
    const days = ["2026-11-01", "2026-11-02", "2026-11-03"];
    const past = days.map((day) => ({ commit: day, day, total }));
    const trend = buildTrend(past, USD);
    if (trend === undefined) throw new Error("no trend");
    await whileDrawn(() => host.send({ type: "trend", subject: "another", trend }));
    expect(screen.queryByRole("region", { name: "Last commits" })).toBeNull();
    await whileDrawn(() => host.send({ type: "trend", subject: "preview", trend }));
    const drawn = screen.getByRole("region", { name: "Last commits" });
    expect(within(drawn).getAllByRole("row")).toHaveLength(1 + days.length);
    expect(drawn.querySelectorAll(".sparkline")).toHaveLength(3);
    expect(drawn.querySelector("circle title")?.textContent).toBe("2026-11-01, 2026-11: 1,204");
    await whileDrawn(() => host.send({ type: "trend", subject: "preview" }));
    expect(screen.queryByRole("region", { name: "Last commits" })).toBeNull();
  });

  it("shows notices with what can be done about them", () => {
    const host = renderCase("broken");
    expect(screen.getByText("Line 9: the frontmatter is not closed.")).toBeDefined();
    fireEvent.click(screen.getByRole("button", { name: "Go to the line" }));
    expect(host.posted.at(-1)).toEqual({ type: "openLocation", range: { start: 0, end: 1 } });
    fireEvent.click(screen.getByRole("button", { name: "Open Settings" }));
    expect(host.posted.at(-1)).toEqual({ type: "openSetting", setting: "tokenscale" });
  });

  it("offers a sample if no prompt is open", () => {
    const host = renderCase("none");
    fireEvent.click(screen.getByRole("button", { name: "Open a sample" }));
    expect(host.posted.at(-1)).toEqual({ type: "openSample" });
    expect(screen.queryByRole("region", { name: "At scale" })).toBeNull();
  });

  it("shows the user's words as words, whatever they are", () => {
    const name = '<img src=x onerror="alert(1)">&amp;';
    renderPanel(panelInput({ subject: promptSubject(sampleEstimate(), { name }) }));
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(`Compare: ${name}`);
    expect(document.querySelector("img")).toBeNull();
  });

  it("hands the host's note and its own place back after a reload", () => {
    const host = renderCase("triage", "Routing");
    expect(host.memory).toMatchObject({ version: 1, subject: "preview", ruleFormat: "typescript" });
    fireEvent.click(screen.getByRole("radio", { name: "Python" }));
    expect(host.memory?.ruleFormat).toBe("python");
  });
});

describe("Save as…", () => {
  it("opens a menu that the keyboard can use", () => {
    const host = renderCase("triage");
    const button = screen.getByRole("button", { name: "Save as…" });
    fireEvent.click(button);
    expect(button.getAttribute("aria-expanded")).toBe("true");
    const items = screen.getAllByRole("menuitem");
    expect(items.map(({ textContent }) => textContent)).toEqual([
      "HTML report",
      "Markdown report",
      "CSV",
      "JSON",
    ]);
    expect(document.activeElement).toBe(items[0]);
    const press = (key: string): void => {
      if (document.activeElement) fireEvent.keyDown(document.activeElement, { key });
    };
    press("ArrowDown");
    expect(document.activeElement).toBe(items[1]);
    press("End");
    expect(document.activeElement).toBe(items[3]);
    press("ArrowDown");
    expect(document.activeElement).toBe(items[0]);
    press("Escape");
    expect(screen.queryByRole("menu")).toBeNull();
    expect(document.activeElement).toBe(button);
    expect(host.posted).toHaveLength(1);
  });

  it("asks for the format that was chosen and gives the focus back", () => {
    const host = renderCase("triage");
    const button = screen.getByRole("button", { name: "Save as…" });
    fireEvent.click(button);
    fireEvent.click(screen.getByRole("menuitem", { name: "CSV" }));
    expect(host.posted.at(-1)).toEqual({ type: "saveAs", format: "csv" });
    expect(document.activeElement).toBe(button);
  });

  it("closes when something else is clicked", () => {
    renderCase("triage");
    fireEvent.click(screen.getByRole("button", { name: "Save as…" }));
    fireEvent.pointerDown(document.body);
    expect(screen.queryByRole("menu")).toBeNull();
  });
});

describe("Copy as Markdown", () => {
  it("asks the host", () => {
    const host = renderCase("triage");
    fireEvent.click(screen.getByRole("button", { name: "Copy as Markdown" }));
    expect(host.posted.at(-1)).toEqual({ type: "copyMarkdown" });
  });
});

describe("the expected output", () => {
  function field(): HTMLInputElement {
    return screen.getByRole("textbox", { name: "Expected output" });
  }

  it("is set once a person is done, not at each digit", async () => {
    const host = renderCase("triage");
    await whileDrawn(() => field().focus());
    for (const value of ["5", "50", "500"]) {
      await whileDrawn(() => {
        fireEvent.input(field(), { target: { value } });
      });
    }
    expect(host.posted).toHaveLength(1);
    await whileDrawn(() => field().blur());
    expect(host.posted.slice(1)).toEqual([{ type: "setOutputTokens", text: "500" }]);
  });

  it("says while it is empty what counts", () => {
    renderCase("triage");
    expect(field().placeholder).toBe("350 estimated");
  });

  it("posts nothing when it was only looked at", async () => {
    const host = renderCase("triage");
    await whileDrawn(() => field().focus());
    await whileDrawn(() => field().blur());
    expect(host.posted).toHaveLength(1);
  });
});

describe("the badges", () => {
  it("explain themselves", () => {
    renderCase("triage");
    for (const [name, meaning] of [
      ["measured", "Both models scored on the same prompts of this kind."],
      ["exact", "As the API bills it."],
    ] as const) {
      expect(screen.getAllByText(name)[0]?.title).toBe(meaning);
    }
  });
});
