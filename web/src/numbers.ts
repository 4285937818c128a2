/** Small arithmetic that several modules need. */

import type { Vector } from "./description.ts";

export function clamp(value: number, low = 0, high = 1): number {
  return Math.min(Math.max(value, low), high);
}

/** 0 up to `low`, 1 from `high`, level at both ends; it falls if `low > high`. */
export function smoothstep(value: number, low = 0, high = 1): number {
  const share = clamp((value - low) / (high - low));
  return share * share * (3 - 2 * share);
}

/** The value at `x` of a line through points whose places rise; its ends go on level. */
export function interpolate(x: number, places: ArrayLike<number>, values: ArrayLike<number>): number {
  const last = places.length - 1;
  if (x <= places[0]!) return values[0]!;
  if (x >= places[last]!) return values[last]!;
  let k = 0;
  while (places[k + 1]! < x) k++;
  const step = places[k + 1]! - places[k]!;
  const share = step > 0 ? (x - places[k]!) / step : 0;
  return values[k]! + share * (values[k + 1]! - values[k]!);
}

export type Matrix = [Vector, Vector, Vector];

export function times(a: Matrix, b: Matrix): Matrix {
  const row = (r: Vector): Vector => [0, 1, 2].map((k) => r[0] * b[0][k]! + r[1] * b[1][k]! + r[2] * b[2][k]!) as Vector;
  return [row(a[0]), row(a[1]), row(a[2])];
}

export function transposed(a: Matrix): Matrix {
  return [0, 1, 2].map((k) => [a[0][k], a[1][k], a[2][k]]) as Matrix;
}

export function apply(a: Matrix, v: Vector): Vector {
  return a.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]) as Vector;
}

/** The coefficients of x and y in terms of two axes and an origin: the inverse of a 2 x 3 affine map. */
export function inverseAffine(right: number[], down: number[], origin: number[]): [Vector, Vector] {
  const [a, c] = right as [number, number];
  const [b, d] = down as [number, number];
  const determinant = a * d - b * c;
  const [x, y] = origin as [number, number];
  return [
    [d / determinant, -b / determinant, (b * y - d * x) / determinant],
    [-c / determinant, a / determinant, (c * x - a * y) / determinant],
  ];
}
