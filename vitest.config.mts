import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/unit/**/*.test.ts", "test/webview/**/*.test.tsx"],
    reporters: ["default", "./test/unit/evidenceReporter.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});
