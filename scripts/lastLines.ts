const MAX_LAST_LINES = 60;

/** Keeps the end of an output of any length. */
export class LastLines {
  #text = "";

  add(text: string): void {
    this.#text = (this.#text + text).split("\n").slice(-MAX_LAST_LINES).join("\n");
  }

  lines(): readonly string[] {
    return this.#text.trimEnd().split("\n");
  }
}
