"""The sync network: pairs that belong together, and pairs that do not."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.optim import Adam

from real3d.triplane.face_model.morphable_model import MorphableModel
from real3d.triplane.modeling.audio_to_motion import FEATURES_PER_FRAME
from training.triplane.clips import Clips
from training.triplane.configs import SyncConfig
from training.triplane.noise import drawn_index
from training.triplane.optimisation import descend, set_rates, training_device
from training.triplane.stages.audio import LANDMARK_SCALE, LandmarkShapes, clips_with_voice
from training.triplane.sync_network import MOUTH_FRAMES, SPEECH_FRAMES, SyncNetwork, sync_loss

KINDS = 4
"""Of pairs, equally many: together; moved by 2 to 5 frames; by 5 to 10; of another clip."""
NEAR, FAR = (2, 5), (5, 10)
LEAST_FRAMES = MOUTH_FRAMES + 2 * FAR[1]


class SyncStage:
    """See `stages.stage.Stage`."""

    def __init__(self, config: SyncConfig, clips: Clips, face: MorphableModel) -> None:
        self.config, self.run = config, config.run
        self._clips = clips
        self._voiced = clips_with_voice(clips, LEAST_FRAMES)
        self._landmarks = LandmarkShapes(face)
        landmarks = len(self._landmarks.mean)
        self._model = SyncNetwork(config.features, landmarks, config.base, config.embedding)
        self._model.to(training_device())
        self._optimiser = Adam(self._model.parameters(), lr=0.0, fused=True)
        self.networks: dict[str, nn.Module] = {"model": self._model}
        self.optimisers = {"model": self._optimiser}
        self.controlled: dict[str, float] = {}
        self.pictures: dict[str, Tensor] = {}

    def step(self, step: int, samples: Sequence[int]) -> dict[str, float]:
        set_rates(self._optimiser, [self.config.rate.at(step)])
        pairs = [self._pair(step, sample) for sample in samples]
        mouth, speech = (torch.cat(parts) for parts in zip(*(p[:2] for p in pairs), strict=True))
        fits = torch.tensor([float(pair[2]) for pair in pairs], device=mouth.device)
        loss = sync_loss(self._model, mouth, speech, fits)
        descend(loss, self._optimiser, self.config.run.gradient_clip)
        return {"sync": float(loss.detach())}

    def _pair(self, step: int, sample: int) -> tuple[Tensor, Tensor, bool]:
        seed = self.config.run.seed

        def drawn(purpose: int, count: int) -> int:
            return drawn_index(seed, step, 8 * sample + purpose, count)

        number = drawn(0, len(self._voiced))
        clip = self._clips[self._voiced[number]]
        last = len(clip) - MOUTH_FRAMES - FAR[1]
        start = FAR[1] + drawn(1, last - FAR[1] + 1)
        kind = sample % KINDS
        voice, heard = clip, start
        if kind in (1, 2):
            low, high = NEAR if kind == 1 else FAR
            heard += (low + drawn(2, high - low + 1)) * (1 if drawn(3, 2) else -1)
        elif kind == 3 and len(self._voiced) > 1:
            other = (number + 1 + drawn(4, len(self._voiced) - 1)) % len(self._voiced)
            voice = self._clips[self._voiced[other]]
            heard = drawn(5, len(voice) - MOUTH_FRAMES + 1)
        elif kind == 3:
            heard = (start + len(clip) // 2) % (len(clip) - MOUTH_FRAMES)
        rows = slice(start, start + MOUTH_FRAMES)
        steps = slice(FEATURES_PER_FRAME * heard, FEATURES_PER_FRAME * heard + SPEECH_FRAMES)
        device = training_device()
        identity = torch.from_numpy(clip.faces.identity[:1]).to(device)
        expression = torch.from_numpy(clip.faces.expression[rows])[None].to(device)
        moved = self._landmarks(identity, expression) - self._landmarks.mean
        return (
            LANDMARK_SCALE * moved.flatten(2),
            torch.from_numpy(voice.hubert[steps])[None].to(device),
            kind == 0,
        )
