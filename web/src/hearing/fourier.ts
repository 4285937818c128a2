/** Power spectra of short stretches of sound: a fast Fourier transform (Cooley and Tukey 1965). */

export class Spectrum {
  private readonly cosine: Float64Array;
  private readonly sine: Float64Array;
  private readonly place: Uint16Array;
  private readonly real: Float64Array;
  private readonly imaginary: Float64Array;

  /** @param size a power of two */
  constructor(private readonly size: number) {
    const angle = (k: number): number => (2 * Math.PI * k) / size;
    this.cosine = Float64Array.from({ length: size / 2 }, (_, k) => Math.cos(angle(k)));
    this.sine = Float64Array.from({ length: size / 2 }, (_, k) => -Math.sin(angle(k)));
    this.place = new Uint16Array(size);
    for (let k = 1; k < size; k++) this.place[k] = (this.place[k >> 1]! >> 1) | (k & 1 ? size >> 1 : 0);
    this.real = new Float64Array(size);
    this.imaginary = new Float64Array(size);
  }

  /** [size / 2 + 1] of real samples, at most `size` of them, with zeros after them. */
  power(samples: Float64Array, power: Float64Array): void {
    const { size, real, imaginary, place } = this;
    imaginary.fill(0);
    for (let k = 0; k < size; k++) real[place[k]!] = samples[k] ?? 0;
    for (let half = 1; half < size; half *= 2) this.butterflies(half);
    for (let k = 0; k <= size / 2; k++) power[k] = real[k]! ** 2 + imaginary[k]! ** 2;
  }

  private butterflies(half: number): void {
    const { size, real, imaginary, cosine, sine } = this;
    const stride = size / (2 * half);
    for (let first = 0; first < size; first += 2 * half) {
      for (let k = 0; k < half; k++) {
        const [c, s] = [cosine[k * stride]!, sine[k * stride]!];
        const [a, b] = [first + k, first + k + half];
        const turnedReal = real[b]! * c - imaginary[b]! * s;
        const turnedImaginary = real[b]! * s + imaginary[b]! * c;
        real[b] = real[a]! - turnedReal;
        imaginary[b] = imaginary[a]! - turnedImaginary;
        real[a]! += turnedReal;
        imaginary[a]! += turnedImaginary;
      }
    }
  }
}
