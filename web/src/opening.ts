/** The opening between the lips as heights over the line from corner to corner: `mouth_opening.py`. */

import type { Point } from "./coverage.ts";
import type { Vector } from "./description.ts";
import { interpolate } from "./numbers.ts";

export const SAMPLES = 96;
const ROUNDING = [1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1].map((weight) => weight / 36);

export interface Opening {
  /** From pixels (x, y, 1) to entries along the line, and to pixels below it. */
  frame: [Vector, Vector];
  /** Four numbers an entry: heights of the upper and the lower lip, and the cosines of their slopes. */
  rims: Float32Array;
}

/** Between rims in the frame; `overhang` is how many pixels of hair hang over the upper one. */
export function openingBetween(upper: Point[], lower: Point[], overhang: number[]): Opening {
  const start = middle(upper[0]!, lower[0]!);
  const end = middle(upper.at(-1)!, lower.at(-1)!);
  const width = Math.max(Math.hypot(end[0]! - start[0]!, end[1]! - start[1]!), 1);
  const along = [(end[0]! - start[0]!) / width, (end[1]! - start[1]!) / width];
  const down = [-along[1]!, along[0]!];
  const step = width / (SAMPLES - 1);
  const heights = [upper, lower].map((rim) => heightsOf(rim, start, along, down, step));
  const [top, bottom] = heights as [number[], number[]];
  const cosines = heights.map((height) => height.map((_, k) => 1 / Math.hypot(1, slope(height, k, step))));
  const rims = new Float32Array(4 * SAMPLES);
  for (let k = 0; k < SAMPLES; k++) {
    const hung = Math.min(top[k]! + overhang[k]!, Math.max(top[k]!, bottom[k]!));
    rims.set([hung, bottom[k]!, cosines[0]![k]!, cosines[1]![k]!], 4 * k);
  }
  const row = (axis: number[]): Vector => [axis[0]!, axis[1]!, -(axis[0]! * start[0]! + axis[1]! * start[1]!)];
  return { frame: [row(along.map((value) => value / step)), row(down)], rims };
}

function heightsOf(rim: Point[], start: Point, along: Point, down: Point, step: number): number[] {
  let furthest = -Infinity;
  const places = rim.map((point) => {
    const place = (point[0]! - start[0]!) * along[0]! + (point[1]! - start[1]!) * along[1]!;
    return (furthest = Math.max(furthest, place));
  });
  const values = rim.map((point) => (point[0]! - start[0]!) * down[0]! + (point[1]! - start[1]!) * down[1]!);
  const heights = Array.from({ length: SAMPLES }, (_, k) => interpolate(k * step, places, values));
  const edge = ROUNDING.length >> 1;
  return heights.map((height, k) => {
    if (k < edge || k >= SAMPLES - edge) return height;
    return ROUNDING.reduce((sum, weight, i) => sum + weight * heights[k + i - edge]!, 0);
  });
}

function slope(heights: number[], k: number, step: number): number {
  if (k === 0) return (heights[1]! - heights[0]!) / step;
  if (k === SAMPLES - 1) return (heights[k]! - heights[k - 1]!) / step;
  return (heights[k + 1]! - heights[k - 1]!) / (2 * step);
}

function middle(a: Point, b: Point): Point {
  return [0.5 * (a[0]! + b[0]!), 0.5 * (a[1]! + b[1]!)];
}
