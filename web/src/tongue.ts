/** The tongue: where its body and its blade are for a jaw and `tongueOut` (`real3d/mesh/tongue.py`). */

import type { Description, Vector } from "./description.ts";
import { rotateJaw } from "./head.ts";
import { interpolate } from "./numbers.ts";

/** Centre, right end and top of the body's ellipse, in the head frame. */
export function tongueBody({ mouth, rig }: Description, jaw: number, out: number): Vector[] {
  const { tongue } = mouth;
  const risen = 1 - Math.max(1 - out / tongue.risen, 0) ** 2;
  return tongue.body.map((point) => {
    const [x, y, z] = rotateJaw(point, tongue.bodyJawShare * rig.jawAngle * jaw, rig.jawHinge);
    return [x, y - risen * tongue.rise, z - risen * tongue.rise];
  });
}

/** The blade's vertices in the head frame, row by row from its tip. */
export function tongueBlade({ mouth, rig }: Description, jaw: number, out: number): Vector[] {
  const { tongue } = mouth;
  const { millimetre, rows, columns, path } = tongue;
  const reached = lengths(path);
  const total = reached.at(-1)!;
  const points: Vector[] = [];
  for (let row = 0; row < rows; row++) {
    const along = (out - row / (rows - 1)) * total;
    const [down, back] = [0, 1].map((axis) => interpolate(along, reached, path.map((point) => point[axis]!)));
    const half = interpolate(along, reached, tongue.halfWidth) * tongue.scale;
    for (let column = 0; column < columns; column++) {
      const across = -1 + (2 * column) / (columns - 1);
      const place = [half * across, down! + 1.5 * across ** 2, back!];
      const point = place.map((value, axis) => tongue.centre[axis]! + millimetre * value) as Vector;
      points.push(rotateJaw(point, rig.jawAngle * jaw, rig.jawHinge));
    }
  }
  return points;
}

/** Length of the blade's path, millimetres. */
export function bladeLength({ mouth }: Description): number {
  return lengths(mouth.tongue.path).at(-1)!;
}

function lengths(path: number[][]): number[] {
  let sum = 0;
  return path.map((point, k) => {
    const before = path[Math.max(k - 1, 0)]!;
    return (sum += Math.hypot(point[0]! - before[0]!, point[1]! - before[1]!));
  });
}
