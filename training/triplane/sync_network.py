"""The sync network: whether mouth and voice belong together (after SyncNet, Chung and Zisserman
2016). Two towers bring 0.2 seconds of either to one space, where what belongs together is near.
"""

from __future__ import annotations

from itertools import pairwise

import torch.nn.functional as F
from torch import Tensor, nn

from real3d.triplane.face_model.morphable_model import LANDMARK_COUNT

MOUTH_FRAMES, SPEECH_FRAMES = 5, 10
"""At 25 and 50 Hz."""
LAYERS_PER_BLOCK = 3


class SyncNetwork(nn.Module):
    """Landmarks and HuBERT's features to how well they fit."""

    def __init__(
        self,
        features: int = 1024,
        landmarks: int = LANDMARK_COUNT,
        base: int = 128,
        embedding: int = 1024,
    ) -> None:
        super().__init__()
        self.mouth = Tower(3 * landmarks, base, embedding)
        self.speech = Tower(features, base, embedding)

    @classmethod
    def of_state(cls, state: dict[str, Tensor]) -> SyncNetwork:
        """The network around a state dict, which says its sizes."""
        mouth, speech = (state[f"{tower}.convs.0.weight"] for tower in ("mouth", "speech"))
        embedding = len(state["mouth.output.weight"])
        network = cls(speech.shape[1], mouth.shape[1] // 3, len(mouth), embedding)
        network.load_state_dict(state)
        return network

    def forward(self, mouth: Tensor, speech: Tensor) -> Tensor:
        """Cosine of the angle between the two, 0..1, as both are positive.

        Args:
            mouth: [N, 5, 3 * landmarks] distances from the mean face, times ten.
            speech: [N, 10, features].
        """
        return (self.mouth(mouth) * self.speech(speech)).sum(1)


class Tower(nn.Module):
    """[N, L, C] to [N, embedding], of length 1 and not negative."""

    def __init__(self, inputs: int, base: int, embedding: int) -> None:
        super().__init__()
        blocks: list[nn.Module] = []
        widths = (inputs, base, 2 * base, 4 * base)
        for narrow, wide in pairwise(widths):
            for k in range(LAYERS_PER_BLOCK):
                conv = nn.Conv1d(narrow if k == 0 else wide, wide, 3, padding=1)
                blocks += [conv, nn.BatchNorm1d(wide), nn.ReLU()]
        self.convs = nn.Sequential(*blocks)
        self.output = nn.Linear(widths[-1], embedding)

    def forward(self, signal: Tensor) -> Tensor:
        pooled = self.convs(signal.transpose(1, 2)).mean(2)
        return F.normalize(self.output(pooled).relu(), dim=1, eps=1e-6)


def sync_loss(network: SyncNetwork, mouth: Tensor, speech: Tensor, fits: Tensor) -> Tensor:
    """Binary cross-entropy of pairs; `fits` is [N], 1 for pairs that belong together."""
    cosine = network(mouth, speech).clamp(1e-6, 1 - 1e-6)
    return F.binary_cross_entropy(cosine, fits)
