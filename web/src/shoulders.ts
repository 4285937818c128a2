/**
 * The shoulders follow the head, less far and later (`real3d/mesh/shoulders.py`): two equal first-order
 * lags. Over a whole track the delay is made up for at its end; live, they arrive when they arrive.
 */

import type { Description, Vector } from "./description.ts";
import { STILL, type Turn } from "./head.ts";
import type { FramePose } from "./motion.ts";
import { clamp, smoothstep } from "./numbers.ts";

const KNEE = 0.6;

/** The turn of the shoulders in every frame of a track. */
export function followTrack(poses: FramePose[], fps: number, description: Description): Turn[] {
  const goals = poses.map((pose) => goal(pose, description));
  const { delay, memory, arrival } = description.shoulders;
  const gain = 1 / (1 + 0.5 * delay * fps);
  const ages = Array.from({ length: 1 + Math.round(memory * fps) }, (_, age) => (age + 1) * (1 - gain) ** age);
  const total = ages.reduce((sum, weight) => sum + weight, 0);
  return goals.map((now, index) => {
    const remaining = (goals.length - 1 - index) / fps;
    const arrived = smoothstep(remaining, arrival, 0);
    const values = now.map((value, axis) => {
      const followed = ages.reduce((sum, weight, age) => sum + weight * goals[Math.max(index - age, 0)]![axis]!, 0) / total;
      return followed + arrived * (value - followed);
    });
    return turnOf(values);
  });
}

/** The same for a head that nobody knows the future of. */
export class Follower {
  private first: number[] | null = null;
  private second: number[] = [];

  constructor(private readonly description: Description) {}

  /** Where the shoulders are `seconds` after the last call. */
  step(pose: FramePose, seconds: number): Turn {
    const wanted = goal(pose, this.description);
    if (!this.first) {
      this.first = wanted.slice();
      this.second = wanted.slice();
      return turnOf(wanted);
    }
    const share = 1 - Math.exp(-seconds / (0.5 * this.description.shoulders.delay));
    this.first = this.first.map((value, k) => value + share * (wanted[k]! - value));
    this.second = this.second.map((value, k) => value + share * (this.first![k]! - value));
    return turnOf(this.second);
  }
}

/** Yaw of the chest, then the way of the shoulders in pixels. */
function goal(pose: FramePose, description: Description): number[] {
  const { shoulders, size } = description;
  const way = pose.translation.map((value) => value * description.pose.scale);
  way[0]! += sideways(pose.rotation, description);
  const reach = shoulders.reach * size;
  return [-shoulders.turnShare * pose.rotation[1], ...way.map((value) => softLimit(shoulders.share * value, reach))];
}

/** Pixels that a rotation carries the middle of the face to the image's right. */
function sideways([pitch, yaw, roll]: Vector, description: Description): number {
  const { rotation } = description.pose;
  const arm = description.faceMiddle.map((value, k) => value - description.pivot[k]!);
  const resting = [0, 1, 2].map((k) => arm[0]! * rotation[0][k]! + arm[1]! * rotation[1][k]! + arm[2]! * rotation[2][k]!);
  let [x, y, z] = resting as Vector;
  [y, z] = turn2(y, z, -pitch);
  [z, x] = turn2(z, x, -yaw);
  [x, y] = turn2(x, y, roll);
  const moved = [x - resting[0]!, y - resting[1]!, z - resting[2]!];
  return moved[0]! * rotation[0][0] + moved[1]! * rotation[0][1] + moved[2]! * rotation[0][2];
}

function turn2(a: number, b: number, angle: number): [number, number] {
  return [a * Math.cos(angle) - b * Math.sin(angle), a * Math.sin(angle) + b * Math.cos(angle)];
}

function softLimit(value: number, limit: number): number {
  const knee = KNEE * limit;
  const beyond = Math.max(Math.abs(value) - knee, 0);
  return clamp(value, -knee, knee) + Math.sign(value) * (limit - knee) * Math.tanh(beyond / (limit - knee));
}

function turnOf([yaw, x, y, z]: number[]): Turn {
  if (!yaw && !x && !y && !z) return STILL;
  return { rotation: [0, yaw!, 0], shift: [x!, y!, z!] };
}
