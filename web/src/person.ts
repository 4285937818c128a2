/** The person: one sheet of skin, hair and clothes, of which the nearest is seen. */

import { BufferAttribute, BufferGeometry, DynamicDrawUsage, EqualDepth, Vector3, type Mesh as Object3D, type Texture } from "three";
import type { Actor } from "./actor.ts";
import type { Description } from "./description.ts";
import { disposeAll, drawn, OVER, type FrameUniforms, type Layer, type Uniforms } from "./layers.ts";
import type { FramePose } from "./motion.ts";
import { clamp } from "./numbers.ts";
import { plainTexture } from "./pictures.ts";
import { MESH_VERTEX, PERSON_FRAGMENT } from "./shaders.ts";

interface Pictures {
  skin: Texture;
  edge: Texture;
  folds: Texture;
  ownFolds: Texture | null;
}

export class Person implements Layer {
  readonly objects: Object3D[];
  private readonly places: BufferAttribute;
  private readonly shared: Uniforms;

  constructor(
    private readonly actor: Actor,
    frame: FrameUniforms,
    pictures: Pictures,
  ) {
    const { mesh, file, description } = actor;
    this.places = new BufferAttribute(mesh.places, 3).setUsage(DynamicDrawUsage);
    const uv = new BufferAttribute(mesh.uv, 2);
    const triangles = (material: string): number[] => [...file.triangles("head", material), ...file.triangles("torso", material)];
    const sheet = (indices: number[]): BufferGeometry => {
      const geometry = new BufferGeometry();
      geometry.setAttribute("position", this.places);
      geometry.setAttribute("uv", uv);
      geometry.setIndex(indices);
      return geometry;
    };
    const { folds } = description;
    this.shared = {
      ...frame,
      folds: { value: pictures.folds },
      ownFolds: { value: pictures.ownFolds ?? plainTexture(0) },
      tint: { value: new Vector3(...folds.tint) },
      drawnScale: { value: folds.drawnScale },
      ownScale: { value: folds.ownScale },
      amounts: { value: new Vector3() },
      ownAmount: { value: 0 },
    };
    const parts = [
      { geometry: sheet([...triangles("skin"), ...mesh.skirts]), picture: pictures.skin },
      { geometry: sheet(triangles("edge")), picture: pictures.edge },
    ];
    const draw = (part: (typeof parts)[number], options: object): Object3D =>
      drawn(part.geometry, MESH_VERTEX, PERSON_FRAGMENT, { ...this.shared, picture: { value: part.picture } }, options);
    // Depth first: of two sheets only the nearer one is seen, also through its soft edge.
    const nearest = { colorWrite: false, depthTest: true, depthWrite: true };
    const coloured = { ...OVER, depthTest: true, depthFunc: EqualDepth };
    this.objects = [...parts.map((part) => draw(part, nearest)), ...parts.map((part) => draw(part, coloured))];
  }

  update(pose: FramePose): void {
    this.places.needsUpdate = true;
    const { amounts, ownAmount } = this.shared;
    const [smile, brows, frown, relaxed] = foldAmounts(pose, this.actor.description);
    amounts!.value.set(smile, brows, frown);
    ownAmount!.value = relaxed;
  }

  dispose(): void {
    disposeAll(this.objects);
  }
}

/** Of a smile, of raised and of lowered brows, and how far the photo's smile has been taken back. */
function foldAmounts(
  { expression, neutral, smileKept }: FramePose,
  { folds, rig }: Pick<Description, "folds" | "rig">,
): [number, number, number, number] {
  const both = (stem: string): number => 0.5 * ((expression[`${stem}Left`] ?? 0) + (expression[`${stem}Right`] ?? 0));
  const frown = both("browDown");
  const raised = Math.max(expression.browInnerUp ?? 0, both("browOuterUp")) - frown;
  const { mouthPucker = 0, mouthFunnel = 0, mouthClose = 0, jawOpen = 0 } = expression;
  const narrowed = Math.max(Math.min(1, mouthPucker + mouthFunnel), clamp(mouthClose / Math.max(jawOpen, rig.minJaw)));
  const kept = smileKept * (1 - folds.shallower * narrowed);
  const wanted = [(1 - folds.smile) * both("mouthSmile"), raised, frown / folds.fullFrown, folds.smile * neutral * (1 - kept)];
  return wanted.map((amount) => Math.round(clamp(amount) * folds.steps) / folds.steps) as [number, number, number, number];
}
