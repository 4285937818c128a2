/** The rigid movement of the head, and the camera: `head_transform.py` and `camera.py` of the engine. */

import type { Description, Vector } from "./description.ts";
import { apply, times, transposed, type Matrix } from "./numbers.ts";

/** A rotation vector about the pivot, then a shift, in the camera's space. */
export interface Turn {
  rotation: Vector;
  shift: Vector;
}

export const STILL: Turn = { rotation: [0, 0, 0], shift: [0, 0, 0] };

export class HeadFrame {
  constructor(private readonly description: Description) {}

  /** How the head moves for a rotation (pitch, yaw, roll) and a translation relative to the photo. */
  turn(rotation: Vector, translation: Vector): Turn {
    const { rotation: own, scale } = this.description.pose;
    const relative = times(times(own, rotationMatrix(rotation)), transposed(own));
    return {
      rotation: rotationVector(relative),
      shift: translation.map((value) => value * scale) as Vector,
    };
  }

  /** A point of the space at rest, moved with the head, in pixels. */
  project(point: Vector, turn: Turn): Vector {
    const { pivot, camera } = this.description;
    const moved = turned(point, pivot, turn);
    const shrink = camera.distance / (camera.distance + moved[2] - camera.referenceDepth);
    const [cx, cy] = camera.centre;
    return [cx + (moved[0] - cx) * shrink, cy + (moved[1] - cy) * shrink, moved[2]];
  }

  /** From the head frame to the camera's space at rest. */
  toSpace(point: Vector): Vector {
    const { pose, camera } = this.description;
    const [x, y, z] = apply(pose.rotation, point).map((value, k) => pose.scale * value + pose.translation[k]!) as Vector;
    const spread = (camera.distance + z - camera.referenceDepth) / camera.distance;
    const [cx, cy] = camera.centre;
    return [cx + (x - cx) * spread, cy + (y - cy) * spread, z];
  }

  /** From the camera's space at rest to the head frame. */
  toHead(point: Vector): Vector {
    const { pose, camera } = this.description;
    const shrink = camera.distance / (camera.distance + point[2] - camera.referenceDepth);
    const [cx, cy] = camera.centre;
    const flat: Vector = [cx + (point[0] - cx) * shrink, cy + (point[1] - cy) * shrink, point[2]];
    const way = flat.map((value, k) => (value - pose.translation[k]!) / pose.scale) as Vector;
    return apply(transposed(pose.rotation), way);
  }

  /** Points of a mesh of the file, metres, in the camera's space. */
  points(metres: Float32Array): Vector[] {
    const { metre, camera } = this.description;
    return Array.from({ length: metres.length / 3 }, (_, i) => [
      metres[3 * i]! / metre + camera.centre[0],
      camera.centre[1] - metres[3 * i + 1]! / metre,
      camera.referenceDepth - metres[3 * i + 2]! / metre,
    ]);
  }
}

/** A point of the head frame, carried by the jaw. */
export function rotateJaw(point: Vector, angle: number, hinge: Vector): Vector {
  const y = point[1] - hinge[1];
  const z = point[2] - hinge[2];
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  return [point[0], point[1] + cosine * y - sine * z - y, point[2] + 0.5 * (sine * y + cosine * z - z)];
}

/** Pitch first, then yaw, then roll; positive is up, to the image's right, clockwise. */
export function rotationMatrix([pitch, yaw, roll]: Vector): Matrix {
  const [cp, cy, cr] = [Math.cos(pitch), Math.cos(yaw), Math.cos(roll)];
  const [sp, sy, sr] = [Math.sin(pitch), Math.sin(yaw), Math.sin(roll)];
  return times(
    times(
      [
        [cr, -sr, 0],
        [sr, cr, 0],
        [0, 0, 1],
      ],
      [
        [cy, 0, -sy],
        [0, 1, 0],
        [sy, 0, cy],
      ],
    ),
    [
      [1, 0, 0],
      [0, cp, sp],
      [0, -sp, cp],
    ],
  );
}

/** Of a rotation of less than half a turn. */
function rotationVector(matrix: Matrix): Vector {
  const axis: Vector = [matrix[2][1] - matrix[1][2], matrix[0][2] - matrix[2][0], matrix[1][0] - matrix[0][1]];
  const length = Math.hypot(...axis);
  if (length < 1e-9) return [0, 0, 0];
  const angle = Math.atan2(length, matrix[0][0] + matrix[1][1] + matrix[2][2] - 1);
  return axis.map((value) => (value * angle) / length) as Vector;
}

function turned(point: Vector, pivot: Vector, { rotation, shift }: Turn): Vector {
  const [ax, ay, az] = rotation;
  const angle = Math.hypot(ax, ay, az);
  const [cosine, across, along] =
    angle > 1e-6 ? [Math.cos(angle), Math.sin(angle) / angle, (1 - Math.cos(angle)) / (angle * angle)] : [1, 1, 0.5];
  const [x, y, z] = point.map((value, k) => value - pivot[k]!) as Vector;
  const dot = along * (x * ax + y * ay + z * az);
  return [
    x * cosine + (ay * z - az * y) * across + ax * dot + pivot[0] + shift[0],
    y * cosine + (az * x - ax * z) * across + ay * dot + pivot[1] + shift[1],
    z * cosine + (ax * y - ay * x) * across + az * dot + pivot[2] + shift[2],
  ];
}
