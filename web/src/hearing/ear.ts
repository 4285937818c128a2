/** Sound of any rate in, mouths with their times out. */

import { SAMPLE_RATE } from "./features.ts";
import type { MouthShape } from "./mouth.ts";
import { Resampler } from "./resampler.ts";
import { LiveVoice } from "./voice.ts";
import type { Weights } from "./weights.ts";

const STEP_S = 0.02;

export interface TimedMouth {
  /** The middle of the sound that its contacts belong to, seconds since the first sample. */
  time: number;
  shape: MouthShape;
}

export class Ear {
  private readonly resampler: Resampler;
  private readonly voice: LiveVoice;
  private steps = 0;

  constructor(weights: Weights, rate: number) {
    this.voice = new LiveVoice(weights);
    this.resampler = new Resampler(rate, SAMPLE_RATE);
  }

  /** Whether somebody speaks, or has just paused. */
  get speaking(): boolean {
    return this.voice.speaking;
  }

  push(samples: Float32Array): TimedMouth[] {
    // Contacts are those of the step before.
    return this.voice.push(this.resampler.push(samples)).map((shape) => ({ time: (this.steps++ - 0.5) * STEP_S, shape }));
  }
}
