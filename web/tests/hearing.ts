/** `node hearing.mjs WEIGHTS SAMPLES OUT CHUNK`: what is heard of a voice at 16 kHz, step by step, as JSON. */

import fs from "node:fs";
import { LiveArticulation } from "../src/hearing/articulation.ts";
import { mouthBlendshapes } from "../src/hearing/blendshapes.ts";
import { LiveVoice } from "../src/hearing/voice.ts";
import { readWeights } from "../src/hearing/weights.ts";

const [weightsPath, samplesPath, out, chunk] = process.argv.slice(2) as [string, string, string, string];

function content(path: string): ArrayBuffer {
  const bytes = fs.readFileSync(path);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

const weights = readWeights(content(weightsPath));
const samples = new Float32Array(content(samplesPath));
const [hearing, voice] = [new LiveArticulation(weights), new LiveVoice(weights)];
const articulation = [];
const mouths = [];
const started = performance.now();
for (let first = 0; first < samples.length; first += Number(chunk)) {
  const next = samples.subarray(first, first + Number(chunk));
  articulation.push(...hearing.push(next));
  mouths.push(...voice.push(next));
}
const seconds = (performance.now() - started) / 1000;
const shapes = mouths.map(mouthBlendshapes);
fs.writeFileSync(out, JSON.stringify({ articulation, mouths, shapes, speaking: voice.speaking, seconds }));
