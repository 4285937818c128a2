"""Talking clips that are drawn, for trials of the training: a coloured stand-in face that nods and
talks before a striped wall, with a voice whose features follow its mouth."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import torch

from real3d.numerics.types import FloatArray, Picture
from real3d.triplane.face_model.landmark_objective import FaceFit
from real3d.triplane.face_model.morphable_model import MorphableModel, Pose, posed
from real3d.triplane.face_model.secc import draw_mesh, drawn_triangles
from real3d.triplane.segmentation import PersonClass
from tests.support.face_stand_in import stand_in_face_model
from training.triplane.clips import TalkingClip

FEATURES = 6
"""Of the voice, in the place of HuBERT's 1024."""


@lru_cache(maxsize=4)
def drawn_clips(count: int = 2, frames: int = 24, size: int = 64) -> tuple[TalkingClip, ...]:
    """Clips of different people."""
    return tuple(drawn_clip(f"clip{number}", number, frames, size) for number in range(count))


def drawn_clip(name: str, seed: int, frames: int, size: int) -> TalkingClip:
    """A clip of one person."""
    face, rng = stand_in_face_model(), np.random.default_rng(seed)
    time = np.arange(frames)[:, None] / 25
    identity = rng.standard_normal((1, 80)).astype(np.float32)
    expression = np.sin(2 * np.pi * time * rng.uniform(0.5, 3, 64) + rng.uniform(0, 6, 64))
    euler = 0.2 * np.sin(2 * np.pi * time * (0.3, 0.5, 0.2) + rng.uniform(0, 6, 3))
    pose = Pose(euler.astype(np.float32), np.zeros((frames, 3), np.float32))
    fit = FaceFit(identity, expression.astype(np.float32), pose)
    background = _wall(size, seed)
    pictures = [_drawn(face, fit, k, size, background) for k in range(frames)]
    landmarks = face.landmark_model.project(identity, fit.expression, pose)
    heard = np.repeat(expression[:, :FEATURES], 2, axis=0)
    return TalkingClip(
        name=name,
        images=[image for image, _, _ in pictures],
        labels=[labels for _, labels, _ in pictures],
        torsos=[torso for _, _, torso in pictures],
        background=background,
        faces=fit,
        landmarks=np.pad(landmarks, ((0, 0), (0, 10), (0, 0)), "edge"),
        hubert=heard.astype(np.float32),
        f0=(150 + 20 * heard[:, 0]).astype(np.float32),
    )


def turned_face(face: MorphableModel, turn: FloatArray, size: int) -> Picture:
    """[S, S, 3] the face without expression over black."""
    still = np.zeros((1, 3), np.float32)
    fit = FaceFit(
        np.zeros((1, 80), np.float32),
        np.zeros((1, 64), np.float32),
        Pose(still + turn.astype(np.float32), still),
    )
    return _drawn(face, fit, 0, size, np.zeros((size, size, 3), np.uint8))[0]


def _drawn(
    face: MorphableModel, fit: FaceFit, frame: int, size: int, background: Picture
) -> tuple[Picture, Picture, Picture]:
    """Image, labels and torso of a frame."""
    shape = face.shape(fit.identity, fit.expression[[frame]])
    vertices = torch.from_numpy(posed(shape, fit.pose[[frame]]))
    colours = torch.from_numpy(face.colours)
    drawn = draw_mesh(vertices, drawn_triangles(face), colours, size)[0].permute(1, 2, 0).numpy()
    head = (drawn >= 0).all(2)
    down = np.arange(size)[:, None] / size
    across = np.abs(np.arange(size)[None] / size - 0.5)
    clothes = (down > 0.8 + 0.3 * across) & ~head
    neck = (across < 0.1) & (down > 0.6) & ~head & ~clothes
    image, torso = background.copy(), np.zeros_like(background)
    for part, colour in ((clothes, (40, 60, 160)), (neck, (200, 150, 120))):
        image[part] = torso[part] = colour
    image[head] = np.rint(255 * drawn[head]).astype(np.uint8)
    labels = np.zeros((size, size), np.uint8)
    for part, kind in (
        (clothes, PersonClass.CLOTHES),
        (neck, PersonClass.BODY_SKIN),
        (head, PersonClass.FACE_SKIN),
    ):
        labels[part] = kind
    return image, labels, torso


def _wall(size: int, seed: int) -> Picture:
    stripes = (np.arange(size) // 4 + seed) % 2
    return (
        np.broadcast_to(60 + 60 * stripes[None, :, None], (size, size, 3)).astype(np.uint8).copy()
    )
