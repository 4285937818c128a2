/** What a face does in one frame, and over time: the `Motion` of `real3d/motion/track.py`. */

import { PlayerError } from "./errors.ts";
import type { Pair, Vector } from "./description.ts";

export interface FramePose {
  /** ARKit's coefficients by name, 0 where they are not named. */
  expression: Record<string, number>;
  /** Pitch, yaw, roll in radians relative to the photo. */
  rotation: Vector;
  /** In outer-eye-corner distances. */
  translation: Vector;
  /** Lid closure, left and right. */
  blink: Pair;
  /** To the image's right and down, -1..1. */
  gaze: Pair;
  /** Share of the photo's own expression that is taken away. */
  neutral: number;
  /** Share of its smile that stays. */
  smileKept: number;
  breath: number;
}

export function neutralPose(): FramePose {
  return {
    expression: {},
    rotation: [0, 0, 0],
    translation: [0, 0, 0],
    blink: [0, 0],
    gaze: [0, 0],
    neutral: 1,
    smileKept: 0,
    breath: 0,
  };
}

/** A track at a fixed frame rate, one row per frame, as JSON carries it. Only `fps` and one track are needed. */
export interface Motion {
  fps: number;
  basis?: string[];
  expression?: number[][];
  rotation?: number[][];
  translation?: number[][];
  blink?: number[][];
  gaze?: number[][];
  neutral?: number[];
  smile_kept?: number[];
  breath?: number[];
}

const TRACKS = ["expression", "rotation", "translation", "blink", "gaze", "neutral", "smile_kept", "breath"] as const;

/** Throws `bad-motion` for what is no motion. */
export function lengthOf(motion: Motion): number {
  const lengths = new Set(TRACKS.filter((name) => motion?.[name] !== undefined).map((name) => motion[name]!.length));
  const complete = motion?.expression === undefined || Array.isArray(motion.basis);
  const [length] = lengths;
  if (lengths.size !== 1 || !length || !(motion.fps > 0) || !complete) {
    throw new PlayerError("bad-motion", "A motion needs its frame rate, and tracks of one length with the names of their shapes.");
  }
  return length;
}

export function poseAt(motion: Motion, index: number, rest: FramePose): FramePose {
  const expression: Record<string, number> = {};
  motion.basis?.forEach((name, k) => {
    const value = motion.expression?.[index]?.[k];
    if (value) expression[name] = value;
  });
  return {
    expression,
    rotation: (motion.rotation?.[index] as Vector) ?? rest.rotation,
    translation: (motion.translation?.[index] as Vector) ?? rest.translation,
    blink: (motion.blink?.[index] as Pair) ?? rest.blink,
    gaze: (motion.gaze?.[index] as Pair) ?? rest.gaze,
    neutral: motion.neutral?.[index] ?? rest.neutral,
    smileKept: motion.smile_kept?.[index] ?? rest.smileKept,
    breath: motion.breath?.[index] ?? rest.breath,
  };
}
