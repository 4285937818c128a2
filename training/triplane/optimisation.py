"""One step down a loss, alone or together with other processes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

import torch
import torch.distributed as distributed
from torch import Tensor, nn
from torch.optim import Adam


def descend(loss: Tensor, optimiser: Adam, clip: float) -> None:
    """Moves an optimiser's weights down the mean loss of all processes.

    Gradients are averaged after the backward pass. DistributedDataParallel would overlap the two,
    but knows one forward and one backward pass a step, and here are several, and gradients of
    gradients.
    """
    optimiser.zero_grad()
    loss.backward()
    everything = (weight for group in optimiser.param_groups for weight in group["params"])
    weights = [weight for weight in everything if weight.requires_grad]
    average_gradients(weights)
    nn.utils.clip_grad_norm_(weights, clip)
    optimiser.step()


def average_gradients(weights: Sequence[nn.Parameter]) -> None:
    """Replaces gradients by their mean over all processes; a weight without one counts as 0."""
    if process_count() == 1:
        return
    for weight in weights:
        if weight.grad is None:
            weight.grad = torch.zeros_like(weight)
    flat = torch.cat([weight.grad.flatten() for weight in weights if weight.grad is not None])
    distributed.all_reduce(flat)
    flat /= process_count()
    place = 0
    for weight in weights:
        assert weight.grad is not None
        count = weight.numel()
        weight.grad.copy_(flat[place : place + count].view_as(weight))
        place += count


def training_device() -> torch.device:
    """This process's graphics card if there are any, else the CPU."""
    if not torch.cuda.is_available():
        return torch.device("cpu")
    return torch.device("cuda", int(os.environ.get("LOCAL_RANK", "0")))


def process_count() -> int:
    """How many processes train together."""
    return distributed.get_world_size() if distributed.is_initialized() else 1


def process_number() -> int:
    """Of this one, from 0."""
    return distributed.get_rank() if distributed.is_initialized() else 0


def set_rates(optimiser: Adam, rates: Iterable[float]) -> None:
    """Gives each group of an optimiser its learning rate for the next step."""
    for group, rate in zip(optimiser.param_groups, rates, strict=True):
        group["lr"] = rate


def sleeping(optimiser: Adam, asleep: Iterable[bool]) -> None:
    """Lets groups that sleep keep their weights to the bit: they get no gradient at all."""
    for group, sleeps in zip(optimiser.param_groups, asleep, strict=True):
        for weight in group["params"]:
            weight.requires_grad_(not sleeps)


def shared_mean(value: float) -> float:
    """The mean of a number over all processes."""
    if process_count() == 1:
        return value
    both = torch.tensor(value, dtype=torch.float64, device=training_device())
    distributed.all_reduce(both)
    return float(both) / process_count()
