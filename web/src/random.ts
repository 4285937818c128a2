/** Chance that a seed repeats. */

export class Random {
  private state: number;

  constructor(seed: number) {
    // Neighbouring seeds are far apart, and 0, at which xorshift would stay, is none (Knuth's multiplicative hash).
    this.state = Math.imul(Math.floor(seed) || 1, 0x9e3779b1);
  }

  /** Marsaglia's xorshift, 0..1. */
  next(): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) / 2 ** 32;
  }

  /** Of mean 0 and deviation 1 (Box and Muller 1958). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }
}
