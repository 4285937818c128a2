"""Settings that make a stage small enough for a test."""

from __future__ import annotations

import torch
from torch import nn

from tests.support.face_stand_in import stand_in_face_model
from tests.support.training_clips import FEATURES, drawn_clips, turned_face
from training.triplane.configs import (
    AdversarialConfig,
    AudioConfig,
    HeadConfig,
    NetworkConfig,
    PlaneConfig,
    RateConfig,
    RunConfig,
    SyncConfig,
    TorsoConfig,
)
from training.triplane.stages.audio import AudioStage
from training.triplane.stages.head import HeadStage
from training.triplane.stages.plane import PlaneStage
from training.triplane.stages.sync import SyncStage
from training.triplane.stages.torso import TorsoStage
from training.triplane.teachers.mesh_avatars import MeshTeacher

SIZE = 32
NEVER = 10**6


def network(size: int = SIZE, **changes: object) -> NetworkConfig:
    return NetworkConfig(divisor=16, size=size, coarse=8, fine=8, **changes)


def adversarial(start: int = NEVER, **changes: object) -> AdversarialConfig:
    return AdversarialConfig(start=start, weight=0.01, base=256, widest=8, **changes)


class DrawnSubject:
    """The stand-in face, turned."""

    def show(self, turn):
        # The picture's pitch and roll turn the other way than the face model's.
        return turned_face(stand_in_face_model(), turn * (-1, 1, -1), SIZE)


def plane_stage(steps: int = 50, start: int = NEVER, **changes: object) -> PlaneStage:
    torch.manual_seed(0)
    config = PlaneConfig(
        run=RunConfig(steps=steps),
        network=network(),
        rate=RateConfig(rate=3e-3),
        adversarial=adversarial(start, ahead=2, penalty_every=4),
        decoder_from=0,
        super_resolution_from=0,
        points=32,
        **changes,
    )
    return PlaneStage(config, MeshTeacher([DrawnSubject()], SIZE))


def head_stage(
    steps: int = 40, batch: int = 1, start: int = NEVER, frozen: bool = False, **changes: object
) -> HeadStage:
    torch.manual_seed(0)
    config = HeadConfig(
        **{
            "run": RunConfig(steps=steps, batch=batch, save_every=3),
            "network": network(frozen_statistics=frozen),
            "rate": RateConfig(rate=7e-3),
            "adversarial": adversarial(start, ahead=1, penalty_every=1),
            "plane_encoder_from": 0,
            "plane_encoder_rise": -start + 1,
            "decoder_from": 0,
            "super_resolution_from": 0,
            "points": 32,
            **changes,
        }
    )
    return HeadStage(config, drawn_clips(1, 24, SIZE), stand_in_face_model())


def torso_stage(steps: int = 8, **changes: object) -> TorsoStage:
    torch.manual_seed(0)
    config = TorsoConfig(
        **{
            "run": RunConfig(steps=steps),
            "network": network(256),
            "rate": RateConfig(rate=5e-3),
            "adversarial": adversarial(),
            **changes,
        }
    )
    return TorsoStage(config, drawn_clips(1, 8, 256), stand_in_face_model())


def audio_stage(steps: int = 30, **changes: object) -> AudioStage:
    torch.manual_seed(0)
    config = AudioConfig(
        run=RunConfig(steps=steps, batch=2, save_every=5),
        rate=RateConfig(rate=5e-3),
        frames=16,
        features=FEATURES,
        condition=16,
        latent=4,
        hidden=16,
        flow_hidden=8,
    )
    return AudioStage(config, drawn_clips(1, 24, SIZE), stand_in_face_model(), **changes)


def sync_stage(steps: int = 40) -> SyncStage:
    torch.manual_seed(0)
    config = SyncConfig(
        run=RunConfig(steps=steps, batch=16),
        rate=RateConfig(rate=3e-3),
        features=FEATURES,
        base=8,
        embedding=16,
    )
    return SyncStage(config, drawn_clips(2, 64, SIZE), stand_in_face_model())


def trained(stage, name: str = "loss", same_batch: bool = False) -> tuple[float, float]:
    """A loss at the beginning and at the end of a stage's training."""
    found = []
    for step in range(stage.run.steps):
        figures = stage.step(0 if same_batch else step, range(stage.run.batch))
        found += [figures[name]] if name in figures else []
    few = max(len(found) // 10, 1)
    return sum(found[:few]) / few, sum(found[-few:]) / few


def bits(module: nn.Module) -> list[bytes]:
    """All that a module holds."""
    return [tensor.numpy().tobytes() for tensor in module.state_dict().values()]
