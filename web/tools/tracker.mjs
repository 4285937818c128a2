/**
 * The tracker's content: the files of MediaPipe's Face Mesh that a browser needs, unchanged, in one.
 *
 * A length (uint32), a header in JSON and the files, as `src/mirror/archive.ts` reads them; little endian.
 * Processors without SIMD, which have their own program in the package, are too slow to follow a face.
 */
import fs from "node:fs";

const PACKAGE = "node_modules/@mediapipe/face_mesh";
const FILES = [
  "face_mesh.js",
  "face_mesh.binarypb",
  "face_mesh_solution_packed_assets_loader.js",
  "face_mesh_solution_packed_assets.data",
  "face_mesh_solution_simd_wasm_bin.js",
  "face_mesh_solution_simd_wasm_bin.wasm",
];
const VERSION = 1;

export function trackerContent() {
  const files = {};
  const contents = [];
  let first = 0;
  for (const name of FILES) {
    const content = fs.readFileSync(`${PACKAGE}/${name}`);
    files[name] = [first, content.length];
    contents.push(content);
    first += content.length;
  }
  const header = Buffer.from(JSON.stringify({ version: VERSION, files }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  return Buffer.concat([length, header, ...contents]);
}
