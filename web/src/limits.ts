/** How far a photo can be turned and moved: `real3d/motion/pose_limits.py`, which gives the reasons. */

import type { Limits, Vector } from "./description.ts";
import { rotationMatrix } from "./head.ts";
import { apply, clamp } from "./numbers.ts";
import { FACE_FROM_NECK } from "./mirror/face.ts";

const DEGREES = Math.PI / 180;
const PLACE_LIMIT = 0.6;
const KNEE = 0.6;
const NARROW = 6 * DEGREES;
const EASING = 3 * DEGREES;

export interface HeadPlace {
  /** Pitch, yaw, roll in radians. */
  rotation: Vector;
  /** Outer-eye-corner distances. */
  translation: Vector;
}

/** Small movements stay as they are, larger ones approach the limits; the face is where it would have been all the same. */
export function withinReach({ rotation, translation }: HeadPlace, limits: Limits): HeadPlace {
  const ranges = [limits.pitch, limits.yaw, limits.roll];
  const turned = rotation.map((angle, k) => softRange(angle, ranges[k]![0] * DEGREES, ranges[k]![1] * DEGREES)) as Vector;
  const [wanted, shown] = [apply(rotationMatrix(rotation), FACE_FROM_NECK), apply(rotationMatrix(turned), FACE_FROM_NECK)];
  // Nearer or farther it would change its size.
  const moved = translation.map((value, k) => softLimit(value + (k < 2 ? wanted[k]! - shown[k]! : 0), PLACE_LIMIT)) as Vector;
  const sunk = Math.max(moved[1], 0);
  moved[1] += softLimit(sunk, limits.down) - sunk;
  return { rotation: turned, translation: moved };
}

/** The value itself up to a knee, then smoothly towards ± the limit. */
export function softLimit(value: number, limit: number): number {
  if (limit <= 0) return 0;
  const knee = KNEE * limit;
  const room = limit - knee;
  const beyond = Math.max(Math.abs(value) - knee, 0);
  return clamp(value, -knee, knee) + Math.sign(value) * room * Math.tanh(beyond / room);
}

/** Limits the two directions apart, with one slope where they meet. */
function softRange(angle: number, low: number, high: number): number {
  const slope = Math.min(1, -low / NARROW, high / NARROW);
  return oneSide(Math.max(angle, 0), high, slope) - oneSide(Math.max(-angle, 0), -low, slope);
}

function oneSide(angle: number, limit: number, slope: number): number {
  if (limit < NARROW) return slope > 0 ? slope * softLimit(angle, limit / slope) : 0;
  return softLimit(angle - (1 - slope) * EASING * (1 - Math.exp(-angle / EASING)), limit);
}
