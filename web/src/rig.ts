/**
 * The engine's rig on the file's targets: coefficients → where every vertex of the mesh goes.
 *
 * Targets that viewers add up are linear; what is not (`real3d/mesh/rig.py`) is computed here: the arc
 * of the jaw, how far pucker and funnel narrow a mouth, how high the upper lip may rise, teeth that a
 * smile bares, lips that meet. The lips' own fields are targets too; a field is moved by any vector.
 */

import type { Description, Vector } from "./description.ts";
import type { GlbFile, Morph } from "./glb.ts";
import type { FramePose } from "./motion.ts";
import { apply, clamp, transposed } from "./numbers.ts";

const POINTS = 9;
/** Gap that rounding may take below its least, outer-eye-corner distances: lips that touch are not apart. */
const TOUCHING = 2e-5;

interface LipField {
  vertices: Uint16Array;
  share: Float32Array;
}

export class Rig {
  /** [3 V] of the camera's space: the pose that was set last, before the head moves. */
  readonly vertices: Float32Array;
  private readonly neutral: Float32Array;
  private readonly morphs: Map<string, Morph>;
  private readonly upper: LipField[] = [];
  private readonly lower: LipField[] = [];
  private readonly down: Vector;
  private readonly right: Vector;
  private readonly away: Vector;

  constructor(
    private readonly description: Description,
    file: GlbFile,
  ) {
    const { metre, camera, pose } = description;
    const positions = file.attribute("head", "POSITION");
    this.neutral = toSpace(positions, metre, [...camera.centre, camera.referenceDepth]);
    this.vertices = this.neutral.slice();
    this.morphs = file.morphs("head");
    for (const morph of this.morphs.values()) morph.ways = toSpace(morph.ways, metre, [0, 0, 0]);
    // The axes of the head frame in the camera's space, one unit long.
    const axis = (k: 0 | 1 | 2): Vector => pose.rotation.map((row) => pose.scale * row[k]) as Vector;
    [this.right, this.down, this.away] = [axis(0), axis(1), axis(2)];
    for (let k = 0; k < POINTS; k++) {
      this.upper.push(this.field(`real3d_upperLip${k}`));
      this.lower.push(this.field(`real3d_lowerLip${k}`));
    }
  }

  /** Sets the expression of a frame; blinks are painted, see `eyes.ts`. */
  pose(frame: FramePose): void {
    const { rig } = this.description;
    const value = (name: string): number => frame.expression[name] ?? 0;
    this.vertices.set(this.neutral);
    const smiling = frame.neutral * frame.smileKept * rig.smile;
    this.shapes(frame, smiling);
    this.add("real3d_photo", 1 - frame.neutral);
    this.add("real3d_smile", frame.neutral * frame.smileKept);
    const frown = 0.5 * (value("mouthFrownLeft") + value("mouthFrownRight"));
    this.add("real3d_frown", frame.neutral * Math.min(frown / rig.frownEndsSmile, 1));
    this.openJaw(value("jawOpen"));
    this.limitExposure();
    if (smiling > 0) {
      const rounding = Math.min(1, value("mouthPucker") + value("mouthFunnel"));
      this.bareTeeth(smiling * (1 - rig.roundedSmile * rounding), Math.min(1, value("mouthRollLower") / rig.tuck));
    }
    this.closeLips(clamp(value("mouthClose") / Math.max(value("jawOpen"), rig.minJaw)));
    ["Left", "Right"].forEach((side, eye) => {
      const open = 1 - clamp(frame.blink[eye]!);
      this.add(`eyeLookUp${side}`, open * Math.max(-frame.gaze[1], 0));
      this.add(`eyeWide${side}`, open * value(`eyeWide${side}`));
      this.add(`eyeSquint${side}`, open * value(`eyeSquint${side}`));
    });
  }

  private shapes(frame: FramePose, smiling: number): void {
    const { rig } = this.description;
    const rounded = 1 - rig.smileRounding * smiling;
    const narrowing = (["mouthPucker", "mouthFunnel"] as const)
      .map((name) => rig.narrowing[name] * rig.gains[name] * rounded * (frame.expression[name] ?? 0))
      .reduce((sum, share) => sum + share, 0);
    const narrowed = rounded * (narrowing > rig.narrowest ? rig.narrowest / narrowing : 1);
    for (const [name, amount] of Object.entries(frame.expression)) {
      if (name === "jawOpen" || name === "mouthClose" || name.startsWith("eye")) continue;
      if (!rig.names.includes(name) && !name.startsWith("viseme_")) continue;
      this.add(name, name in rig.gains ? amount * narrowed : amount);
    }
  }

  private openJaw(amount: number): void {
    if (amount <= 0) return;
    const full = this.description.rig.jawAngle;
    const share = Math.sin(full * amount) / Math.sin(full);
    this.add("jawOpen", share);
    this.add("real3d_jawArc", 1 - Math.cos(full * amount) - share * (1 - Math.cos(full)));
  }

  private limitExposure(): void {
    const { highestUpper, exposureHeld } = this.description.rig;
    const excess = this.lip("upper").map((place, k) => Math.max(0, highestUpper[k]! - place[1]));
    excess.forEach((amount, k) => this.move(this.upper[k]!, this.down, exposureHeld * amount));
  }

  private bareTeeth(share: number, tuck: number): void {
    const { smilingGap, upperRestShare } = this.description.rig;
    const [above, below] = [this.lip("upper"), this.lip("lower")];
    for (let k = 0; k < POINTS; k++) {
      const bared = share * smilingGap[k]!;
      const gap = Math.max(below[k]![1] - above[k]![1], 0);
      const raised = upperRestShare * bared;
      const lowered = Math.hypot(gap, bared) - gap - raised;
      this.move(this.lower[k]!, this.down, lowered > 0 ? (1 - tuck) * lowered : lowered);
      this.move(this.upper[k]!, this.down, -raised);
    }
  }

  /** Closes the share `seal` of every gap, and all that a gap lacks to its smallest. */
  private closeLips(seal: number): void {
    const { smallestGap, upperSealShare } = this.description.rig;
    const [above, below] = [this.lip("upper"), this.lip("lower")];
    for (let k = 0; k < POINTS; k++) {
      const height = below[k]![1] - above[k]![1];
      const share = height < smallestGap[k]! - TOUCHING ? 1 - smallestGap[k]! / Math.min(height, -1e-9) : seal;
      if (share === 0) continue;
      [this.right, this.down, this.away].forEach((axis, direction) => {
        const closing = share * (below[k]![direction]! - above[k]![direction]!);
        this.move(this.upper[k]!, axis, upperSealShare * closing);
        this.move(this.lower[k]!, axis, -(1 - upperSealShare) * closing);
      });
    }
  }

  /** Where the nine points of a lip are now, in the head frame. */
  private lip(which: "upper" | "lower"): Vector[] {
    const { rig, pose } = this.description;
    const [points, start] = which === "upper" ? [rig.upperInner, rig.neutralUpper] : [rig.lowerInner, rig.neutralLower];
    return points.map((vertex, k) => {
      const moved = [0, 1, 2].map((axis) => this.vertices[3 * vertex + axis]! - this.neutral[3 * vertex + axis]!) as Vector;
      const way = apply(transposed(pose.rotation), moved);
      return start[k]!.map((value, axis) => value + way[axis]! / pose.scale) as Vector;
    });
  }

  private add(name: string, weight: number): void {
    const morph = this.morphs.get(name);
    if (!morph || weight === 0) return;
    const { vertices, ways } = morph;
    for (let i = 0; i < vertices.length; i++) {
      const at = 3 * vertices[i]!;
      this.vertices[at]! += weight * ways[3 * i]!;
      this.vertices[at + 1]! += weight * ways[3 * i + 1]!;
      this.vertices[at + 2]! += weight * ways[3 * i + 2]!;
    }
  }

  private move({ vertices, share }: LipField, axis: Vector, amount: number): void {
    if (amount === 0) return;
    for (let i = 0; i < vertices.length; i++) {
      const at = 3 * vertices[i]!;
      const way = amount * share[i]!;
      this.vertices[at]! += way * axis[0];
      this.vertices[at + 1]! += way * axis[1];
      this.vertices[at + 2]! += way * axis[2];
    }
  }

  /** How much each vertex follows a point of a lip: the length of its way when the point goes one unit. */
  private field(name: string): LipField {
    const { vertices, ways } = this.morphs.get(name)!;
    const unit = this.description.pose.scale ** 2;
    const share = new Float32Array(vertices.length);
    for (let i = 0; i < vertices.length; i++) {
      const way = [0, 1, 2].map((k) => ways[3 * i + k]!);
      share[i] = (way[0]! * this.down[0] + way[1]! * this.down[1] + way[2]! * this.down[2]) / unit;
    }
    return { vertices, share };
  }
}

/** Metres of the file → the camera's space: y and z turn around. */
function toSpace(points: Float32Array, metre: number, origin: number[]): Float32Array {
  const signs = [1, -1, -1];
  return points.map((value, i) => (value / metre) * signs[i % 3]! + origin[i % 3]!);
}
