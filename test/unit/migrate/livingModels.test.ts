import { describe, expect, it } from "vitest";
import { CATALOG } from "../../../src/core/models/catalog";
import { readCustomModels } from "../../../src/core/models/customModels";
import { livingModels } from "../../../src/core/migrate/names/livingModels";
import { loadOtherModels } from "../../../src/core/models/otherModels";

const { models: custom } = readCustomModels([{ id: "house", usdPerMillionInput: 1 }]);

describe("the models to choose a pair from", async () => {
  const prices = await loadOtherModels(new Date("2026-11-20"));
  const on = (today: string) => livingModels(custom, prices.list("openai"), today);
  const ids = on("2026-11-20").map(({ id }) => id);

  it("are those of the catalog, the user's own, then others by their ids", () => {
    expect(ids.slice(0, 2)).toEqual(["gpt-4o", "gpt-4o-mini"]);
    expect(ids.indexOf("house")).toBe(CATALOG.filter(({ id }) => ids.includes(id)).length);
    const others = on("2026-11-20").slice(ids.indexOf("house") + 1);
    expect(others.map(({ label }) => label)).toEqual(others.map(({ id }) => id));
    expect(others.length).toBeGreaterThan(3);
  });

  it("have names of their own", () => {
    const labels = on("2026-11-20").map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it.each([
    "davinci",
    "ft:gpt-3.5-turbo-",
    "gpt-4o-audio-preview",
    "gpt-image-1",
    "gpt-4.5-preview",
  ])("leave out %s", (id) => {
    expect(ids).not.toContain(id);
  });

  it("leave a model out from the day on which it is shut down", () => {
    expect(on("2027-01-13").map(({ id }) => id)).toContain("gpt-4o");
    expect(on("2027-01-14").map(({ id }) => id)).not.toContain("gpt-4o");
  });
});
