/** Rotations as unit quaternions (w, x, y, z): what fits best, and what is the mean of many. */

import type { Vector } from "../description.ts";
import type { Matrix } from "../numbers.ts";

export type Quaternion = [number, number, number, number];

/** Of a symmetric matrix, turned away a plane at a time (Jacobi 1846), this is what is left at most. */
const OFF_DIAGONAL = 1e-14;
const MOST_SWEEPS = 30;

/** The rotation R for which R s lies nearest to t, of the sum of the products s_i t_j (Horn 1987). */
export function bestRotation(products: Matrix): Quaternion {
  const [[xx, xy, xz], [yx, yy, yz], [zx, zy, zz]] = products;
  return principal([
    [xx + yy + zz, yz - zy, zx - xz, xy - yx],
    [yz - zy, xx - yy - zz, xy + yx, zx + xz],
    [zx - xz, xy + yx, yy - xx - zz, yz + zy],
    [xy - yx, zx + xz, yz + zy, zz - xx - yy],
  ]);
}

/** The mean, to which a quaternion and its opposite are the same (Markley 2007). */
export function meanRotation(turns: Quaternion[], weights: number[]): Quaternion {
  const sum = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => turns.reduce((total, turn, k) => total + weights[k]! * turn[i]! * turn[j]!, 0)));
  return principal(sum);
}

/** Radians from one rotation to another. */
export function angleBetween([aw, ax, ay, az]: Quaternion, [bw, bx, by, bz]: Quaternion): number {
  const along = aw * bw + ax * bx + ay * by + az * bz;
  const across = Math.hypot(
    aw * bx - ax * bw - ay * bz + az * by,
    aw * by + ax * bz - ay * bw - az * bx,
    aw * bz - ax * by + ay * bx - az * bw,
  );
  return 2 * Math.atan2(across, Math.abs(along));
}

export function matrixOf([w, x, y, z]: Quaternion): Matrix {
  return [
    [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
    [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
    [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
  ];
}

/** Pitch, yaw and roll in radians, as in `real3d/portrait/pose.py`. */
export function eulerAngles(rotation: Matrix): Vector {
  return [
    Math.atan2(-rotation[2][1], rotation[2][2]),
    Math.atan2(rotation[2][0], Math.hypot(rotation[0][0], rotation[1][0])),
    Math.atan2(rotation[1][0], rotation[0][0]),
  ];
}

/** The eigenvector of a symmetric matrix's largest eigenvalue. */
function principal(matrix: number[][]): Quaternion {
  const size = matrix.length;
  const vectors = matrix.map((_, i) => matrix.map((__, j) => Number(i === j)));
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        off = Math.max(off, Math.abs(matrix[p]![q]!));
        turnPlane(matrix, vectors, p, q);
      }
    }
    if (off < OFF_DIAGONAL * Math.max(...matrix.map((row, i) => Math.abs(row[i]!)))) break;
  }
  const values = matrix.map((row, i) => row[i]!);
  const best = values.indexOf(Math.max(...values));
  return vectors.map((row) => row[best]!) as Quaternion;
}

/** Turns the plane of p and q so that the entry between them is 0. */
function turnPlane(matrix: number[][], vectors: number[][], p: number, q: number): void {
  const between = matrix[p]![q]!;
  if (between === 0) return;
  const ratio = (matrix[q]![q]! - matrix[p]![p]!) / (2 * between);
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.hypot(ratio, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  const sine = tangent * cosine;
  const mix = (rows: number[][], i: number): void => {
    const [a, b] = [rows[i]![p]!, rows[i]![q]!];
    rows[i]![p] = cosine * a - sine * b;
    rows[i]![q] = sine * a + cosine * b;
  };
  for (let i = 0; i < matrix.length; i++) mix(matrix, i);
  const [first, second] = [matrix[p]!.slice(), matrix[q]!.slice()];
  matrix[p] = first.map((a, k) => cosine * a - sine * second[k]!);
  matrix[q] = first.map((a, k) => sine * a + cosine * second[k]!);
  for (let i = 0; i < vectors.length; i++) mix(vectors, i);
}
