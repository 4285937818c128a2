/**
 * Soft masks in sub-pixel positions, as `real3d/mesh/strokes.py` draws them: shares of pixels that
 * polygons, lines and hairs cover. Small windows of a frame only; arrays are row by row.
 */

import { clamp } from "./numbers.ts";

const OVERSAMPLING = 4;

export type Point = number[];

/** A rectangle of the frame, in whole pixels of the portrait. */
export class Window {
  constructor(
    readonly left: number,
    readonly top: number,
    readonly width: number,
    readonly height: number,
  ) {}

  static around(points: Point[], margin: number, size: number): Window {
    const [x, y] = [points.map((point) => point[0]!), points.map((point) => point[1]!)];
    const left = Math.max(Math.floor(Math.min(...x)) - margin, 0);
    const top = Math.max(Math.floor(Math.min(...y)) - margin, 0);
    const right = Math.min(Math.ceil(Math.max(...x)) + margin + 1, size);
    const bottom = Math.min(Math.ceil(Math.max(...y)) + margin + 1, size);
    return new Window(left, top, right - left, bottom - top);
  }

  get area(): number {
    return this.width * this.height;
  }
}

/** A polygon, whose outline belongs to it by half a sample. */
export function polygonCoverage(points: Point[], window: Window): Float32Array {
  const { width, height, left, top } = window;
  const covered = new Float32Array(window.area);
  const edge = 0.5 / OVERSAMPLING;
  const xs = Float64Array.from(points, (point) => point[0]!);
  const ys = Float64Array.from(points, (point) => point[1]!);
  const crossings = new Float64Array(points.length);
  for (let column = 0; column < width * OVERSAMPLING; column++) {
    const x = left + (column + 0.5) / OVERSAMPLING - 0.5;
    const count = crossingsAt(x, xs, ys, crossings);
    for (let k = 0; k + 1 < count; k += 2) {
      const from = crossings[k]! - edge - top + 0.5;
      const to = crossings[k + 1]! + edge - top + 0.5;
      fillColumn(covered, (column / OVERSAMPLING) | 0, width, height, from, to);
    }
  }
  for (let i = 0; i < covered.length; i++) covered[i] = Math.min(covered[i]!, 1);
  return covered;
}

/** Heights at which a polygon's outline crosses a column, rising; returns how many there are. */
function crossingsAt(x: number, xs: Float64Array, ys: Float64Array, crossings: Float64Array): number {
  let count = 0;
  for (let k = 0, before = xs.length - 1; k < xs.length; before = k++) {
    const ax = xs[before]!;
    const bx = xs[k]!;
    if (ax <= x === bx <= x) continue;
    const y = ys[before]! + ((x - ax) / (bx - ax)) * (ys[k]! - ys[before]!);
    let at = count++;
    for (; at > 0 && crossings[at - 1]! > y; at--) crossings[at] = crossings[at - 1]!;
    crossings[at] = y;
  }
  return count;
}

function fillColumn(covered: Float32Array, column: number, width: number, height: number, from: number, to: number): void {
  const first = Math.max(Math.floor(from), 0);
  for (let row = first; row < height && row < to; row++) {
    const share = Math.min(row + 1, to) - Math.max(row, from);
    if (share > 0) covered[row * width + column]! += share / OVERSAMPLING;
  }
}

/** Lines of one thickness, drawn larger and shrunk. */
export class Strokes {
  private readonly fine: Float32Array;
  private readonly columns: number;
  private readonly rows: number;

  constructor(private readonly window: Window) {
    this.columns = window.width * OVERSAMPLING;
    this.rows = window.height * OVERSAMPLING;
    this.fine = new Float32Array(this.columns * this.rows);
  }

  /** `thickness` in samples, a quarter of a pixel each. */
  line(start: Point, end: Point, strength: number, thickness: number): void {
    const [ax, ay] = this.place(start);
    const [bx, by] = this.place(end);
    const half = drawnWidth(thickness) / 2;
    const reach = half + 1;
    const squared = (bx! - ax!) ** 2 + (by! - ay!) ** 2 || 1;
    const bottom = Math.min(Math.ceil(Math.max(ay!, by!) + reach), this.rows - 1);
    const right = Math.min(Math.ceil(Math.max(ax!, bx!) + reach), this.columns - 1);
    for (let y = Math.max(Math.floor(Math.min(ay!, by!) - reach), 0); y <= bottom; y++) {
      for (let x = Math.max(Math.floor(Math.min(ax!, bx!) - reach), 0); x <= right; x++) {
        const along = clamp(((x - ax!) * (bx! - ax!) + (y - ay!) * (by! - ay!)) / squared);
        const away = Math.hypot(x - ax! - along * (bx! - ax!), y - ay! - along * (by! - ay!));
        const value = strength * clamp(half + 0.5 - away);
        const at = y * this.columns + x;
        if (value > this.fine[at]!) this.fine[at] = value;
      }
    }
  }

  coverage(): Float32Array {
    const { width } = this.window;
    const small = new Float32Array(this.window.area);
    for (let i = 0; i < this.fine.length; i++) {
      const value = this.fine[i]!;
      if (value === 0) continue;
      const row = (i / this.columns / OVERSAMPLING) | 0;
      small[row * width + (((i % this.columns) / OVERSAMPLING) | 0)]! += value / OVERSAMPLING ** 2;
    }
    return small;
  }

  private place(point: Point): Point {
    return [
      (point[0]! - this.window.left + 0.5) * OVERSAMPLING - 0.5,
      (point[1]! - this.window.top + 0.5) * OVERSAMPLING - 0.5,
    ];
  }
}

/** How wide OpenCV, which the engine draws with, makes a smooth line of a thickness. */
function drawnWidth(thickness: number): number {
  return thickness === 1 ? 1.35 : 1.35 + 2.1 * Math.floor((thickness + 1) / 2);
}

/** A Gaussian of standard deviation `sigma`; beyond the window its mirror image goes on. */
export function blurred(values: Float32Array, { width, height }: Window, sigma: number): Float32Array {
  const reach = Math.round(sigma * 8 + 1) >> 1;
  const kernel = Float32Array.from({ length: 2 * reach + 1 }, (_, k) => Math.exp(-0.5 * ((k - reach) / sigma) ** 2));
  const total = kernel.reduce((sum, weight) => sum + weight, 0);
  const across = alongAxis(values, width, height, 1, width, kernel, reach, total);
  return alongAxis(across, height, width, width, 1, kernel, reach, total);
}

function alongAxis(
  values: Float32Array,
  length: number,
  lines: number,
  step: number,
  lineStep: number,
  kernel: Float32Array,
  reach: number,
  total: number,
): Float32Array {
  const out = new Float32Array(values.length);
  const padded = new Float32Array(length + 2 * reach);
  const sources = Int32Array.from(padded, (_, i) => mirrored(i - reach, length) * step);
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep;
    let empty = true;
    for (let i = 0; i < padded.length; i++) {
      padded[i] = values[start + sources[i]!]!;
      empty &&= padded[i] === 0;
    }
    if (empty) continue;
    for (let i = 0; i < length; i++) {
      let sum = 0;
      for (let k = 0; k < kernel.length; k++) sum += kernel[k]! * padded[i + k]!;
      out[start + i * step] = sum / total;
    }
  }
  return out;
}

function mirrored(i: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const place = Math.abs(i) % period;
  return place < length ? place : period - place;
}
