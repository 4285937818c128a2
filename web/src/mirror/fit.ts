/** Which blendshapes explain a face: the bounded least squares of `real3d/mesh/fitting.py`. */

import { FACE, shapeIndex, type Points } from "./face.ts";

export interface Equations {
  names: string[];
  points: number[];
  right: number[][];
  normal: number[][];
  low: number[];
  high: number[];
}

/** No coefficient moves farther in the last round. */
const SETTLED = 1e-9;
const MOST_ROUNDS = 3000;

/** Solved a coefficient at a time; each fit begins at what the last one has found, which is near. */
export class Fitter {
  private readonly found: Float64Array;
  private readonly indices: number[];

  constructor(
    private readonly equations: Equations,
    private readonly normal = equations.normal,
  ) {
    this.found = new Float64Array(equations.low.length);
    this.indices = equations.names.map(shapeIndex);
  }

  /** All coefficients by index, for ways from the neutral face. */
  fit(ways: Points): Float64Array {
    this.solve(this.wanted(ways));
    const coefficients = new Float64Array(FACE.names.length);
    this.indices.forEach((index, k) => (coefficients[index] = this.found[k]!));
    return coefficients;
  }

  private wanted(ways: Points): number[] {
    const { right, points } = this.equations;
    return right.map((row) => points.reduce((sum, point, k) => sum + dot3(row, 3 * k, ways, 3 * point), 0));
  }

  private solve(wanted: number[]): void {
    const { low, high } = this.equations;
    const { normal, found } = this;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      let moved = 0;
      for (let i = 0; i < found.length; i++) {
        const row = normal[i]!;
        let lacking = wanted[i]!;
        for (let j = 0; j < found.length; j++) lacking -= row[j]! * found[j]!;
        const next = Math.min(Math.max(found[i]! + lacking / row[i]!, low[i]!), high[i]!);
        moved = Math.max(moved, Math.abs(next - found[i]!));
        found[i] = next;
      }
      if (moved < SETTLED) return;
    }
  }
}

function dot3(a: ArrayLike<number>, i: number, b: ArrayLike<number>, j: number): number {
  return a[i]! * b[j]! + a[i + 1]! * b[j + 1]! + a[i + 2]! * b[j + 2]!;
}
