import assert from "node:assert/strict";
import { test } from "node:test";
import { Accompaniment, type Accompanying } from "../src/accompaniment.ts";

const FPS = 60;
const DEGREES = Math.PI / 180;

/** Syllables, every third of them loud. */
function jaw(time: number): number {
  const syllable = Math.floor(time / 0.25);
  const loud = syllable % 3 === 0 ? 0.5 : 0.25;
  return loud * Math.sin((Math.PI * (time % 0.25)) / 0.25) ** 2;
}

/** Speaks for some seconds of `seconds`. */
function life(seed: number, seconds: number, speaks = seconds, fps = FPS): Accompanying[] {
  const accompaniment = new Accompaniment(seed);
  return Array.from({ length: seconds * fps }, (_, k) => accompaniment.step(k / fps < speaks ? jaw(k / fps) : null, 1 / fps));
}

function track(frames: Accompanying[], axis: number): number[] {
  return frames.map(({ rotation }) => rotation[axis]! / DEGREES);
}

function deviation(values: number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

test("silence moves nobody", () => {
  for (const { rotation, brows } of life(1, 10, 0)) assert.deepEqual([...rotation.map(Math.abs), brows], [0, 0, 0, 0]);
});

test("the same seed goes along in the same way, another one in another", () => {
  assert.deepEqual(life(3, 10), life(3, 10));
  assert.notDeepEqual(life(3, 10), life(4, 10));
});

for (const seed of [0, 1, 2, 99]) {
  test(`a voice moves the head of seed ${seed} as people move theirs`, () => {
    const frames = life(seed, 60);
    for (const [axis, limit] of [7, 10, 4.5].entries()) {
      const angles = track(frames, axis);
      assert.ok(Math.max(...angles.map(Math.abs)) <= limit);
      assert.ok(deviation(angles) > 0.7 && deviation(angles) < 4.5, `${deviation(angles)}`);
      const fastest = Math.max(...angles.slice(1).map((angle, k) => Math.abs(angle - angles[k]!)));
      assert.ok(fastest * FPS < 60, `${fastest * FPS} degrees a second`);
    }
    const brows = frames.map((frame) => frame.brows);
    const raises = brows.filter((height, k) => height > 0.4 && (brows[k - 1] ?? 0) <= 0.4).length;
    assert.ok(raises >= 5 && raises <= 60, `${raises} raises a minute`);
  });
}

test("a head dips after stresses", () => {
  const dips = Array.from({ length: 40 }, (_, seed) => {
    const pitch = track(life(seed, 12), 0);
    // The middles of loud syllables; a nod is lowest a fifth of a second later.
    const stresses = Array.from({ length: 11 }, (__, k) => 0.75 * (k + 4) + 0.125).filter((time) => time < 11);
    return stresses.map((time) => pitch[Math.round((time + 0.23) * FPS)]! - pitch[Math.round(time * FPS)]!);
  }).flat();
  const mean = dips.reduce((sum, dip) => sum + dip, 0) / dips.length;
  assert.ok(mean < -0.25 && mean > -2, `${mean} degrees`);
});

test("it comes to rest with the voice, without a jump", () => {
  const frames = life(5, 12, 8);
  const yaw = track(frames, 1);
  assert.ok(deviation(yaw.slice(4 * FPS, 8 * FPS)) > 0.3);
  assert.ok(Math.abs(yaw.at(-1)!) < 0.05);
  assert.ok(Math.abs(yaw[8 * FPS + 1]! - yaw[8 * FPS]!) < 0.5);
});

test("whoever draws less often sees as lively a head", () => {
  const [slow, fast] = [30, 120].map((fps) => deviation(track(life(7, 60, 60, fps), 1)));
  assert.ok(slow! / fast! > 0.6 && slow! / fast! < 1.6);
});
