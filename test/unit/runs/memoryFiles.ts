import type { TextFiles } from "../../../src/core/ports";

/** Text files in memory, which a test can look into, damage and make fail. */
export class MemoryFiles implements TextFiles {
  readonly texts = new Map<string, string>();
  failing = false;

  list() {
    const entries = [...this.texts].map(([name, text]) => ({
      name,
      bytes: Buffer.byteLength(text),
    }));
    return Promise.resolve(entries);
  }

  read(name: string): Promise<string | undefined> {
    return Promise.resolve(this.texts.get(name));
  }

  append(name: string, text: string): Promise<void> {
    if (this.failing) return Promise.reject(new Error("The disk is full."));
    this.texts.set(name, (this.texts.get(name) ?? "") + text);
    return Promise.resolve();
  }

  remove(name: string): Promise<void> {
    this.texts.delete(name);
    return Promise.resolve();
  }
}
