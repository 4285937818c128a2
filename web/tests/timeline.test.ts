import assert from "node:assert/strict";
import { test } from "node:test";
import type { MouthShape } from "../src/hearing/mouth.ts";
import { Timeline } from "../src/hearing/timeline.ts";

function mouth(time: number, gap: number, contact = 0): { time: number; shape: MouthShape } {
  return { time, shape: { gap, contact, jaw: 0, tuck: 0, rounding: 0, spreading: 0, tongue: 0 } };
}

test("a mouth waits for its time, and stays until the next", () => {
  const timeline = new Timeline();
  timeline.add([mouth(1, 0.1), mouth(1.02, 0.2)]);
  assert.equal(timeline.at(0.99), null);
  assert.equal(timeline.at(1.01)?.gap, 0.1);
  assert.equal(timeline.at(1.5)?.gap, 0.2);
  assert.equal(timeline.at(9)?.gap, 0.2);
});

test("a contact between two frames is shown in the later one, once", () => {
  const timeline = new Timeline();
  timeline.add([mouth(1, 0.1), mouth(1.02, 0.1, 1), mouth(1.04, 0.1)]);
  timeline.at(1.01);
  assert.equal(timeline.at(1.05)?.contact, 1);
  assert.equal(timeline.at(1.06)?.contact, 0);
});

test("whoever cannot wait gets the newest", () => {
  const timeline = new Timeline();
  timeline.add([mouth(1, 0.1), mouth(1.02, 0.2)]);
  assert.equal(timeline.at(Infinity)?.gap, 0.2);
});

test("what nobody asks for does not pile up", () => {
  const timeline = new Timeline();
  for (let k = 0; k < 500; k++) timeline.add([mouth(0.02 * k, k)]);
  assert.equal(timeline.at(7.9), null);
  assert.equal(timeline.at(8.01)?.gap, 400);
});
