/**
 * The inside of the mouth. Teeth, tongue and the photo's own mouth are drawn into pictures of their
 * own, which the shader lights and lays over each other (`real3d/mesh/mouth.py`).
 */

import {
  BufferAttribute,
  BufferGeometry,
  CustomBlending,
  DstColorFactor,
  DynamicDrawUsage,
  NoBlending,
  NearestFilter,
  Scene,
  Vector2,
  Vector3,
  Vector4,
  WebGLRenderTarget,
  ZeroFactor,
  type Camera,
  type DataTexture,
  type Mesh as Object3D,
  type ShaderMaterialParameters,
  type Texture,
  type WebGLRenderer,
} from "three";
import type { Actor } from "./actor.ts";
import { blurred, Strokes, Window, type Point } from "./coverage.ts";
import type { PhotoMouthDescription, Vector } from "./description.ts";
import { rotateJaw, type Turn } from "./head.ts";
import { box, disposeAll, drawn, OVER, place, uniformsOf, type FrameUniforms, type Layer, type Uniforms } from "./layers.ts";
import type { FramePose } from "./motion.ts";
import { clamp, interpolate, inverseAffine, smoothstep } from "./numbers.ts";
import { openingBetween, SAMPLES } from "./opening.ts";
import { byteTexture, floatTable, plainTexture, sizeOf } from "./pictures.ts";
import { BLADE_FRAGMENT, LAYER_VERTEX, MOUTH_FRAGMENT, PHOTO_MOUTH_FRAGMENT, SEAM_FRAGMENT, TEETH_FRAGMENT } from "./shaders.ts";
import { bladeLength, tongueBlade, tongueBody } from "./tongue.ts";

/** Pixels around opening and tongue that soft edges and shadows may reach. */
const MARGIN = 4;
/** Gap in pixels from which on anything of the inside is seen. */
const SEEN_GAP = 0.4;
const SEAM_MARGIN = 6;

export interface MouthPictures {
  teethLower: Texture;
  teethUpper: Texture | null;
  tongue: Texture;
  photoMouth: Texture | null;
  photoTeeth: Texture | null;
}

export class MouthLayer implements Layer {
  readonly objects: Object3D[];
  private readonly inside: Object3D;
  private readonly rims = floatTable(SAMPLES, 1);
  private readonly lower: Sheet;
  private readonly upper: Sheet | null;
  private readonly blade: Sheet;
  private readonly photo: Sheet | null;
  private readonly lowerTeeth: Vector[];
  private readonly upperTeeth: Vector[];
  private readonly photoPoints: Vector[];

  constructor(
    private readonly actor: Actor,
    frame: FrameUniforms,
    pictures: MouthPictures,
  ) {
    const { description, file } = actor;
    const { mouth } = description;
    const { tongue } = mouth;
    const points = (mesh: string): Vector[] =>
      file.hasMesh(mesh) ? actor.frame.points(file.attribute(mesh, "POSITION")) : [];
    this.lowerTeeth = points("teethLower").map((point) => actor.frame.toHead(point));
    this.upperTeeth = points("teethUpper");
    this.photoPoints = points("photoTeeth");
    const teeth = (mesh: string, picture: Texture): Sheet =>
      new Sheet(actor, mesh, frame, TEETH_FRAGMENT, { picture: { value: picture } });
    this.lower = teeth("teethLower", pictures.teethLower);
    this.upper = pictures.teethUpper && teeth("teethUpper", pictures.teethUpper);
    this.blade = new Sheet(actor, "tongue", frame, BLADE_FRAGMENT, {
      picture: { value: pictures.tongue },
      rows: { value: sizeOf(pictures.tongue)[1] },
      out_: { value: 0 },
      length_: { value: bladeLength(description) },
      rootFrom: { value: tongue.rootFrom },
      rootTo: { value: tongue.rootTo },
      rootLight: { value: tongue.rootLight },
    });
    this.photo = pictures.photoMouth && pictures.photoTeeth ? this.photoSheet(frame, pictures) : null;
    this.inside = box(MOUTH_FRAGMENT, this.uniforms(frame));
    this.objects = [this.inside];
  }

  update(pose: FramePose, head: Turn): void {
    const { mesh, description } = this.actor;
    const { mouth, slits, size } = description;
    const [upper, lower] = [mesh.rim(slits.mouth.upper), mesh.rim(slits.mouth.lower)];
    const gap = Math.max(...upper.map((point, k) => Math.hypot(lower[k]![0]! - point[0]!, lower[k]![1]! - point[1]!)));
    this.inside.visible = gap > SEEN_GAP;
    if (!this.inside.visible) return;
    const jaw = pose.expression.jawOpen ?? 0;
    const out = pose.expression.tongueOut ?? 0;
    const blade = out > mouth.tongue.seen ? this.project(tongueBlade(description, jaw, out), head) : null;
    const window = Window.around([...upper, ...lower, ...(blade ?? [])], MARGIN, size);
    this.inside.visible = window.width > 0 && window.height > 0;
    if (!this.inside.visible) return;
    this.placeSheets(pose, head, lower, blade, window);
    place(this.inside, window);
    this.light(pose, head, upper, lower, window);
  }

  /** Draws the layers into their pictures; before the frame is drawn. */
  drawSheets(renderer: WebGLRenderer, camera: Camera): void {
    if (!this.inside.visible) return;
    for (const sheet of this.sheets()) if (sheet.shown) sheet.draw(renderer, camera);
  }

  dispose(): void {
    disposeAll(this.objects);
    this.sheets().forEach((sheet) => sheet.dispose());
    this.rims.dispose();
  }

  private sheets(): Sheet[] {
    return [this.lower, this.upper, this.blade, this.photo].filter((sheet) => sheet !== null);
  }

  private placeSheets(pose: FramePose, head: Turn, lower: Point[], blade: Vector[] | null, window: Window): void {
    const { frame, description } = this.actor;
    const { rig, mouth } = description;
    const jaw = pose.expression.jawOpen ?? 0;
    const opened = this.lowerTeeth.map((point) => rotateJaw(point, rig.jawAngle * jaw, rig.jawHinge));
    this.lower.place(this.project(opened, head), window);
    this.upper?.place(this.upperTeeth.map((point) => frame.project(point, head)), window);
    this.blade.shown = blade !== null;
    if (blade) {
      this.blade.uniforms.out_!.value = pose.expression.tongueOut;
      this.blade.place(blade, window);
    }
    if (this.photo && mouth.photo) {
      const [from, to] = mouth.photo.leaves;
      const [jawFrom, jawTo] = mouth.photo.jawLeaves;
      this.photo.uniforms.share!.value = smoothstep(pose.neutral, to, from) * smoothstep(jaw, jawTo, jawFrom);
      this.photo.place(this.pressedTogether(mouth.photo, head, lower), window);
    }
  }

  /** Where the photo's mouth goes when its lower lip is at `lower`. */
  private pressedTogether(photo: PhotoMouthDescription, head: Turn, lower: Point[]): Vector[] {
    const { frame } = this.actor;
    const rim = photo.lowerRim.map((point) => frame.project(point, head));
    const places = rim.map((_, k) => k);
    const moved = [0, 1].map((axis) => rim.map((point, k) => lower[k]![axis]! - point[axis]!));
    return this.photoPoints.map((point, n) => {
      const [x, y, depth] = frame.project(point, head);
      const [right, down] = moved.map((way) => photo.follows[n]! * interpolate(photo.along[n]!, places, way));
      return [x + right!, y + down!, depth];
    });
  }

  private light(pose: FramePose, head: Turn, upper: Point[], lower: Point[], window: Window): void {
    const { description } = this.actor;
    const { mouth } = description;
    const uniforms = uniformsOf(this.inside);
    const opening = openingBetween(upper, lower, mouth.overhang.map((value) => value * mouth.millimetre));
    (this.rims.image.data as Float32Array).set(opening.rims);
    this.rims.needsUpdate = true;
    uniforms.openingX!.value.set(...opening.frame[0]);
    uniforms.openingY!.value.set(...opening.frame[1]);
    const jaw = pose.expression.jawOpen ?? 0;
    const body = this.project(tongueBody(description, jaw, pose.expression.tongueOut ?? 0), head);
    const [centre, right, top] = body as [Vector, Vector, Vector];
    const axis = (point: Vector): number[] => [point[0] - centre[0], point[1] - centre[1]];
    const [x, y] = inverseAffine(axis(right), axis(top), centre);
    uniforms.tongueX!.value.set(...x);
    uniforms.tongueY!.value.set(...y);
    uniforms.corner!.value.set(window.left, window.top);
    const { mouthPucker = 0, mouthFunnel = 0 } = pose.expression;
    uniforms.rounding!.value = pose.neutral * Math.min(1, mouthPucker + mouthFunnel);
    uniforms.rolled!.value = mouth.photo ? pose.neutral : 1;
    uniforms.hasBlade!.value = this.blade.shown;
    const [canvas, size] = [uniforms.pixels!.value, uniforms.size!.value];
    uniforms.samples!.value = Math.max(1, Math.round((mouth.oversampling * size) / canvas));
  }

  private project(points: Vector[], head: Turn): Vector[] {
    const { frame } = this.actor;
    return points.map((point) => frame.project(frame.toSpace(point), head));
  }

  private photoSheet(frame: FrameUniforms, pictures: MouthPictures): Sheet {
    return new Sheet(this.actor, "photoTeeth", frame, PHOTO_MOUTH_FRAGMENT, {
      opening: { value: pictures.photoMouth },
      teeth: { value: pictures.photoTeeth },
      share: { value: 0 },
    });
  }

  private uniforms(frame: FrameUniforms): Uniforms {
    const { mouth } = this.actor.description;
    const lips = floatTable(SAMPLES, 2);
    mouth.lips.forEach((colours, k) => {
      (lips.image.data as Float32Array).set(colours.slice(0, 3), 4 * k);
      (lips.image.data as Float32Array).set(colours.slice(3), 4 * (SAMPLES + k));
    });
    const none = plainTexture(0);
    const vector = (): { value: Vector3 } => ({ value: new Vector3() });
    return {
      ...frame,
      rims: { value: this.rims },
      lips: { value: lips },
      lowerTeeth: { value: this.lower.texture },
      upperTeeth: { value: this.upper?.texture ?? none },
      blade: { value: this.blade.texture },
      photo: { value: this.photo?.texture ?? none },
      hasUpper: { value: this.upper !== null },
      hasPhoto: { value: this.photo !== null },
      hasBlade: { value: false },
      openingX: vector(),
      openingY: vector(),
      tongueX: vector(),
      tongueY: vector(),
      cavity: { value: new Vector3(...mouth.cavity) },
      tongue: { value: new Vector3(...mouth.tongueColour) },
      corner: { value: new Vector2() },
      layerScale: { value: mouth.oversampling },
      millimetre: { value: mouth.millimetre },
      rounding: { value: 0 },
      moustache: { value: mouth.moustache },
      edge: { value: mouth.edge },
      rolled: { value: 1 },
      samples: { value: mouth.oversampling },
    };
  }
}

/** A mesh of the mouth, and the picture of the window that it is drawn into. */
class Sheet {
  shown = true;
  readonly uniforms: Uniforms;
  private readonly scene = new Scene();
  private readonly object: Object3D;
  private readonly places: BufferAttribute;
  private readonly target: WebGLRenderTarget;

  constructor(
    private readonly actor: Actor,
    mesh: string,
    frame: FrameUniforms,
    fragmentShader: string,
    uniforms: Uniforms,
  ) {
    const { file, description } = actor;
    const uv = file.attribute(mesh, "TEXCOORD_0");
    const geometry = new BufferGeometry();
    this.places = new BufferAttribute(new Float32Array((uv.length / 2) * 3), 3).setUsage(DynamicDrawUsage);
    geometry.setAttribute("position", this.places);
    geometry.setAttribute("uv", new BufferAttribute(uv, 2));
    geometry.setIndex([...file.triangles(mesh, mesh)]);
    const side = description.size * description.mouth.oversampling;
    // As large as the frame: a window is a part of it, and only that part is drawn.
    this.target = new WebGLRenderTarget(side / 2, side / 2, {
      minFilter: NearestFilter,
      magFilter: NearestFilter,
    });
    this.uniforms = {
      ...frame,
      ...uniforms,
      corner: { value: new Vector2() },
      extent: { value: new Vector2(description.size / 2, description.size / 2) },
    };
    const options: ShaderMaterialParameters = { blending: NoBlending, depthTest: true, depthWrite: true };
    this.object = drawn(geometry, LAYER_VERTEX, fragmentShader, this.uniforms, options);
    this.scene.add(this.object);
  }

  get texture(): Texture {
    return this.target.texture;
  }

  /** Moves the mesh to pixels and depth of the frame; `window` is what of the frame is drawn. */
  place(points: Vector[], window: Window): void {
    points.forEach((point, i) => this.places.setXYZ(i, ...point));
    this.places.needsUpdate = true;
    this.uniforms.corner!.value.set(window.left, window.top);
    const scale = this.actor.description.mouth.oversampling;
    this.target.scissor.set(0, 0, window.width * scale, window.height * scale);
    this.target.scissorTest = true;
  }

  draw(renderer: WebGLRenderer, camera: Camera): void {
    renderer.setRenderTarget(this.target);
    renderer.setClearColor(0, 0);
    renderer.clear();
    renderer.render(this.scene, camera);
  }

  dispose(): void {
    disposeAll([this.object]);
    this.target.dispose();
  }
}

/** A soft dark line between lips that the photo shows apart and the motion has closed. */
export class SeamLayer implements Layer {
  readonly objects: Object3D[];
  private readonly masks: DataTexture;

  constructor(
    private readonly actor: Actor,
    frame: FrameUniforms,
  ) {
    const { mouth, size } = actor.description;
    this.masks = byteTexture(size / 2, size / 2);
    const uniforms = {
      ...frame,
      masks: { value: this.masks },
      window: { value: new Vector4() },
      darkness: { value: new Vector3(...mouth.seamDarkness) },
    };
    const multiplied = { ...OVER, blending: CustomBlending, blendSrc: DstColorFactor, blendDst: ZeroFactor } as const;
    this.objects = [box(SEAM_FRAGMENT, uniforms, multiplied)];
  }

  update(pose: FramePose): void {
    const object = this.objects[0]!;
    object.visible = false;
    const { mesh, description } = this.actor;
    const { mouth, slits, faceWidth, size } = description;
    if (!mouth.photo || pose.neutral <= 0) return;
    const [upper, lower] = [mesh.rim(slits.mouth.upper), mesh.rim(slits.mouth.lower)];
    const middle = upper.map((point, k) => point.map((value, axis) => 0.5 * (value + lower[k]![axis]!)));
    const closed = upper.map((point, k) => {
      const gap = Math.hypot(lower[k]![0]! - point[0]!, lower[k]![1]! - point[1]!);
      return (1 - clamp(gap / (mouth.seamGap * faceWidth))) * pose.neutral;
    });
    if (Math.max(...closed) <= 0.02) return;
    const window = Window.around(middle, SEAM_MARGIN, size);
    if (window.width <= 0 || window.height <= 0) return;
    object.visible = true;
    this.show(seam(middle.slice(1, -1), closed.slice(1, -1), faceWidth, window), window);
  }

  dispose(): void {
    disposeAll(this.objects);
    this.masks.dispose();
  }

  private show(line: Float32Array, window: Window): void {
    const { width, height, data } = this.masks.image as { width: number; height: number; data: Uint8Array };
    data.fill(0);
    for (let row = 0, i = 0; row < Math.min(window.height, height); row++) {
      for (let column = 0; column < window.width; column++) data[4 * (row * width + column)] = Math.round(255 * line[i++]!);
    }
    this.masks.needsUpdate = true;
    uniformsOf(this.objects[0]!).window!.value.set(window.left, window.top, width, height);
    place(this.objects[0]!, window);
  }
}

/** Coverage of a line through points, each drawn as strongly as its lips are closed. */
function seam(points: Point[], closed: number[], faceWidth: number, window: Window): Float32Array {
  const strokes = new Strokes(window);
  const thickness = Math.max(2, Math.round(0.008 * faceWidth * 4));
  for (let k = 0; k + 1 < points.length; k++) {
    const taper = Math.min(1, (k + 1) / 4, (points.length - k - 1) / 4);
    strokes.line(points[k]!, points[k + 1]!, clamp(0.5 * (closed[k]! + closed[k + 1]!)) * taper, thickness);
  }
  return blurred(strokes.coverage(), window, Math.max(0.7, 0.007 * faceWidth));
}
