"""What a network makes of clips that it has not seen: `python -m training.triplane evaluate`.

The first frame of a clip is the photo; the clip's own motion drives it to all others, which are
compared with the real ones (same-identity reenactment). The protocol stands in docs/training.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import torch
from torch import Tensor

from real3d.errors import InputError
from real3d.numerics.types import Float32Array, FloatArray, Picture
from real3d.portrait.landmarks import SKIN_LANDMARK_COUNT
from real3d.triplane.acceleration.device_placement import tensors_to_device
from real3d.triplane.face_model.fitting import fit_video
from real3d.triplane.face_model.morphable_model import MorphableModel
from real3d.triplane.face_model.secc import FaceMesh
from real3d.triplane.modeling.volume_rendering import Sampling
from real3d.triplane.weights.checkpoint import find_checkpoint, read_released
from real3d.triplane.weights.conversion import RENDERER_FOLDER, find_release
from training.triplane import picture_scores
from training.triplane.clips import Clips, TalkingClip
from training.triplane.configs import NetworkConfig
from training.triplane.examples import frame_pair
from training.triplane.loop import read_checkpoint
from training.triplane.optimisation import training_device
from training.triplane.renderer import TrainableRenderer
from training.triplane.sizes import scaled
from training.triplane.stages.torso import torso_of

Part = Literal["head", "person"]
"""The head over black, which stages 1 and 2 learn, or all of the picture."""
Track = Callable[[Iterator[Picture]], Iterator[FloatArray | None]]
"""Landmarks of frames, as `real3d.portrait.tracking.track` finds them."""


@dataclass(frozen=True)
class Scores:
    """Of one clip, or the means of several."""

    psnr: float
    """dB, higher is better."""
    ssim: float
    """-1..1, higher is better."""
    l1: float
    """Grey levels."""
    flicker: float
    """Grey levels, see `picture_scores.flicker`."""
    aed: float | None
    """Average expression distance: mean absolute difference of the face model's 64 coefficients.
    None where no face was found in any frame."""
    apd: float | None
    """Average pose distance: mean absolute difference of the three Euler angles, degrees."""
    lost: float
    """Share of frames in which no face was found; they are left out of `aed` and `apd`."""


@dataclass(frozen=True)
class Network:
    """A renderer at rest."""

    renderer: TrainableRenderer
    size: int
    """Of its pictures, pixels."""
    sampling: Sampling


def load_network(checkpoint: Path) -> Network:
    """The network of a stage's checkpoint, its running average if there is one.

    Raises:
        InputError: the checkpoint is missing or damaged, or is of a stage without a renderer.
    """
    content = read_checkpoint(checkpoint)
    config = json.loads(content["config"]).get("network")
    if config is None:
        raise InputError("evaluation-without-renderer", path=checkpoint)
    try:
        return _at_rest(content["average"] or content["networks"]["model"], NetworkConfig(**config))
    except RuntimeError as error:
        raise InputError("evaluation-without-renderer", path=checkpoint) from error


def load_release(folder: Path) -> Network:
    """The released renderer.

    Raises:
        InputError: it is missing or damaged.
    """
    path = find_checkpoint(find_release(folder) / RENDERER_FOLDER)
    return _at_rest(read_released(path), NetworkConfig())


def evaluate(
    network: Network, clips: Clips, face: MorphableModel, part: Part, frames: int, track: Track
) -> Iterator[tuple[str, Scores]]:
    """Scores of each clip, by its name.

    Args:
        network: that renders.
        clips: that it has not seen.
        face: the face model.
        part: of the picture.
        frames: of each clip, at most, after the first.
        track: finds the landmarks of rendered frames.
    """
    mesh = FaceMesh(face, network.size)
    for number in range(len(clips)):
        clip = clips[number]
        pairs = list(driven_frames(network, clip, face, mesh, part, frames))
        made, real = (np.stack(each) for each in zip(*pairs, strict=True))
        yield clip.name, scores(made, real, clip.landmarks[1:], face, track)


@torch.inference_mode()
def driven_frames(
    network: Network,
    clip: TalkingClip,
    face: MorphableModel,
    mesh: FaceMesh,
    part: Part,
    frames: int,
) -> Iterator[tuple[Picture, Picture]]:
    """Frames of a clip from its second on, as its first shows them when driven, and real ones."""
    renderer, planes = network.renderer, None
    for target in range(1, min(frames + 1, len(clip))):
        pair = frame_pair(clip, 0, target, face, mesh)
        pair = tensors_to_device(pair, training_device())
        if planes is None:
            planes = renderer.canonical_planes(pair.source_head)
        driven = planes + renderer.expression_planes(
            pair.mesh_canonical, pair.mesh_source, pair.mesh_target
        )
        if part == "head":
            frame = renderer.render_head(driven, pair.camera, network.sampling)
            yield _picture(frame.image), _picture(pair.target_head)
        else:
            frame = renderer.render_person(driven, pair.camera, torso_of(pair), network.sampling)
            yield _picture(frame.image), _picture(pair.target_image)


def scores(
    made: Picture, real: Picture, landmarks: Float32Array, face: MorphableModel, track: Track
) -> Scores:
    """
    Args:
        made: [T, S, S, 3].
        real: [T, S, S, 3].
        landmarks: [T or more, 478, 2] of the real frames, 0..1 over the picture.
        face: the face model.
        track: finds the landmarks of the made frames.
    """
    aed, apd, lost = motion_distance(made, landmarks[: len(made)], face, track)
    return Scores(
        psnr=picture_scores.psnr(made, real),
        ssim=picture_scores.ssim(made, real),
        l1=picture_scores.l1(made, real),
        flicker=picture_scores.flicker(made, real) if len(made) > 1 else 0.0,
        aed=aed,
        apd=apd,
        lost=lost,
    )


def motion_distance(
    made: Picture, landmarks: Float32Array, face: MorphableModel, track: Track
) -> tuple[float | None, float | None, float]:
    """Distances of expression and pose (degrees) from the real frames', and the share of frames
    without a face. The real landmarks are fitted anew, in the same frames and in the same way, so
    that nothing but the landmarks can differ."""
    found = list(track(iter(made)))
    seen = [number for number, each in enumerate(found) if each is not None]
    lost = 1 - len(seen) / len(made)
    if not seen:
        return None, None, lost
    places = np.stack([each[:SKIN_LANDMARK_COUNT, :2] for each in found if each is not None])
    shown = fit_video(face, places / made.shape[1])
    real = fit_video(face, landmarks[seen, :SKIN_LANDMARK_COUNT])
    aed = float(np.abs(shown.expression - real.expression).mean())
    apd = float(np.degrees(np.abs(shown.pose.euler - real.pose.euler)).mean())
    return aed, apd, lost


def _at_rest(state: Mapping[str, Tensor], config: NetworkConfig) -> Network:
    renderer = TrainableRenderer(scaled(config.divisor))
    renderer.load_state_dict(dict(state))
    renderer.to(training_device()).eval()
    return Network(renderer, config.size, Sampling(config.coarse, config.fine))


def _picture(image: Tensor) -> Picture:
    """[S, S, 3] of [1, 3, S, S] in about -1..1."""
    levels = (127.5 * (image[0] + 1)).round().clamp(0, 255)
    return levels.permute(1, 2, 0).to(torch.uint8).cpu().numpy()
