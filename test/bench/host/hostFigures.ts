import type { Stalls } from "./stallWatch";

/** Files that the measured workspace has. */
export const LARGE_FILE = "prompts/large.txt";
export const FIRST_FILE = "prompts/first.txt";
/** Further small ones. */
export const LATER_FILES = Array.from({ length: 10 }, (_, index) => `prompts/later-${index}.txt`);

/** The text typed into the large file. */
export const TYPED_KEYS = 200;
/** As fast as people type at best; the file is read again between the keys. */
export const KEY_PAUSE_MS = 40;

/** The environment variable that names the file into which the probe writes its figures. */
export const FILE_VARIABLE = "TOKENSCALE_BENCH_FIGURES";

/** The probe's measurements in the extension host. */
export interface HostFigures {
  readonly opening: Stalls;
  readonly typing: Stalls;
  /** Tokenscale's, if it is installed. */
  readonly tokenscale?: TokenscaleFigures;
}

/** In milliseconds. */
export interface TokenscaleFigures {
  /** VS Code's own figures of the activation. */
  readonly loadCodeMs: number;
  readonly activateMs: number;
  /** Of loading the bundle, in time of the processor. */
  readonly loadCodeCpuMs: number;
  /** From the opening of a prompt file to its figures: the first of the window, and later ones. */
  readonly firstReadingMs: number;
  readonly laterReadingMs: readonly number[];
  readonly largeReadingMs: number;
}
