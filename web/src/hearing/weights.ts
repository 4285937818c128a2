/** The live network's weights: `real3d/portable/hearing.py` writes the file. */

import { PlayerError } from "../errors.ts";

const VERSION = 1;

export interface BlockWeights {
  /** [5, C] */
  depthwise: Float32Array;
  depthwiseBias: Float32Array;
  /** [C, 2 C]: values, then gates. */
  gated: Float32Array;
  gatedBias: Float32Array;
  /** [C, C] */
  back: Float32Array;
  backBias: Float32Array;
  /** In steps. */
  dilation: number;
  /** How many of the five taps lie in the future. */
  future: number;
}

export interface Weights {
  channels: number;
  /** [6 * 41, C] */
  stem: Float32Array;
  stemBias: Float32Array;
  blocks: BlockWeights[];
  scale: Float32Array;
  shift: Float32Array;
  /** [C, 22] */
  head: Float32Array;
  headBias: Float32Array;
  /** [40] mean spectrum of voices, relative to loud speech. */
  profile: Float32Array;
}

interface Header {
  version: number;
  channels: number;
  dilations: number[];
  future: number[];
  /** First number and how many there are. */
  arrays: Record<string, [number, number]>;
}

/** Throws `no-hearing` for anything else. */
export function readWeights(content: ArrayBuffer): Weights {
  try {
    return parsed(content);
  } catch {
    throw new PlayerError("no-hearing", "The file of the player's hearing is not of this player; copy both from one place.");
  }
}

function parsed(content: ArrayBuffer): Weights {
  const length = new DataView(content).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(content, 4, length))) as Header;
  if (header.version !== VERSION) throw new Error("another version");
  const numbers = halves(new Uint16Array(content.slice(4 + length)));
  const array = (name: string): Float32Array => {
    const [first, count] = header.arrays[name]!;
    if (first + count > numbers.length) throw new Error("cut off");
    return numbers.subarray(first, first + count);
  };
  return {
    channels: header.channels,
    stem: array("stem"),
    stemBias: array("stem_bias"),
    blocks: header.dilations.map((dilation, k) => ({
      depthwise: array(`depthwise_${k}`),
      depthwiseBias: array(`depthwise_bias_${k}`),
      gated: array(`gated_${k}`),
      gatedBias: array(`gated_bias_${k}`),
      back: array(`back_${k}`),
      backBias: array(`back_bias_${k}`),
      dilation,
      future: header.future[k]!,
    })),
    scale: array("scale"),
    shift: array("shift"),
    head: array("head"),
    headBias: array("head_bias"),
    profile: array("profile"),
  };
}

/** Numbers of half precision (IEEE 754 binary16). */
function halves(bits: Uint16Array): Float32Array {
  return Float32Array.from(bits, (half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >> 10) & 31;
    const fraction = (half & 1023) / 1024;
    return sign * (exponent ? (1 + fraction) * 2 ** (exponent - 15) : fraction * 2 ** -14);
  });
}
