/** A face before a camera → what a portrait does, frame by frame: `real3d/mesh/live_retarget.py`. */

import type { Pair, Vector } from "../description.ts";
import { rotationMatrix } from "../head.ts";
import { times, transposed } from "../numbers.ts";
import { Explainer, gazeOf, lidClosure } from "./explain.ts";
import { lookAt, neckOf, type Look } from "./look.ts";
import { NeutralJudge } from "./neutral.ts";
import { expectedRest, judgedRest, toward, type Rest } from "./rest.ts";
import { eulerAngles } from "./rotations.ts";

/** What is older says nothing about the face at rest. */
const MEMORY_S = 20;
/** Time between frames that are remembered. */
const STEP_S = 0.1;
/** Time in which an estimate has gone two thirds of its way. */
const FOLLOWING_S = 0.4;

/** Of one frame, in the units of `FramePose`. */
export interface Mirrored {
  expression: Record<string, number>;
  rotation: Vector;
  translation: Vector;
  blink: Pair;
  gaze: Pair;
}

/** One face, from its first frame on. */
export class LiveRetargeting {
  private readonly explainer = new Explainer();
  private readonly judge = new NeutralJudge();
  private readonly looks: Look[] = [];
  private rest: Rest | null = null;
  private goal: Rest | null = null;
  private last = 0;
  private remembered = 0;

  /** What the portrait does in a frame: landmarks in pixels, x, y and z each, at a time in seconds that only grows. */
  push(landmarks: ArrayLike<number>, time: number): Mirrored {
    const look = lookAt(landmarks);
    const rest = this.follow(look, time);
    return {
      expression: this.explainer.explain(look, rest.neutral, look.pitch - rest.pitch),
      rotation: eulerAngles(times(transposed(rotationMatrix(rest.angles)), look.rotation)),
      translation: translationOf(look, rest),
      blink: look.measures.openness.map((now, eye) => lidClosure(now / rest.openness[eye]!)) as Pair,
      gaze: gazeOf(look.face, rest.neutral),
    };
  }

  private follow(look: Look, time: number): Rest {
    if (!this.goal || time - this.remembered >= STEP_S) {
      this.looks.push(look);
      if (this.looks.length > MEMORY_S / STEP_S) this.looks.shift();
      this.goal = judgedRest(this.looks, this.judge);
      this.remembered = time;
    }
    const share = 1 - Math.exp((this.last - time) / FOLLOWING_S);
    this.rest = this.rest ? toward(this.rest, this.goal, share) : expectedRest(look);
    this.last = time;
    return this.rest;
  }
}

/** Depth is not measured well enough to be followed. */
function translationOf(look: Look, rest: Rest): Vector {
  const neck = neckOf(look, rest.size);
  return [(neck[0] - rest.neck[0]) / rest.size, (neck[1] - rest.neck[1]) / rest.size, 0];
}
