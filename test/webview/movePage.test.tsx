// @vitest-environment happy-dom
import {
  act,
  cleanup,
  configure,
  fireEvent,
  render,
  screen,
  within,
} from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import { MovePage } from "../../src/webview/move/movePage";
import { moveInput, reading, samplePlaces } from "../unit/panel/samplePlan";
import { MOVE_CASES, MovePreviewHost } from "./preview/movePreview";

configure({ asyncUtilTimeout: 20_000 });

afterEach(cleanup);

async function renderMove(name: keyof typeof MOVE_CASES): Promise<MovePreviewHost> {
  const input = await MOVE_CASES[name]?.();
  if (input === undefined) throw new Error(`no preview of ${name}`);
  const host = new MovePreviewHost(input);
  render(<MovePage host={host} />);
  return host;
}

/** The headings of the groups of places, in the order shown. */
function groups(): readonly string[] {
  return screen
    .getAllByRole("rowheader")
    .filter((header) => header.getAttribute("scope") === "rowgroup")
    .map((header) => within(header).getByRole("button").textContent ?? "");
}

describe("the page of the move plan", () => {
  test("says what is left, what is to do, and what a month costs", async () => {
    await renderMove("move");
    screen.getByRole("heading", { name: "Move Plan: desk-agents" });
    screen.getByText("48");
    screen.getByText(
      "11 places in 11 files name a retiring model. 17 edits are safe; 4 places need your judgment.",
      { selector: ".verdict > p" },
    );
    expect(screen.getByText("Total of 5 calls").closest("tr")?.textContent).toMatch(
      /4,130.*221.*348/,
    );
  });

  test("sorts by saving, by risk and by file; what has no cost of its own stays last", async () => {
    await renderMove("move");
    const shared = ["Configuration and defaults", "No like-for-like target"];
    expect(groups()).toEqual([
      "prompts/legal/clause-risk.prompt",
      "src/agents/reply.ts",
      "prompts/triage.prompty",
      "prompts/summarize.md",
      "src/agents/guard.ts",
      "src/lib/models.py",
      ...shared,
    ]);
    fireEvent.click(screen.getByRole("radio", { name: "Risk" }));
    expect(groups().slice(0, 2)).toEqual([
      "prompts/legal/clause-risk.prompt",
      "src/agents/guard.ts",
    ]);
    fireEvent.click(screen.getByRole("radio", { name: "File" }));
    expect(groups()).toEqual([
      "prompts/legal/clause-risk.prompt",
      "prompts/summarize.md",
      "prompts/triage.prompty",
      "src/agents/guard.ts",
      "src/agents/reply.ts",
      "src/lib/models.py",
      ...shared,
    ]);
  });

  test("shows as many places as a filter says", async () => {
    await renderMove("move");
    for (const [name, count] of [
      ["Breaks", 7],
      ["Your judgment", 4],
      ["Prompts", 3],
      ["Code", 5],
      ["Configuration", 3],
      ["All", 11],
    ] as const) {
      fireEvent.click(screen.getByRole("button", { name: `${name} ${count}` }));
      expect(screen.getAllByRole("button", { name: /^Line [\d–]+ of / })).toHaveLength(count);
    }
  });

  test("leads to what needs a person, with the focus on the first of it", async () => {
    await renderMove("move");
    fireEvent.click(screen.getByRole("button", { name: "Go to Your 4 Judgments" }));
    expect(screen.getAllByRole("button", { name: /^Line [\d–]+ of / })).toHaveLength(4);
    expect(document.activeElement?.getAttribute("aria-label")).toBe(
      "Line 2 of prompts/legal/clause-risk.prompt",
    );
  });

  test("opens a break to say what is refused and what to do, and leads to its line", async () => {
    const host = await renderMove("move");
    const stop = screen.getByRole("button", { name: 'stop: ["###"]' });
    expect(stop.getAttribute("aria-expanded")).toBe("false");
    fireEvent.click(stop);
    expect(stop.getAttribute("aria-expanded")).toBe("true");
    screen.getByText(/gpt-6-luna refuses stop at every effort/);
    screen.getByText(/Delete it and cut the text in your code/);
    fireEvent.click(screen.getByRole("button", { name: "Go to Line 5" }));
    expect(host.posted.at(-1)).toMatchObject({
      type: "openMovePlace",
      key: expect.stringContaining("clause-risk.prompt") as string,
    });
    fireEvent.click(stop);
    expect(screen.queryByText(/Delete it and cut the text in your code/)).toBeNull();
  });

  test("asks the host to open a place, to apply, to export and to choose a target", async () => {
    const host = await renderMove("move");
    const asks = (name: string) => {
      fireEvent.click(screen.getByRole("button", { name }));
      return host.posted.at(-1);
    };
    expect(asks("Line 4 of prompts/triage.prompty")).toMatchObject({ type: "openMovePlace" });
    expect(asks("Apply Safe Edits (17)…")).toEqual({ type: "applyMove" });
    expect(asks("Copy as Markdown")).toEqual({ type: "exportMove", format: "markdown" });
    expect(asks("CSV")).toEqual({ type: "exportMove", format: "csv" });
    expect(asks("JSON")).toEqual({ type: "exportMove", format: "json" });
    expect(asks("Change Target…")).toEqual({ type: "chooseMoveTarget" });
    expect(asks("Plan Again")).toEqual({ type: "planMove" });
  });

  test("prices the months at the volume that a person types", async () => {
    await renderMove("move");
    const field = screen.getByLabelText("Requests a month for each call");
    fireEvent.focus(field);
    fireEvent.input(field, { target: { value: "1k" } });
    fireEvent.blur(field);
    await screen.findByText("USD a month, 5 calls at 1,000 requests each");
    fireEvent.focus(field);
    fireEvent.input(field, { target: { value: "many" } });
    fireEvent.blur(field);
    await screen.findByText("Not a number: 1,000 is used.");
  });

  test("keeps the filter and the order over a reload", async () => {
    const host = await renderMove("move");
    fireEvent.click(screen.getByRole("radio", { name: "File" }));
    fireEvent.click(screen.getByRole("button", { name: "Code 5" }));
    cleanup();
    render(<MovePage host={host} />);
    expect(screen.getByRole("button", { name: "Code 5" }).getAttribute("aria-pressed")).toBe(
      "true",
    );
    expect(screen.getByRole<HTMLInputElement>("radio", { name: "File" }).checked).toBe(true);
  });

  test("falls back to all places when the last one of a filter is gone", async () => {
    const host = await renderMove("move");
    fireEvent.click(screen.getByRole("button", { name: "Prompts 3" }));
    const places = (await samplePlaces()).filter(({ file }) => file.endsWith(".ts"));
    await act(() => host.update(moveInput({ reading: reading(places) })));
    expect(screen.getAllByRole("button", { name: /^Line [\d–]+ of / })).toHaveLength(4);
  });

  test("shows how far it has read, and stops", async () => {
    const host = await renderMove("moveReading");
    screen.getByText("1,240 of 9,812 files");
    screen.getByText("38 places so far.");
    expect(screen.getByRole<HTMLProgressElement>("progressbar").value).toBeCloseTo(0.126, 3);
    fireEvent.click(screen.getByRole("button", { name: "Stop" }));
    expect(host.posted.at(-1)).toEqual({ type: "stopPlan" });
  });

  test("says that nothing is to be moved", async () => {
    await renderMove("moveEmpty");
    screen.getByRole("heading", { name: "Nothing to move" });
    screen.getByText("214 files read: no place names a model with a shutdown date.");
  });
});
