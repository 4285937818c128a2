/**
 * Lids that close, as masks over an eye: `real3d/mesh/eyes.py` and `lids.py` of the engine.
 */

import { blurred, polygonCoverage, Strokes, Window, type Point } from "./coverage.ts";
import type { EyeDescription, Vector } from "./description.ts";
import { clamp, interpolate, smoothstep } from "./numbers.ts";

/** Closures below this are not drawn. */
const SEEN = 0.02;
const LOOKING_DOWN = 0.42;
const LOWER_LID_RISE = 0.03;
const LASHES_BY = 0.12;
const SKIN_FROM = 0.02;
const SKIN_BY = 0.15;
const CARRIED_FROM = 0.4;
const CARRIED_BY = 0.75;
const FORESHORTENED = 0.5;
// In eye widths.
const BARE_LASHES = 0.043;
const LASH_SOFTNESS = 0.012;
const HAIR = 0.009;
const HAIR_LENGTH = 0.075;
const LONGEST_HAIR = 0.13;
const LASH_COVER = 0.95;
const HAIR_COVER = 0.5;
const LINE_TAPER = [
  [0, 0.15, 0.4, 0.75, 1],
  [0.55, 0.95, 1, 0.75, 0.15],
] as const;
const HAIRS_TAPER = [
  [0, 0.25, 0.6, 0.9, 1],
  [0.9, 1, 0.75, 0.35, 0.1],
] as const;
const HAIRS_LEAN = [0.95, -0.25] as const;
const HAIRS_TURN = [0.25, 0.9] as const;
const DRAWN_AROUND = 0.55;
/** Softness of the edges of eyeball and lids, pixels. */
const EDGE = 0.6;

/** What one frame shows of an eye. */
export interface EyeMasks {
  window: Window;
  /** Four bytes a pixel: the opening, what the lids leave of it, the light under them, lashes. */
  pixels: Uint8Array;
  /** How much of the skin that covers the old lashes is painted. */
  skin: number;
  carried: CarriedLashes;
}

/** The photo's lashes and liner on a lid that comes down. */
export interface CarriedLashes {
  /** 0..1; nothing once they have turned. */
  shown: number;
  /** Share of their height that is left. */
  height: number;
  /** Unit vector from the brow to the cheek. */
  down: Point;
  /** Places across it, from and to which heights are known. */
  reach: [number, number];
  /** RIM_SAMPLES times four: heights along `down` of the open eye's upper rim and of the lid's margin. */
  rims: Float32Array;
}

export const RIM_SAMPLES = 32;

/** How far the upper lid has come down by a blink and with a lowered gaze. */
export function lidClosure(blink: number, gazeDown: number): number {
  const shut = clamp(blink);
  return shut + (1 - shut) * LOOKING_DOWN * Math.max(gazeDown, 0);
}

/** The masks of an eye whose rims in the frame are `upper` and `lower`; null if it is too small to see. */
export function eyeMasks(
  eye: EyeDescription,
  hairs: Vector[],
  upper: Point[],
  lower: Point[],
  closure: number,
  size: number,
): EyeMasks | null {
  const closing = closure > SEEN;
  const around = 3 + (closing ? Math.floor(DRAWN_AROUND * eye.width) : 0);
  const window = Window.around([...upper, ...lower], around, size);
  if (window.width < 4 || window.height < 3) return null;
  const opening = soft([...upper, ...lower.slice(1, -1).reverse()], window);
  const pixels = new Uint8Array(4 * window.area);
  if (!closing) {
    for (let i = 0; i < window.area; i++) {
      pixels[4 * i] = pixels[4 * i + 1] = byte(opening[i]!);
      pixels[4 * i + 2] = 255;
    }
    return { window, pixels, skin: 0, carried: carriedLashes(upper, upper, 0) };
  }
  const lowerMargin = lower.map((point, k) => between(point, upper[k]!, LOWER_LID_RISE * closure));
  const margin = upper.map((point, k) => between(point, lowerMargin[k]!, closure));
  const leftOpen = soft([...margin, ...lowerMargin.slice().reverse()], window);
  const light = lidLight(leftOpen, window, eye.width, closure);
  const lashes = lashCoverage(eye, hairs, margin, upper, closure, window);
  const shown = smoothstep(closure, 0, LASHES_BY);
  for (let i = 0; i < window.area; i++) {
    pixels[4 * i] = byte(opening[i]!);
    pixels[4 * i + 1] = byte(leftOpen[i]!);
    pixels[4 * i + 2] = byte(light[i]!);
    pixels[4 * i + 3] = byte(shown * lashes[i]!);
  }
  const carried = carriedLashes(upper, margin, closure);
  return { window, pixels, skin: smoothstep(closure, SKIN_FROM, SKIN_BY), carried };
}

function carriedLashes(upper: Point[], margin: Point[], closure: number): CarriedLashes {
  const down = downOf(upper);
  const across = (point: Point): number => point[0]! * down[1]! - point[1]! * down[0]!;
  const height = (point: Point): number => point[0]! * down[0]! + point[1]! * down[1]!;
  const order = upper.map((_, k) => k).sort((a, b) => across(upper[a]!) - across(upper[b]!));
  const places = order.map((k) => across(upper[k]!));
  const [opened, closed] = [upper, margin].map((rim) => order.map((k) => height(rim[k]!)));
  const reach: [number, number] = [places[0]!, places.at(-1)!];
  const rims = new Float32Array(4 * RIM_SAMPLES);
  for (let k = 0; k < RIM_SAMPLES; k++) {
    const place = reach[0] + ((reach[1] - reach[0]) * k) / (RIM_SAMPLES - 1);
    rims.set([interpolate(place, places, opened!), interpolate(place, places, closed!)], 4 * k);
  }
  const shown = closure > SEEN ? smoothstep(closure, CARRIED_BY, CARRIED_FROM) : 0;
  return { shown, height: 1 - FORESHORTENED * closure, down, reach, rims };
}

/** Unit vector from the brow to the cheek. */
function downOf(upper: Point[]): Point {
  const axis = [upper.at(-1)![0]! - upper[0]![0]!, upper.at(-1)![1]! - upper[0]![1]!];
  const length = Math.max(Math.hypot(axis[0]!, axis[1]!), 1e-6);
  const turn = axis[0]! > 0 ? 1 : -1;
  return [(-turn * axis[1]!) / length, (turn * axis[0]!) / length];
}

function soft(outline: Point[], window: Window): Float32Array {
  return blurred(polygonCoverage(outline, window), window, EDGE);
}

function lidLight(leftOpen: Float32Array, window: Window, width: number, closure: number): Float32Array {
  const depth = blurred(leftOpen, window, Math.max(1, 0.08 * width));
  return depth.map((value) => 1 - Math.min(1, 2 * closure) * 0.55 * (1 - clamp(1.4 * value - 0.3)));
}

/** The line of lashes and liner on the margin, and the lashes below it. */
function lashCoverage(
  eye: EyeDescription,
  hairs: Vector[],
  margin: Point[],
  upper: Point[],
  closure: number,
  window: Window,
): Float32Array {
  const axis = [upper.at(-1)![0]! - upper[0]![0]!, upper.at(-1)![1]! - upper[0]![1]!];
  const width = Math.max(Math.hypot(axis[0]!, axis[1]!), 1e-6);
  // From the brow to the cheek, one eye width long.
  const down = axis[0]! > 0 ? [-axis[1]!, axis[0]!] : [axis[1]!, -axis[0]!];
  const thickness = eye.lashThickness;
  const tapers = margin.map((_, k) => interpolate(k / (margin.length - 1), ...LINE_TAPER));
  const shifted = (share: number): Point[] =>
    margin.map((point, k) => [point[0]! + share * tapers[k]! * down[0]!, point[1]! + share * tapers[k]! * down[1]!]);
  const above = shifted(-(0.6 * BARE_LASHES + Math.max(thickness - BARE_LASHES, 0)));
  const outline = [...above, ...shifted(0.4 * BARE_LASHES).reverse()];
  const softness = Math.max(0.55, Math.max(LASH_SOFTNESS, eye.lashSoftness) * width);
  const line = blurred(polygonCoverage(outline, window), window, softness);
  const reach = (smoothstep(closure, ...HAIRS_TURN) * HAIR_LENGTH * thickness) / BARE_LASHES;
  const drawn = hairCoverage(hairs, margin, down, width, Math.min(reach, LONGEST_HAIR), window);
  return line.map((value, i) => clamp(LASH_COVER * value + HAIR_COVER * drawn[i]! * (1 - value)));
}

function hairCoverage(
  hairs: Vector[],
  margin: Point[],
  down: Point,
  width: number,
  length: number,
  window: Window,
): Float32Array {
  const strokes = new Strokes(window);
  const places = margin.map((_, k) => k / (margin.length - 1));
  const axes = [0, 1].map((axis) => margin.map((point) => point[axis]!));
  const [first, last] = [margin[0]!, margin.at(-1)!];
  const away = [first[0]! - last[0]!, first[1]! - last[1]!];
  const scale = width / Math.max(Math.hypot(away[0]!, away[1]!), 1e-6);
  const thickness = Math.max(1, Math.round(HAIR * width * 4));
  for (const [place, ownLean, ownLength] of hairs) {
    const root = axes.map((values) => interpolate(place, places, values));
    const lean = HAIRS_LEAN[0] + clamp(place) * (HAIRS_LEAN[1] - HAIRS_LEAN[0]) + ownLean;
    const reach = length * interpolate(place, ...HAIRS_TAPER) * ownLength;
    const tip = root.map(
      (value, axis) => value + reach * (Math.cos(lean) * down[axis]! + Math.sin(lean) * scale * away[axis]!),
    );
    strokes.line(root, tip, 1, thickness);
  }
  return blurred(strokes.coverage(), window, Math.max(0.45, HAIR * width));
}

function between(from: Point, to: Point, share: number): Point {
  return from.map((value, axis) => value + share * (to[axis]! - value));
}

function byte(value: number): number {
  return Math.round(255 * value);
}
