/** What is known of all faces: `real3d/portable/driver_numbers.py` writes it. */

import type { Vector } from "../description.ts";
import driver from "./driver.json";

export const FACE = driver;

/** 478 points of the head frame, x, y and z each: the image's right, down, away; in outer-eye-corner distances. */
export type Points = Float64Array;

export { LANDMARKS } from "./landmarks.ts";
export const MEAN_FACE: Points = Float64Array.from(driver.meanFace);
/** From the joint of head and neck to the middle of what expressions hardly move. */
export const FACE_FROM_NECK = driver.faceFromNeck as Vector;

/** A place in the order of the coefficients. */
export function shapeIndex(name: string): number {
  return driver.names.indexOf(name);
}

export function point(points: ArrayLike<number>, index: number): Vector {
  return [points[3 * index]!, points[3 * index + 1]!, points[3 * index + 2]!];
}

export function distance(points: ArrayLike<number>, a: number, b: number): number {
  return Math.hypot(...point(points, a).map((value, k) => value - points[3 * b + k]!));
}
