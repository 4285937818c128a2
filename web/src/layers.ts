/** What the layers of a frame have in common: their uniforms, and how they lie over each other. */

import {
  AddEquation,
  CustomBlending,
  DoubleSide,
  Mesh as Object3D,
  OneFactor,
  OneMinusSrcAlphaFactor,
  PlaneGeometry,
  ShaderMaterial,
  Vector4,
  type BufferGeometry,
  type IUniform,
  type ShaderMaterialParameters,
} from "three";
import type { Window } from "./coverage.ts";
import type { Turn } from "./head.ts";
import type { FramePose } from "./motion.ts";
import { BOX_VERTEX } from "./shaders.ts";

export type Uniforms = Record<string, IUniform>;

/** Of the whole frame. */
export interface FrameUniforms {
  /** Pixels of the portrait along a side. */
  size: IUniform<number>;
  /** Pixels of the canvas along a side. */
  pixels: IUniform<number>;
  depthMiddle: IUniform<number>;
  depthReach: IUniform<number>;
}

/** One part of the picture; layers are drawn in the order of a list. */
export interface Layer {
  readonly objects: Object3D[];
  update(pose: FramePose, head: Turn): void;
  dispose(): void;
}

/** Premultiplied colours over what is there. */
export const OVER: ShaderMaterialParameters = {
  transparent: true,
  blending: CustomBlending,
  blendEquation: AddEquation,
  blendSrc: OneFactor,
  blendDst: OneMinusSrcAlphaFactor,
};

export function drawn(
  geometry: BufferGeometry,
  vertexShader: string,
  fragmentShader: string,
  uniforms: Uniforms,
  options: ShaderMaterialParameters,
): Object3D {
  const material = new ShaderMaterial({
    vertexShader,
    fragmentShader,
    uniforms,
    depthTest: false,
    depthWrite: false,
    side: DoubleSide,
    ...options,
  });
  const object = new Object3D(geometry, material);
  object.frustumCulled = false;
  return object;
}

/** A rectangle of the frame whose uniform `box` says where it is. */
export function box(fragmentShader: string, uniforms: Uniforms, options: ShaderMaterialParameters = OVER): Object3D {
  return drawn(new PlaneGeometry(), BOX_VERTEX, fragmentShader, { box: { value: new Vector4() }, ...uniforms }, options);
}

/** Puts a rectangle of `box` around a window. */
export function place(object: Object3D, window: Window): void {
  uniformsOf(object).box!.value.set(window.left - 0.5, window.top - 0.5, window.width, window.height);
}

export function uniformsOf(object: Object3D): Uniforms {
  return (object.material as ShaderMaterial).uniforms;
}

export function disposeAll(objects: Object3D[]): void {
  for (const object of objects) {
    object.geometry.dispose();
    (object.material as ShaderMaterial).dispose();
  }
}
