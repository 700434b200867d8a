/** The letters and digits that number the options of a question, in several scripts. */
const SEQUENCES = [
  "ABCDEFGHIJ",
  "abcdefghij",
  "123456789",
  "①②③④⑤⑥⑦⑧⑨⑩",
  "АБВГДЕЖЗИК",
  "абвгдежзик",
  "ㄱㄴㄷㄹㅁㅂ",
  "가나다라마바",
  "アイウエオカ",
  "甲乙丙丁戊己",
  "αβγδεζ",
] as const;

/** By UTF-16 unit: the sequence that it is of, from 1, and its place there, from 0. */
const sequenceOf = new Uint8Array(0x10000);
const placeOf = new Uint8Array(0x10000);
SEQUENCES.forEach((sequence, index) => {
  for (let place = 0; place < sequence.length; place++) {
    sequenceOf[sequence.charCodeAt(place)] = index + 1;
    placeOf[sequence.charCodeAt(place)] = place;
  }
});

/** How far markers count up from the first of their sequence: `A.`, `B.`, `C.` is 3. */
export class MarkerRun {
  longest = 0;
  private sequence = 0;
  private length = 0;

  add(unit: number): void {
    const sequence = sequenceOf[unit] ?? 0;
    if (sequence === 0) return;
    const place = placeOf[unit] ?? 0;
    if (place === 0) this.length = 1;
    else this.length = sequence === this.sequence && place === this.length ? place + 1 : 0;
    this.sequence = sequence;
    if (this.length > this.longest) this.longest = this.length;
  }
}

export function isMarkerUnit(unit: number): boolean {
  return sequenceOf[unit] !== 0;
}

/** Whether `unit` closes a marker: `A.`, `A)`, `A:`, `A]`, `A、`. */
export function closesMarker(unit: number): boolean {
  return (
    unit === 46 || unit === 41 || unit === 58 || unit === 93 || unit === 0x3001 || unit === 0xff09
  );
}
