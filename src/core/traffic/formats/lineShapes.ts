import { begins, type ScalarReader } from "./scalarReader";

/** The bytes after a scalar of a line, the same in all lines of a shape, and then a scalar. */
interface ShapeStep {
  readonly literal: Uint8Array;
  /** The literal but for its last bytes, four at a time. */
  readonly words: Int32Array;
  /** Of the scalar after it (scalarReader.ts); undefined: the line ends. */
  readonly index: number | undefined;
  readonly next: ShapeStep[];
}

/** A scalar of a line that was scanned. */
export interface ScannedScalar {
  readonly start: number;
  readonly end: number;
  readonly index: number;
}

const MAX_STEPS = 4_096;
const MAX_CHOICES = 8;
const MAX_SCALARS = 256;
const MAX_LITERAL_BYTES = 512;
const WORD_BYTES = 4;

/**
 * The shapes of lines: most lines of a log differ in nothing but their scalars. A line of a known shape
 * is read by comparing what is between its scalars, without looking for names. All that a shape says of
 * a line (it is JSON, nothing wanted appears twice) was checked when the shape was learned.
 */
export class LineShapes {
  private readonly first: ShapeStep[] = [];
  private steps = 0;
  private bytes: Uint8Array = new Uint8Array();
  private view = new DataView(this.bytes.buffer);

  /** Whether the line has a known shape: then its scalars are read. */
  read(bytes: Uint8Array, start: number, end: number, reader: ScalarReader): boolean {
    if (bytes !== this.bytes) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    let choices = this.first;
    let at = start;
    for (;;) {
      let step: ShapeStep | undefined;
      let after = -1;
      for (let choice = 0; choice < choices.length && after < 0; choice += 1) {
        step = choices[choice];
        if (step === undefined || !this.isAt(step, at, end)) continue;
        const scalarAt = at + step.literal.length;
        if (step.index === undefined) {
          if (scalarAt === end) return true;
        } else after = reader.read(bytes, scalarAt, end, step.index);
      }
      if (step === undefined || after < 0) return false;
      at = after;
      choices = step.next;
    }
  }

  private isAt({ literal, words }: ShapeStep, start: number, end: number): boolean {
    if (start + literal.length > end) return false;
    for (let word = 0; word < words.length; word += 1) {
      if (this.view.getInt32(start + word * WORD_BYTES, true) !== words[word]) return false;
    }
    for (let index = words.length * WORD_BYTES; index < literal.length; index += 1) {
      if (literal[index] !== this.bytes[start + index]) return false;
    }
    return true;
  }

  /** Adds the shape of a line that a scan has found right. */
  learn(bytes: Uint8Array, start: number, end: number, scalars: readonly ScannedScalar[]): void {
    if (scalars.length > MAX_SCALARS) return;
    let choices: ShapeStep[] | undefined = this.first;
    let at = start;
    for (const scalar of scalars) {
      choices = this.stepOf(choices, bytes.subarray(at, scalar.start), scalar.index)?.next;
      if (choices === undefined) return;
      at = scalar.end;
    }
    this.stepOf(choices, bytes.subarray(at, end), undefined);
  }

  /** The step that begins so, known or new; undefined if there are too many. */
  private stepOf(
    choices: ShapeStep[],
    literal: Uint8Array,
    index: number | undefined,
  ): ShapeStep | undefined {
    const known = choices.find(
      (step) =>
        step.index === index &&
        step.literal.length === literal.length &&
        begins(step.literal, literal, 0),
    );
    const isFull = this.steps >= MAX_STEPS || choices.length >= MAX_CHOICES;
    if (known || isFull || literal.length > MAX_LITERAL_BYTES) return known;
    const step: ShapeStep = {
      literal: literal.slice(),
      words: wordsOf(literal),
      index,
      next: [],
    };
    choices.push(step);
    this.steps += 1;
    return step;
  }
}

function wordsOf({ buffer, byteOffset, byteLength }: Uint8Array): Int32Array {
  const view = new DataView(buffer, byteOffset, byteLength);
  return Int32Array.from({ length: Math.floor(byteLength / WORD_BYTES) }, (_, word) =>
    view.getInt32(word * WORD_BYTES, true),
  );
}
