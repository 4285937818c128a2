/** What a file tells its player: `real3d/portable/extras.py` writes it. */

import { PlayerError } from "./errors.ts";
import type { GlbFile } from "./glb.ts";

/** The version of the description that this player knows. */
const VERSION = 1;

export type Vector = [number, number, number];
export type Pair = [number, number];

export interface SlitVertices {
  upper: number[];
  lower: number[];
}

export interface EyeDescription {
  /** left, top, width, height in pixels of the portrait. */
  box: [number, number, number, number];
  width: number;
  /** Three points near its middle in space, by which it follows the head: left top, right top, left bottom. */
  middle: Vector[];
  lash: Vector;
  lashThickness: number;
  lashSoftness: number;
}

export interface TongueDescription {
  body: Vector[];
  bodyJawShare: number;
  risen: number;
  rise: number;
  centre: Vector;
  scale: number;
  path: Pair[];
  halfWidth: number[];
  millimetre: number;
  seen: number;
  rootFrom: number;
  rootTo: number;
  rootLight: number;
  rows: number;
  columns: number;
}

export interface MouthDescription {
  millimetre: number;
  oversampling: number;
  cavity: Vector;
  tongueColour: Vector;
  lips: number[][];
  /** 0..1, how much of one hangs over the upper lip. */
  moustache: number;
  overhang: number[];
  /** Pixels over which lips and inside blend. */
  edge: number;
  /** The mouth that the photo shows open. */
  photo: PhotoMouthDescription | null;
  seamGap: number;
  seamDarkness: Vector;
  tongue: TongueDescription;
}

export interface PhotoMouthDescription {
  /** Of the pose's `neutral`, and of `jawOpen`, between which it leaves. */
  leaves: [number, number];
  jawLeaves: [number, number];
  /** Of the lower lip in the photo, corner to corner, in space. */
  lowerRim: Vector[];
  /** By vertex: the place on that rim that it lies above, and how much it follows it, 0..1. */
  along: number[];
  follows: number[];
}

export interface RigDescription {
  names: string[];
  jawAngle: number;
  jawHinge: Vector;
  minJaw: number;
  gains: { mouthPucker: number; mouthFunnel: number };
  narrowing: { mouthPucker: number; mouthFunnel: number };
  narrowest: number;
  smileRounding: number;
  roundedSmile: number;
  tuck: number;
  frownEndsSmile: number;
  upperRestShare: number;
  upperSealShare: number;
  exposureHeld: number;
  smile: number;
  smilingGap: number[];
  smallestGap: number[];
  highestUpper: number[];
  /** The nine inner points of either lip on the neutral face, in the head frame. */
  neutralUpper: Vector[];
  neutralLower: Vector[];
  upperInner: number[];
  lowerInner: number[];
}

export interface Limits {
  pitch: Pair;
  yaw: Pair;
  roll: Pair;
  down: number;
}

export interface Mood {
  /** By ARKit's names; a name without its side sets both. */
  shapes: Record<string, number>;
  smileKept: number | null;
  droop: number;
  /** Degrees; positive looks up. */
  pitch: number;
  gazeDown: number;
}

export interface Description {
  version: number;
  size: number;
  metre: number;
  limits: Limits;
  camera: { centre: Pair; referenceDepth: number; distance: number };
  pose: { rotation: [Vector, Vector, Vector]; scale: number; translation: Vector };
  pivot: Vector;
  faceMiddle: Vector;
  faceWidth: number;
  chestRise: number;
  lipsForward: number;
  skirtDepth: number;
  slits: { mouth: SlitVertices; eyes: [SlitVertices, SlitVertices] };
  rig: RigDescription;
  shoulders: { share: number; turnShare: number; delay: number; memory: number; arrival: number; reach: number };
  eyes: { each: [EyeDescription, EyeDescription]; gazeReach: Pair; lashes: Vector[] };
  mouth: MouthDescription;
  /** Share of a smile in the photo that stays while the face moves. */
  smileKept: number;
  moods: Record<string, Mood>;
  folds: { smile: number; tint: Vector; steps: number; fullFrown: number; shallower: number; drawnScale: number; ownScale: number };
}

/** Throws `newer-avatar` for a file that asks for another player. */
export function describe(file: GlbFile): Description {
  const description = file.extras as Description;
  if (description.version !== VERSION) {
    throw new PlayerError("newer-avatar", "The avatar was made for another version of the player; update the player.");
  }
  return description;
}
