"""One step of each stage of the training, the dearest that it has: all its parts learn, the
regularisers come, and so does the discriminator with its gradient penalty. Clips and face are
stand-ins."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context

import numpy as np
import torch

from tests.support.face_stand_in import stand_in_face_model
from tests.support.training_clips import drawn_clips
from training.triplane.adaptation import AdaptationStage
from training.triplane.clips import TalkingClip
from training.triplane.configs import (
    CONFIGS,
    AdaptationConfig,
    AdversarialConfig,
    AudioConfig,
    HeadConfig,
    PlaneConfig,
    SyncConfig,
    TorsoConfig,
    changed,
)
from training.triplane.renderer import TrainableRenderer
from training.triplane.sizes import scaled
from training.triplane.stages.audio import AudioStage
from training.triplane.stages.head import HeadStage
from training.triplane.stages.plane import PlaneStage
from training.triplane.stages.stage import Stage
from training.triplane.stages.sync import SyncStage
from training.triplane.stages.torso import TorsoStage
from training.triplane.teachers.clips import ClipTeacher

GIB = 2**30
HUBERT = 1024
"""Features of a voice."""
VOICED_FRAMES = 200
"""More than the longest excerpt."""


@dataclass(frozen=True)
class StepCost:
    """What one step took."""

    stage: str
    batch: int
    parameters: int
    """Of all that the stage learns, with the discriminator."""
    seconds: float
    peak_gib: float
    """Of the graphics card, else of the process."""
    losses: dict[str, float]


def step_cost(name: str, settings: Sequence[str] = ()) -> StepCost:
    """One step of a stage in a process of its own.

    Args:
        name: of the stage.
        settings: what differs from its defaults, as `NAME=VALUE`.
    """
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(step_cost_here, name, settings).result()


def step_cost_here(name: str, settings: Sequence[str]) -> StepCost:
    """The same in this process, whose peak may be of something that went before."""
    config = CONFIGS[name]()
    for setting in ("run.batch=1", *settings):
        config = changed(config, *setting.split("=", 1))
    stage = BUILDERS[name](config)
    begun = time.perf_counter()
    losses = stage.step(0, range(config.run.batch))
    seconds = time.perf_counter() - begun
    parameters = sum(
        weight.numel() for network in stage.networks.values() for weight in network.parameters()
    )
    return StepCost(name, config.run.batch, parameters, seconds, _peak_gib(), losses)


def _plane(config: PlaneConfig) -> Stage:
    heard = _at_once(config.adversarial)
    whole = replace(config, adversarial=heard, decoder_from=0, super_resolution_from=0)
    return PlaneStage(whole, ClipTeacher(_clips(config.network.size), config.network.size))


def _head(config: HeadConfig) -> Stage:
    # One step before the second phase: all parts learn, and the discriminator does already.
    ahead = replace(config.adversarial, start=1, ahead=1)
    whole = replace(
        config, adversarial=ahead, plane_encoder_from=0, decoder_from=0, super_resolution_from=0
    )
    return HeadStage(whole, _clips(config.network.size), stand_in_face_model())


def _torso(config: TorsoConfig) -> Stage:
    heard = replace(config, adversarial=_at_once(config.adversarial))
    return TorsoStage(heard, _clips(config.network.size), stand_in_face_model())


def _sync(config: SyncConfig) -> Stage:
    return SyncStage(config, _voices(), stand_in_face_model())


def _audio(config: AudioConfig) -> Stage:
    return AudioStage(config, _voices(), stand_in_face_model())


def _adapt(config: AdaptationConfig) -> Stage:
    released = TrainableRenderer(scaled(config.network.divisor)).state_dict()
    clip = _clips(config.network.size)[0]
    return AdaptationStage(config, released, clip, stand_in_face_model())


BUILDERS: dict[str, Callable[..., Stage]] = {
    "plane": _plane,
    "head": _head,
    "torso": _torso,
    "sync": _sync,
    "audio": _audio,
    "adapt": _adapt,
}


def _at_once(config: AdversarialConfig) -> AdversarialConfig:
    return replace(config, start=0)


def _clips(size: int) -> tuple[TalkingClip, ...]:
    return drawn_clips(1, 2, size)


def _voices() -> list[TalkingClip]:
    rng = np.random.default_rng(0)
    hubert = rng.standard_normal((2 * VOICED_FRAMES, HUBERT)).astype(np.float32)
    return [replace(clip, hubert=hubert) for clip in drawn_clips(2, VOICED_FRAMES, 32)]


def _peak_gib() -> float:
    if torch.cuda.is_available():
        return torch.cuda.max_memory_allocated() / GIB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / GIB
