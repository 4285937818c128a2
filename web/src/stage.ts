/** One avatar on one canvas: draws a pose. */

import { Camera, Color, LinearSRGBColorSpace, Scene, WebGLRenderer, type Texture } from "three";
import { Actor } from "./actor.ts";
import { BackgroundLayer, type Backdrop } from "./background.ts";
import { PlayerError } from "./errors.ts";
import { EyeLayer, type EyePictures } from "./eyes.ts";
import type { GlbFile } from "./glb.ts";
import type { Turn } from "./head.ts";
import type { FrameUniforms, Layer } from "./layers.ts";
import type { FramePose } from "./motion.ts";
import { MouthLayer, SeamLayer, type MouthPictures } from "./mouth.ts";
import { Person } from "./person.ts";
import { decodeAll } from "./pictures.ts";

const PICTURES = [
  ...["skin", "edge", "folds", "ownFolds", "teethLower", "teethUpper", "tongue", "photoMouth", "photoTeeth"],
  ...["Left", "Right"].flatMap((side) => ["white", "iris", "catchLight", "lid", "lidMask"].map((name) => name + side)),
] as const;
/** Half of the depth that the person may span, in face widths. */
const DEPTH_REACH = 12;

type Pictures = Record<string, Texture | null>;

export class Stage {
  private readonly scene = new Scene();
  private readonly camera = new Camera();
  private readonly frame: FrameUniforms;
  private readonly layers: Layer[];
  private readonly mouth: MouthLayer;
  private backdrop: BackgroundLayer | null = null;
  private clearColour: string | null = null;

  private constructor(
    readonly actor: Actor,
    private readonly renderer: WebGLRenderer,
    private readonly pictures: Pictures,
  ) {
    const { size, camera, faceWidth } = actor.description;
    this.frame = {
      size: { value: size },
      pixels: { value: size },
      depthMiddle: { value: camera.referenceDepth },
      depthReach: { value: DEPTH_REACH * faceWidth },
    };
    this.mouth = new MouthLayer(actor, this.frame, pictures as unknown as MouthPictures);
    const skin = { skin: pictures.skin!, edge: pictures.edge!, folds: pictures.folds!, ownFolds: pictures.ownFolds ?? null };
    this.layers = [
      new Person(actor, this.frame, skin),
      new EyeLayer(actor, 0, this.frame, eyePictures(pictures, "Left")),
      new EyeLayer(actor, 1, this.frame, eyePictures(pictures, "Right")),
      this.mouth,
      new SeamLayer(actor, this.frame),
    ];
    this.arrange();
  }

  /** Throws `not-an-avatar`, `newer-avatar` or `no-webgl`. */
  static async open(canvas: HTMLCanvasElement, file: GlbFile): Promise<Stage> {
    const actor = new Actor(file);
    const renderer = newRenderer(canvas);
    return new Stage(actor, renderer, await decodeAll(file, PICTURES));
  }

  /** Pixels of the canvas along a side. */
  resize(pixels: number): void {
    this.renderer.setSize(pixels, pixels, false);
    this.frame.pixels.value = pixels;
  }

  setBackdrop(backdrop: Backdrop): void {
    this.backdrop?.dispose();
    this.backdrop = backdrop && "picture" in backdrop ? new BackgroundLayer(this.frame, backdrop.picture) : null;
    this.clearColour = backdrop && "colour" in backdrop ? backdrop.colour : null;
    this.arrange();
  }

  draw(pose: FramePose, shoulders: Turn): void {
    const head = this.actor.pose(pose, shoulders);
    for (const layer of this.layers) layer.update(pose, head);
    this.mouth.drawSheets(this.renderer, this.camera);
    this.renderer.setRenderTarget(null);
    if (this.clearColour) this.renderer.setClearColor(rawColour(this.clearColour), 1);
    else this.renderer.setClearColor(0, 0);
    this.renderer.clear();
    this.renderer.render(this.scene, this.camera);
  }

  dispose(): void {
    this.backdrop?.dispose();
    this.layers.forEach((layer) => layer.dispose());
    for (const picture of Object.values(this.pictures)) picture?.dispose();
    this.renderer.dispose();
  }

  private arrange(): void {
    this.scene.clear();
    const layers = this.backdrop ? [this.backdrop, ...this.layers] : this.layers;
    layers
      .flatMap((layer) => layer.objects)
      .forEach((object, order) => {
        object.renderOrder = order;
        // One list for all: three.js draws opaque objects before transparent ones.
        if (!Array.isArray(object.material)) object.material.transparent = true;
        this.scene.add(object);
      });
  }
}

function newRenderer(canvas: HTMLCanvasElement): WebGLRenderer {
  try {
    const renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true, premultipliedAlpha: true });
    renderer.outputColorSpace = LinearSRGBColorSpace;
    renderer.autoClear = false;
    return renderer;
  } catch {
    throw new PlayerError("no-webgl", "This browser shows no WebGL 2; switch hardware acceleration on, or use another browser.");
  }
}

/** Colours pass as they are, from the file to the screen. */
function rawColour(text: string): Color {
  return new Color().setStyle(text, LinearSRGBColorSpace);
}

function eyePictures(pictures: Pictures, side: string): EyePictures {
  const of = (name: string): Texture => pictures[name + side]!;
  return {
    skin: pictures.skin!,
    white: of("white"),
    iris: of("iris"),
    catchLight: of("catchLight"),
    lid: of("lid"),
    lidMask: of("lidMask"),
  };
}
