import process from "node:process";
import type { Reporter, TestModule } from "vitest/node";
import { NEEDS_DASK, NEEDS_EVIDENCE } from "../../scripts/evidence";

/** Lists what was not tested for want of evidence, and fails the run if the evidence was named. */
export default class EvidenceReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const onDask = modules.flatMap((module) => skippedNames(module, NEEDS_DASK));
    if (onDask.length > 0) {
      console.log(
        ["", "NOT TESTED, because python3-distributed is missing:", ...onDask].join("\n"),
      );
      console.log("On Debian: apt-get install python3-distributed.\n");
    }
    const skipped = modules.flatMap((module) => skippedNames(module, NEEDS_EVIDENCE));
    if (skipped.length === 0) return;
    console.log(["", "NOT TESTED, because the evidence is missing:", ...skipped].join("\n"));
    console.log("Set TOKENSCALE_EVIDENCE to its folder (CONTRIBUTING.md).\n");
    if (process.env["TOKENSCALE_EVIDENCE"] !== undefined) {
      console.error("TOKENSCALE_EVIDENCE is set, but the tests above were skipped.");
      process.exitCode = 1;
    }
  }
}

function skippedNames(module: TestModule, need: string): readonly string[] {
  const suites = [...module.children.allSuites()].filter((suite) => suite.state() === "skipped");
  return [...suites, ...module.children.allTests("skipped")]
    .filter(({ name }) => name.endsWith(need))
    .map(({ name }) => `  ${module.relativeModuleId}: ${name.replace(need, "").trim()}`);
}
