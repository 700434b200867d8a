// @vitest-environment happy-dom
import { configure, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import type { LiveState } from "../../../src/core/panel/contract/liveState";
import { panelInput } from "../../unit/panel/sampleInput";
import type { PreviewHost } from "../preview/previewHost";
import { FINISHED_RUN, MOVE_RUN, STREAMING_RUN } from "../preview/sampleLive";
import { renderPanel, section, whileDrawn } from "../renderPanel";

// The first answer loads the Markdown reader with all its languages, which takes its time.
configure({ asyncUtilTimeout: 30_000 });

function left(): HTMLElement {
  return screen.getByRole("article", { name: "Answer of GPT-4o" });
}

function right(): HTMLElement {
  return screen.getByRole("article", { name: "Answer of GPT-4o mini" });
}

/** The panel with one text as the left answer, once Markdown has been loaded. */
async function answered(text: string, live: LiveState = STREAMING_RUN.live): Promise<PreviewHost> {
  const host = renderPanel(panelInput(), { live, texts: { left: text } }, "Live");
  await waitFor(() => expect(left().querySelector(".markdown")).not.toBeNull());
  return host;
}

describe("an answer", () => {
  it("is read as Markdown: emphasis, lists, tables, code with its colors", async () => {
    await answered(STREAMING_RUN.texts["left"] ?? "");
    expect(within(left()).getByText("Category:").tagName).toBe("B");
    expect(within(left()).getAllByRole("listitem")).toHaveLength(3);
    expect(within(left()).getByRole("table").textContent).toBe(
      "StepOwnerRefundPaymentsReplySupport",
    );
    const code = within(left()).getByRole("group", { name: "Code, ts" });
    expect(code.querySelector(".hljs-keyword")?.textContent).toBe("const");
    expect(code.textContent).toContain('await payments.refund("INV-20418", { amount: 49 });');
  });

  it("never becomes HTML, whatever the model writes", async () => {
    await answered(
      [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[click](javascript:alert(1)) ![pic](https://evil.example/x.png)",
        "`<b>` <a href='x'>y</a>",
      ].join("\n\n"),
    );
    const text = left().querySelector(".answer-text");
    expect(text?.querySelectorAll("script, img, iframe, [onerror]")).toHaveLength(0);
    expect(text?.textContent).toContain("<script>alert(1)</script>");
    const links = [...(text?.querySelectorAll("a") ?? [])].map((link) => link.getAttribute("href"));
    expect(links).toEqual(["https://evil.example/x.png"]);
  });

  it("can be seen as it came", async () => {
    await answered("**bold**");
    expect(left().querySelector("b")).not.toBeNull();
    await whileDrawn(() => {
      fireEvent.click(screen.getByRole("radio", { name: "Raw" }));
    });
    expect(left().querySelector(".answer-text b")).toBeNull();
    expect(left().textContent).toContain("**bold**");
  });

  it("grows by pieces", async () => {
    const host = await answered("One");
    await whileDrawn(() => host.send({ type: "liveText", key: "left", start: 3, text: " two" }));
    await waitFor(() => expect(left().textContent).toContain("One two"));
  });

  it("shows the end of one that is too long to format, and says so", async () => {
    const host = await answered("One");
    const long = `${"word ".repeat(60_000)}the end`;
    await whileDrawn(() => host.send({ type: "liveText", key: "left", start: 0, text: long }));
    await waitFor(() => expect(left().textContent).toContain("Too long to format"));
    expect(left().textContent).toContain("the end");
    expect(left().textContent.length).toBeLessThan(110_000);
  });

  it("says that it is busy, and stops when asked", async () => {
    const host = await answered("One");
    expect(right().getAttribute("aria-busy")).toBe("true");
    expect(left().getAttribute("aria-busy")).toBe("false");
    fireEvent.click(within(right()).getByRole("button", { name: "Stop" }));
    expect(host.posted.at(-1)).toEqual({ type: "stopLive", side: "right" });
  });
});

describe("a run that went wrong on one side", () => {
  it("says what and what to do above what had arrived, while the other stands", async () => {
    const host = renderPanel(panelInput(), FINISHED_RUN, "Live");
    const alert = within(right()).getByRole("alert");
    expect(alert.textContent).toContain("Cut after 111 tokens");
    fireEvent.click(within(alert).getByRole("button", { name: "Run Again" }));
    expect(host.posted.at(-1)).toEqual({ type: "runLive", side: "right" });
    await waitFor(() => expect(right().textContent).toContain("Check both charges"));
    expect(within(left()).queryByRole("alert")).toBeNull();
  });

  it("shows a tool call as the answer that it is", () => {
    renderPanel(panelInput(), FINISHED_RUN, "Live");
    expect(left().textContent).toContain("Calls open_ticket");
    expect(
      within(left()).getByRole("group", { name: "Arguments of open_ticket" }).textContent,
    ).toBe('{"priority": "P2", "queue": "Payments"}');
  });
});

describe("several runs each", () => {
  it("shows another answer when asked, and takes the number of runs", async () => {
    const host = renderPanel(panelInput(), FINISHED_RUN, "Live");
    const shown = screen.getByRole("group", { name: "Answer" });
    await whileDrawn(() => {
      fireEvent.click(within(shown).getByRole("radio", { name: "3" }));
    });
    expect(host.posted.at(-1)).toEqual({ type: "showAnswer", index: 2 });
    const runs = screen.getByRole("textbox", { name: "Runs each" });
    // What is in the field is the number that counts; below it is what was wrong with the text.
    expect(runs.getAttribute("aria-invalid")).toBe("false");
    await whileDrawn(() => {
      fireEvent.input(runs, { target: { value: "5" } });
    });
    expect(runs.getAttribute("aria-invalid")).toBe("true");
    expect(host.posted.at(-1)).toEqual({ type: "setRunsEach", text: "5" });
  });
});

describe("a run before and after the move", () => {
  it("has the models of the move in place of the pair, and says what was changed", () => {
    renderPanel(panelInput(), MOVE_RUN, "Live");
    expect(screen.getByRole("article", { name: "Answer of GPT-6 Luna · none" })).toBeDefined();
    expect(screen.queryByRole("article", { name: "Answer of GPT-4o mini" })).toBeNull();
    expect(section("Live").getByText(/takes its place/).textContent).toContain(
      "stop left out. After the move it cost $0.000222 instead of $0.00504",
    );
  });

  it("is started by its button, at the effort that is chosen", async () => {
    const host = renderPanel(panelInput(), MOVE_RUN, "Live");
    fireEvent.click(screen.getByRole("button", { name: "Run Before and After" }));
    expect(host.posted.at(-1)).toEqual({ type: "runMove" });
    const efforts = screen.getByRole("group", { name: "Effort after the move" });
    await whileDrawn(() => {
      fireEvent.click(within(efforts).getByRole("radio", { name: "low" }));
    });
    expect(host.posted.at(-1)).toEqual({ type: "setMoveEffort", effort: "low" });
  });
});

describe("baselines", () => {
  it("are saved, compared with, and deleted one by one", () => {
    const host = renderPanel(panelInput(), MOVE_RUN, "Live");
    fireEvent.click(screen.getByRole("button", { name: "Save Baseline" }));
    expect(host.posted.at(-1)).toEqual({ type: "saveBaseline" });
    const baseline = screen.getByRole("group", { name: "Baseline of 2026-11-20 09:12" });
    for (const [name, type] of [
      ["Compare", "compareBaseline"],
      ["Delete", "deleteBaseline"],
    ] as const) {
      fireEvent.click(within(baseline).getByRole("button", { name }));
      expect(host.posted.at(-1)).toEqual({ type, runId: "b1" });
    }
  });

  it("are not spoken of where nothing retires", () => {
    renderPanel(panelInput(), STREAMING_RUN, "Live");
    expect(screen.queryByRole("heading", { name: "Baselines" })).toBeNull();
  });
});

describe("what is kept", () => {
  it("is opened, exported and deleted run by run", () => {
    const host = renderPanel(panelInput(), FINISHED_RUN, "Live");
    const run = screen.getByRole("group", { name: "Run of 2026-11-20 14:32" });
    for (const [name, type] of [
      ["Open", "openRun"],
      ["Export", "exportRun"],
      ["Delete", "deleteRun"],
    ] as const) {
      fireEvent.click(within(run).getByRole("button", { name }));
      expect(host.posted.at(-1)).toEqual({ type, runId: "1" });
    }
  });

  it("shows what was spent and exports it", () => {
    const host = renderPanel(panelInput(), FINISHED_RUN, "Live");
    expect(screen.getByText("$0.004 spent in November.")).toBeDefined();
    fireEvent.click(screen.getByRole("button", { name: "Export CSV" }));
    expect(host.posted.at(-1)).toEqual({ type: "exportLedger" });
  });
});

describe("the word diff", () => {
  it("tells both sides apart by more than color", () => {
    renderPanel(panelInput(), STREAMING_RUN, "Live");
    const diff = screen.getByRole("group", { name: "Word diff" });
    expect([...diff.querySelectorAll("del")].map(({ textContent }) => textContent)).toContain(
      "followed",
    );
    expect([...diff.querySelectorAll("ins")].map(({ textContent }) => textContent)).toContain(
      "came after",
    );
  });
});

describe("the run's buttons", () => {
  it("keep the focus when they change their meaning", async () => {
    const { live } = STREAMING_RUN;
    const idle: LiveState = {
      ...live,
      actions: [{ label: "Run on Both", action: { type: "runLive" }, primary: true }],
    };
    const host = renderPanel(panelInput(), { live: idle, texts: {} }, "Live");
    const button = screen.getByRole("button", { name: "Run on Both" });
    button.focus();
    await whileDrawn(() => host.send({ type: "live", live }));
    expect(document.activeElement?.textContent).toBe("Stop All");
  });
});
