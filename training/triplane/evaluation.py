"""What a network makes of clips that it has not seen: `python -m training.triplane evaluate`.

The first frame of a clip is the photo; the clip's own motion drives it to all others, which are
compared with the real ones (same-identity reenactment). The protocol stands in docs/training.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
from training.triplane.adaptation import Adaptation
from training.triplane.clips import Clips, TalkingClip
from training.triplane.configs import NetworkConfig
from training.triplane.examples import frame_pair
from training.triplane.learned_scores import LearnedScores, csim
from training.triplane.loop import read_checkpoint
from training.triplane.optimisation import training_device
from training.triplane.renderer import TrainableRenderer
from training.triplane.sizes import scaled
from training.triplane.stages.torso import torso_of

Part = Literal["head", "person"]
"""The head over black, which stages 1 and 2 learn, or all of the picture."""
Track = Callable[[Iterator[Picture]], Iterator[FloatArray | None]]
"""Landmarks of frames, as `real3d.portrait.tracking.track` finds them."""
NOTHING_LEARNED = LearnedScores()


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
    """Share of frames in which no face was found; they are left out of `aed`, `apd` and `csim`."""
    csim: float | None = None
    """Cosine similarity of the identity, see `learned_scores.csim`; None where not measured."""
    lpips: float | None = None
    """0 and more, lower is better; None where not measured."""


@dataclass(frozen=True)
class Network:
    """A renderer at rest."""

    renderer: TrainableRenderer
    size: int
    """Of its pictures, pixels."""
    sampling: Sampling
    adaptation: Adaptation | None = None
    """To one person, whose own planes and expression it has; its changes are in the renderer."""


def load_network(checkpoint: Path, adaptation: Adaptation | None = None) -> Network:
    """The network of a stage's checkpoint, its running average if there is one.

    Args:
        checkpoint: of the stage.
        adaptation: is merged into it.

    Raises:
        InputError: the checkpoint is missing or damaged, or is of a stage without a renderer; or
            the adaptation belongs to another network.
    """
    content = read_checkpoint(checkpoint)
    config = json.loads(content["config"]).get("network")
    if config is None:
        raise InputError("evaluation-without-renderer", path=checkpoint)
    state = content["average"] or content["networks"]["model"]
    try:
        return _at_rest(state, NetworkConfig(**config), adaptation)
    except RuntimeError as error:
        raise InputError("evaluation-without-renderer", path=checkpoint) from error


def load_release(folder: Path, adaptation: Adaptation | None = None) -> Network:
    """The released renderer; `adaptation` is merged into it.

    Raises:
        InputError: it is missing or damaged, or the adaptation belongs to another network.
    """
    path = find_checkpoint(find_release(folder) / RENDERER_FOLDER)
    return _at_rest(read_released(path), NetworkConfig(), adaptation)


def evaluate(
    network: Network,
    clips: Clips,
    face: MorphableModel,
    part: Part,
    frames: int,
    track: Track,
    learned: LearnedScores = NOTHING_LEARNED,
) -> Iterator[tuple[str, Scores]]:
    """Scores of each clip, by its name.

    Args:
        network: that renders.
        clips: that it has not seen.
        face: the face model.
        part: of the picture.
        frames: of each clip, at most, after the first.
        track: finds the landmarks of rendered frames.
        learned: scores to be measured besides; FID takes all frames into account.
    """
    mesh = FaceMesh(face, network.size)
    for number in range(len(clips)):
        clip = clips[number]
        pairs = list(driven_frames(network, clip, face, mesh, part, frames))
        made, real = (np.stack(each) for each in zip(*pairs, strict=True))
        if learned.fid is not None:
            learned.fid.add(made, real)
        yield clip.name, scores(made, real, clip, face, track, learned)


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
    renderer, own = network.renderer, network.adaptation
    planes = None if own is None else own.planes.to(training_device())
    scene = None
    for target in range(1, min(frames + 1, len(clip))):
        pair = frame_pair(clip, 0, target, face, mesh)
        if own is not None:
            # The planes show the expression of the frame that they were learnt from.
            neutral = mesh.neutral(torch.from_numpy(clip.faces.identity[0]))
            pair = replace(pair, mesh_source=mesh(neutral, own.expression))
        pair = tensors_to_device(pair, training_device())
        if planes is None:
            planes = renderer.canonical_planes(pair.source_head)
        driven = planes + renderer.expression_planes(
            pair.mesh_canonical, pair.mesh_source, pair.mesh_target
        )
        if part == "head":
            frame = renderer.render_head(driven, pair.camera, network.sampling)
            yield _picture(frame.image), _picture(pair.target_head)
            continue
        if scene is None:
            scene = renderer.encode_scene(torso_of(pair))
        frame = renderer.render_in_scene(
            driven, pair.camera, scene, pair.target_keypoints, network.sampling
        )
        yield _picture(frame.image), _picture(pair.target_image)


def scores(
    made: Picture,
    real: Picture,
    clip: TalkingClip,
    face: MorphableModel,
    track: Track,
    learned: LearnedScores = NOTHING_LEARNED,
) -> Scores:
    """
    Args:
        made: [T, S, S, 3] of a clip's frames from its second on.
        real: [T, S, S, 3] the same frames.
        clip: whose first frame is the photo.
        face: the face model.
        track: finds the landmarks of the made frames.
        learned: scores to be measured besides.
    """
    found = list(track(iter(made)))
    aed, apd = motion_distance(found, len(made[0]), clip.landmarks[1:], face)
    identity = None
    if learned.identity is not None:
        photo = clip.images[0], clip.landmarks[0] * len(clip.images[0])
        identity = csim(learned.identity, photo, made, found)
    return Scores(
        psnr=picture_scores.psnr(made, real),
        ssim=picture_scores.ssim(made, real),
        l1=picture_scores.l1(made, real),
        flicker=picture_scores.flicker(made, real) if len(made) > 1 else 0.0,
        aed=aed,
        apd=apd,
        lost=sum(each is None for each in found) / len(made),
        csim=identity,
        lpips=None if learned.lpips is None else learned.lpips.distance(made, real),
    )


def motion_distance(
    found: Sequence[FloatArray | None], size: int, landmarks: Float32Array, face: MorphableModel
) -> tuple[float | None, float | None]:
    """Distances of expression and pose (degrees) from the real frames', of the frames with a face;
    None without any. The real landmarks are fitted anew, in the same frames and in the same way, so
    that nothing but the landmarks can differ.

    Args:
        found: landmarks of each made frame, pixels; None where no face was found.
        size: of the made frames, pixels.
        landmarks: [T or more, 478, 2] of the real frames, 0..1 over the picture.
        face: the face model.
    """
    seen = [number for number, each in enumerate(found) if each is not None]
    if not seen:
        return None, None
    places = np.stack([each[:SKIN_LANDMARK_COUNT, :2] for each in found if each is not None])
    shown = fit_video(face, places / size)
    real = fit_video(face, landmarks[seen, :SKIN_LANDMARK_COUNT])
    aed = float(np.abs(shown.expression - real.expression).mean())
    apd = float(np.degrees(np.abs(shown.pose.euler - real.pose.euler)).mean())
    return aed, apd


def _at_rest(
    state: Mapping[str, Tensor], config: NetworkConfig, adaptation: Adaptation | None
) -> Network:
    if adaptation is not None:
        state = adaptation.merged(state)
    renderer = TrainableRenderer(scaled(config.divisor))
    renderer.load_state_dict(dict(state))
    renderer.to(training_device()).eval()
    sampling = Sampling(config.coarse, config.fine)
    return Network(renderer, config.size, sampling, adaptation)


def _picture(image: Tensor) -> Picture:
    """[S, S, 3] of [1, 3, S, S] in about -1..1."""
    levels = (127.5 * (image[0] + 1)).round().clamp(0, 255)
    return levels.permute(1, 2, 0).to(torch.uint8).cpu().numpy()
