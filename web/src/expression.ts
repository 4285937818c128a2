/** What embedders ask for becomes a pose: ARKit's names, visemes, moods, a place to look at. */

import type { Description, Limits, Mood, Pair, Vector } from "./description.ts";
import { neutralPose, type FramePose } from "./motion.ts";
import { clamp } from "./numbers.ts";

const SIDES = ["Left", "Right"] as const;
/** How far the head goes along with a look to the side or up, radians. */
const HEAD_ACROSS = 0.2;
const HEAD_UP = 0.12;
const DEGREES = Math.PI / 180;

export type Values = Record<string, number>;

/** Names without their side set both; what is no name of this face is left out. */
export function sided(values: Values, names: ReadonlySet<string>): Values {
  const known: Values = {};
  for (const [stem, value] of Object.entries(values)) {
    const meant = names.has(stem) ? [stem] : SIDES.map((side) => stem + side).filter((name) => names.has(name));
    for (const name of meant) known[name] = value;
  }
  return known;
}

/** A mood under the values that are set: a shape that they make already is filled up, never exceeded. */
export function withMood(values: Values, mood: Mood, names: ReadonlySet<string>): Values {
  const moody = { ...values };
  for (const [name, value] of Object.entries(sided(mood.shapes, names))) {
    const own = values[name] ?? 0;
    moody[name] = own + value * (1 - clamp(own));
  }
  return moody;
}

/** The pose that values ask for; `look` is where to look, -1..1 to the image's right and down. */
export function poseOf(values: Values, look: Pair, mood: Mood, description: Description): FramePose {
  const of = (name: string): number => values[name] ?? 0;
  const eyes = (what: string): number => 0.5 * (of(`eyeLook${what}Left`) + of(`eyeLook${what}Right`));
  // A left eye that looks outwards looks to the image's right.
  const across = 0.5 * (of("eyeLookOutLeft") - of("eyeLookInLeft") + of("eyeLookInRight") - of("eyeLookOutRight"));
  const closed = (side: string): number => clamp(of(`eyeBlink${side}`) + (1 - of(`eyeBlink${side}`)) * mood.droop);
  const rotation: Vector = [mood.pitch * DEGREES - HEAD_UP * look[1], HEAD_ACROSS * look[0], 0];
  return {
    ...neutralPose(),
    expression: Object.fromEntries(Object.entries(values).filter(([name]) => !/^eye(Blink|Look)/.test(name))),
    rotation: withinLimits(rotation, description.limits),
    blink: [closed("Left"), closed("Right")],
    gaze: [clamp(look[0] + across, -1, 1), clamp(look[1] + eyes("Down") - eyes("Up") + mood.gazeDown, -1, 1)],
    smileKept: mood.smileKept ?? description.smileKept,
  };
}

/** Rotations that the photo can show. */
export function withinLimits(rotation: Vector, limits: Limits): Vector {
  const ranges = [limits.pitch, limits.yaw, limits.roll];
  return rotation.map((angle, k) => clamp(angle, ranges[k]![0] * DEGREES, ranges[k]![1] * DEGREES)) as Vector;
}
