import assert from "node:assert/strict";
import { test } from "node:test";
import type { Description, Mood } from "../src/description.ts";
import { poseOf, sided, withMood } from "../src/expression.ts";

const NAMES = new Set(["jawOpen", "mouthSmileLeft", "mouthSmileRight", "eyeBlinkLeft", "eyeBlinkRight"]);
const CALM: Mood = { shapes: {}, smileKept: null, droop: 0, pitch: 0, gazeDown: 0 };
const SAD: Mood = { shapes: { mouthSmile: 0.5 }, smileKept: 0, droop: 0.2, pitch: -5, gazeDown: 0.15 };
const FACE = {
  limits: { pitch: [-10, 12], yaw: [-8, 20], roll: [-14, 14], down: 0.6 },
  smileKept: 0.6,
} as Description;

test("a name without its side sets both, one that is unknown nothing", () => {
  assert.deepEqual(sided({ mouthSmile: 0.4, jawOpen: 0.2, tailWag: 1 }, NAMES), {
    mouthSmileLeft: 0.4,
    mouthSmileRight: 0.4,
    jawOpen: 0.2,
  });
});

test("a mood fills up what is set and never exceeds it", () => {
  const moody = withMood({ mouthSmileLeft: 1 }, SAD, NAMES);
  assert.equal(moody.mouthSmileLeft, 1);
  assert.equal(moody.mouthSmileRight, 0.5);
});

test("a mood lowers head, lids and gaze, and takes the photo's smile", () => {
  const pose = poseOf({}, [0, 0], SAD, FACE);
  assert.ok(Math.abs(pose.rotation[0] + (5 * Math.PI) / 180) < 1e-9);
  assert.deepEqual(pose.blink, [0.2, 0.2]);
  assert.equal(pose.gaze[1], 0.15);
  assert.equal(pose.smileKept, 0);
  assert.equal(poseOf({}, [0, 0], CALM, FACE).smileKept, 0.6);
});

test("ARKit's names for lids and eyes are blinks and gazes", () => {
  const pose = poseOf({ eyeBlinkLeft: 1, eyeLookOutLeft: 1, eyeLookInRight: 1, jawOpen: 0.3 }, [0, 0], CALM, FACE);
  assert.deepEqual(pose.blink, [1, 0]);
  assert.deepEqual(pose.gaze, [1, 0]); // both eyes to the person's left, the image's right
  assert.deepEqual(pose.expression, { jawOpen: 0.3 });
});

test("a look turns eyes and head, the head only as far as the photo can be turned", () => {
  const right = poseOf({}, [1, 0], CALM, FACE);
  assert.equal(right.gaze[0], 1);
  assert.ok(right.rotation[1] > 0.1);
  const left = poseOf({}, [-1, 0], CALM, FACE);
  assert.ok(Math.abs(left.rotation[1] + (8 * Math.PI) / 180) < 1e-9);
});
