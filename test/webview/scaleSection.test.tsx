// @vitest-environment happy-dom
import { fireEvent, screen, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { renderCase, section, whileDrawn } from "./renderPanel";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function field(label: string): HTMLInputElement {
  return screen.getByRole("textbox", { name: label });
}

function lead(): string {
  return document.querySelector("#scale .lead")?.textContent ?? "";
}

async function type(input: HTMLInputElement, value: string): Promise<void> {
  await whileDrawn(() => {
    input.focus();
  });
  await whileDrawn(() => {
    fireEvent.input(input, { target: { value } });
  });
  await whileDrawn(() => {
    vi.advanceTimersByTime(500);
  });
}

describe("a field of At scale", () => {
  it("changes the costs while a person types, and keeps what they type", async () => {
    renderCase("triage", "At scale");
    const requests = field("Requests a month");
    await type(requests, "200000");
    expect(lead()).toContain("200,000 requests cost $528.30 a month");
    expect(requests.value).toBe("200000");
    await whileDrawn(() => requests.blur());
    expect(requests.value).toBe("200,000");
  });

  it("says what is wrong with a text that is not a number and continues with the last one", async () => {
    renderCase("triage", "At scale");
    const requests = field("Requests a month");
    await type(requests, "lots");
    expect(requests.getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByRole("alert").textContent).toBe("Not a number: 100,000 is used.");
    expect(requests.getAttribute("aria-describedby")).toContain(screen.getByRole("alert").id);
    expect(lead()).toContain("100,000 requests cost $264.15");
  });

  it("brings an absurd number within bounds and says so", async () => {
    renderCase("triage", "At scale");
    await type(field("Input tokens"), "99999999");
    expect(section("At scale").getByText(/above 128,000, the context window/)).toBeDefined();
    expect(document.body.textContent).not.toMatch(/NaN|Infinity/);
  });

  it("posts at Enter at once", async () => {
    const host = renderCase("triage", "At scale");
    const cached = field("Cached input, %");
    await whileDrawn(() => cached.focus());
    await whileDrawn(() => {
      fireEvent.input(cached, { target: { value: "1" } });
      fireEvent.input(cached, { target: { value: "10" } });
      fireEvent.keyDown(cached, { key: "Enter" });
    });
    expect(host.posted.at(-1)).toEqual({
      type: "setScale",
      change: { field: "cachedShare", text: "10" },
    });
  });

  it("makes typed tokens one's own numbers", async () => {
    renderCase("triage", "At scale");
    const preset = screen.getByRole<HTMLSelectElement>("combobox", { name: "Preset" });
    expect(preset.value).toBe("prompt");
    await type(field("Output tokens"), "100");
    expect(preset.value).toBe("own");
  });
});

describe("a slider of At scale", () => {
  function slider(name: string): HTMLInputElement {
    return screen.getByRole("slider", { name });
  }

  async function drag(input: HTMLInputElement, values: readonly string[]): Promise<void> {
    for (const value of values) {
      await whileDrawn(() => {
        fireEvent.input(input, { target: { value } });
      });
    }
  }

  it("moves the field, the chart and the sentence", async () => {
    renderCase("triage", "At scale");
    await drag(slider("Share to mini, %, slider"), ["0.9"]);
    expect(field("Share to mini, %").value).toBe("90");
    expect(lead()).toContain("With 90% on mini, 100,000 requests cost $93.30 a month");
    expect(screen.getByRole("img", { name: /at 90% it is 93.30 USD/ })).toBeDefined();
  });

  it("says its position in words", () => {
    renderCase("triage", "At scale");
    expect(slider("Requests a month, slider").getAttribute("aria-valuetext")).toBe(
      "100,000 requests a month",
    );
  });

  it("posts at most every other frame while it is dragged, and the last place for sure", async () => {
    const host = renderCase("triage", "At scale");
    const share = slider("Share to mini, %, slider");
    await drag(share, ["0.61", "0.62", "0.63", "0.64", "0.65"]);
    const moves = () => host.posted.filter(({ type: kind }) => kind === "setScale");
    expect(moves()).toHaveLength(1);
    await whileDrawn(() => {
      fireEvent.change(share);
    });
    expect(moves()).toHaveLength(2);
    expect(moves().at(-1)).toMatchObject({ change: { field: "rightShare", position: 0.65 } });
  });

  it("stays under the hand while the host is slow", async () => {
    const host = renderCase("triage", "At scale");
    const post = vi.spyOn(host, "post").mockImplementation(() => undefined);
    const share = slider("Share to mini, %, slider");
    await drag(share, ["0.8"]);
    expect(share.value).toBe("0.8");
    expect(post).toHaveBeenCalledOnce();
  });
});

describe("the choices of At scale", () => {
  it("changes the tier", async () => {
    renderCase("triage", "At scale");
    const tiers = screen.getByRole("group", { name: "Service tier" });
    await whileDrawn(() => {
      fireEvent.click(within(tiers).getByRole("radio", { name: "Batch" }));
    });
    expect(
      section("At scale").getByText(/^GPT-4o has no price for cached input in the batch tier/),
    ).toBeDefined();
    expect(within(tiers).getByRole<HTMLInputElement>("radio", { name: "Batch" }).checked).toBe(
      true,
    );
    expect(lead()).toContain("$141.92");
  });

  it("takes the tokens of a preset", async () => {
    renderCase("triage", "At scale");
    await whileDrawn(() => {
      fireEvent.change(screen.getByRole("combobox", { name: "Preset" }), {
        target: { value: "document-analysis" },
      });
    });
    expect(field("Output tokens").value).toBe("120");
  });
});
