/**
 * `node mirror.mjs LANDMARKS FPS LIMITS OUT`: what a portrait does for landmarks (float64, 478 points a frame), and
 * where its head is within limits (JSON), as JSON.
 */

import fs from "node:fs";
import { withinReach } from "../src/limits.ts";
import { LANDMARKS } from "../src/mirror/face.ts";
import { LiveRetargeting } from "../src/mirror/retargeting.ts";

const [path, fps, limits, out] = process.argv.slice(2) as [string, string, string, string];
const bytes = fs.readFileSync(path);
const landmarks = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
const retargeting = new LiveRetargeting();
const frames = [];
const started = performance.now();
for (let k = 0; 3 * LANDMARKS * k < landmarks.length; k++) {
  const frame = landmarks.subarray(3 * LANDMARKS * k, 3 * LANDMARKS * (k + 1));
  frames.push(retargeting.push(frame, k / Number(fps)));
}
const milliseconds = (performance.now() - started) / frames.length;
const heads = frames.map((frame) => withinReach(frame, JSON.parse(limits)));
fs.writeFileSync(out, JSON.stringify({ frames, heads, milliseconds }));
