/** What a mouth shows of a voice while it speaks: the twin of `real3d/speech/live_mouth.py`, which gives the reasons. */

import { clamp, smoothstep } from "../numbers.ts";
import { sibilance, tongueTip, type Articulation } from "./articulation.ts";

const STEP_S = 0.02;

const LIPS_APART = 0.085;
const GAP_SCALE = 0.17;
export const JAW_GAP = 0.29;
const PAUSE_JAW = 0.7;
const HISS_CLOSING = 0.6;
const NEUTRAL_SPREADING = 0.3;
const TUCK_CONTACT = [0.4, 0.6] as const;
const VOICE_ACTIVITY = [0.4, 0.8] as const;

const CERTAINTY = [0.28, 0.38] as const;
const MOVEMENT = [0.07, 0.09] as const;
const STILL_PENALTY = 0.3;
const CERTAINTY_MEMORY_S = 1.5;
const MOVEMENT_MEMORY_S = 2;
const EXPECTED_CERTAINTY = 0.5;
const EXPECTED_OPENING = 0.35;
const EXPECTED_MOVEMENT = 0.12;
const EXPECTATION_S = 1;
const ACTIVITY_SHARE = 0.5;

const REST_S = 0.6;
const REST_DECAY_S = 0.3;
const FLUENCY_MEMORY_S = 1.2;
const FLUENT = [0.15, 0.5] as const;

const USUAL_CONTACT = 0.66;
const CONTACT_LEARNING = 0.009;
const CONTACT_TIME = 0.1;
const CONTACT_RANGE = [0.42, 0.84] as const;
const CONTACT_MARGIN = 0.25;
const GLIDE_CONTACT = 4;
const GLIDE_MEMORY_S = 0.12;
const APPROACH = [0.38, 0.24, 0.38] as const;

const JAW = [0.4, 0.3, 0.3] as const;
const SHAPE_SHARE = 0.7;

const EFFORT = 0.15;
const EFFORT_MEMORY_S = 0.4;
const EFFORT_RANGE = 0.3;
const USUAL_LOUDNESS = 0.7;
const USUAL_MEMORY_S = 10;
const USUAL_WEIGHT_S = 0.5;

const SILENT_S = 0.6;

/** One step of 20 ms. */
export interface MouthShape {
  /** Between the lips, in outer-eye-corner distances. */
  gap: number;
  jaw: number;
  /** Of the lips, 0..1, in the step before. */
  contact: number;
  /** Contact of lower lip and upper teeth, likewise. */
  tuck: number;
  rounding: number;
  /** 0 neutral .. 0.7. */
  spreading: number;
  tongue: number;
}

interface Contacts {
  lips: number;
  teeth: number;
}

export class LiveMouth {
  private readonly activity = new Activity();
  private readonly pause = new Pause();
  private readonly contact = new Contact();
  private readonly effort = new Effort();
  private jaws: [number, number] = [0, 0];
  private touched: [Contacts, Contacts] = [
    { lips: 0, teeth: 0 },
    { lips: 0, teeth: 0 },
  ];
  private rounding = 0;
  private spreading = 0;
  private tongue = 0;

  /** Whether somebody speaks, or has just paused. */
  get speaking(): boolean {
    return this.pause.since < SILENT_S;
  }

  /** @param loudness of the same step */
  step(heard: Articulation, loudness: number): MouthShape {
    const active = this.activity.step(heard);
    const resting = this.pause.step(active);
    const amount = this.effort.step(active, loudness);

    const speaking = LIPS_APART * (1 - heard.rounding) + GAP_SCALE * heard.opening;
    const gap = amount * (active * speaking + (1 - active) * resting);
    const lowered = active * heard.jaw + ((1 - active) * PAUSE_JAW * resting) / JAW_GAP;
    const jaw = lowered * amount * (1 - HISS_CLOSING * active * sibilance(heard));
    const meanJaw = JAW[0] * jaw + JAW[1] * this.jaws[0] + JAW[2] * this.jaws[1];
    this.jaws = [jaw, this.jaws[0]];

    const touching = {
      lips: this.contact.step(active, heard),
      teeth: smoothstep(active * heard.tuck, ...TUCK_CONTACT),
    };
    const [before, earlier] = this.touched;
    const contact = approaching(touching.lips, before.lips, earlier.lips);
    const tuck = approaching(touching.teeth, before.teeth, earlier.teeth);
    this.touched = [touching, before];

    const spread = Math.max(heard.spreading - NEUTRAL_SPREADING, 0);
    this.rounding += SHAPE_SHARE * (active * heard.rounding - this.rounding);
    this.spreading += SHAPE_SHARE * (active * spread - this.spreading);
    this.tongue += SHAPE_SHARE * (active * tongueTip(heard) - this.tongue);
    const { rounding, spreading, tongue } = this;
    return { gap, jaw: Math.min(meanJaw, 1), contact, tuck: tuck * (1 - contact), rounding, spreading, tongue };
  }
}

/** A contact of the step before: never less than it was, and softly begun and ended. */
function approaching(now: number, before: number, earlier: number): number {
  return Math.max(before, APPROACH[0] * now + APPROACH[1] * before + APPROACH[2] * earlier);
}

/** What is left of a running mean after a step. */
function forgetting(memory: number): number {
  return Math.exp(-STEP_S / memory);
}

/** How surely somebody speaks. */
class Activity {
  private heard = EXPECTATION_S / STEP_S;
  private certain = this.heard * EXPECTED_CERTAINTY;
  private presence = this.heard;
  private sum = this.presence * EXPECTED_OPENING;
  private squares = this.presence * (EXPECTED_OPENING ** 2 + EXPECTED_MOVEMENT ** 2);
  private level = 0;

  step({ visemes, opening }: Articulation): number {
    const [silence, ...sounds] = visemes as [number, ...number[]];
    const speech = 1 - silence;
    const forgetCertainty = forgetting(CERTAINTY_MEMORY_S);
    this.heard = forgetCertainty * this.heard + speech;
    this.certain = forgetCertainty * this.certain + speech * Math.max(...sounds);
    const forgetMovement = forgetting(MOVEMENT_MEMORY_S);
    this.presence = forgetMovement * this.presence + speech;
    this.sum = forgetMovement * this.sum + speech * opening;
    this.squares = forgetMovement * this.squares + speech * opening ** 2;
    const mean = this.sum / this.presence;
    const movement = Math.sqrt(Math.max(this.squares / this.presence - mean ** 2, 0));
    const doubt = STILL_PENALTY * (1 - smoothstep(movement, ...MOVEMENT));
    const goal = speech * smoothstep(this.certain / this.heard - doubt, ...CERTAINTY);
    this.level += ACTIVITY_SHARE * (goal - this.level);
    return smoothstep(this.level, ...VOICE_ACTIVITY);
  }
}

/** How far lips are apart while nothing is said. */
class Pause {
  /** Seconds since somebody spoke. */
  since = Infinity;
  private fluency = 0;

  step(active: number): number {
    this.since = active > 0.5 ? 0 : this.since + STEP_S;
    const forget = forgetting(FLUENCY_MEMORY_S);
    this.fluency = forget * this.fluency + (1 - forget) * active;
    const closing = Math.exp(-Math.max(this.since - REST_S, 0) / REST_DECAY_S);
    return LIPS_APART * closing * smoothstep(this.fluency, ...FLUENT);
  }
}

/** Whether the lips touch, by a threshold that suits the voice. */
class Contact {
  private threshold = USUAL_CONTACT;
  private slowRounding = 0;

  step(active: number, { seal, rounding }: Articulation): number {
    const forget = forgetting(GLIDE_MEMORY_S);
    this.slowRounding = forget * this.slowRounding + (1 - forget) * rounding;
    const glide = Math.max(rounding - this.slowRounding, 0);
    const sealed = seal * (1 + GLIDE_CONTACT * glide);
    const middle = this.threshold;
    if (active > 0.5) {
      const touches = sealed > middle ? 1 : 0;
      this.threshold = clamp(middle + CONTACT_LEARNING * (touches - CONTACT_TIME), ...CONTACT_RANGE);
    }
    return smoothstep(active * sealed, middle - CONTACT_MARGIN, middle + CONTACT_MARGIN);
  }
}

/** Loud stretches open the mouth further, quiet ones less. */
class Effort {
  private local = USUAL_LOUDNESS;
  private usual = USUAL_LOUDNESS;
  private steps = USUAL_WEIGHT_S / STEP_S;

  step(active: number, loudness: number): number {
    if (active > 0.5) {
      this.steps = Math.min(this.steps + 1, USUAL_MEMORY_S / STEP_S);
      this.usual += (loudness - this.usual) / this.steps;
      const forget = forgetting(EFFORT_MEMORY_S);
      this.local = forget * this.local + (1 - forget) * loudness;
    }
    return 1 + EFFORT * clamp((this.local - this.usual) / EFFORT_RANGE, -1, 1);
  }
}
