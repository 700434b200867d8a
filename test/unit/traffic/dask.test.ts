import { execFile, spawnSync } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NEEDS_DASK } from "../../../scripts/evidence";
import { type BuiltCommandLine, buildCommandLine } from "../cli/buildCommandLine";
import { temporaryFolder } from "../cli/temporaryFolder";
import { knownRequests, WRITERS } from "./knownTraffic";

const execute = promisify(execFile);

/** Debian's Python comes first: it is the one that the package is installed for. */
const python = ["/usr/bin/python3", "python3"].find(
  (name) => spawnSync(name, ["-c", "import distributed"]).status === 0,
);

const need = python === undefined ? ` ${NEEDS_DASK}` : "";

describe.skipIf(python === undefined)(`on Dask's distributed scheduler${need}`, () => {
  let built: BuiltCommandLine;
  beforeAll(async () => {
    built = await buildCommandLine();
  });
  afterAll(() => built.remove());

  test(`several workers, one killed in the middle, give the bytes of a single run${need}`, async () => {
    const write = WRITERS["LiteLLM, spend logs"] ?? (() => "");
    const requests = knownRequests(900);
    const count = 6;
    const pieces = Object.fromEntries(
      Array.from({ length: count }, (_, piece) => [
        `piece-${piece}.jsonl`,
        write(requests.filter((__, index) => index % count === piece)),
      ]),
    );
    const folder = await temporaryFolder({ ...pieces, "all.jsonl": write(requests) });
    const run = async (...words: readonly string[]) =>
      (
        await execute(process.execPath, [built.file, "traffic", ...words], {
          cwd: folder,
          maxBuffer: 1e8,
        })
      ).stdout;
    const names = Object.keys(pieces).map((name) => path.join(folder, name));
    const script = path.join(import.meta.dirname, "daskRun.py");
    const { stdout } = await execute(python ?? "", [
      script,
      process.execPath,
      built.file,
      ...names,
    ]);
    expect(stdout.trim()).toBe("killed");
    const partials = names.map((name) => `${name}.partial`);
    for (const output of ["--json", "--partial"]) {
      expect(await run("--merge", ...partials, output)).toBe(await run("all.jsonl", output));
    }
  }, 300_000);
});
