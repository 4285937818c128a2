/** How a driver rests: `_Rest` of `real3d/mesh/live_retarget.py`, with `real3d/motion/shots.py`. */

import type { Pair, Vector } from "../description.ts";
import { MEAN_FACE, type Points } from "./face.ts";
import { measuresOf, neckOf, type Look } from "./look.ts";
import { median, usualOpenness, type NeutralJudge } from "./neutral.ts";
import { angleBetween, eulerAngles, matrixOf, meanRotation, type Quaternion } from "./rotations.ts";

const ROUNDS = 20;
const TURN_SOFTNESS = 0.05;
const STEP_SOFTNESS = 0.2;

export interface Rest {
  neutral: Points;
  openness: Pair;
  /** Of the head, radians. */
  angles: Vector;
  pitch: number;
  /** Outer-eye-corner distance, pixels. */
  size: number;
  /** Where the head turns, pixels. */
  neck: Pair;
}

/** Of somebody who has just been seen. */
export function expectedRest(first: Look): Rest {
  const { pitch, size } = first;
  const angles = eulerAngles(first.rotation);
  return { neutral: MEAN_FACE, openness: measuresOf(MEAN_FACE).openness, angles, pitch, size, neck: neckOf(first, size) };
}

export function judgedRest(looks: Look[], judge: NeutralJudge): Rest {
  const size = median(looks.map((look) => look.size));
  const places = looks.map((look) => neckOf(look, size).map((value) => value / size) as Pair);
  const [place, turn] = [restingPlace(places), restingTurn(looks.map((look) => look.turn))];
  return {
    neutral: judge.judge(looks, turn),
    openness: [0, 1].map((eye) => usualOpenness(looks.map((look) => look.measures.openness[eye]!))) as Pair,
    angles: eulerAngles(matrixOf(turn)),
    pitch: median(looks.map((look) => look.pitch)),
    size,
    neck: [size * place[0], size * place[1]],
  };
}

/** A rest on its way to another. */
export function toward(rest: Rest, goal: Rest, share: number): Rest {
  const step = (from: number, to: number): number => from + share * (to - from);
  return {
    neutral: rest.neutral.map((value, i) => step(value, goal.neutral[i]!)),
    openness: rest.openness.map((value, k) => step(value, goal.openness[k]!)) as Pair,
    angles: rest.angles.map((value, k) => step(value, goal.angles[k]!)) as Vector,
    pitch: step(rest.pitch, goal.pitch),
    size: step(rest.size, goal.size),
    neck: rest.neck.map((value, k) => step(value, goal.neck[k]!)) as Pair,
  };
}

/** A softened geometric median (Weiszfeld's algorithm): no single frame decides. */
function restingTurn(turns: Quaternion[]): Quaternion {
  let middle = meanRotation(turns, turns.map(() => 1));
  for (let round = 0; round < ROUNDS; round++) {
    middle = meanRotation(turns, turns.map((turn) => 1 / (angleBetween(turn, middle) + TURN_SOFTNESS)));
  }
  return middle;
}

function restingPlace(places: Pair[]): Pair {
  let centre = average(places, places.map(() => 1));
  for (let round = 0; round < ROUNDS; round++) {
    const [x, y] = centre;
    centre = average(places, places.map((place) => 1 / (Math.hypot(place[0] - x, place[1] - y) + STEP_SOFTNESS)));
  }
  return centre;
}

function average(places: Pair[], weights: number[]): Pair {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return [0, 1].map((k) => places.reduce((sum, place, i) => sum + weights[i]! * place[k]!, 0) / total) as Pair;
}
