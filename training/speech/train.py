"""Training: phones, articulation and its movement at once.

The loss is the sum of how wrong the visemes, the articulation and its movement are. Closures are
rare and short and matter most to a viewer, so errors there count more. The weights that are kept
are a running average (Polyak and Juditsky 1992).
"""

from __future__ import annotations

import math
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from real3d.numerics.types import Float32Array
from real3d.speech.network import Layout
from training.speech.augment import Example, Examples
from training.speech.corpus import Tape
from training.speech.labels import UNSEEN
from training.speech.network import SpeechNet

BATCH = 16
LEARNING_RATE = 3e-3
WARM_UP = 200
CYCLE_STEPS = 6000
NEXT_CYCLE = 0.5
"""The rate falls to nothing and starts anew, each time at half the height (Loshchilov and Hutter
2017)."""
WEIGHT_DECAY = 3e-2
AVERAGE_OVER = 1500
"""Steps over which the kept weights are averaged, or a quarter of a shorter training."""
SAVE_EVERY = 250
VISEME_LOSS, SHAPE_LOSS, MOVEMENT_LOSS, VOICING_LOSS = 1.0, 6.0, 6.0, 0.2
CHANNEL_LOSS = (1.0, 1.5, 1.2, 1.0, 1.5, 1.5)
"""jaw, seal, rounding, spreading, tuck, opening."""
SEAL, TUCK = 1, 4


def train(
    tapes: list[Tape],
    layout: Layout,
    steps: int,
    checkpoint: Path,
    seed: int,
    profile: Float32Array | None = None,
) -> SpeechNet:
    """Trains for `steps` steps and returns the averaged network.

    Args:
        profile: for a live network, see `Examples`.

    An unfinished training continues from its last checkpoint.
    """
    torch.manual_seed(seed)
    network = SpeechNet(layout)
    decay = 1 - 1 / max(1.0, min(AVERAGE_OVER, steps / 4))
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(decay), use_buffers=True)
    optimiser = torch.optim.AdamW(network.parameters(), weight_decay=WEIGHT_DECAY)
    first = 0
    if checkpoint.exists():
        held = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(held["network"])
        average.load_state_dict(held["average"])
        optimiser.load_state_dict(held["optimiser"])
        first = held["step"]
    examples = Examples(tapes, seed + first, profile)
    network.train()
    started, losses = time.monotonic(), []
    for step in range(first, steps):
        for group in optimiser.param_groups:
            group["lr"] = _learning_rate(step)
        loss = _loss(network, [examples.draw() for _ in range(BATCH)])
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimiser.step()
        average.update_parameters(network)
        losses.append(loss.item())
        if (step + 1) % SAVE_EVERY == 0 or step + 1 == steps:
            pace = (time.monotonic() - started) / len(losses)
            print(
                f"step {step + 1}: loss {np.mean(losses[-SAVE_EVERY:]):.4f}, {pace:.2f} s each",
                flush=True,
            )
            _save(checkpoint, network, average, optimiser, step + 1)
    averaged = average.module.eval()
    assert isinstance(averaged, SpeechNet)
    return averaged


def _save(path: Path, network: SpeechNet, average: AveragedModel, optimiser, step: int) -> None:
    unfinished = path.with_suffix(".part")
    torch.save(
        {
            "network": network.state_dict(),
            "average": average.state_dict(),
            "optimiser": optimiser.state_dict(),
            "step": step,
        },
        unfinished,
    )
    unfinished.rename(path)


def _learning_rate(step: int) -> float:
    cycle, step_of_cycle = divmod(step, CYCLE_STEPS)
    fall = 0.5 * (1 + math.cos(math.pi * step_of_cycle / CYCLE_STEPS)) + 0.005
    return LEARNING_RATE * NEXT_CYCLE**cycle * min(1.0, step_of_cycle / WARM_UP) * fall


def _loss(network: SpeechNet, batch: list[Example]) -> Tensor:
    features = torch.from_numpy(np.stack([example.features for example in batch]))
    articulation = torch.from_numpy(np.stack([example.articulation for example in batch]))
    viseme = torch.from_numpy(np.stack([example.viseme for example in batch]))
    voiced = torch.from_numpy(np.stack([example.voiced for example in batch]))
    with torch.autocast("cpu", torch.bfloat16):
        logits, shape, voicing = (heard.float() for heard in network(features))
    visemes = nn.functional.cross_entropy(
        logits.flatten(0, 1),
        viseme.flatten(),
        ignore_index=UNSEEN,
        label_smoothing=0.05,
    )
    seal, tuck = articulation[..., SEAL, None], articulation[..., TUCK, None]
    importance = 1 + seal * (seal > 0.6) + 2 * (tuck > 0.5)
    channels = torch.tensor(CHANNEL_LOSS)
    error = shape - articulation
    shapes = (error.square() * channels * importance).sum(dim=2).mean()
    movement = error.diff(dim=1).square().sum(dim=2).mean()
    voices = nn.functional.binary_cross_entropy_with_logits(voicing, voiced)
    return (
        VISEME_LOSS * visemes
        + SHAPE_LOSS * shapes
        + MOVEMENT_LOSS * movement
        + VOICING_LOSS * voices
    )
