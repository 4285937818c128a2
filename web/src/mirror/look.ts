/** What one frame shows of a face: its pose, itself in the head frame, and measures of it. */

import type { Pair, Vector } from "../description.ts";
import { apply, transposed, type Matrix } from "../numbers.ts";
import { distance, FACE, FACE_FROM_NECK, LANDMARKS, MEAN_FACE, point, type Points } from "./face.ts";
import { bestRotation, eulerAngles, matrixOf, type Quaternion } from "./rotations.ts";

const { rigid, eyes, points } = FACE;
/** Of the lids, three pairs. */
const MIDDLE = [3, 4, 5];
const CHIN = 152;

export interface Look {
  face: Points;
  turn: Quaternion;
  rotation: Matrix;
  pitch: number;
  /** Outer-eye-corner distance, pixels. */
  size: number;
  /** Of the face, pixels. */
  middle: Pair;
  measures: Measures;
}

/** Of a face in the head frame. */
export interface Measures {
  gap: number;
  chin: number;
  lip: number;
  /** Height of each eye's opening over its width. */
  openness: Pair;
  /** Of the mouth's corners over the base of the nose. */
  corners: number;
  width: number;
}

/** Of landmarks in pixels. */
export function lookAt(landmarks: ArrayLike<number>): Look {
  const { turn, scale, translation } = headPose(landmarks);
  const rotation = matrixOf(turn);
  const back = transposed(rotation);
  const face = new Float64Array(3 * LANDMARKS);
  for (let i = 0; i < LANDMARKS; i++) {
    const way = point(landmarks, i).map((value, k) => (value - translation[k]!) / scale) as Vector;
    face.set(apply(back, way), 3 * i);
  }
  const middle = [0, 1].map((k) => mean(rigid.map((i) => landmarks[3 * i + k]!))) as Pair;
  return { face, turn, rotation, pitch: eulerAngles(rotation)[0], size: scale, middle, measures: measuresOf(face) };
}

export function measuresOf(face: Points): Measures {
  const { upperLip, lowerLip, noseBase, corners } = points;
  return {
    gap: distance(face, upperLip, lowerLip),
    chin: face[3 * CHIN + 1]!,
    lip: face[3 * upperLip + 1]!,
    openness: eyes.map((eye) => openness(face, eye)) as Pair,
    corners: face[3 * noseBase + 1]! - 0.5 * (face[3 * corners.Left + 1]! + face[3 * corners.Right + 1]!),
    width: distance(face, corners.Left, corners.Right),
  };
}

/** Where the head turns, pixels, if faces are so large. */
export function neckOf(look: Look, size: number): Pair {
  const arm = apply(look.rotation, FACE_FROM_NECK);
  return [look.middle[0] - size * arm[0], look.middle[1] - size * arm[1]];
}

/** From the middle of each eye's corners to its iris, in eye widths, the mean of both. */
export function irisOffset(face: Points): Pair {
  const offsets = eyes.map(({ upper, iris }) => {
    const [outer, inner] = [point(face, upper[0]!), point(face, upper.at(-1)!)];
    const width = Math.hypot(outer[0] - inner[0], outer[1] - inner[1]);
    return [0, 1].map((k) => (face[3 * iris + k]! - 0.5 * (outer[k]! + inner[k]!)) / width);
  });
  return [0, 1].map((k) => mean(offsets.map((offset) => offset[k]!))) as Pair;
}

export function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function openness(face: Points, { upper, lower }: { upper: number[]; lower: number[] }): number {
  return mean(MIDDLE.map((k) => distance(face, upper[k]!, lower[k]!))) / distance(face, upper[0]!, upper.at(-1)!);
}

/** The similarity that carries the mean face onto landmarks, by what expressions hardly move (Umeyama 1991). */
function headPose(landmarks: ArrayLike<number>): { turn: Quaternion; scale: number; translation: Vector } {
  const [from, to] = [centred(MEAN_FACE), centred(landmarks)];
  const products = [0, 1, 2].map((i) => [0, 1, 2].map((j) => sumOf(from.points, (s, n) => s[i]! * to.points[n]![j]!))) as Matrix;
  const turn = bestRotation(products);
  const rotation = matrixOf(turn);
  const matched = sumOf(from.points, (s, n) => apply(rotation, s).reduce((sum, value, k) => sum + value * to.points[n]![k]!, 0));
  const scale = matched / sumOf(from.points, (s) => s[0] ** 2 + s[1] ** 2 + s[2] ** 2);
  const carried = apply(rotation, from.middle);
  return { turn, scale, translation: to.middle.map((value, k) => value - scale * carried[k]!) as Vector };
}

function centred(landmarks: ArrayLike<number>): { middle: Vector; points: Vector[] } {
  const chosen = rigid.map((i) => point(landmarks, i));
  const middle = [0, 1, 2].map((k) => mean(chosen.map((place) => place[k]!))) as Vector;
  return { middle, points: chosen.map((place) => place.map((value, k) => value - middle[k]!) as Vector) };
}

function sumOf(points: Vector[], value: (point: Vector, index: number) => number): number {
  return points.reduce((sum, each, index) => sum + value(each, index), 0);
}
