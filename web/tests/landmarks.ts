/** `node landmarks.mjs AVATAR MOTION`: where the mesh's vertices are in every frame, as raw float32. */

import fs from "node:fs";
import { Actor } from "../src/actor.ts";
import { GlbFile } from "../src/glb.ts";
import { lengthOf, neutralPose, poseAt } from "../src/motion.ts";
import { followTrack } from "../src/shoulders.ts";

const [avatar, track, out] = process.argv.slice(2) as [string, string, string];
const bytes = fs.readFileSync(avatar);
const content = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
const actor = new Actor(GlbFile.read(content));
const motion = JSON.parse(fs.readFileSync(track, "utf8"));
const poses = Array.from({ length: lengthOf(motion) }, (_, k) => poseAt(motion, k, neutralPose()));
const shoulders = followTrack(poses, motion.fps, actor.description);
const frames = poses.map((pose, k) => {
  actor.pose(pose, shoulders[k]!);
  return Buffer.from(actor.mesh.places.slice().buffer);
});
fs.writeFileSync(out, Buffer.concat(frames));
