/**
 * What the face does at a time: values ease to where they are set, voices move the mouth, a visitor's face is followed,
 * motions play, the rest idles.
 */

import { Accompaniment } from "./accompaniment.ts";
import type { Description, Mood, Pair } from "./description.ts";
import { poseOf, sided, withinLimits, withMood, type Values } from "./expression.ts";
import type { Turn } from "./head.ts";
import { Idle } from "./idle.ts";
import { clamp } from "./numbers.ts";
import { lengthOf, neutralPose, poseAt, type FramePose, type Motion } from "./motion.ts";
import { Followed } from "./mirror/followed.ts";
import type { Mirrored } from "./mirror/retargeting.ts";
import { Follower, followTrack } from "./shoulders.ts";

/** Time in which a value has gone two thirds of its way, seconds. */
const EASE_S = 0.09;
/** A mood comes and goes more slowly. */
const MOOD_S = 0.25;
const DONE = 1e-3;
/** The outer brows rise less than the inner. */
const BROW_SIDES = 0.7;
/** Share of the head's turn that the eyes take back, and radians of the eye at gaze 1, across and down: `real3d/motion/gaze.py`. */
const REFLEX = 0.85;
const EYE_RANGE: Pair = [0.47, 0.3];

export interface Moment {
  pose: FramePose;
  shoulders: Turn;
}

interface Playing {
  fps: number;
  moments: Moment[];
  started: number | null;
  finish: () => void;
}

export class Performer {
  idles = true;
  private readonly names: ReadonlySet<string>;
  private readonly follower: Follower;
  private readonly idle: Idle;
  private readonly accompaniment: Accompaniment;
  private wanted: Values = {};
  private values: Values = {};
  private spoken: Values = {};
  private mouth: Values | null = null;
  private mirrored: Mirrored | null = null;
  private readonly followed: Followed;
  private look: Pair = [0, 0];
  private wantedLook: Pair = [0, 0];
  private mood: Mood;
  private wantedMood: Mood;
  private playing: Playing | null = null;
  private last: number | null = null;

  constructor(
    private readonly description: Description,
    shapes: Iterable<string>,
    seed = 1,
  ) {
    this.idle = new Idle(seed);
    this.accompaniment = new Accompaniment(seed);
    this.names = new Set([...shapes].filter((name) => !name.startsWith("real3d_")));
    this.follower = new Follower(description);
    this.followed = new Followed(description.limits);
    const { smileKept } = description;
    this.mood = this.wantedMood = { shapes: {}, smileKept, droop: 0, pitch: 0, gazeDown: 0 };
  }

  /** Names of everything that can be set, sides written out. */
  get shapes(): string[] {
    return [...this.names];
  }

  get moods(): string[] {
    return Object.keys(this.description.moods);
  }

  set(values: Values): void {
    Object.assign(this.wanted, sided(values, this.names));
  }

  /** What the mouth shows of a voice, over what is held; nothing lets the lips come to rest. */
  say(mouth: Values | null): void {
    this.mouth = mouth;
  }

  /** What a face before a camera does, which lips, head and eyes follow; nothing leaves the portrait to itself. */
  mirror(frame: Mirrored | null): void {
    this.mirrored = frame;
  }

  lookAt(x: number, y: number): void {
    this.wantedLook = [x, y];
  }

  setMood(name: string): boolean {
    const mood = this.description.moods[name];
    if (!mood) return false;
    this.wantedMood = { ...mood, shapes: sided(mood.shapes, this.names), smileKept: mood.smileKept ?? this.description.smileKept };
    return true;
  }

  /** Resolves when the motion has ended, or another one has taken its place. */
  play(motion: Motion): Promise<void> {
    const moments = rehearse(motion, this.description);
    this.playing?.finish();
    return new Promise((finish) => {
      this.playing = { fps: motion.fps, moments, started: null, finish };
    });
  }

  /** What is to be shown at a time in seconds. */
  at(time: number): Moment {
    const seconds = Math.max(time - (this.last ?? time), 0);
    this.last = time;
    const played = this.played(time);
    if (played) return played;
    this.ease(seconds);
    this.followed.step(this.mirrored, seconds);
    const mood = withMood(this.shown(), this.mood, this.names);
    const pose = poseOf(mood, this.look, this.mood, this.description);
    const alive = this.followed.over(this.idles ? this.alive(pose, time, seconds) : pose);
    return { pose: alive, shoulders: this.follower.step(alive, seconds) };
  }

  /** What nobody asks for: a face that idles, and goes along with its voice. */
  private alive(pose: FramePose, time: number, seconds: number): FramePose {
    const { rotation, brows } = this.accompaniment.step(this.mouth ? (this.mouth.jawOpen ?? 0) : null, seconds);
    const idle = this.idle.over(pose, time);
    const turned = idle.rotation.map((angle, k) => angle + rotation[k]!) as FramePose["rotation"];
    const raised = sided({ browInnerUp: brows, browOuterUp: BROW_SIDES * brows }, this.names);
    const [across, down] = [-rotation[1], rotation[0]].map((angle, k) => (REFLEX * angle) / EYE_RANGE[k]!) as Pair;
    return {
      ...idle,
      expression: added(idle.expression, raised),
      rotation: withinLimits(turned, this.description.limits),
      gaze: [clamp(idle.gaze[0] + across, -1, 1), clamp(idle.gaze[1] + down, -1, 1)],
    };
  }

  /** Lips that are seen are surer than lips that are heard. */
  private shown(): Values {
    const { presence, values } = this.followed;
    const heard = Object.entries(this.spoken).map(([name, value]) => [name, (1 - presence) * value]);
    const own = added(this.values, Object.fromEntries(heard));
    // What is seen may be more than 1, as a broad smile is.
    for (const [name, value] of Object.entries(values)) own[name] = (own[name] ?? 0) + value;
    return own;
  }

  private played(time: number): Moment | null {
    const playing = this.playing;
    if (!playing) return null;
    playing.started ??= time;
    const moment = playing.moments[Math.floor((time - playing.started) * playing.fps)];
    if (moment) return moment;
    this.playing = null;
    playing.finish();
    return null;
  }

  private ease(seconds: number): void {
    const toward = easing(seconds, EASE_S);
    for (const [name, goal] of Object.entries(this.wanted)) this.values[name] = toward(this.values[name] ?? 0, goal);
    if (this.mouth) this.spoken = this.mouth;
    else this.spoken = Object.fromEntries(Object.entries(this.spoken).map(([name, value]) => [name, toward(value, 0)]));
    this.look = [toward(this.look[0], this.wantedLook[0]), toward(this.look[1], this.wantedLook[1])];
    this.mood = between(this.mood, this.wantedMood, easing(seconds, MOOD_S));
  }
}

/** Shapes made twice, 0..1. */
function added(values: Values, more: Values): Values {
  const sum = { ...values };
  for (const [name, value] of Object.entries(more)) sum[name] = clamp((sum[name] ?? 0) + value);
  return sum;
}

type Toward = (now: number, goal: number) => number;

function easing(seconds: number, time: number): Toward {
  const share = 1 - Math.exp(-seconds / time);
  return (now, goal) => (Math.abs(goal - now) < DONE ? goal : now + share * (goal - now));
}

/** A mood on its way to another. */
function between(now: Mood, goal: Mood, toward: Toward): Mood {
  const names = new Set([...Object.keys(now.shapes), ...Object.keys(goal.shapes)]);
  return {
    shapes: Object.fromEntries([...names].map((name) => [name, toward(now.shapes[name] ?? 0, goal.shapes[name] ?? 0)])),
    smileKept: toward(now.smileKept!, goal.smileKept!),
    droop: toward(now.droop, goal.droop),
    pitch: toward(now.pitch, goal.pitch),
    gazeDown: toward(now.gazeDown, goal.gazeDown),
  };
}

/** Every frame of a motion. Throws `bad-motion`. */
export function rehearse(motion: Motion, description: Description): Moment[] {
  const rest = { ...neutralPose(), smileKept: description.smileKept };
  const poses = Array.from({ length: lengthOf(motion) }, (_, index) => poseAt(motion, index, rest));
  const shoulders = followTrack(poses, motion.fps, description);
  return poses.map((pose, index) => ({ pose, shoulders: shoulders[index]! }));
}
