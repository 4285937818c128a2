/** The face of a driver at rest, of looks that they have had: `real3d/mesh/driver_neutral.py`, which gives the reasons. */

import { clamp } from "../numbers.ts";
import { FACE, LANDMARKS, MEAN_FACE, shapeIndex, type Points } from "./face.ts";
import { Fitter } from "./fit.ts";
import { mean, measuresOf, type Look } from "./look.ts";
import { angleBetween, type Quaternion } from "./rotations.ts";

const SHARE = 0.05;
const LEAST = 3;
const SCALE = { gap: 0.02, chin: 0.05, lip: 0.1, eyes: 0.05, corners: 0.05, width: 0.08, turn: 0.1 };
const SHUT_SHARE = 30;
const TOUCHING = 0.02;
const WIDE_OPEN = 0.85;
const USUAL_OPENNESS = 70;
const LOWEST_CHIN = 3;
const RESTING_SMILE = 0.45;
const SMILE_TAKEN = 0.7;
const SMILES = ["mouthSmileLeft", "mouthSmileRight"];

const AVERAGE = measuresOf(MEAN_FACE);

export class NeutralJudge {
  private readonly fitter = new Fitter(FACE.mouth, FACE.looseMouth);

  /** Of looks of a head that rests so. */
  judge(looks: Look[], resting: Quaternion): Points {
    const scores = neutrality(looks, resting);
    const order = scores.map((_, k) => k).sort((a, b) => scores[a]! - scores[b]!);
    const best = order.slice(0, Math.max(LEAST, Math.floor(SHARE * looks.length)));
    const face = new Float64Array(3 * LANDMARKS);
    for (const k of best) looks[k]!.face.forEach((value, i) => (face[i]! += value / best.length));
    return this.withoutSmile(face);
  }

  /** Who has always smiled has shown no neutral face. */
  private withoutSmile(face: Points): Points {
    const shown = this.fitter.fit(face.map((value, i) => value - MEAN_FACE[i]!));
    const smile = mean(SMILES.map((name) => shown[shapeIndex(name)]!));
    const taken = SMILE_TAKEN * Math.max(smile - RESTING_SMILE, 0);
    return face.map((value, i) => value - taken * (FACE.smile[i] ?? 0));
  }
}

/** How open each of the eyes usually is. */
export function usualOpenness(openness: number[]): number {
  return percentile(openness, USUAL_OPENNESS);
}

/** As NumPy's, between the two nearest. */
export function percentile(values: number[], percent: number): number {
  const sorted = Float64Array.from(values).sort();
  const place = (percent / 100) * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}

export function median(values: number[]): number {
  return percentile(values, 50);
}

/** Of each look; the less, the more neutral. */
function neutrality(looks: Look[], resting: Quaternion): number[] {
  const all = looks.map((look) => look.measures);
  const gaps = all.map(({ gap }) => gap);
  const eyes = all.map(({ openness }) => mean(openness));
  const least = Math.min(...gaps);
  const shut = Math.max(percentile(gaps, SHUT_SHARE), least + TOUCHING);
  const closed = all.filter(({ gap }) => gap <= shut);
  const restOf = (name: "corners" | "width"): number => {
    const values = closed.map((measures) => measures[name]);
    const typical = clamp(AVERAGE[name], percentile(values, 25), percentile(values, 75));
    return 0.5 * (median(values) + typical);
  };
  const rest = {
    gap: least,
    chin: percentile(all.map(({ chin }) => chin), LOWEST_CHIN),
    lip: median(all.map(({ lip }) => lip)),
    eyes: WIDE_OPEN * percentile(eyes, USUAL_OPENNESS),
    corners: restOf("corners"),
    width: restOf("width"),
  };
  return all.map(
    ({ gap, chin, lip, corners, width }, k) =>
      (gap - rest.gap) / SCALE.gap +
      Math.max(chin - rest.chin, 0) / SCALE.chin +
      Math.abs(lip - rest.lip) / SCALE.lip +
      Math.max(rest.eyes - eyes[k]!, 0) / SCALE.eyes +
      Math.abs(corners - rest.corners) / SCALE.corners +
      Math.abs(width - rest.width) / SCALE.width +
      angleBetween(looks[k]!.turn, resting) / SCALE.turn,
  );
}
