/** The eyes: eyeballs that look around beneath lids that close. */

import { Vector2, Vector3, Vector4, type DataTexture, type Mesh as Object3D, type Texture } from "three";
import type { Actor } from "./actor.ts";
import type { EyeDescription, SlitVertices } from "./description.ts";
import type { Turn } from "./head.ts";
import { box, disposeAll, place, uniformsOf, type FrameUniforms, type Layer } from "./layers.ts";
import { eyeMasks, lidClosure, RIM_SAMPLES, type CarriedLashes, type EyeMasks } from "./lids.ts";
import type { FramePose } from "./motion.ts";
import { clamp, inverseAffine } from "./numbers.ts";
import { byteTexture, floatTable } from "./pictures.ts";
import { EYE_FRAGMENT } from "./shaders.ts";

/** Gaze from which on the eyeball is the painted one; below, the photo shines through. */
const SYNTHETIC_GAZE = 0.1;
const UNSEEN_GAZE = 1e-3;
/** Where the points are by which an eye's pictures follow the head, and how far apart, as shares of their size. */
const MIDDLE = 0.3;
const APART = 0.4;

export interface EyePictures {
  skin: Texture;
  white: Texture;
  iris: Texture;
  catchLight: Texture;
  lid: Texture;
  lidMask: Texture;
}

export class EyeLayer implements Layer {
  readonly objects: Object3D[];
  private readonly eye: EyeDescription;
  private readonly slit: SlitVertices;
  private readonly masks: DataTexture;
  private readonly rims = floatTable(RIM_SAMPLES, 1);

  constructor(
    private readonly actor: Actor,
    private readonly side: 0 | 1,
    frame: FrameUniforms,
    pictures: EyePictures,
  ) {
    const { eyes, slits } = actor.description;
    this.eye = eyes.each[side];
    this.slit = slits.eyes[side];
    const [left, top, width, height] = this.eye.box;
    this.masks = byteTexture(2 * width, 2 * height);
    const uniforms = {
      ...frame,
      masks: { value: this.masks },
      window: { value: new Vector4() },
      person: { value: pictures.skin },
      white: { value: pictures.white },
      iris: { value: pictures.iris },
      catchLight: { value: pictures.catchLight },
      skin: { value: pictures.lid },
      lidMask: { value: pictures.lidMask },
      mapX: { value: new Vector3() },
      mapY: { value: new Vector3() },
      ball: { value: new Vector2(width, height) },
      origin: { value: new Vector2(left, top) },
      look: { value: new Vector2() },
      looking: { value: 0 },
      skinShown: { value: 0 },
      rims: { value: this.rims },
      reach: { value: new Vector2() },
      down: { value: new Vector2() },
      carriedShown: { value: 0 },
      carriedHeight: { value: 1 },
      lash: { value: new Vector3(...this.eye.lash) },
    };
    this.objects = [box(EYE_FRAGMENT, uniforms)];
  }

  update(pose: FramePose, head: Turn): void {
    const { mesh, description } = this.actor;
    const [upper, lower] = [mesh.rim(this.slit.upper), mesh.rim(this.slit.lower)];
    const closure = lidClosure(pose.blink[this.side]!, pose.gaze[1]);
    const masks = eyeMasks(this.eye, description.eyes.lashes, upper, lower, closure, description.size);
    this.objects[0]!.visible = masks !== null;
    if (!masks) return;
    this.show(masks);
    this.carry(masks.carried);
    this.look(pose, head);
  }

  dispose(): void {
    disposeAll(this.objects);
    this.masks.dispose();
    this.rims.dispose();
  }

  private carry({ shown, height, down, reach, rims }: CarriedLashes): void {
    (this.rims.image.data as Float32Array).set(rims);
    this.rims.needsUpdate = true;
    const uniforms = uniformsOf(this.objects[0]!);
    uniforms.reach!.value.set(...reach);
    uniforms.down!.value.set(down[0], down[1]);
    uniforms.carriedShown!.value = shown;
    uniforms.carriedHeight!.value = height;
  }

  private show({ window, pixels, skin }: EyeMasks): void {
    const { width, height, data } = this.masks.image as { width: number; height: number; data: Uint8Array };
    const columns = Math.min(window.width, width);
    data.fill(0);
    for (let row = 0; row < Math.min(window.height, height); row++) {
      const start = 4 * row * window.width;
      data.set(pixels.subarray(start, start + 4 * columns), 4 * row * width);
    }
    this.masks.needsUpdate = true;
    const uniforms = uniformsOf(this.objects[0]!);
    place(this.objects[0]!, window);
    uniforms.window!.value.set(window.left, window.top, width, height);
    uniforms.skinShown!.value = skin;
  }

  private look({ gaze }: FramePose, head: Turn): void {
    const { frame, description } = this.actor;
    const [, , width, height] = this.eye.box;
    const [near, right, below] = this.eye.middle.map((point) => frame.project(point, head));
    const step = (to: number[], pixels: number): number[] =>
      [0, 1].map((k) => (to[k]! - near![k]!) / (APART * (pixels - 1)));
    const [across, down] = [step(right!, width), step(below!, height)];
    const origin = [0, 1].map((k) => near![k]! - MIDDLE * ((width - 1) * across[k]! + (height - 1) * down[k]!));
    const [x, y] = inverseAffine(across, down, origin);
    const uniforms = uniformsOf(this.objects[0]!);
    uniforms.mapX!.value.set(...x);
    uniforms.mapY!.value.set(...y);
    const reach = description.eyes.gazeReach;
    uniforms.look!.value.set(gaze[0] * reach[0] * this.eye.width, gaze[1] * reach[1] * this.eye.width);
    const length = Math.hypot(...gaze);
    uniforms.looking!.value = length < UNSEEN_GAZE ? 0 : clamp(length / SYNTHETIC_GAZE);
  }
}
