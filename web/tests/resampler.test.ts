import assert from "node:assert/strict";
import { test } from "node:test";
import { Resampler } from "../src/hearing/resampler.ts";

function tone(hz: number, rate: number, seconds = 0.5): Float32Array {
  return Float32Array.from({ length: rate * seconds }, (_, k) => Math.sin((2 * Math.PI * hz * k) / rate));
}

function worst(found: Float32Array, wanted: Float32Array, edge = 100): number {
  const inside = found.subarray(edge, found.length - edge);
  return Math.max(...inside.map((value, k) => Math.abs(value - wanted[edge + k]!)));
}

for (const rate of [8000, 22050, 24000, 44100, 48000]) {
  test(`a tone at ${rate} Hz is the same tone at 16 kHz, at the same time`, () => {
    const found = new Resampler(rate, 16000).push(tone(1000, rate));
    assert.ok(found.length > 7900 && found.length <= 8000);
    assert.ok(worst(found, tone(1000, 16000)) < 0.01);
  });
}

test("what the new rate cannot hold is taken away, not folded back", () => {
  const found = new Resampler(48000, 16000).push(tone(11000, 48000)).subarray(100);
  assert.ok(Math.max(...found.map(Math.abs)) < 0.01);
});

test("chunks of any size give the same", () => {
  const samples = tone(440, 44100);
  const whole = new Resampler(44100, 16000).push(samples);
  const resampler = new Resampler(44100, 16000);
  const parts: number[] = [];
  for (let first = 0; first < samples.length; first += 128) parts.push(...resampler.push(samples.subarray(first, first + 128)));
  assert.equal(parts.length, whole.length);
  assert.ok(parts.every((value, k) => Math.abs(value - whole[k]!) < 1e-6));
});

test("sound of the wanted rate stays as it is", () => {
  const samples = tone(440, 16000);
  assert.deepEqual(new Resampler(16000, 16000).push(samples), samples);
});
