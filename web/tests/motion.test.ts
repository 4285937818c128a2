import assert from "node:assert/strict";
import { test } from "node:test";
import { Idle } from "../src/idle.ts";
import { lengthOf, neutralPose, poseAt, type Motion } from "../src/motion.ts";

test("what is not in a motion stays at rest", () => {
  const motion: Motion = { fps: 25, frames: 2, shapes: { jawOpen: [0, 0.5] } };
  assert.equal(lengthOf(motion), 2);
  const rest = { ...neutralPose(), smileKept: 0.6 };
  assert.deepEqual(poseAt(motion, 1, rest), { ...rest, expression: { jawOpen: 0.5 } });
});

test("what is no motion is refused", () => {
  const bad = [
    { fps: 25 },
    { fps: 0, frames: 1, blink: [[0, 0]] },
    { fps: 25, frames: 1, blink: [[0, 0]], breath: [0, 0] },
    { fps: 25, frames: 2, shapes: { jawOpen: [0] } },
    { fps: 25, frames: 0, blink: [] },
    null,
  ];
  for (const motion of bad) assert.throws(() => lengthOf(motion as Motion), { code: "bad-motion" });
});

test("a face at rest breathes, blinks, and does the same for the same seed", () => {
  const live = (seed: number): number[][] => {
    const idle = new Idle(seed);
    return Array.from({ length: 30 * 25 }, (_, k) => {
      const pose = idle.over(neutralPose(), k / 25);
      return [pose.blink[0], pose.breath, pose.rotation[1]];
    });
  };
  const frames = live(3);
  assert.deepEqual(frames, live(3));
  assert.notDeepEqual(frames, live(4));
  const blinks = frames.filter(([lid], k) => lid! > 0.5 && frames[k - 1]![0]! <= 0.5).length;
  assert.ok(blinks >= 4 && blinks <= 14, `${blinks} blinks in half a minute`);
  assert.ok(Math.max(...frames.map(([, breath]) => breath!)) > 0.95);
  assert.ok(Math.max(...frames.map(([, , yaw]) => Math.abs(yaw!))) < 0.02);
});
