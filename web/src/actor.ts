/** A pose becomes places: rig, head, shoulders and mesh together, without anything of a browser. */

import { describe, type Description } from "./description.ts";
import type { GlbFile } from "./glb.ts";
import { HeadFrame, type Turn } from "./head.ts";
import { Mesh } from "./mesh.ts";
import type { FramePose } from "./motion.ts";
import { Rig } from "./rig.ts";

export class Actor {
  readonly description: Description;
  readonly frame: HeadFrame;
  readonly mesh: Mesh;
  private readonly rig: Rig;

  constructor(readonly file: GlbFile) {
    this.description = describe(file);
    this.frame = new HeadFrame(this.description);
    this.rig = new Rig(this.description, file);
    this.mesh = new Mesh(this.description, file);
  }

  /** Moves the mesh; returns how the head turns. */
  pose(pose: FramePose, shoulders: Turn): Turn {
    const head = this.frame.turn(pose.rotation, pose.translation);
    this.rig.pose(pose);
    this.mesh.move(this.rig.vertices, head, shoulders, pose.breath);
    return head;
  }
}
