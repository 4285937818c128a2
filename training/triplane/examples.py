"""From clips to what the stages look at: pairs of frames, excerpts of voices, pairs of mouths and
voices. What is drawn depends on the seed, the step and the number of the sample alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from real3d.numerics.types import Float32Array, Picture
from real3d.triplane.driving.head_path import cameras, torso_keypoints
from real3d.triplane.face_model.landmark_objective import LIPS, FaceFit
from real3d.triplane.face_model.morphable_model import MorphableModel
from real3d.triplane.face_model.secc import FaceMesh
from real3d.triplane.face_model.secc_eyelids import close_eyes
from real3d.triplane.segmentation import HEAD, PersonClass, class_mask
from training.triplane.clips import Clips, TalkingClip
from training.triplane.noise import drawn_index

LIP_MARGIN = 1.2
"""Half the side of the lips' square, as a multiple of half the mouth's extent."""
FAR_APART = 50
"""Frames between source and target at least, in a clip that is long enough."""
T = TypeVar("T")


@dataclass(frozen=True)
class FramePair:
    """Source and target frames of B clips. Pictures are [B, 3, S, S] in -1..1."""

    source_head: Tensor
    target_head: Tensor
    target_image: Tensor
    """With its background replaced by the clip's."""
    head_mask: Tensor
    """[B, 1, S, S] of the target."""
    torso_mask: Tensor
    """[B, 1, S, S] of the target."""
    camera: Tensor
    """[B, 25] of the target."""
    mesh_canonical: Tensor
    mesh_source: Tensor
    mesh_target: Tensor
    lips: Tensor
    """[B, 4] square around the target's lips, 0..1."""
    torso: Tensor
    torso_masks: Tensor
    """[B, 2, S, S] neck and clothes of the source."""
    source_keypoints: Tensor
    """[B, 68, 3]."""
    target_keypoints: Tensor
    background: Tensor


@dataclass(frozen=True)
class VoiceExcerpt:
    """B excerpts of voices with the faces that spoke."""

    hubert: Tensor
    """[B, 2T, C]."""
    f0: Tensor
    """[B, 2T]."""
    expression: Tensor
    """[B, T, 64]."""
    identity: Tensor
    """[B, 80]."""
    mouth: Tensor
    """[B] how far the clip's mouth opens, see `mouth_amplitude`."""


def frame_pair(
    clip: TalkingClip, source: int, target: int, face: MorphableModel, mesh: FaceMesh
) -> FramePair:
    """A pair of frames of one clip, at the size of the mesh's pictures."""
    size = mesh.size
    fit = clip.faces
    frames = np.array([source, target])
    both = FaceFit(fit.identity, fit.expression[frames], fit.pose[frames])
    keypoints = torch.from_numpy(torso_keypoints(face, both))
    still = np.zeros_like(fit.expression[:1])
    neutral = mesh.neutral(torch.from_numpy(fit.identity[0]))
    faces = torch.from_numpy(np.concatenate((still, both.expression)))
    canonical, of_source, of_target = mesh(neutral, faces).split(1)
    labels = [_labels(clip.labels[k], size) for k in (source, target)]
    heads = [head_picture(clip.images[k], clip.labels[k], size) for k in (source, target)]
    whole = clip.images[target].copy()
    behind = clip.labels[target] == PersonClass.BACKGROUND
    whole[behind] = clip.background[behind]
    torso = [class_mask(labels[0], part) for part in (PersonClass.BODY_SKIN, PersonClass.CLOTHES)]
    return FramePair(
        source_head=heads[0],
        target_head=heads[1],
        target_image=picture_tensor(whole, size),
        head_mask=_mask(class_mask(labels[1], *HEAD)),
        torso_mask=_mask(class_mask(labels[1], PersonClass.BODY_SKIN, PersonClass.CLOTHES)),
        camera=torch.from_numpy(cameras(both.pose[1:]).astype(np.float32)),
        mesh_canonical=canonical.clone(),
        mesh_source=of_source.clone(),
        mesh_target=of_target.clone(),
        lips=torch.from_numpy(lip_square(clip.landmarks[target])[None]),
        torso=picture_tensor(clip.torsos[source], size),
        torso_masks=torch.cat([_mask(part) for part in torso], 1),
        source_keypoints=keypoints[:1],
        target_keypoints=keypoints[1:],
        background=picture_tensor(clip.background, size),
    )


def drawn_pair(clip: TalkingClip, seed: int, step: int, sample: int, same: bool) -> tuple[int, int]:
    """Numbers of a source and a target frame: far apart where the clip is long enough."""
    frames = len(clip)
    target = drawn_index(seed, step, 2 * sample, frames)
    if same:
        return target, target
    apart = min(FAR_APART, frames // 2)
    far = [k for k in range(frames) if abs(k - target) >= apart]
    return far[drawn_index(seed, step, 2 * sample + 1, len(far))], target


@dataclass(frozen=True)
class PairSource:
    """Draws pairs of frames for the stages that learn from talking clips."""

    clips: Clips
    face: MorphableModel
    mesh: FaceMesh
    seed: int

    def clip(self, step: int, sample: int) -> TalkingClip:
        """The clip of one sample of a step."""
        return self.clips[drawn_index(self.seed, step, sample, len(self.clips))]

    def pair(self, step: int, sample: int, same: bool) -> FramePair:
        """A pair of its frames; `same`: the source is its own target."""
        clip = self.clip(step, sample)
        source, target = drawn_pair(clip, self.seed, step, sample, same)
        return frame_pair(clip, source, target, self.face, self.mesh)


def perturbed_mesh(
    clip: TalkingClip, frame: int, mesh: FaceMesh, identity: Float32Array, expression: Float32Array
) -> Tensor:
    """[1, 3, S, S] the mesh of a frame with identity [80] and expression [64] moved a little."""
    fit = clip.faces
    neutral = mesh.neutral(torch.from_numpy(fit.identity[0] + identity))
    return mesh(neutral, torch.from_numpy(fit.expression[[frame]] + expression)).clone()


def closing_lids(picture: Tensor, less: float, more: float) -> tuple[Tensor, Tensor, Tensor]:
    """[1, 3, S, S] mesh pictures with lids closed half way between two amounts, less, and more."""
    amounts = ((less + more) / 2, less, more)
    shut = [close_eyes(picture[0].numpy(), (amount, amount)) for amount in amounts]
    half, little, much = (torch.from_numpy(each)[None] for each in shut)
    return half, little, much


def voice_excerpt(clip: TalkingClip, start: int, frames: int, face: MorphableModel) -> VoiceExcerpt:
    """An excerpt of a clip with a voice."""
    fit = clip.faces
    rows, steps = slice(start, start + frames), slice(2 * start, 2 * (start + frames))
    return VoiceExcerpt(
        hubert=torch.from_numpy(clip.hubert[steps])[None],
        f0=torch.from_numpy(clip.f0[steps])[None],
        expression=torch.from_numpy(fit.expression[rows])[None],
        identity=torch.from_numpy(fit.identity[:1]),
        mouth=torch.tensor([mouth_amplitude(face, fit)]),
    )


def mouth_amplitude(face: MorphableModel, fit: FaceFit) -> float:
    """The 0.9 quantile over time of the distance |dx|+|dy|+|dz| of the lips' middles, dm."""
    keypoints = face.keypoint_model.shape(fit.identity, fit.expression)
    apart = np.abs(keypoints[:, 51] - keypoints[:, 57]).sum(1)
    return float(np.quantile(apart, 0.9))


def lip_square(landmarks: Float32Array) -> Float32Array:
    """[4] left, top, right, bottom of the square around the lips of [478, 2] landmarks."""
    mouth = landmarks[list(LIPS)]
    low, high = mouth.min(0), mouth.max(0)
    half = LIP_MARGIN * (high - low).max() / 2
    centre = (low + high) / 2
    return np.concatenate((centre - half, centre + half)).astype(np.float32)


def picture_tensor(picture: Picture, size: int) -> Tensor:
    """[1, 3, size, size] in -1..1 of an RGB picture."""
    if picture.shape[0] != size:
        picture = cv2.resize(picture, (size, size), interpolation=cv2.INTER_AREA)
    levels = torch.from_numpy(np.ascontiguousarray(picture)).float()
    return (levels / 127.5 - 1).permute(2, 0, 1)[None]


def stacked(examples: Sequence[T]) -> T:
    """Examples of one each as a batch."""
    first = examples[0]
    parts = {
        field.name: torch.cat([getattr(example, field.name) for example in examples])
        for field in fields(first)  # type: ignore[arg-type]
    }
    return type(first)(**parts)


def head_picture(image: Picture, labels: Picture, size: int) -> Tensor:
    """The head alone; every other pixel is exactly -1."""
    alone = np.where(class_mask(_labels(labels, size), *HEAD)[..., None], _sized(image, size), 0)
    return picture_tensor(alone.astype(np.uint8), size)


def _sized(picture: Picture, size: int) -> Picture:
    if picture.shape[0] == size:
        return picture
    return np.asarray(cv2.resize(picture, (size, size), interpolation=cv2.INTER_AREA))


def _labels(labels: Picture, size: int) -> Picture:
    if labels.shape[0] == size:
        return labels
    return np.asarray(cv2.resize(labels, (size, size), interpolation=cv2.INTER_NEAREST))


def _mask(mask: NDArray[Any]) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(mask)).float()[None, None]
