import { readdirSync } from "node:fs";
import path from "node:path";
import { format } from "node:util";
import Mocha from "mocha";
import { suiteLinePrefix } from "./suiteLinePrefix";

/** Runs the bundled test files next to this module; the extension host calls it. */
export function run(): Promise<void> {
  Mocha.reporters.Base.consoleLog = (...values: unknown[]) => {
    for (const line of format(...values).split("\n")) console.log(suiteLinePrefix + line);
  };
  const mocha = new Mocha({ ui: "bdd", color: false, timeout: 30_000 });
  for (const file of readdirSync(__dirname)) {
    if (file.endsWith(".test.js")) mocha.addFile(path.join(__dirname, file));
  }
  return new Promise((resolve, reject) => {
    mocha.run((failures) =>
      failures === 0 ? resolve() : reject(new Error(`${failures} failed, see above.`)),
    );
  });
}
