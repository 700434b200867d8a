/** Places in a drawing without a viewBox, as shares of its size. */

export function across(x: number): string {
  return `${x * 100}%`;
}

/** SVG counts from the top. */
export function down(y: number): string {
  return `${(1 - y) * 100}%`;
}
