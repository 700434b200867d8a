/** Rows of features for ridge regression: dense ones, and hashed terms as a sparse matrix. */
interface Design {
  readonly rows: number;
  readonly denseColumns: number;
  /** Row by row. */
  readonly dense: Float64Array;
  readonly buckets: number;
  /** The start of each row's terms; one more than there are rows. */
  readonly starts: Int32Array;
  readonly termBuckets: Int32Array;
  readonly termValues: Float64Array;
}

export interface RidgeSolution {
  readonly intercept: number;
  readonly dense: Float64Array;
  readonly terms: Float64Array;
}

export interface DesignRow {
  readonly dense: Float64Array;
  readonly terms?: { readonly buckets: Int32Array; readonly values: Float32Array };
}

/** `bits` undefined: without terms. Dense features are scaled by `denseScale`. */
export function buildDesign(
  rows: readonly DesignRow[],
  { bits, denseScale }: { readonly bits?: number; readonly denseScale: number },
): Design {
  const denseColumns = rows[0]?.dense.length ?? 0;
  const dense = new Float64Array(rows.length * denseColumns);
  const starts = new Int32Array(rows.length + 1);
  const buckets = bits === undefined ? 0 : 2 ** bits;
  const termsOf = (row: DesignRow): DesignRow["terms"] => (buckets > 0 ? row.terms : undefined);
  rows.forEach((row, index) => {
    starts[index + 1] = (starts[index] ?? 0) + (termsOf(row)?.buckets.length ?? 0);
    for (let i = 0; i < denseColumns; i++)
      dense[index * denseColumns + i] = (row.dense[i] ?? 0) * denseScale;
  });
  const total = starts[rows.length] ?? 0;
  const termBuckets = new Int32Array(total);
  const termValues = new Float64Array(total);
  rows.forEach((row, index) => {
    const terms = termsOf(row);
    if (!terms) return;
    const start = starts[index] ?? 0;
    for (let i = 0; i < terms.buckets.length; i++) {
      termBuckets[start + i] = (terms.buckets[i] ?? 0) & (buckets - 1);
      termValues[start + i] = terms.values[i] ?? 0;
    }
  });
  return { rows: rows.length, denseColumns, dense, buckets, starts, termBuckets, termValues };
}

const MAX_STEPS = 60;
const TOLERANCE = 1e-3;

/**
 * Weighted ridge regression with an unpenalised intercept (the weighted mean of the targets), by
 * conjugate gradients.
 */
export function solveRidge(
  design: Design,
  targets: Float64Array,
  weights: Float64Array,
  penalty: number,
): RidgeSolution {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let intercept = 0;
  for (let i = 0; i < design.rows; i++) intercept += ((weights[i] ?? 0) / sum) * (targets[i] ?? 0);
  const columns = design.denseColumns + design.buckets;
  const residual = transposeTimes(
    design,
    targets.map((target, i) => (target - intercept) * (weights[i] ?? 0)),
  );
  const solution = new Float64Array(columns);
  let direction = residual.slice();
  let squares = dot(residual, residual);
  const enough = squares * TOLERANCE ** 2;
  for (let step = 0; step < MAX_STEPS && squares > enough; step++) {
    const image = times(design, direction);
    for (let i = 0; i < image.length; i++) image[i] = (image[i] ?? 0) * (weights[i] ?? 0);
    const product = transposeTimes(design, image);
    for (let i = 0; i < columns; i++)
      product[i] = (product[i] ?? 0) + penalty * (direction[i] ?? 0);
    const length = squares / dot(direction, product);
    for (let i = 0; i < columns; i++) {
      solution[i] = (solution[i] ?? 0) + length * (direction[i] ?? 0);
      residual[i] = (residual[i] ?? 0) - length * (product[i] ?? 0);
    }
    const next = dot(residual, residual);
    const turn = next / squares;
    direction = direction.map((value, i) => (residual[i] ?? 0) + turn * value);
    squares = next;
  }
  return {
    intercept,
    dense: solution.slice(0, design.denseColumns),
    terms: solution.slice(design.denseColumns),
  };
}

/** Weighted ridge regression of several targets at once, by Cholesky; the intercept is penalised too. */
export function solveRidgeOfMany(
  design: Design,
  targets: readonly Float64Array[],
  weights: Float64Array,
  penalty: number,
): readonly RidgeSolution[] {
  const size = design.denseColumns + design.buckets + 1;
  const gram = new Float64Array(size * size);
  const rights = targets.map(() => new Float64Array(size));
  const columns = new Int32Array(size);
  const values = new Float64Array(size);
  for (let row = 0; row < design.rows; row++) {
    const count = rowOf(design, row, columns, values);
    columns[count] = size - 1;
    values[count] = 1;
    const weight = weights[row] ?? 0;
    for (let a = 0; a <= count; a++) {
      const column = columns[a] ?? 0;
      const scaled = weight * (values[a] ?? 0);
      const start = column * size;
      for (let b = 0; b <= a; b++) {
        const entry = start + (columns[b] ?? 0);
        gram[entry] = (gram[entry] ?? 0) + scaled * (values[b] ?? 0);
      }
      targets.forEach((target, t) => {
        const right = rights[t];
        if (right && target[row] !== 0)
          right[column] = (right[column] ?? 0) + scaled * (target[row] ?? 0);
      });
    }
  }
  for (let i = 0; i < size; i++) gram[i * size + i] = (gram[i * size + i] ?? 0) + penalty;
  factorise(gram, size);
  return rights.map((right) => {
    const solution = substitute(gram, size, right);
    return {
      intercept: solution[size - 1] ?? 0,
      dense: solution.slice(0, design.denseColumns),
      terms: solution.slice(design.denseColumns, size - 1),
    };
  });
}

/** Writes the columns, rising, and values of a row that are not zero; returns how many. Equal buckets are merged. */
function rowOf(design: Design, row: number, columns: Int32Array, values: Float64Array): number {
  let count = 0;
  for (let i = 0; i < design.denseColumns; i++) {
    const value = design.dense[row * design.denseColumns + i] ?? 0;
    if (value === 0) continue;
    columns[count] = i;
    values[count] = value;
    count++;
  }
  const merged = new Map<number, number>();
  for (let i = design.starts[row] ?? 0; i < (design.starts[row + 1] ?? 0); i++) {
    const bucket = design.termBuckets[i] ?? 0;
    merged.set(bucket, (merged.get(bucket) ?? 0) + (design.termValues[i] ?? 0));
  }
  for (const [bucket, value] of [...merged].sort(([a], [b]) => a - b)) {
    columns[count] = design.denseColumns + bucket;
    values[count] = value;
    count++;
  }
  return count;
}

/** Replaces the lower triangle of a symmetric positive matrix by its Cholesky factor. */
function factorise(matrix: Float64Array, size: number): void {
  for (let row = 0; row < size; row++) {
    const rowStart = row * size;
    for (let column = 0; column <= row; column++) {
      const columnStart = column * size;
      let sum = matrix[rowStart + column] ?? 0;
      for (let k = 0; k < column; k++)
        sum -= (matrix[rowStart + k] ?? 0) * (matrix[columnStart + k] ?? 0);
      matrix[rowStart + column] =
        row === column ? Math.sqrt(sum) : sum / (matrix[columnStart + column] ?? 1);
    }
  }
}

function substitute(factor: Float64Array, size: number, right: Float64Array): Float64Array {
  const solution = right.slice();
  for (let row = 0; row < size; row++) {
    let sum = solution[row] ?? 0;
    for (let k = 0; k < row; k++) sum -= (factor[row * size + k] ?? 0) * (solution[k] ?? 0);
    solution[row] = sum / (factor[row * size + row] ?? 1);
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = solution[row] ?? 0;
    for (let k = row + 1; k < size; k++) sum -= (factor[k * size + row] ?? 0) * (solution[k] ?? 0);
    solution[row] = sum / (factor[row * size + row] ?? 1);
  }
  return solution;
}

function times(design: Design, vector: Float64Array): Float64Array {
  const { rows, denseColumns, dense, starts, termBuckets, termValues } = design;
  const image = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    const start = row * denseColumns;
    for (let i = 0; i < denseColumns; i++) sum += (dense[start + i] ?? 0) * (vector[i] ?? 0);
    const end = starts[row + 1] ?? 0;
    for (let i = starts[row] ?? 0; i < end; i++)
      sum += (termValues[i] ?? 0) * (vector[denseColumns + (termBuckets[i] ?? 0)] ?? 0);
    image[row] = sum;
  }
  return image;
}

function transposeTimes(design: Design, vector: Float64Array): Float64Array {
  const { rows, denseColumns, dense, starts, termBuckets, termValues } = design;
  const image = new Float64Array(denseColumns + design.buckets);
  for (let row = 0; row < rows; row++) {
    const value = vector[row] ?? 0;
    if (value === 0) continue;
    const start = row * denseColumns;
    for (let i = 0; i < denseColumns; i++)
      image[i] = (image[i] ?? 0) + (dense[start + i] ?? 0) * value;
    const end = starts[row + 1] ?? 0;
    for (let i = starts[row] ?? 0; i < end; i++) {
      const column = denseColumns + (termBuckets[i] ?? 0);
      image[column] = (image[column] ?? 0) + (termValues[i] ?? 0) * value;
    }
  }
  return image;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += (left[i] ?? 0) * (right[i] ?? 0);
  return sum;
}
