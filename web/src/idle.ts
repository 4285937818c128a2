/** What a face does while nothing is asked of it: it breathes, blinks and is never quite still. */

import type { FramePose } from "./motion.ts";
import { smoothstep } from "./numbers.ts";

const BREATH_S = 4.2;
const SWAY_S = [6.1, 7.9, 9.7] as const;
/** Radians of pitch, yaw and roll. */
const SWAY = [0.008, 0.014, 0.006] as const;
const BLINK_S = 0.22;
/** Least and mean further time between two blinks, seconds. */
const BLINK_PAUSE = [1.5, 2.5] as const;

/** The same seed gives the same life. */
export class Idle {
  private nextBlink: number;

  constructor(private seed = 1) {
    this.nextBlink = this.pause();
  }

  /** The pose with what idles added, at a time in seconds that only grows. */
  over(pose: FramePose, time: number): FramePose {
    if (time > this.nextBlink + BLINK_S) this.nextBlink = time + this.pause();
    const since = (time - this.nextBlink) / BLINK_S;
    // Lids fall faster than they rise.
    const lid = since < 0 || since > 1 ? 0 : smoothstep(since, 0, 0.35) * smoothstep(since, 1, 0.45);
    const rotation = pose.rotation.map((angle, k) => angle + SWAY[k]! * Math.sin((2 * Math.PI * time) / SWAY_S[k]!));
    return {
      ...pose,
      rotation: rotation as FramePose["rotation"],
      blink: pose.blink.map((closed) => closed + (1 - closed) * lid) as FramePose["blink"],
      breath: 0.5 - 0.5 * Math.cos((2 * Math.PI * time) / BREATH_S),
    };
  }

  private pause(): number {
    return BLINK_PAUSE[0] - BLINK_PAUSE[1] * Math.log(1 - this.random());
  }

  /** Marsaglia's xorshift, 0..1. */
  private random(): number {
    this.seed ^= this.seed << 13;
    this.seed ^= this.seed >>> 17;
    this.seed ^= this.seed << 5;
    return (this.seed >>> 0) / 2 ** 32;
  }
}
