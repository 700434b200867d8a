import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { evidencePath, NEEDS_EVIDENCE } from "../../../scripts/evidence";
import type { PromptFormat } from "../../../src/core/prompt/prompt";
import { readPromptFile } from "../../../src/core/prompt/formats/promptFormats";
import { checkReading } from "./checkReading";
import { textParts } from "./fixtures";

const FOLDER = evidencePath("samples");

/** The content of each folder of samples. */
const FORMATS: Readonly<Record<string, PromptFormat>> = {
  "agent.md": "vscode-agent",
  "agents-claude-md": "instructions",
  "chatmode.md": "vscode-agent",
  dotprompt: "dotprompt",
  handlebars: "handlebars",
  "instructions.md": "instructions",
  jinja: "jinja",
  "jsonl-batch": "batch-jsonl",
  "jsonl-finetune": "fine-tuning-jsonl",
  langchain: "langchain",
  "openai-chat-json": "chat-request",
  "prompt.md": "vscode-prompt",
  "prompt.yml": "github-models",
  promptfoo: "promptfoo",
  prompty: "prompty",
  "skill.md": "instructions",
};

/** Linked files: their text is a name, and that is said. */
const LINKS = ["agents-claude-md/genai-prices.CLAUDE.md"];

if (FOLDER !== undefined) {
  describe("real prompt files", () => {
    const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const files = folders.flatMap(({ name }) =>
      readdirSync(join(FOLDER, name)).map((file) => [`${name}/${file}`, FORMATS[name]] as const),
    );

    test.each(files)("%s is read as %s", (path, format) => {
      const text = readFileSync(join(FOLDER, path), "utf8");
      const file = readPromptFile({ path, text });
      checkReading(file, text);
      expect(file.format).toBe(format);
      expect(file.problems.map(({ code }) => code)).toEqual(LINKS.includes(path) ? ["unread"] : []);
      expect(file.prompts.length).toBeGreaterThan(0);
      for (const prompt of LINKS.includes(path) ? [] : file.prompts) {
        expect(prompt.messages.length).toBeGreaterThan(0);
        expect(textParts(prompt).some((part) => part.text.trim() !== "")).toBe(true);
        for (const { role, parts, toolCalls } of prompt.messages) {
          expect(["system", "developer", "user", "assistant", "tool"]).toContain(role);
          expect(parts.length + toolCalls.length).toBeGreaterThan(0);
        }
      }
    });

    test.each(files)("%s is read at every 50th length", (path) => {
      const text = readFileSync(join(FOLDER, path), "utf8");
      for (let length = 0; length < text.length; length += 50) {
        const part = text.slice(0, length);
        checkReading(readPromptFile({ path, text: part }), part);
      }
    });
  });
} else {
  test.skip(`real prompt files ${NEEDS_EVIDENCE}`, () => {});
}
