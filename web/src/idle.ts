/** What a face does while nothing is asked of it: it breathes, blinks, glances, and is never quite still. */

import type { Pair } from "./description.ts";
import type { FramePose } from "./motion.ts";
import { clamp, smoothstep } from "./numbers.ts";
import { Random } from "./random.ts";

const BREATH_S = 4.2;
const SWAY_S = [6.1, 7.9, 9.7] as const;
/** Radians of pitch, yaw and roll. */
const SWAY = [0.008, 0.014, 0.006] as const;
const BLINK_S = 0.22;
/** Least and mean further time between two blinks, seconds. */
const BLINK_PAUSE = [1.5, 2.5] as const;

/** Eyes fixate and jump, as in `real3d/motion/gaze.py`, which gives the reasons. */
const SACCADE_S = 0.04;
const CAMERA_DWELL_S = [0.4, 1.6] as const;
const AWAY_DWELL_S = [0.35, 1] as const;
/** Less than of speakers, who look away to think. */
const AWAY_SHARE = 0.2;
const MICRO: Pair = [0.03, 0.02];
const AWAY: Pair = [0.23, 0.11];
const AWAY_LIMIT: Pair = [0.39, 0.19];

/** The same seed gives the same life. */
export class Idle {
  private readonly blinks: Random;
  private readonly glances: Random;
  private nextBlink: number;
  private gaze: Pair = [0, 0];
  private nextGaze: Pair = [0, 0];
  private nextJump = 0;

  constructor(seed = 1) {
    // Streams of their own: another rhythm of the one leaves the other as it was.
    this.blinks = new Random(seed);
    this.glances = new Random(seed + 1);
    this.nextBlink = this.pause();
  }

  /** The pose with what idles added, at a time in seconds that only grows. */
  over(pose: FramePose, time: number): FramePose {
    if (time > this.nextBlink + BLINK_S) this.nextBlink = time + this.pause();
    const since = (time - this.nextBlink) / BLINK_S;
    // Lids fall faster than they rise.
    const lid = since < 0 || since > 1 ? 0 : smoothstep(since, 0, 0.35) * smoothstep(since, 1, 0.45);
    const rotation = pose.rotation.map((angle, k) => angle + SWAY[k]! * Math.sin((2 * Math.PI * time) / SWAY_S[k]!));
    const glance = this.glance(time);
    return {
      ...pose,
      rotation: rotation as FramePose["rotation"],
      blink: pose.blink.map((closed) => closed + (1 - closed) * lid) as FramePose["blink"],
      gaze: pose.gaze.map((place, k) => clamp(place + glance[k]!, -1, 1)) as Pair,
      breath: 0.5 - 0.5 * Math.cos((2 * Math.PI * time) / BREATH_S),
    };
  }

  private pause(): number {
    return BLINK_PAUSE[0] - BLINK_PAUSE[1] * Math.log(1 - this.blinks.next());
  }

  private glance(time: number): Pair {
    if (time > this.nextJump + SACCADE_S) this.fixate(time);
    const share = clamp((time - this.nextJump) / SACCADE_S);
    return [0, 1].map((k) => this.gaze[k]! + share * (this.nextGaze[k]! - this.gaze[k]!)) as Pair;
  }

  /** Looks on at what the last jump reached, and chooses the next. */
  private fixate(time: number): void {
    const { glances } = this;
    const away = glances.next() < AWAY_SHARE;
    const [least, most] = away ? AWAY_DWELL_S : CAMERA_DWELL_S;
    this.gaze = this.nextGaze;
    this.nextGaze = [0, 1].map((k) => clamp((away ? AWAY : MICRO)[k]! * glances.normal(), -AWAY_LIMIT[k]!, AWAY_LIMIT[k])) as Pair;
    this.nextJump = time + least + (most - least) * glances.next();
  }
}
