/**
 * Where every vertex of a frame is, in pixels and depth: `move_vertices` of the engine, then the skirts
 * of skin that hang from the rims of mouth and eyes into their holes.
 */

import type { Description, SlitVertices, Vector } from "./description.ts";
import type { GlbFile } from "./glb.ts";
import type { Turn } from "./head.ts";

export class Mesh {
  /** [3 V] pixels of the portrait and depth; the skirts' vertices come last. */
  readonly places: Float32Array;
  /** [2 V] coordinates in the texture. */
  readonly uv: Float32Array;
  readonly skirts: Uint16Array;
  private readonly count: number;
  private readonly head: Float32Array;
  /** [4 V] shares of the chest's rise, of the lips' place before the cheek, of a rise and a fall taken back. */
  private readonly layer: Float32Array;
  private readonly slits: SlitVertices[];

  constructor(
    private readonly description: Description,
    file: GlbFile,
  ) {
    const weights = file.attribute("head", "WEIGHTS_0");
    const uv = file.attribute("head", "TEXCOORD_0");
    this.count = uv.length / 2;
    this.head = new Float32Array(this.count).map((_, i) => weights[4 * i + 1]!);
    this.layer = file.attribute("head", "_LAYER");
    const { mouth, eyes } = description.slits;
    this.slits = [mouth, ...eyes];
    const rims = this.slits.flatMap(({ upper, lower }) => [...upper, ...lower]);
    this.places = new Float32Array(3 * (this.count + rims.length));
    this.uv = new Float32Array(2 * (this.count + rims.length));
    this.uv.set(uv);
    rims.forEach((vertex, k) => this.uv.set(uv.subarray(2 * vertex, 2 * vertex + 2), 2 * (this.count + k)));
    this.skirts = skirtTriangles(this.slits, this.count);
  }

  /** Moves vertices of the camera's space [3 V] with head, shoulders and breath. */
  move(vertices: Float32Array, head: Turn, shoulders: Turn, breath: number): void {
    const { pivot, camera, chestRise, faceWidth, lipsForward } = this.description;
    const [px, py, pz] = pivot;
    const [cx, cy] = camera.centre;
    const [hx, hy, hz] = head.rotation;
    const [sx, sy, sz] = shoulders.rotation;
    const rise = breath * chestRise * faceWidth;
    const out = this.places;
    for (let i = 0; i < this.count; i++) {
      const w = this.head[i]!;
      const v = 1 - w;
      const turning = w * w * w;
      const ax = turning * hx + v * sx;
      const ay = turning * hy + v * sy;
      const az = turning * hz + v * sz;
      const angle = Math.sqrt(ax * ax + ay * ay + az * az);
      let cosine = 1;
      let across = 1;
      let along = 0.5;
      if (angle > 1e-6) {
        cosine = Math.cos(angle);
        across = Math.sin(angle) / angle;
        along = (1 - cosine) / (angle * angle);
      }
      const at = 3 * i;
      const x = vertices[at]! - px;
      const y = vertices[at + 1]! - py;
      const z = vertices[at + 2]! - pz;
      const dot = along * (x * ax + y * ay + z * az);
      const movedX = x * cosine + (ay * z - az * y) * across + ax * dot + px + w * head.shift[0] + v * shoulders.shift[0];
      const movedY = y * cosine + (az * x - ax * z) * across + ay * dot + py + w * head.shift[1] + v * shoulders.shift[1];
      const movedZ = z * cosine + (ax * y - ay * x) * across + az * dot + pz + w * head.shift[2] + v * shoulders.shift[2];
      const shrink = camera.distance / (camera.distance + movedZ - camera.referenceDepth);
      out[at] = cx + (movedX - cx) * shrink;
      const placeY = cy + (movedY - rise * this.layer[4 * i]! - cy) * shrink;
      const restingDepth = camera.distance + vertices[at + 2]! - camera.referenceDepth;
      const up = cy + ((vertices[at + 1]! - cy) * camera.distance) / restingDepth - placeY;
      out[at + 1] = placeY + this.layer[4 * i + 2]! * Math.max(up, 0) + this.layer[4 * i + 3]! * Math.min(up, 0);
      out[at + 2] = movedZ - lipsForward * faceWidth * this.layer[4 * i + 1]!;
    }
    this.partLips();
    this.hangSkirts();
  }

  /** The rims of a hole in the frame, corner to corner: x and y of each vertex. */
  rim(vertices: number[]): number[][] {
    return vertices.map((vertex) => [this.places[3 * vertex]!, this.places[3 * vertex + 1]!]);
  }

  /** Between the landmarks lips may cross by a fraction of a pixel: there they meet in the middle. */
  private partLips(): void {
    const { rotation } = this.description.pose;
    const { upper, lower } = this.slits[0]!;
    upper.forEach((top, k) => {
      const bottom = lower[k]!;
      const across = this.difference(bottom, top, 0) * rotation[0][1] + this.difference(bottom, top, 1) * rotation[1][1];
      if (across >= 0) return;
      this.middle(top, bottom).forEach((value, axis) => {
        this.places[3 * top + axis] = value;
        this.places[3 * bottom + axis] = value;
      });
    });
  }

  private hangSkirts(): void {
    const { skirtDepth, faceWidth } = this.description;
    let at = 3 * this.count;
    for (const { upper, lower } of this.slits) {
      for (let rim = 0; rim < 2; rim++) {
        upper.forEach((top, k) => {
          const [x, y, z] = this.middle(top, lower[k]!);
          this.places.set([x, y, z + skirtDepth * faceWidth], at);
          at += 3;
        });
      }
    }
  }

  private difference(a: number, b: number, axis: number): number {
    return this.places[3 * a + axis]! - this.places[3 * b + axis]!;
  }

  private middle(a: number, b: number): Vector {
    return [0, 1, 2].map((k) => 0.5 * (this.places[3 * a + k]! + this.places[3 * b + k]!)) as Vector;
  }
}

/** Skin from each rim to the middle of its hole, which the soft edge of what is drawn there covers. */
function skirtTriangles(slits: SlitVertices[], start: number): Uint16Array {
  const corners: number[] = [];
  let inner = start;
  for (const { upper, lower } of slits) {
    for (const rim of [upper, lower]) {
      for (let k = 0; k + 1 < rim.length; k++) {
        corners.push(rim[k]!, rim[k + 1]!, inner + k, rim[k + 1]!, inner + k + 1, inner + k);
      }
      inner += rim.length;
    }
  }
  return Uint16Array.from(corners);
}
