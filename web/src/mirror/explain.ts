/** A face as a neutral one and blendshapes: `real3d/mesh/driver_expression.py`, which gives the reasons. */

import type { Pair } from "../description.ts";
import { clamp, interpolate } from "../numbers.ts";
import { FACE, shapeIndex, type Points } from "./face.ts";
import { Fitter } from "./fit.ts";
import { irisOffset, mean, measuresOf, type Look } from "./look.ts";

const { points, gapOf, cornerOf, browOf } = FACE;
const SEALED_GAP = 0.015;
const PARTED_GAP = 0.03;
const GAP_SHARE = 0.85;
const CORNERS_SEEN = 0.8;
const BROWS_SEEN = 0.58;
const CORNERS_PER_PITCH = 0.115;
const MOUTH_SCALE: Pair = [0.8, 1.2];
const FROWN_PER_SMILE = 1.3;
const MOST = { jaw: 1.5, smile: 2, frown: 1.6, stretch: 1.5, pucker: 1.3, lowerDown: 1, browUp: 1.8, browDown: 1.4 };
const MIN_JAW = 0.05;
const LID_OPENNESS = [0.22, 0.43, 0.97];
const LID_CLOSURE = [1, 0.6, 0];
const GAZE_GAIN: Pair = [4, 6];

const JAW = shapeIndex("jawOpen");
const CLOSE = shapeIndex("mouthClose");
const PUCKER = shapeIndex("mouthPucker");
const LOWER_DOWN = ["mouthLowerDownLeft", "mouthLowerDownRight"].map(shapeIndex);
const SIDES = ["Right", "Left"] as const;
type Side = (typeof SIDES)[number];

/** Coefficients in the order of `FACE.names`. */
type Coefficients = Float64Array;

export class Explainer {
  private readonly mouth = new Fitter(FACE.mouth);
  private readonly brows = new Fitter(FACE.brows);

  /** Coefficients by ARKit's names; `raised` is by how much the head looks up farther than usual, radians. */
  explain(look: Look, neutral: Points, raised: number): Record<string, number> {
    const rest = measuresOf(neutral);
    const ways = look.face.map((value, i) => value - neutral[i]!);
    for (const side of SIDES) ways[3 * points.corners[side] + 1]! -= CORNERS_PER_PITCH * raised;
    const scale = clamp(FACE.mouthWidth / rest.width, ...MOUTH_SCALE);
    const scaled = ways.map((value) => scale * value);
    const lips = this.mouth.fit(scaled);
    const parted = scale * (look.measures.gap - rest.gap);
    const dropped = mean(points.droppingChin.map((i) => ways[3 * i + 1]!)) / FACE.chinOfJaw;
    // Each moves what the other has matched.
    for (let turn = 0; turn < 2; turn++) {
      matchGap(lips, parted, dropped);
      for (const side of SIDES) matchCorner(lips, scaled, side);
      lips[PUCKER] = Math.min(lips[PUCKER]!, MOST.pucker);
    }
    matchGap(lips, parted, dropped);
    const upper = this.brows.fit(ways);
    for (const side of SIDES) matchBrow(upper, ways, side);
    const all = lips.map((value, k) => value + upper[k]!);
    all[CLOSE] = sealOf(look.measures.gap, rest.gap) * Math.max(all[JAW]!, MIN_JAW);
    return Object.fromEntries(FACE.names.map((name, k) => [name, all[k]!]));
  }
}

/** Of lids, 0 open to 1 shut, for a share of the eye's usual opening. */
export function lidClosure(share: number): number {
  return interpolate(share, LID_OPENNESS, LID_CLOSURE);
}

export function gazeOf(face: Points, neutral: Points): Pair {
  const [now, rest] = [irisOffset(face), irisOffset(neutral)];
  return [0, 1].map((k) => clamp(GAZE_GAIN[k]! * (now[k]! - rest[k]!), -1, 1)) as Pair;
}

function sealOf(gap: number, restGap: number): number {
  const seal = clamp((PARTED_GAP - gap) / (PARTED_GAP - SEALED_GAP));
  // A mouth that rests open closes before it is sealed.
  return restGap > PARTED_GAP ? Math.max(seal, 1 - gap / restGap) : seal;
}

/** The jaw parts the lips as far as the driver's; where the chin has not dropped so far, the lower lip bares the teeth. */
function matchGap(lips: Coefficients, wanted: number, dropped: number): void {
  const perJaw = gapOf[JAW]!;
  const perLip = LOWER_DOWN.reduce((sum, k) => sum + gapOf[k]!, 0);
  const missing = GAP_SHARE * wanted - dot(lips, gapOf);
  const jaw = clamp(lips[JAW]! + missing / perJaw, 0, MOST.jaw);
  const tooFar = perJaw * (jaw - Math.max(dropped, 0));
  const room = Math.max(MOST.lowerDown - Math.max(...LOWER_DOWN.map((k) => lips[k]!)), 0);
  const bared = clamp(tooFar / perLip, 0, room);
  for (const k of LOWER_DOWN) lips[k]! += bared;
  lips[JAW] = jaw - (bared * perLip) / perJaw;
}

/** A corner of the mouth goes as far as the driver's. */
function matchCorner(lips: Coefficients, ways: Points, side: Side): void {
  const [smile, frown, stretch] = ["Smile", "Frown", "Stretch"].map((stem) => shapeIndex(`mouth${stem}${side}`)) as [number, number, number];
  const [corner, of] = [points.corners[side], cornerOf[side]];
  const outward = Math.sign(of[smile]![0]!);
  const lacking = (axis: number): number => {
    // Relative to the nose, or a nod that the pose missed would become a smile.
    const wanted = (ways[3 * corner + axis]! - ways[3 * points.noseBase + axis]!) / CORNERS_SEEN;
    return lips.reduce((left, value, k) => left - value * of[k]![axis]!, wanted);
  };
  const lift = lips[smile]! - lips[frown]! / FROWN_PER_SMILE + lacking(1) / of[smile]![1]!;
  lips[smile] = clamp(lift, 0, MOST.smile);
  lips[frown] = clamp(-FROWN_PER_SMILE * lift, 0, MOST.frown);
  const wider = (outward * lacking(0)) / Math.abs(of[stretch]![0]!);
  lips[stretch] = clamp(lips[stretch]! + wider, 0, MOST.stretch);
  // What is still too wide is a pucker, of which both sides have half.
  const narrower = Math.max(-outward * lacking(0), 0);
  lips[PUCKER]! += (0.5 * narrower) / Math.abs(of[PUCKER]![0]!);
}

/** A brow goes as high as the driver's. */
function matchBrow(upper: Coefficients, ways: Points, side: Side): void {
  const of = browOf[side];
  const [up, down] = [shapeIndex(`browOuterUp${side}`), shapeIndex(`browDown${side}`)];
  const wanted = -mean(points.brows[side].map((i) => ways[3 * i + 1]!)) / BROWS_SEEN;
  const lift = upper[up]! * of[up]! + upper[down]! * of[down]! + wanted - dot(upper, of);
  upper[up] = clamp(lift / of[up]!, 0, MOST.browUp);
  upper[down] = clamp(lift / of[down]!, 0, MOST.browDown);
}

function dot(a: ArrayLike<number>, b: number[]): number {
  return b.reduce((sum, value, k) => sum + a[k]! * value, 0);
}
