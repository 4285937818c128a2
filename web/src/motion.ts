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

/** A track at a fixed frame rate, as `real3d motion` keeps it: one row per frame, and a row of numbers for each
 * shape. Only `fps` and `frames` are needed; what is not there stays at rest. */
export interface Motion {
  fps: number;
  frames: number;
  shapes?: Record<string, number[]>;
  rotation?: number[][];
  translation?: number[][];
  blink?: number[][];
  gaze?: number[][];
  neutral?: number[];
  smile_kept?: number[];
  breath?: number[];
}

const TRACKS = ["rotation", "translation", "blink", "gaze", "neutral", "smile_kept", "breath"] as const;

/** Throws `bad-motion` for what is no motion. */
export function lengthOf(motion: Motion): number {
  const tracks = [...TRACKS.map((name) => motion?.[name]), ...Object.values(motion?.shapes ?? {})];
  const whole = tracks.every((track) => track === undefined || track?.length === motion.frames);
  if (!(motion?.frames >= 1) || !(motion.fps > 0) || !whole) {
    throw new PlayerError("bad-motion", "A motion needs its frame rate and tracks that are all as long as it has frames.");
  }
  return motion.frames;
}

export function poseAt(motion: Motion, index: number, rest: FramePose): FramePose {
  const expression: Record<string, number> = {};
  for (const [name, track] of Object.entries(motion.shapes ?? {})) {
    const value = track[index];
    if (value) expression[name] = value;
  }
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
