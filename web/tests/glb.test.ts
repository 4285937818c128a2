import assert from "node:assert/strict";
import { test } from "node:test";
import { describe as read } from "../src/description.ts";
import { PlayerError } from "../src/errors.ts";
import { GlbFile } from "../src/glb.ts";
import { container, EMPTY } from "./avatars.ts";

const refused = (code: string) => (error: unknown) => error instanceof PlayerError && error.code === code;

test("a file of another program is refused", () => {
  const foreign = container({ json: { ...EMPTY, scenes: [{ nodes: [0] }] } });
  assert.throws(() => GlbFile.read(foreign), refused("not-an-avatar"));
});

test("what is no GLB file at all is refused", () => {
  for (const bytes of [0, 5, 100]) assert.throws(() => GlbFile.read(new ArrayBuffer(bytes)), refused("not-an-avatar"));
});

test("a file that was cut off is refused wherever it was cut", () => {
  const whole = container({ json: EMPTY, binary: new Uint8Array(64) });
  GlbFile.read(whole);
  for (const length of [30, 60, whole.byteLength - 8]) {
    assert.throws(() => GlbFile.read(whole.slice(0, length)), refused("not-an-avatar"));
  }
});

test("an avatar for another player is refused", () => {
  const newer = { ...EMPTY, scenes: [{ extras: { real3d: { version: 2 } } }] };
  assert.throws(() => read(GlbFile.read(container({ json: newer }))), refused("newer-avatar"));
});

test("sparse targets and normalised numbers are read", () => {
  const binary = new Uint8Array(16);
  new Uint16Array(binary.buffer).set([7]);
  new Int16Array(binary.buffer, 4).set([32767, 0, -32767]);
  new Uint16Array(binary.buffer, 12).set([65535, 0]);
  const json = {
    ...EMPTY,
    meshes: [
      {
        name: "head",
        primitives: [{ attributes: { _LAYER: 1 }, targets: [{ POSITION: 0 }] }],
        extras: { targetNames: ["jawOpen"] },
      },
    ],
    accessors: [
      { componentType: 5122, count: 9, type: "VEC3", normalized: true, sparse: { count: 1, indices: { bufferView: 0 }, values: { bufferView: 1 } } },
      { bufferView: 2, componentType: 5123, count: 1, type: "VEC2", normalized: true },
    ],
    bufferViews: [
      { byteOffset: 0, byteLength: 2 },
      { byteOffset: 4, byteLength: 6 },
      { byteOffset: 12, byteLength: 4 },
    ],
  };
  const file = GlbFile.read(container({ json, binary }));
  const morph = file.morphs("head").get("jawOpen")!;
  assert.deepEqual([...morph.vertices], [7]);
  assert.deepEqual([...morph.ways], [1, 0, -1]);
  assert.deepEqual([...file.attribute("head", "_LAYER")], [1, 0]);
  assert.equal(file.picture("skin"), null);
});
