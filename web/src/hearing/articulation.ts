/** Articulation of a voice while it speaks: the twin of `LiveArticulation` in `real3d/speech/articulation.py`. */

import { LiveFeatures } from "./features.ts";
import { NetworkStream, sigmoid } from "./network.ts";
import type { Weights } from "./weights.ts";

const VISEMES = ["sil", "PP", "FF", "TH", "DD", "kk", "CH", "SS", "nn", "RR", "aa", "E", "I", "O", "U"];
const [CH, SS, TH, DD, NN] = ["CH", "SS", "TH", "DD", "nn"].map((name) => VISEMES.indexOf(name)) as [number, number, number, number, number];
/** How far forward the tongue's tip is in d, n and l, of its place in th. */
const ALVEOLAR_TIP = 0.5;

/** One step of 20 ms; all 0..1. */
export interface Articulation {
  jaw: number;
  seal: number;
  rounding: number;
  /** 0.3 is neutral. */
  spreading: number;
  tuck: number;
  opening: number;
  /** How likely each class of sounds was; the first is silence. */
  visemes: number[];
}

export class LiveArticulation {
  private readonly features: LiveFeatures;
  private readonly network: NetworkStream;

  constructor(weights: Weights) {
    this.features = new LiveFeatures(weights.profile);
    this.network = new NetworkStream(weights);
  }

  /** The steps that these samples at 16 kHz complete, about 0.12 s after their sound. */
  push(samples: Float32Array): Articulation[] {
    const outputs = this.features.push(samples).map((features) => this.network.push(features));
    return outputs.filter((output) => output !== null).map(decoded);
  }
}

export function sibilance({ visemes }: Articulation): number {
  return visemes[SS]! + visemes[CH]!;
}

export function tongueTip({ visemes }: Articulation): number {
  return Math.min(visemes[TH]! + ALVEOLAR_TIP * (visemes[DD]! + visemes[NN]!), 1);
}

function decoded(output: Float32Array): Articulation {
  const logits = Array.from(output.subarray(0, VISEMES.length));
  const top = Math.max(...logits);
  const odds = logits.map((logit) => Math.exp(logit - top));
  const total = odds.reduce((sum, odd) => sum + odd);
  const channels = Array.from(output.subarray(VISEMES.length), sigmoid);
  const [jaw, seal, rounding, spreading, tuck, opening] = channels as [number, number, number, number, number, number];
  return { jaw, seal, rounding, spreading, tuck, opening, visemes: odds.map((odd) => odd / total) };
}
