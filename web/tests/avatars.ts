/** Small avatar files for tests: as much as the readers ask for. */

export interface Part {
  json: unknown;
  binary?: Uint8Array;
}

/** A GLB container around a document and its binary part. */
export function container({ json, binary = new Uint8Array(4) }: Part): ArrayBuffer {
  const text = new TextEncoder().encode(JSON.stringify(json));
  const padded = (length: number): number => length + (-length & 3);
  const total = 28 + padded(text.length) + padded(binary.length);
  const content = new ArrayBuffer(total);
  const words = new DataView(content);
  const bytes = new Uint8Array(content);
  [0x46546c67, 2, total, padded(text.length), 0x4e4f534a].forEach((word, k) => words.setUint32(4 * k, word, true));
  bytes.fill(32, 20, 20 + padded(text.length));
  bytes.set(text, 20);
  const at = 20 + padded(text.length);
  words.setUint32(at, padded(binary.length), true);
  words.setUint32(at + 4, 0x004e4942, true);
  bytes.set(binary, at + 8);
  return content;
}

export const EMPTY = { scenes: [{ extras: { real3d: { version: 1 } } }], meshes: [], images: [], accessors: [], bufferViews: [] };
