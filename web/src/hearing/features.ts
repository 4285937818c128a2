/** What the network hears: the twin of `LiveFeatures` in `real3d/speech/features.py`, which gives the reasons. */

import { clamp } from "../numbers.ts";
import { Spectrum } from "./fourier.ts";

export const SAMPLE_RATE = 16000;
export const FEATURES = 41;
const BANDS = 40;
const HOP = 160;
const WINDOW = 400;
const FFT_SIZE = 512;
const BINS = FFT_SIZE / 2 + 1;
const BAND_HZ = [60, 7600] as const;

const POWER_FLOOR = 1e-14;
const DYNAMIC_RANGE = 14;
const AUDIBLE_RANGE = 9.2;
const MAX_LEVEL = 2;
const BAND_SCALE = 3;
const LEVEL_SCALE = 5;
const INITIAL_PEAK = -3;
const ATTACK = 0.25;
const RELEASE = 0.0069;
const PEAK_MARGIN = 1;
const MEAN_MEMORY = 400;
const PROFILE_WEIGHT = 150;

export class LiveFeatures {
  // Silence before the beginning: the first window is centred on the first 10 ms.
  private held: Float32Array = new Float32Array(WINDOW / 2 - HOP / 2);
  private readonly spectrum = new Spectrum(FFT_SIZE);
  private readonly taper = Float64Array.from({ length: WINDOW }, (_, k) => 0.5 - 0.5 * Math.cos((2 * Math.PI * k) / WINDOW));
  private readonly filters = melFilters();
  private readonly tapered = new Float64Array(WINDOW);
  private readonly power = new Float64Array(BINS);
  private readonly normaliser: Normaliser;

  /** @param profile [40] the mean spectrum to expect */
  constructor(profile: Float32Array) {
    this.normaliser = new Normaliser(profile);
  }

  /** [41] each, 100 per second, that these samples at 16 kHz complete. */
  push(samples: Float32Array): Float32Array[] {
    const held = new Float32Array(this.held.length + samples.length);
    held.set(this.held);
    held.set(samples, this.held.length);
    const found: Float32Array[] = [];
    let first = 0;
    for (; first + WINDOW <= held.length; first += HOP) found.push(this.normaliser.next(this.bands(held, first)));
    this.held = held.slice(first);
    return found;
  }

  /** [40] power in mel bands of the window that begins there. */
  private bands(held: Float32Array, first: number): Float64Array {
    for (let k = 0; k < WINDOW; k++) this.tapered[k] = held[first + k]! * this.taper[k]!;
    this.spectrum.power(this.tapered, this.power);
    return Float64Array.from(this.filters, ({ start, weights }) => {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += weights[k]! * this.power[start + k]!;
      return sum;
    });
  }
}

/** Running estimates of the level of loud speech and of the mean spectrum, both taken off. */
class Normaliser {
  private peaks = INITIAL_PEAK;
  private weight = PROFILE_WEIGHT;
  private readonly mean: Float64Array;

  constructor(profile: Float32Array) {
    this.mean = Float64Array.from(profile);
  }

  next(power: Float64Array): Float32Array {
    const level = Math.log(power.reduce((sum, band) => sum + band) / BANDS + POWER_FLOOR);
    const missing = level - this.peaks;
    this.peaks += missing > 0 ? ATTACK * missing : -RELEASE;
    const loud = this.peaks - PEAK_MARGIN;
    const relative = power.map((band) => Math.max(Math.log(band + POWER_FLOOR) - loud, -DYNAMIC_RANGE));
    if (level > loud - AUDIBLE_RANGE) {
      this.weight = Math.min(this.weight + 1, MEAN_MEMORY);
      for (let k = 0; k < BANDS; k++) this.mean[k]! += (relative[k]! - this.mean[k]!) / this.weight;
    }
    const features = new Float32Array(FEATURES);
    for (let k = 0; k < BANDS; k++) features[k] = (relative[k]! - this.mean[k]!) / BAND_SCALE;
    features[BANDS] = clamp(level - loud, -DYNAMIC_RANGE, MAX_LEVEL) / LEVEL_SCALE;
    return features;
  }
}

interface Filter {
  /** The first bin that counts. */
  start: number;
  weights: Float64Array;
}

/** Triangular filters, each of sum 1. */
function melFilters(): Filter[] {
  const [low, high] = BAND_HZ.map((hz) => 2595 * Math.log10(1 + hz / 700)) as [number, number];
  const edges = Array.from({ length: BANDS + 2 }, (_, k) => 700 * (10 ** ((low + ((high - low) * k) / (BANDS + 1)) / 2595) - 1));
  return Array.from({ length: BANDS }, (_, k) => {
    const [left, middle, right] = edges.slice(k, k + 3) as [number, number, number];
    const bins = Array.from({ length: BINS }, (_, bin) => {
      const hz = (bin * SAMPLE_RATE) / FFT_SIZE;
      return Math.max(0, Math.min((hz - left) / (middle - left), (right - hz) / (right - middle)));
    });
    const sum = bins.reduce((total, weight) => total + weight);
    // The lowest filters are narrower than a bin of the spectrum: they get the nearest one.
    if (sum < 1e-6) return { start: Math.round((middle * FFT_SIZE) / SAMPLE_RATE), weights: Float64Array.of(1) };
    const start = bins.findIndex((weight) => weight > 0);
    return { start, weights: Float64Array.from(bins.filter((weight) => weight > 0), (weight) => weight / sum) };
  });
}
