import type { QuantizedMatrix } from "../../src/core/recommend/weights";

const MAX_BYTE = 127;

/** The rows in signed bytes, each with a scale of its own. */
export function quantize(rows: readonly Float64Array[]): QuantizedMatrix {
  const scales = rows.map((row) => {
    const largest = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    return Number((largest / MAX_BYTE || 1).toPrecision(6));
  });
  const bytes = rows.flatMap((row, index) =>
    Array.from(row, (value) =>
      Math.max(-MAX_BYTE, Math.min(MAX_BYTE, Math.round(value / (scales[index] ?? 1)))),
    ),
  );
  return { bytes: Buffer.from(Int8Array.from(bytes).buffer).toString("base64"), scales };
}
