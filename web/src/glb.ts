/**
 * A GLB file, read as far as a portable avatar needs it.
 *
 * Nothing here touches the browser: pictures stay bytes until `pictures.ts` decodes them.
 */

import { PlayerError } from "./errors.ts";

const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BINARY_CHUNK = 0x004e4942;
const WIDTHS: Record<string, number> = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4, MAT4: 16 };

interface View {
  byteOffset?: number;
  byteLength: number;
}
interface Sparse {
  count: number;
  indices: { bufferView: number };
  values: { bufferView: number };
}
interface Accessor {
  bufferView?: number;
  componentType: number;
  count: number;
  type: string;
  normalized?: boolean;
  sparse?: Sparse;
}
interface Primitive {
  attributes: Record<string, number>;
  indices: number;
  material: number;
  targets?: { POSITION: number }[];
}
interface Named {
  name: string;
}
interface MeshEntry extends Named {
  primitives: Primitive[];
  extras?: { targetNames: string[] };
}
interface Document {
  scenes: { extras?: { real3d?: unknown } }[];
  meshes: MeshEntry[];
  materials: Named[];
  images: (Named & { bufferView: number; mimeType: string })[];
  accessors: Accessor[];
  bufferViews: View[];
}

type Numbers = Float32Array | Uint16Array | Int16Array | Uint8Array;

/** A morph target: which vertices move, and by how much (three numbers each). */
export interface Morph {
  vertices: Uint16Array;
  ways: Float32Array;
}

export class GlbFile {
  private constructor(
    private readonly document: Document,
    private readonly binary: ArrayBuffer,
    private readonly start: number,
  ) {}

  /** Throws `not-an-avatar` for anything that is no GLB file of ours. */
  static read(content: ArrayBuffer): GlbFile {
    const words = new DataView(content);
    if (content.byteLength < 28 || words.getUint32(0, true) !== MAGIC) throw foreign();
    const length = words.getUint32(12, true);
    const binaryAt = 20 + length;
    if (words.getUint32(16, true) !== JSON_CHUNK || binaryAt + 8 > content.byteLength) throw foreign();
    if (words.getUint32(binaryAt + 4, true) !== BINARY_CHUNK) throw foreign();
    if (binaryAt + 8 + words.getUint32(binaryAt, true) > content.byteLength) throw foreign();
    let document: Document;
    try {
      document = JSON.parse(new TextDecoder().decode(new Uint8Array(content, 20, length)));
    } catch {
      throw foreign();
    }
    if (!document.scenes?.[0]?.extras?.real3d) throw foreign();
    return new GlbFile(document, content, binaryAt + 8);
  }

  /** What the file tells a player; see `description.ts`. */
  get extras(): unknown {
    return this.document.scenes[0]!.extras!.real3d;
  }

  hasMesh(name: string): boolean {
    return this.document.meshes.some((mesh) => mesh.name === name);
  }

  /** The numbers of an attribute, one after the other; normalised integers as fractions. */
  attribute(mesh: string, name: string): Float32Array {
    return this.floats(this.mesh(mesh).primitives[0]!.attributes[name]!);
  }

  /** Corners of the triangles of a mesh that show a material; none if it has none of these. */
  triangles(mesh: string, material: string): Uint16Array {
    const shows = (primitive: Primitive): boolean => this.document.materials[primitive.material]!.name === material;
    const primitive = this.mesh(mesh).primitives.find(shows);
    return primitive ? (this.numbers(primitive.indices) as Uint16Array) : new Uint16Array();
  }

  /** The names of a mesh's morph targets. */
  targets(mesh: string): string[] {
    return this.mesh(mesh).extras!.targetNames;
  }

  morphs(mesh: string): Map<string, Morph> {
    const entry = this.mesh(mesh);
    const names = entry.extras!.targetNames;
    return new Map(names.map((name, k) => [name, this.morph(entry.primitives[0]!.targets![k]!.POSITION)]));
  }

  /** The bytes of a picture, or null if the file has none of this name. */
  picture(name: string): Blob | null {
    const image = this.document.images.find((entry) => entry.name === name);
    if (!image) return null;
    const view = this.document.bufferViews[image.bufferView]!;
    const bytes = new Uint8Array(this.binary, this.start + (view.byteOffset ?? 0), view.byteLength);
    return new Blob([bytes], { type: image.mimeType });
  }

  private mesh(name: string): MeshEntry {
    const found = this.document.meshes.find((mesh) => mesh.name === name);
    if (!found) throw foreign();
    return found;
  }

  private morph(index: number): Morph {
    const accessor = this.document.accessors[index]!;
    const sparse = accessor.sparse!;
    const values = this.view(sparse.values.bufferView, accessor.componentType);
    return {
      vertices: this.view(sparse.indices.bufferView, 5123) as Uint16Array,
      ways: Float32Array.from(values, (value) => value / limit(values)),
    };
  }

  private floats(index: number): Float32Array {
    const values = this.numbers(index);
    if (!this.document.accessors[index]!.normalized) return Float32Array.from(values);
    return Float32Array.from(values, (value) => value / limit(values));
  }

  private numbers(index: number): Numbers {
    const accessor = this.document.accessors[index]!;
    const count = accessor.count * WIDTHS[accessor.type]!;
    return this.view(accessor.bufferView!, accessor.componentType).subarray(0, count);
  }

  private view(index: number, componentType: number): Numbers {
    const view = this.document.bufferViews[index]!;
    const at = this.start + (view.byteOffset ?? 0);
    const bytes = this.binary.slice(at, at + view.byteLength);
    switch (componentType) {
      case 5126:
        return new Float32Array(bytes);
      case 5123:
        return new Uint16Array(bytes);
      case 5122:
        return new Int16Array(bytes);
      default:
        return new Uint8Array(bytes);
    }
  }
}

function limit(values: Numbers): number {
  if (values instanceof Int16Array) return 32767;
  return values instanceof Uint16Array ? 65535 : 255;
}

function foreign(): PlayerError {
  return new PlayerError("not-an-avatar", "The file is no avatar made by “python -m real3d avatar”.");
}
