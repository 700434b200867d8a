import path from "node:path";
import { runMain } from "../test/vscode/harness/humanError";
import packageJson from "../package.json";
import { packageExtension } from "./packageExtension";
import { projectRoot } from "./projectRoot";

await runMain(async () => {
  const name = `${packageJson.name}-${packageJson.version}.vsix`;
  const bytes = await packageExtension(path.join(projectRoot, name));
  console.log(`${name}: ${(bytes / 1024 / 1024).toFixed(2)} MB`);
});
