import assert from "node:assert/strict";
import { test } from "node:test";
import { blurred, polygonCoverage, Strokes, Window } from "../src/coverage.ts";
import { inverseAffine, interpolate, smoothstep } from "../src/numbers.ts";

const WINDOW = new Window(10, 20, 12, 9);
const sum = (values: Float32Array): number => values.reduce((total, value) => total + value, 0);

test("a polygon covers its area, and half a sample around it above and below", () => {
  const square = [[12, 22], [18, 22], [18, 26], [12, 26]];
  const covered = polygonCoverage(square, WINDOW);
  assert.ok(Math.abs(sum(covered) - 6 * 4.25) < 1e-3);
  assert.equal(covered[4 * WINDOW.width + 5], 1);
  assert.equal(covered[0], 0);
});

test("a polygon that leaves the window is cut there", () => {
  const covered = polygonCoverage([[0, 0], [100, 0], [100, 100], [0, 100]], WINDOW);
  assert.ok(covered.every((value) => value === 1));
});

test("a line is as wide as the engine draws it", () => {
  const strokes = new Strokes(new Window(0, 0, 40, 20));
  strokes.line([10, 10], [30, 10], 1, 6);
  assert.ok(Math.abs(sum(strokes.coverage()) / 20 - 7.65 / 4) < 0.2);
});

test("a blur keeps what there is, and reaches as far as it should", () => {
  const point = new Float32Array(WINDOW.area);
  point[4 * WINDOW.width + 6] = 1;
  const soft = blurred(point, WINDOW, 0.8);
  assert.ok(Math.abs(sum(soft) - 1) < 1e-3);
  assert.ok(Math.abs(soft[4 * WINDOW.width + 7]! / soft[4 * WINDOW.width + 6]! - Math.exp(-0.5 / 0.64)) < 1e-5);
});

test("windows stay within the frame", () => {
  assert.deepEqual(Window.around([[1.2, 5], [9.7, 30.1]], 4, 32), new Window(0, 1, 15, 31));
});

test("small numbers", () => {
  assert.equal(interpolate(1.5, [0, 1, 2], [0, 10, 30]), 20);
  assert.equal(interpolate(9, [0, 1], [3, 4]), 4);
  assert.equal(smoothstep(0.25, 0.5, 0), 0.5);
  const [x, y] = inverseAffine([2, 0], [0, 4], [10, 20]);
  assert.deepEqual([x[0] * 14 + x[1] * 28 + x[2], y[0] * 14 + y[1] * 28 + y[2]], [2, 2]);
});
