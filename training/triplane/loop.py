"""The loop around a stage's steps: from the last checkpoint on, alone or with other processes.

Plain PyTorch, without Lightning Fabric or accelerate: a step here is several backward passes of two
networks with gradients of gradients, which both would wrap and neither makes shorter, and what is
left (start with `torchrun`, average gradients, save) is this file and `optimisation.py`.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
import torch.distributed as distributed
from torch import Tensor

from real3d.errors import EngineUnavailableError, FileMissingError, InputError, OutputError
from training.triplane.configs import as_json
from training.triplane.optimisation import process_count, process_number, training_device
from training.triplane.stages.stage import Stage

CHECKPOINT = "checkpoint.pt"
Report = Callable[[int, dict[str, float]], None]


def train(stage: Stage, folder: Path, report: Report) -> None:
    """Trains a stage to its last step; goes on from the folder's checkpoint if there is one.

    Args:
        stage: freshly built.
        folder: gets the checkpoint.
        report: is told each step's number, counted from 0, and losses.

    Raises:
        InputError: the checkpoint belongs to another configuration, or the losses are not finite
            any more.
        OutputError: the folder cannot be written to.
        EngineUnavailableError: the memory is too small.
    """
    path = folder / CHECKPOINT
    average = _averaged(stage)
    first = resume(stage, path, average) if path.is_file() else 0
    batch, number = stage.run.batch, process_number()
    samples = range(number * batch, (number + 1) * batch)
    for step in range(first, stage.run.steps):
        with _out_of_memory_said():
            figures = stage.step(step, samples)
        if not all(map(math.isfinite, figures.values())):
            names = tuple(name for name, value in figures.items() if not math.isfinite(value))
            raise InputError("training-diverged", step=step, names=names)
        _average(stage, average)
        report(step, figures)
        done = step + 1
        if number == 0 and (done % stage.run.save_every == 0 or done == stage.run.steps):
            save(stage, path, done, average)


def save(stage: Stage, path: Path, step: int, average: dict[str, Tensor]) -> None:
    """Writes all that the next step depends on; the file is whole or the former one.

    Raises:
        OutputError: it cannot be written.
    """
    content = {
        "step": step,
        "config": as_json(stage.config),
        "networks": {name: network.state_dict() for name, network in stage.networks.items()},
        "optimisers": {name: each.state_dict() for name, each in stage.optimisers.items()},
        "controlled": dict(stage.controlled),
        "average": average,
    }
    unfinished = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        torch.save(content, unfinished)
        unfinished.replace(path)
    except (OSError, RuntimeError) as error:
        raise OutputError("training-not-saved", path=path, reason=str(error)) from error


def resume(stage: Stage, path: Path, average: dict[str, Tensor]) -> int:
    """Puts a stage where a checkpoint left it; the number of steps that were made.

    Raises:
        InputError: the checkpoint is damaged, or belongs to another configuration.
    """
    content = read_checkpoint(path)
    if _lasting(content["config"]) != _lasting(as_json(stage.config)):
        raise InputError("training-config-changed", path=path)
    for name, network in stage.networks.items():
        network.load_state_dict(content["networks"][name])
    for name, optimiser in stage.optimisers.items():
        optimiser.load_state_dict(content["optimisers"][name])
    stage.controlled.update(content["controlled"])
    average.update(content["average"])
    return int(content["step"])


def read_checkpoint(path: Path) -> dict[str, Any]:
    """What `save` wrote.

    Raises:
        FileMissingError: there is no such file.
        InputError: the file is damaged or is none of these.
    """
    if not path.is_file():
        raise FileMissingError("training-checkpoint-missing", path=path)
    try:
        content = torch.load(path, map_location="cpu", weights_only=True)
        if not isinstance(content, dict) or "networks" not in content:
            raise ValueError("no networks")
    except Exception as error:  # the reader's errors are of many types
        raise InputError("training-checkpoint-damaged", path=path) from error
    return content


def start_from(stage: Stage, path: Path) -> None:
    """Gives a stage the networks of the stage before it.

    Raises:
        InputError: the checkpoint is damaged, or its networks have other sizes.
    """
    found = read_checkpoint(path)["networks"]
    for name, network in stage.networks.items():
        if name not in found:
            continue
        try:
            network.load_state_dict(found[name])
        except RuntimeError as error:
            raise InputError("training-start-of-other-sizes", path=path, part=name) from error


@contextmanager
def together() -> Iterator[None]:
    """Joins the processes that `torchrun` started; a single one is left alone."""
    if int(os.environ.get("WORLD_SIZE", "1")) == 1:
        yield
        return
    if torch.cuda.is_available():
        torch.cuda.set_device(training_device())
    distributed.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
    try:
        yield
    finally:
        distributed.destroy_process_group()


def _averaged(stage: Stage) -> dict[str, Tensor]:
    """The running average of the weights, empty where none is kept."""
    if stage.run.average == 0:
        return {}
    return {name: each.clone() for name, each in stage.networks["model"].state_dict().items()}


def _average(stage: Stage, average: dict[str, Tensor]) -> None:
    state = stage.networks["model"].state_dict()
    for name, kept in average.items():
        if kept.is_floating_point():
            kept.lerp_(state[name].to(kept.device), 1 - stage.run.average)
        else:
            kept.copy_(state[name])


def _lasting(config: str) -> str:
    """A configuration without what may change when a training goes on."""

    content = json.loads(config)
    for name in ("steps", "save_every", "log_every", "pictures_every"):
        content["run"].pop(name, None)
    # Twice the batch in half as many processes is the same training.
    content["run"]["batch"] *= process_count()
    return json.dumps(content, sort_keys=True)


@contextmanager
def _out_of_memory_said() -> Iterator[None]:
    try:
        yield
    except (torch.OutOfMemoryError, MemoryError) as error:
        raise EngineUnavailableError("training-memory-too-small") from error
    except RuntimeError as error:
        if "can't allocate memory" not in str(error):
            raise
        raise EngineUnavailableError("training-memory-too-small") from error
