import assert from "node:assert/strict";
import { test } from "node:test";
import type { Description } from "../src/description.ts";
import { Performer } from "../src/performer.ts";

const FACE = {
  size: 512,
  limits: { pitch: [-10, 10], yaw: [-10, 10], roll: [-10, 10], down: 0.6 },
  pose: { rotation: [[1, 0, 0], [0, 1, 0], [0, 0, 1]], scale: 100, translation: [0, 0, 0] },
  pivot: [256, 400, 80],
  faceMiddle: [256, 250, 0],
  shoulders: { share: 0.32, turnShare: 0.1, delay: 0.13, memory: 1, arrival: 0.4, reach: 0.08 },
  smileKept: 0.6,
  moods: { sad: { shapes: { mouthFrown: 1 }, smileKept: 0, droop: 0.2, pitch: -5, gazeDown: 0.15 } },
} as unknown as Description;
const SHAPES = ["jawOpen", "mouthFrownLeft", "mouthFrownRight", "real3d_photo"];

function performer(): Performer {
  const made = new Performer(FACE, SHAPES);
  made.idles = false;
  made.at(0);
  return made;
}

test("values are reached softly, and stay", () => {
  const face = performer();
  face.set({ jawOpen: 1 });
  const soon = face.at(0.03).pose.expression.jawOpen!;
  assert.ok(soon > 0.1 && soon < 0.6);
  face.at(2);
  assert.equal(face.at(9).pose.expression.jawOpen, 1);
});

test("a mood comes and goes without a jump", () => {
  const face = performer();
  assert.equal(face.setMood("hungry"), false);
  assert.equal(face.setMood("sad"), true);
  const soon = face.at(0.04).pose;
  assert.ok(soon.expression.mouthFrownLeft! < 0.3);
  assert.ok(soon.smileKept > 0.4);
  face.at(1);
  face.at(8);
  const sad = face.at(9).pose;
  assert.equal(sad.expression.mouthFrownRight, 1);
  assert.equal(sad.smileKept, 0);
  assert.ok(Math.abs(sad.rotation[0] + (5 * Math.PI) / 180) < 1e-9);
});

test("a motion plays in its own time, and then the face is as it was set", async () => {
  const face = performer();
  face.set({ jawOpen: 0.5 });
  const played = face.play({ fps: 10, frames: 3, shapes: { jawOpen: [0.1, 0.2, 0.3] } });
  assert.equal(face.at(5).pose.expression.jawOpen, 0.1);
  assert.equal(face.at(5.25).pose.expression.jawOpen, 0.3);
  face.at(5.35);
  await played;
  assert.equal(face.at(9).pose.expression.jawOpen, 0.5);
});

test("another motion ends the first", async () => {
  const face = performer();
  const first = face.play({ fps: 10, frames: 3, breath: [0, 0, 0] });
  void face.play({ fps: 10, frames: 3, breath: [1, 1, 1] });
  await first;
  assert.equal(face.at(20).pose.breath, 1);
});

test("shoulders follow the head, later", () => {
  const face = performer();
  face.lookAt(1, 0);
  const yaw = (time: number): number => face.at(time).shoulders.rotation[1];
  const [soon, later] = [yaw(0.05), yaw(3)];
  assert.ok(Math.abs(soon) < 0.5 * Math.abs(later));
  assert.ok(later < 0);
});

test("names that are the player's own cannot be set", () => {
  const face = performer();
  assert.deepEqual(face.shapes, ["jawOpen", "mouthFrownLeft", "mouthFrownRight"]);
  face.set({ real3d_photo: 1 });
  assert.deepEqual(face.at(3).pose.expression, {});
});

const SEEN = {
  expression: { jawOpen: 0.5, mouthFrownLeft: 1.4 },
  rotation: [0, 0.05, 0] as [number, number, number],
  translation: [0.1, 0, 0] as [number, number, number],
  blink: [1, 0] as [number, number],
  gaze: [0.5, 0] as [number, number],
};

test("a face before a camera is followed without a jump, and left again", () => {
  const face = performer();
  face.mirror(SEEN);
  const soon = face.at(0.03).pose;
  assert.ok(soon.expression.jawOpen! > 0.01 && soon.expression.jawOpen! < 0.1);
  const followed = face.at(3).pose;
  assert.ok(Math.abs(followed.expression.mouthFrownLeft! - 1.4) < 1e-6, "a broad grimace is not cut off");
  assert.ok(Math.abs(followed.rotation[1] - 0.05) < 1e-6);
  assert.ok(Math.abs(followed.translation[0] - 0.1) < 1e-6);
  assert.deepEqual(followed.blink.map(Math.round), [1, 0]);
  face.mirror(null);
  assert.ok(face.at(3.03).pose.rotation[1] > 0.03);
  const left = face.at(6).pose;
  assert.equal(left.rotation[1], 0);
  assert.equal(left.blink[0], 0);
  assert.equal(left.expression.jawOpen ?? 0, 0);
});

test("lips that are seen are surer than lips that are heard", () => {
  const face = performer();
  face.mirror(SEEN);
  face.say({ jawOpen: 1 });
  face.at(3);
  assert.ok(Math.abs(face.at(4).pose.expression.jawOpen! - 0.5) < 1e-6);
});

test("a head turns no farther than the photo shows", () => {
  const face = performer();
  face.mirror({ ...SEEN, rotation: [0.5, -0.9, 0.4] });
  face.at(1);
  const { rotation } = face.at(5).pose;
  assert.ok(rotation.every((angle) => Math.abs(angle) <= (10 * Math.PI) / 180));
});

test("a head goes along with a voice, within what the photo shows, unless it is to be still", () => {
  for (const idles of [true, false]) {
    const face = performer();
    face.idles = idles;
    const yaw: number[] = [];
    for (let k = 0; k < 1200; k++) {
      face.say({ jawOpen: 0.4 * Math.sin(0.2 * k) ** 2 });
      yaw.push(face.at(k / 60).pose.rotation[1]);
    }
    assert.equal(Math.max(...yaw.map(Math.abs)) > 0.03, idles);
    assert.ok(Math.max(...yaw.map(Math.abs)) <= (10 * Math.PI) / 180);
  }
});

test("a voice moves the mouth at once, over what is held, and lets it come to rest", () => {
  const face = performer();
  face.set({ jawOpen: 0.2, mouthFrownLeft: 0.5 });
  face.at(9);
  face.say({ jawOpen: 0.4 });
  const spoken = face.at(9.02).pose.expression;
  assert.ok(Math.abs(spoken.jawOpen! - 0.6) < 1e-9);
  assert.equal(spoken.mouthFrownLeft, 0.5);
  face.say({ jawOpen: 0.9 });
  assert.equal(face.at(9.04).pose.expression.jawOpen, 1);
  face.say(null);
  const soon = face.at(9.08).pose.expression.jawOpen!;
  assert.ok(soon > 0.3 && soon < 1);
  face.at(10);
  assert.equal(face.at(12).pose.expression.jawOpen, 0.2);
});
