/** From tracked frames to drawn ones: what is followed is eased, and comes and goes without a jump. */

import type { Limits, Pair, Vector } from "../description.ts";
import type { Values } from "../expression.ts";
import { withinReach } from "../limits.ts";
import type { FramePose } from "../motion.ts";
import type { Mirrored } from "./retargeting.ts";

/** Times in which two thirds of a way are gone, seconds: as short as the tracker's tremble allows. */
const EASE_S = { expression: 0.03, rotation: 0.05, translation: 0.08, blink: 0.015, gaze: 0.04 };
/** In which the portrait begins to follow, or is left to itself. */
const PRESENCE_S = 0.3;
const NEARLY = 0.995;

export class Followed {
  private frame: Mirrored | null = null;
  /** 0 while the portrait is left to itself, 1 while it follows. */
  presence = 0;

  constructor(private readonly limits: Limits) {}

  step(wanted: Mirrored | null, seconds: number): void {
    const presence = eased(this.presence, wanted ? 1 : 0, seconds, PRESENCE_S);
    this.presence = presence > NEARLY ? 1 : presence < 1 - NEARLY ? 0 : presence;
    if (this.presence === 0) this.frame = null;
    if (wanted) this.frame = this.frame ? between(this.frame, wanted, seconds) : wanted;
  }

  /** Amounts of shapes. */
  get values(): Values {
    const shapes = Object.entries(this.frame?.expression ?? {});
    return Object.fromEntries(shapes.map(([name, value]) => [name, this.presence * value]));
  }

  /** The head and the eyes of a pose. */
  over(pose: FramePose): FramePose {
    if (!this.frame) return pose;
    const { rotation, translation } = withinReach(this.frame, this.limits);
    const toward = (from: number, to: number): number => from + this.presence * (to - from);
    return {
      ...pose,
      rotation: pose.rotation.map((value, k) => toward(value, rotation[k]!)) as Vector,
      translation: pose.translation.map((value, k) => toward(value, translation[k]!)) as Vector,
      blink: pose.blink.map((value, k) => toward(value, this.frame!.blink[k]!)) as Pair,
      gaze: pose.gaze.map((value, k) => toward(value, this.frame!.gaze[k]!)) as Pair,
    };
  }
}

function between(now: Mirrored, goal: Mirrored, seconds: number): Mirrored {
  const step = (track: "rotation" | "translation" | "blink" | "gaze"): number[] =>
    now[track].map((value, k) => eased(value, goal[track][k]!, seconds, EASE_S[track]));
  const shapes = Object.entries(goal.expression);
  return {
    expression: Object.fromEntries(shapes.map(([name, value]) => [name, eased(now.expression[name]!, value, seconds, EASE_S.expression)])),
    rotation: step("rotation") as Vector,
    translation: step("translation") as Vector,
    blink: step("blink") as Pair,
    gaze: step("gaze") as Pair,
  };
}

function eased(now: number, goal: number, seconds: number, time: number): number {
  return goal + (now - goal) * Math.exp(-seconds / time);
}
