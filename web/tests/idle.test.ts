import assert from "node:assert/strict";
import { test } from "node:test";
import { Idle } from "../src/idle.ts";
import { neutralPose, type FramePose } from "../src/motion.ts";

function life(seed: number, seconds = 60): FramePose[] {
  const idle = new Idle(seed);
  return Array.from({ length: 30 * seconds }, (_, k) => idle.over(neutralPose(), k / 30));
}

test("the same seed leads the same life, another one another", () => {
  assert.deepEqual(life(7), life(7));
  assert.notDeepEqual(life(7), life(8));
});

for (const seed of [0, 1, 2, 1000, -3, 0.5]) {
  test(`seed ${seed} blinks, glances and sways`, () => {
    const poses = life(seed);
    const blinks = poses.filter((pose, k) => pose.blink[0] > 0.6 && (poses[k - 1]?.blink[0] ?? 0) <= 0.6).length;
    assert.ok(blinks >= 6 && blinks <= 30, `${blinks} blinks a minute`);
    const across = poses.map((pose) => pose.gaze[0]);
    assert.ok(Math.max(...across.map(Math.abs)) > 0.1);
    assert.ok(Math.max(...across.map(Math.abs)) <= 0.39);
    assert.ok(across.filter((place) => Math.abs(place) < 0.1).length > 0.6 * across.length, "it looks into the camera");
    assert.ok(Math.max(...poses.map((pose) => pose.rotation[1])) > 0.01);
  });
}
