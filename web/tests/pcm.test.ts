import assert from "node:assert/strict";
import { test } from "node:test";
import { PcmReader } from "../src/speech/pcm.ts";

const INTEGERS = Int16Array.of(0, 1, -1, 16384, -32768, 32767, 300);
const WANTED = Array.from(INTEGERS, (value) => value / 32768);

test("integers, their bytes and their buffer are the same sound", () => {
  const bytes = new Uint8Array(INTEGERS.buffer);
  for (const chunk of [INTEGERS, bytes, INTEGERS.buffer, Float32Array.from(WANTED)]) {
    assert.deepEqual([...new PcmReader().read(chunk)], WANTED);
  }
});

test("a network may cut samples in two", () => {
  const bytes = new Uint8Array(INTEGERS.buffer);
  for (const length of [1, 3, 5]) {
    const reader = new PcmReader();
    const read: number[] = [];
    for (let k = 0; k < bytes.length; k += length) read.push(...reader.read(bytes.subarray(k, k + length)));
    assert.deepEqual(read, WANTED);
  }
});
