/**
 * How head and brows go along with a voice, as `real3d/motion/idle.py` lets them, which gives the reasons; but
 * nobody knows here what will be said. Effort is how far the voice opens the mouth, which its loudness and its
 * stresses do.
 */

import type { Vector } from "./description.ts";
import { softLimit } from "./limits.ts";
import { clamp, smoothstep } from "./numbers.ts";
import { Random } from "./random.ts";

const DEGREES = Math.PI / 180;
/** `jawOpen` of a murmur, and of a loud syllable. */
const EFFORT = [0.03, 0.45] as const;
const REST_PACE = 0.05;
const PACE_S = 0.1;
/** Time in which a head begins to move along, and comes to rest when nobody speaks any more. */
const PRESENCE_S = 0.5;

/** Of pitch, yaw and roll. */
const SLOW = { hz: 0.5, spread: [2.2, 3.2, 2.3] };
const FAST = { hz: 2, spread: [1, 1.8, 1.4] };
const HEAD_LIMIT = [7, 10, 4.5];

/** Time over which a voice's usual effort is known, and how far above it a stress is, and a full one. */
const USUAL_S = 0.8;
const STRESS = [0.1, 0.5] as const;
const STRESS_PAUSE_S = 0.35;
const NOD_SHARE = 0.45;
const NOD = [1, 2.8] as const;
const NOD_SIDEWAYS = 0.5;
const NOD_S = [0.2, 0.38] as const;
const BROW_SHARE = 0.54;
const BROW = [0.46, 0.78] as const;
const BROW_BEAT = 0.26;
const BROW_S = [0.16, 0.4] as const;

export interface Accompanying {
  /** Added to the head's rotation, radians. */
  rotation: Vector;
  /** How far the brows are raised, 0..1. */
  brows: number;
}

/** A movement that begins at a time, is whole after `rise` seconds, and gone `fall` seconds later. */
interface Gesture {
  begun: number;
  times: readonly [number, number];
  ways: number[];
}

/** The same seed goes along with the same voice in the same way. */
export class Accompaniment {
  private readonly random: Random;
  private readonly slow: Noise[];
  private readonly fast: Noise[];
  private time = 0;
  /** Runs with the voice. */
  private clock = 0;
  private pace = 0;
  private presence = 0;
  private usual = 0;
  private efforts: [number, number] = [0, 0];
  private lastStress = -Infinity;
  private browsDue: number;
  private nods: Gesture[] = [];
  private raises: Gesture[] = [];

  constructor(seed: number) {
    // Streams of their own, apart from those of idling.
    this.random = new Random(seed + 2);
    const sways = (hz: number, first: number): Noise[] => [0, 1, 2].map((axis) => new Noise(new Random(seed + first + axis), hz));
    this.slow = sways(SLOW.hz, 3);
    this.fast = sways(FAST.hz, 6);
    this.browsDue = this.random.next();
  }

  /** `seconds` after the last call; `jaw` is how far a voice opens it, nothing while there is none. */
  step(jaw: number | null, seconds: number): Accompanying {
    const effort = smoothstep(jaw ?? 0, ...EFFORT);
    this.time += seconds;
    this.pace += (1 - Math.exp(-seconds / PACE_S)) * (effort - this.pace);
    this.clock += seconds * (REST_PACE + (1 - REST_PACE) * this.pace);
    this.presence += (1 - Math.exp(-seconds / PRESENCE_S)) * (Number(jaw !== null) - this.presence);
    if (jaw !== null) this.listen(effort, seconds);
    return { rotation: this.rotation(), brows: clamp(this.presence * summed(this.raises, this.time, 0)) };
  }

  private rotation(): Vector {
    const turned = HEAD_LIMIT.map((limit, axis) => {
      const sway = SLOW.spread[axis]! * this.slow[axis]!.at(this.clock) + FAST.spread[axis]! * this.fast[axis]!.at(this.clock);
      return this.presence * softLimit(sway + summed(this.nods, this.time, axis), limit) * DEGREES;
    });
    return turned as Vector;
  }

  /** A stress is an effort that has just been greatest, and well above what is usual. */
  private listen(effort: number, seconds: number): void {
    const [before, earlier] = this.efforts;
    const strength = clamp((before - this.usual - STRESS[0]) / (STRESS[1] - STRESS[0]));
    if (before > earlier && before >= effort && strength > 0 && this.time - this.lastStress > STRESS_PAUSE_S) this.stress(strength);
    if (effort !== before) this.efforts = [effort, before];
    this.usual += (1 - Math.exp(-seconds / USUAL_S)) * (effort - this.usual);
  }

  private stress(strength: number): void {
    const { random, time } = this;
    this.lastStress = time;
    this.nods = this.nods.filter((nod) => lasts(nod, time));
    this.raises = this.raises.filter((raise) => lasts(raise, time));
    // All numbers are always drawn, so that what follows does not depend on what is chosen.
    const [chance, vigour, weight] = [random.next(), random.next(), random.next()];
    const [turn, tilt] = [2 * random.next() - 1, 2 * random.next() - 1];
    if (chance < NOD_SHARE * strength) {
      const depth = NOD[0] + (NOD[1] - NOD[0]) * 0.5 * (strength + vigour);
      this.nods.push({ begun: time, times: NOD_S, ways: [-depth, depth * NOD_SIDEWAYS * turn, depth * NOD_SIDEWAYS * tilt] });
    }
    this.browsDue += 2 * weight * BROW_SHARE * strength;
    const raised = this.browsDue >= 1;
    if (raised) this.browsDue -= 1;
    const height = raised ? BROW[0] + (BROW[1] - BROW[0]) * 0.5 * (strength + vigour) : BROW_BEAT * strength * vigour;
    this.raises.push({ begun: time, times: BROW_S, ways: [height] });
  }
}

/** Smooth noise of mean 0 and deviation 1, without a period. */
class Noise {
  private knot = 0;
  private values: [number, number];

  constructor(
    private readonly random: Random,
    private readonly hz: number,
  ) {
    this.values = [random.normal(), random.normal()];
  }

  /** At a time that only grows. */
  at(time: number): number {
    const place = 2 * this.hz * time;
    for (; this.knot + 1 <= place; this.knot++) this.values = [this.values[1], this.random.normal()];
    const share = smoothstep(place - this.knot);
    const [from, to] = this.values;
    return ((1 - share) * from + share * to) / Math.hypot(1 - share, share);
  }
}

function lasts({ begun, times }: Gesture, time: number): boolean {
  return time < begun + times[0] + times[1];
}

function summed(gestures: Gesture[], time: number, axis: number): number {
  return gestures.reduce((sum, { begun, times: [rise, fall], ways }) => {
    const since = time - begun;
    return sum + ways[axis]! * smoothstep(since, 0, rise) * smoothstep(since, rise + fall, rise);
  }, 0);
}
