/** Chunks of bare samples of one channel, as speech services send them. */

/** -1..1, 16-bit integers, or the bytes of these, little endian, wherever they are cut. */
export type PcmChunk = Float32Array | Int16Array | Uint8Array | ArrayBuffer;

const FULL_SCALE = 32768;

export class PcmReader {
  /** The first half of a sample whose second is still to come. */
  private half: number[] = [];

  read(chunk: PcmChunk): Float32Array {
    if (chunk instanceof Float32Array) return chunk;
    if (chunk instanceof Int16Array) return Float32Array.from(chunk, (value) => value / FULL_SCALE);
    const bytes = chunk instanceof ArrayBuffer ? new Uint8Array(chunk) : chunk;
    const whole = new Uint8Array(this.half.length + bytes.length);
    whole.set(this.half);
    whole.set(bytes, this.half.length);
    const count = whole.length >> 1;
    this.half = Array.from(whole.subarray(2 * count));
    const view = new DataView(whole.buffer);
    return Float32Array.from({ length: count }, (_, k) => view.getInt16(2 * k, true) / FULL_SCALE);
  }
}
