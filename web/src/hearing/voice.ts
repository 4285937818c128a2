/** Sound in, mouths out, 50 per second: the twin of `real3d/speech/live_voice.py`. */

import { LiveArticulation } from "./articulation.ts";
import { LiveLoudness } from "./loudness.ts";
import { LiveMouth, type MouthShape } from "./mouth.ts";
import type { Weights } from "./weights.ts";

export class LiveVoice {
  private readonly articulation: LiveArticulation;
  private readonly loudness = new LiveLoudness();
  private readonly mouth = new LiveMouth();
  /** How loud the steps are whose articulation is not known yet. */
  private readonly waiting: number[] = [];

  constructor(weights: Weights) {
    this.articulation = new LiveArticulation(weights);
  }

  get speaking(): boolean {
    return this.mouth.speaking;
  }

  /** The mouths that these samples at 16 kHz complete, possibly none. */
  push(samples: Float32Array): MouthShape[] {
    this.waiting.push(...this.loudness.push(samples));
    return this.articulation.push(samples).map((heard) => this.mouth.step(heard, this.waiting.shift() ?? 0));
  }
}
