import { defineConfig } from "vitest/config";

/** Page tests: what a person sees in a real VS Code, one file after the other. */
export default defineConfig({
  test: {
    include: ["test/vscode/pages/**/*.test.ts"],
    globalSetup: ["test/vscode/harness/packageOnce.ts"],
    fileParallelism: false,
    retry: 0,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 20_000 } },
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});
