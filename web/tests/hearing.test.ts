import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import { Ear } from "../src/hearing/ear.ts";
import { readWeights } from "../src/hearing/weights.ts";

const bytes = fs.readFileSync("../real3d/portable/player/real3d-hearing.bin");
const content = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;

test("a file that is none, another's, or cut off is refused with a sentence", () => {
  const refused = { code: "no-hearing", message: /copy both from one place/ };
  const newer = content.slice(0);
  const text = Buffer.from(newer);
  text.write('{"version":2', 4);
  for (const other of [new ArrayBuffer(0), new ArrayBuffer(400), content.slice(0, 100_000), content.slice(0, 100_001), newer]) {
    assert.throws(() => readWeights(other), refused);
  }
});

test("mouths have the times of their sound, whatever its rate", () => {
  for (const rate of [16000, 44100, 48000]) {
    const ear = new Ear(readWeights(content), rate);
    const mouths = ear.push(new Float32Array(rate));
    assert.ok(mouths.length > 42 && mouths.length < 46);
    mouths.forEach(({ time }, k) => assert.ok(Math.abs(time - 0.02 * (k - 0.5)) < 1e-9));
    assert.ok(mouths.every(({ shape }) => shape.gap === 0));
    assert.equal(ear.speaking, false);
  }
});
