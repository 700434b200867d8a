import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/unit/**/*.test.ts", "test/webview/**/*.test.tsx"],
    setupFiles: ["./test/unit/propertySeed.ts"],
    reporters: ["default", "./test/unit/evidenceReporter.ts"],
    // Vitest leaves one core idle by default, which doubles the time on two.
    maxWorkers: "100%",
    // Generous: on a busy machine a test waits for its turn.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 20_000 } },
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});
