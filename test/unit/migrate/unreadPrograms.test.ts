import { describe, expect, test } from "vitest";
import { planFile } from "../../../src/core/migrate/planFile";
import { findPlaces } from "../../../src/core/migrate/scan/findPlaces";

const TODAY = "2026-11-28";
const CALL = 'client.chat.completions.create(model="gpt-4o", stop=["###"])';

describe("a program that has no syntax tree", () => {
  test.each([
    ["one longer than 2 million characters", "a.js", `${CALL}\n${"x();\n".repeat(400_001)}`],
    ["one with brackets nested too deeply", "a.py", `${CALL}\n${"(".repeat(2_001)}`],
    ["one with too many syntax errors", "a.ts", `${CALL}\n${"} ) ] = ( = { ; ".repeat(4_000)}`],
  ])("still has its places: %s", (_, path, text) => {
    const [plan, ...others] = planFile(path, text, { today: TODAY });
    expect(others).toEqual([]);
    expect(plan?.place.name).toBe("gpt-4o");
    expect(plan?.breaks.map(({ id }) => id)).toEqual(["unread-request"]);
    expect(plan?.edits).toEqual([]);
  });

  test("has none in its comments and among its keys", () => {
    const lines = ['# model = "gpt-4o"', 'P = {"gpt-4o": 2.5}', 'm = "gpt-4o-mini"'];
    const places = findPlaces("a.py", `${lines.join("\n")}\n${"(".repeat(2_001)}`, TODAY);
    expect(places.map(({ name }) => name)).toEqual(["gpt-4o-mini"]);
  });
});

describe("a program of whose language only the literals are read", () => {
  test.each([
    ["a comment that is never closed", `/* ${'"gpt-4o" /* '.repeat(2)}`, ["gpt-4o", "gpt-4o"]],
    ["a comment in a text", 'a("/*"); b("gpt-4o"); c("*/");', ["gpt-4o"]],
    ["a quote without another on its line", 'it\'s "x\nm = "gpt-4o";\n', ["gpt-4o"]],
    ["escaped quotes", String.raw`a("\"gpt-4o\""); b("gpt-4o-mini");`, ["gpt-4o", "gpt-4o-mini"]],
    ["a text of several lines", 'a = """\ngpt-4.1\n"""; m = `gpt-4o`;', ["gpt-4o"]],
  ])("%s", (_, text, names) => {
    expect(findPlaces("a.kt", text, TODAY).map(({ name }) => name)).toEqual(names);
  });

  test.each([
    ["a.xml", "<model>gpt-4o</model><m>gpt-4.1</m><!-- <m>o3</m> -->", ["gpt-4o", "gpt-4.1"]],
    ["a.html", "<b>gpt-4.1</b><option>gpt-4o</option><!-- <option>o3</option> -->", ["gpt-4o"]],
  ])("values between the tags of %s", (path, text, names) => {
    expect(findPlaces(path, text, TODAY).map(({ name }) => name)).toEqual(names);
  });

  test("is read in linear time, whatever it does not close", () => {
    for (const piece of ["/*", '"\\"', "'\\'", "`/*", '"""', "<!--", "> ", "%w[", 'r#"'])
      expect(findPlaces("a.kt", `gpt-4o ${piece.repeat(300_000)}`, TODAY)).toEqual([]);
  });
});
