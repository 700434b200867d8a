/**
 * Stands in for `@vscode/spdlog`, the native module behind VS Code's log files and output channels, which
 * the npm package leaves uncompiled: without it nothing would be written, and no test could read a log.
 */
const { appendFileSync, mkdirSync } = require("node:fs");
const path = require("node:path");

const levels = ["trace", "debug", "info", "warning", "error", "critical", "off"];

class Logger {
  #filename;
  #level = levels.indexOf("info");
  #formatted = true;

  constructor(loggerType, name, filename) {
    mkdirSync(path.dirname(filename), { recursive: true });
    this.#filename = filename;
  }

  trace(message) {
    this.#write(0, message);
  }
  debug(message) {
    this.#write(1, message);
  }
  info(message) {
    this.#write(2, message);
  }
  warn(message) {
    this.#write(3, message);
  }
  error(message) {
    this.#write(4, message);
  }
  critical(message) {
    this.#write(5, message);
  }

  getLevel() {
    return this.#level;
  }
  setLevel(level) {
    this.#level = level;
  }
  /** Always VS Code's own pattern, date, level and message. */
  setPattern() {
    this.#formatted = true;
  }
  /** From here on only the bare message, as output channels want it. */
  clearFormatters() {
    this.#formatted = false;
  }
  /** Every message is in its file already. */
  flush() {}
  drop() {}

  #write(level, message) {
    if (level < this.#level) return;
    const stamp = new Date().toISOString().replace("T", " ").replace("Z", "");
    appendFileSync(
      this.#filename,
      this.#formatted ? `${stamp} [${levels[level]}] ${message}\n` : message,
    );
  }
}

const createLogger = (name, filename) => Promise.resolve(new Logger("rotating", name, filename));

exports.version = 1;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
