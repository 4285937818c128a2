"""One frame: pose the landmarks, move the mesh, rasterise, composite, then eyes and mouth.

A renderer owns the buffers that a frame needs, so each thread has its own.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from real3d.engine import InspectedFrame
from real3d.mesh.compositing import Words, as_picture, as_words, composite, unpremultiply
from real3d.mesh.eyes import draw_eye
from real3d.mesh.folds import FoldedTexture
from real3d.mesh.head_transform import HeadTransform
from real3d.mesh.mouth import MouthState, draw_mouth
from real3d.mesh.raster import SheetBuffers, move_vertices, rasterise
from real3d.mesh.reconstruction import Reconstruction
from real3d.mesh.shoulders import follow_head
from real3d.mesh.silhouettes import inner_edges, smooth_silhouettes
from real3d.mesh.texture import TEXELS_PER_PIXEL
from real3d.mesh.topology import LANDMARKS, Slit, face_topology
from real3d.mesh.views import RestingPerson
from real3d.motion import Motion
from real3d.numerics.types import Float32Array, FloatArray, IndexArray, Picture
from real3d.portrait.landmarks import LIPS

CHEST_RISE = 0.010
"""How far a full breath lifts the chest, in face widths."""
_FOLD_STEP = 0.015
"""Least step in depth at the edge of a part that passes in front of another, in face widths."""
_FOLD_JUMP = 3.0
"""And least jump in the texture from one to the other, in pixels at 512."""
SHOULDER_REACH = 0.08
"""How far the shoulders move at most, in picture sides: less than the mesh reaches beyond."""
SKIRT_DEPTH = 0.05
"""How far behind its rim the skirt of a hole lies, in face widths."""

LIPS_FORWARD = 0.08
"""How much nearer lips are drawn than they are, in face widths: where the far corner of a turned
mouth narrows, they pass before the cheek, not behind it."""


class FrameRenderer:
    """Renders single frames of one avatar over one background.

    Args:
        avatar: what to render.
        texture: [2S, 2S, 4] the person at rest, premultiplied; see `texture.py`.
        background: [S, S, 3], or None for frames with alpha.
    """

    def __init__(
        self,
        avatar: Reconstruction,
        texture: Picture,
        background: Picture | None,
    ) -> None:
        topology = face_topology()
        surface = avatar.surface
        size = avatar.portrait.size
        self.avatar = avatar
        self._background = _background_words(background, size)
        self._transparent = background is None
        self.texture = texture
        self._folded = FoldedTexture(texture, avatar.folds)
        self._slits = (topology.mouth, *topology.eyes)
        rims = [np.concatenate([slit.upper, slit.lower]) for slit in self._slits]
        self._uv = np.vstack([surface.texture_uv, *(surface.uv[rim] for rim in rims)])
        self._count = len(surface.vertices)
        self._triangles = np.vstack([surface.triangles, *self._hole_skirts()]).astype(np.int32)
        self._edges = inner_edges(self._triangles)
        self._weights = np.column_stack([surface.head_weights, surface.shoulder_weights])
        self._breath = surface.breath_weights * np.float32(CHEST_RISE * surface.face_width)
        self._forward = np.float32(LIPS_FORWARD * surface.face_width) * lip_shares(self._count)
        self._followed: Motion | None = None
        self.vertices = np.zeros((len(self._uv), 3), np.float32)
        """[V, 3] of the last frame, in pixels and depth: the mesh, then the skirts of its holes."""
        self.sheet = SheetBuffers.empty(size, size)
        self._person = np.empty((size, size), np.uint32)

    def render(self, motion: Motion, index: int) -> Picture:
        """Frame `index` of the motion: [S, S, 3] RGB, or [S, S, 4] without a background."""
        head = self._head(motion, index)
        self._move(motion, index, head)
        self._fold_skin(motion, index)
        frame = self._draw_person()
        self._draw_eyes(frame, head, motion, index)
        self._draw_mouth(frame, head, motion, index)
        return frame

    def inspect(self, resting: RestingPerson, motion: Motion, index: int) -> InspectedFrame:
        """The frame with its views: the mesh, and its depth."""
        frame = self.render(motion, index)
        alone = np.empty_like(self._person)
        self._composite(np.zeros_like(alone), alone)
        alpha = as_picture(alone)[..., 3]
        landmarks = self.vertices[:LANDMARKS, :2]
        mesh = resting.mesh_view(self.sheet, alpha, landmarks)
        return InspectedFrame(frame, (mesh, resting.depth_view(self.sheet.depth, alpha)))

    def _head(self, motion: Motion, index: int) -> HeadTransform:
        surface = self.avatar.surface
        return HeadTransform.from_motion(
            motion.rotation[index],
            motion.translation[index],
            self.avatar.portrait.pose,
            surface.pivot,
            surface.camera,
        )

    def _shoulders(self, motion: Motion, index: int) -> FloatArray:
        """[2, 3] rotation vector and translation of the shoulders."""
        if motion is not self._followed:  # computed once for all frames of a motion
            surface, portrait = self.avatar.surface, self.avatar.portrait
            arm = surface.vertices[:LANDMARKS].mean(axis=0) - surface.pivot
            reach = SHOULDER_REACH * portrait.size
            self._shoulder_motion = follow_head(motion, portrait.pose, arm, reach)
            self._followed = motion
        shoulders = self._shoulder_motion
        return np.stack([shoulders.rotation[index], shoulders.translation[index]])

    def _move(self, motion: Motion, index: int, head: HeadTransform) -> None:
        """Where every vertex of this frame is."""
        surface, rig, pose = self.avatar.surface, self.avatar.rig, self.avatar.portrait.pose
        landmarks = rig.pose_landmarks(
            motion.expression[index],
            motion.blink[index],
            motion.gaze[index],
            motion.neutral[index],
            motion.smile_kept[index],
        )
        moved = (pose.scale * (landmarks - rig.rest) @ pose.rotation.T).astype(np.float32)
        camera = surface.camera
        move_vertices(
            surface.vertices,
            surface.landmark_weights @ moved,
            self._weights,
            self._breath * np.float32(motion.breath[index]),
            surface.edge_weights,
            np.stack([head.angle * head.axis, head.translation]),
            self._shoulders(motion, index),
            head.pivot,
            camera.centre,
            camera.reference_depth,
            camera.distance,
            self.vertices,
        )
        self.vertices[: self._count, 2] -= self._forward
        self._part_lips(pose.rotation[:2, 1])
        self._place_hole_skirts()

    def _part_lips(self, down: FloatArray) -> None:
        """Between the landmarks, where only the skin's interpolation speaks, lips may still cross
        by a fraction of a pixel: there they meet in the middle."""
        upper, lower = self._slits[0].upper, self._slits[0].lower
        across = (self.vertices[lower, :2] - self.vertices[upper, :2]) @ down.astype(np.float32)
        crossed = across < 0
        middle = 0.5 * (self.vertices[upper[crossed]] + self.vertices[lower[crossed]])
        self.vertices[upper[crossed]] = middle
        self.vertices[lower[crossed]] = middle

    def _place_hole_skirts(self) -> None:
        """Moves the skirts: skin from each rim to the middle of its hole, so that the soft edge of
        what is drawn into the hole never lets the background through."""
        start = self._count
        for slit in self._slits:
            middle = 0.5 * (self.vertices[slit.upper] + self.vertices[slit.lower])
            middle[:, 2] += SKIRT_DEPTH * self.avatar.surface.face_width
            for _ in range(2):
                self.vertices[start : start + len(middle)] = middle
                start += len(middle)

    def _fold_skin(self, motion: Motion, index: int) -> None:
        amounts = self.avatar.folds.amounts(
            motion.expression[index], motion.neutral[index], motion.smile_kept[index]
        )
        self.texture = self._folded.at(amounts)

    def _hole_skirts(self) -> Iterator[IndexArray]:
        """Triangles [F, 3] of the skirts of mouth and eyes."""
        start = self._count
        for slit in self._slits:
            for rim in (slit.upper, slit.lower):
                inner = start + np.arange(len(rim))
                yield np.column_stack([rim[:-1], rim[1:], inner[:-1]])
                yield np.column_stack([rim[1:], inner[1:], inner[:-1]])
                start += len(rim)

    def _draw_person(self) -> Picture:
        rasterise(self.vertices, self._uv, self._triangles, self.sheet)
        self._composite(self._background, self._person)
        self._smooth_edges()
        person = as_picture(self._person)
        if not self._transparent:
            return cv2.cvtColor(person, cv2.COLOR_RGBA2RGB)
        frame = np.empty_like(person)
        unpremultiply(person, frame)
        return frame

    def _composite(self, background: Words, out: Words) -> None:
        composite(self.sheet, as_words(self.texture), TEXELS_PER_PIXEL, background, out)

    def _smooth_edges(self) -> None:
        smooth_silhouettes(
            self.vertices,
            self._edges,
            self.sheet,
            _FOLD_STEP * self.avatar.surface.face_width,
            _FOLD_JUMP * self.avatar.portrait.size / 512,
            self._person,
        )

    def _rim(self, slit: Slit) -> tuple[FloatArray, FloatArray]:
        vertices = self.vertices[:, :2].astype(np.float64)
        return vertices[slit.upper], vertices[slit.lower]

    def _draw_eyes(self, frame: Picture, head: HeadTransform, motion: Motion, index: int) -> None:
        for k, eye in enumerate(self.avatar.eyes):
            upper, lower = self._rim(self._slits[1 + k])
            blink = float(np.clip(motion.blink[index, k], 0, 1))
            draw_eye(frame, eye, upper, lower, head, motion.gaze[index], blink)

    def _draw_mouth(self, frame: Picture, head: HeadTransform, motion: Motion, index: int) -> None:
        channels = dict(zip(motion.basis, motion.expression[index], strict=True))
        neutral = float(motion.neutral[index])
        rounding = min(1.0, channels["mouthPucker"] + channels["mouthFunnel"])
        state = MouthState(
            jaw=float(channels["jawOpen"]),
            tongue_out=float(channels["tongueOut"]),
            rounding=neutral * float(rounding),
            neutral=neutral,
        )
        upper, lower = self._rim(self._slits[0])
        draw_mouth(frame, self.avatar.mouth, upper, lower, head, state)


def lip_shares(vertices: int) -> Float32Array:
    """[V] share of a vertex that belongs to the lips: 1, just beyond their outline 1/2, or 0."""
    topology = face_topology()
    lips = np.zeros(vertices, np.float32)
    lips[list(LIPS)] = 1
    middles = LANDMARKS + np.arange(len(topology.midpoints))
    lips[middles] = lips[topology.midpoints].mean(axis=1)
    return lips


def _background_words(background: Picture | None, size: int) -> Words:
    """[S, S] an opaque background, or an empty one."""
    if background is None:
        return np.zeros((size, size), np.uint32)
    return as_words(cv2.cvtColor(background, cv2.COLOR_RGB2RGBA))
