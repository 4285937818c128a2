/** Sound of one rate at another, as it comes: band-limited interpolation by a windowed sinc (Smith and Gossett 1984). */

/** Zero crossings of the sinc on either side. */
const CROSSINGS = 12;
/** Values of the kernel per crossing; those between them lie on lines. */
const FINENESS = 256;

const KERNEL = Float64Array.from({ length: CROSSINGS * FINENESS + 2 }, (_, k) => {
  const x = Math.PI * (k / FINENESS);
  if (k >= CROSSINGS * FINENESS) return 0;
  return (x === 0 ? 1 : Math.sin(x) / x) * (0.5 + 0.5 * Math.cos(x / CROSSINGS));
});

export class Resampler {
  /** Input samples per output sample. */
  private readonly step: number;
  /** How much wider than its zero crossings the kernel is: what the new rate cannot hold is taken away. */
  private readonly width: number;
  private readonly reach: number;
  private held: Float32Array;
  /** Of the next output, in what is held. */
  private place: number;

  constructor(from: number, to: number) {
    this.step = from / to;
    this.width = Math.max(1, this.step);
    this.reach = Math.ceil(CROSSINGS * this.width);
    this.held = new Float32Array(this.reach);
    this.place = this.reach;
  }

  /** What these samples complete; the end of the kernel, under a millisecond, is waited for. */
  push(samples: Float32Array): Float32Array {
    if (this.step === 1) return samples;
    const held = new Float32Array(this.held.length + samples.length);
    held.set(this.held);
    held.set(samples, this.held.length);
    const count = Math.max(0, Math.ceil((held.length - this.reach - this.place) / this.step));
    const found = Float32Array.from({ length: count }, (_, k) => this.between(held, this.place + k * this.step));
    this.place += count * this.step;
    const gone = Math.min(Math.floor(this.place) - this.reach, held.length);
    this.held = held.slice(gone);
    this.place -= gone;
    return found;
  }

  private between(held: Float32Array, place: number): number {
    let sum = 0;
    const last = Math.min(Math.floor(place + this.reach), held.length - 1);
    for (let k = Math.max(Math.ceil(place - this.reach), 0); k <= last; k++) {
      const away = Math.abs(k - place) * (FINENESS / this.width);
      const whole = Math.floor(away);
      if (whole > CROSSINGS * FINENESS) continue;
      const low = KERNEL[whole]!;
      sum += held[k]! * (low + (away - whole) * (KERNEL[whole + 1]! - low));
    }
    return sum / this.width;
  }
}
