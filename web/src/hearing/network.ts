/** The articulation network on a stream: the twin of `NetworkStream` in `real3d/speech/network.py`. */

import { FEATURES } from "./features.ts";
import type { BlockWeights, Weights } from "./weights.ts";

const KERNEL = 5;
const STEM_KERNEL = 6;
const STEM_PAD = 2;

export class NetworkStream {
  /** Silence before the beginning. */
  private readonly window: Float32Array[] = Array.from({ length: STEM_PAD }, () => new Float32Array(FEATURES));
  private readonly blocks: Block[];

  constructor(private readonly weights: Weights) {
    this.blocks = weights.blocks.map((block) => new Block(block, weights.channels));
  }

  /** [22] raw outputs of the step that these features [41] complete, if they complete one. */
  push(features: Float32Array): Float32Array | null {
    let x = this.stem(features);
    for (const block of this.blocks) x = x && block.push(x);
    return x && this.read(x);
  }

  private stem(features: Float32Array): Float32Array | null {
    const { window, weights } = this;
    window.push(features);
    if (window.length < STEM_KERNEL) return null;
    const x = weights.stemBias.slice();
    window.forEach((row, k) => addProduct(x, row, weights.stem, k * FEATURES));
    window.splice(0, 2);
    return x;
  }

  private read(x: Float32Array): Float32Array {
    const { scale, shift, head, headBias } = this.weights;
    const y = headBias.slice();
    const active = x.map((value, c) => {
      const scaled = value * scale[c]! + shift[c]!;
      return scaled * sigmoid(scaled);
    });
    addProduct(y, active, head);
    return y;
  }
}

/** A residual block; holds the steps that its taps still need. */
class Block {
  private readonly span: number;
  private readonly held: Float32Array[];

  constructor(
    private readonly weights: BlockWeights,
    private readonly channels: number,
  ) {
    const { dilation, future } = weights;
    this.span = (KERNEL - 1) * dilation + 1;
    this.held = Array.from({ length: (KERNEL - 1 - future) * dilation }, () => new Float32Array(channels));
  }

  /** [C] the output of an earlier step, or nothing while its future is missing. */
  push(x: Float32Array): Float32Array | null {
    const { held, span, channels, weights } = this;
    held.push(x);
    if (held.length < span) return null;
    const mixed = weights.depthwiseBias.slice();
    for (let tap = 0; tap < KERNEL; tap++) {
      const row = held[tap * weights.dilation]!;
      for (let c = 0; c < channels; c++) mixed[c]! += row[c]! * weights.depthwise[tap * channels + c]!;
    }
    const gated = weights.gatedBias.slice();
    addProduct(gated, mixed, weights.gated);
    const active = new Float32Array(channels);
    for (let c = 0; c < channels; c++) active[c] = gated[c]! * sigmoid(gated[c]!) * sigmoid(gated[channels + c]!);
    const present = held[(KERNEL - 1 - weights.future) * weights.dilation]!;
    const y = weights.backBias.map((bias, c) => bias + present[c]!);
    addProduct(y, active, weights.back);
    held.shift();
    return y;
  }
}

/** y += x matrix, with the matrix's rows from `first` on. */
function addProduct(y: Float32Array, x: Float32Array, matrix: Float32Array, first = 0): void {
  const columns = y.length;
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!;
    const row = (first + i) * columns;
    for (let j = 0; j < columns; j++) y[j]! += value * matrix[row + j]!;
  }
}

export function sigmoid(x: number): number {
  return 0.5 * Math.tanh(0.5 * x) + 0.5;
}
