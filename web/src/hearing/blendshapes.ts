/** What a mouth shows as ARKit's blendshapes: the twin of `mouth_blendshapes` in `real3d/mesh/visemes.py`. */

import type { Values } from "../expression.ts";
import { clamp } from "../numbers.ts";
import { JAW_GAP, type MouthShape } from "./mouth.ts";

const GAP_OF_LIPS = 0.089;
const GAP_OF_FUNNEL = 0.075;
const UPPER_LIP = 0.6;
const MAX_PARTING = 0.75;
const PUCKER = 1.1;
const PUCKER_LOSS = 3;
const FUNNEL = 0.3;
const FUNNEL_OF_OPEN = 1.5;
const STRETCH = 0.9;
const TUCK_GAP = 0.045;
const TUCK_ROLL = 0.6;
const TUCK_SHRUG = 0.4;
const TUCK_RAISE = 0.2;
const TONGUE_BETWEEN_TEETH = 0.35;
const MIN_GAP = 1e-3;
const MIN_JAW = 0.05;

export function mouthBlendshapes({ gap: wanted, jaw, contact, tuck, rounding, spreading, tongue }: MouthShape): Values {
  const gap = wanted * (1 - tuck) + Math.min(wanted, TUCK_GAP) * tuck;
  const mouthFunnel = clamp(rounding * (FUNNEL + FUNNEL_OF_OPEN * gap));
  const mouthPucker = clamp(rounding * PUCKER * (1 - PUCKER_LOSS * gap));
  const stretch = clamp(STRETCH * spreading);
  const made = JAW_GAP * jaw + GAP_OF_FUNNEL * mouthFunnel;
  const parting = clamp((gap - made) / GAP_OF_LIPS, 0, MAX_PARTING);
  const raising = clamp(UPPER_LIP * parting + TUCK_RAISE * tuck);
  // Lips are quicker than the jaw: what it leaves open too long, they close.
  const excess = Math.max(made - gap, 0) / Math.max(made, MIN_GAP);
  return {
    jawOpen: jaw,
    mouthClose: Math.max(contact, excess) * Math.max(jaw, MIN_JAW),
    mouthFunnel,
    mouthPucker,
    mouthStretchLeft: stretch,
    mouthStretchRight: stretch,
    mouthLowerDownLeft: parting,
    mouthLowerDownRight: parting,
    mouthUpperUpLeft: raising,
    mouthUpperUpRight: raising,
    mouthRollLower: clamp(TUCK_ROLL * tuck),
    mouthShrugLower: clamp(TUCK_SHRUG * tuck),
    tongueOut: clamp(TONGUE_BETWEEN_TEETH * tongue),
  };
}
