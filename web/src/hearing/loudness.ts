/** How loud a voice is in its own terms: the twin of `real3d/speech/live_loudness.py`. */

import { clamp } from "../numbers.ts";
import { SAMPLE_RATE } from "./features.ts";

const STEP = 320;
const HIGH_PASS_HZ = 200;
const NOTHING = 1e-10;
const INITIAL_LOUD_DB = -45;
const RISE = 0.25;
const FALL_DB = 0.06;
const RANGE_DB = 30;
const SHARE = 1 - Math.exp((-2 * Math.PI * HIGH_PASS_HZ) / SAMPLE_RATE);

export class LiveLoudness {
  private low = 0;
  private power = 0;
  private count = 0;
  private loud = INITIAL_LOUD_DB;

  /** 0..1 for every 20 ms that these samples at 16 kHz complete. */
  push(samples: Float32Array): number[] {
    const found: number[] = [];
    for (const sample of samples) {
      this.low += SHARE * (sample - this.low);
      this.power += (sample - this.low) ** 2;
      if (++this.count < STEP) continue;
      found.push(this.relative(10 * Math.log10(this.power / STEP + NOTHING)));
      this.power = this.count = 0;
    }
    return found;
  }

  private relative(level: number): number {
    const missing = level - this.loud;
    this.loud += missing > 0 ? RISE * missing : -FALL_DB;
    return clamp((level - this.loud) / RANGE_DB + 1);
  }
}
