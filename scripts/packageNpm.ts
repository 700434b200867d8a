import path from "node:path";
import { runMain } from "../test/vscode/harness/humanError";
import { packLibrary } from "./packLibrary";
import { projectRoot } from "./projectRoot";

await runMain(async () => {
  const { file, unpackedBytes } = await packLibrary(projectRoot);
  console.log(
    `${path.basename(file)}: ${(unpackedBytes / 1024 / 1024).toFixed(2)} MB when unpacked`,
  );
});
