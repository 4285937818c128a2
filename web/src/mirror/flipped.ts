/** As a mirror shows it: whoever turns to their left sees the portrait turn to the left of the screen. */

import type { Vector } from "../description.ts";
import type { Mirrored } from "./retargeting.ts";

export function flipped({ expression, rotation, translation, blink, gaze }: Mirrored): Mirrored {
  const [pitch, yaw, roll] = rotation;
  const [x, y, z] = translation;
  return {
    expression: Object.fromEntries(Object.entries(expression).map(([name, value]) => [otherSide(name), value])),
    rotation: [pitch, -yaw, -roll] as Vector,
    translation: [-x, y, z],
    blink: [blink[1], blink[0]],
    gaze: [-gaze[0], gaze[1]],
  };
}

function otherSide(name: string): string {
  if (name.endsWith("Left")) return `${name.slice(0, -"Left".length)}Right`;
  return name.endsWith("Right") ? `${name.slice(0, -"Right".length)}Left` : name;
}
