import { defineConfig } from "vitest/config";

/** Page tests: what a person sees in a real VS Code, one file after the other. */
export default defineConfig({
  test: {
    include: ["test/vscode/pages/**/*.test.ts"],
    globalSetup: ["test/vscode/harness/packageOnce.ts"],
    fileParallelism: false,
    retry: 0,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});
