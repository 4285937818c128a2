"""From a training's checkpoint to a file as the release has it, which `real3d weights convert`
makes into the runtime's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor

from real3d.errors import InputError, OutputError
from real3d.triplane.weights.checkpoint import NETWORK_KEY, read_container, released_tensors
from real3d.triplane.weights.conversion import AUDIO_FOLDER, RELEASE, RENDERER_FOLDER
from training.triplane.adaptation import Adaptation
from training.triplane.loop import read_checkpoint

RELEASED_SUFFIX = ".ckpt"


def export(checkpoint: Path, release: Path, adaptation: Path | None = None) -> Path:
    """Writes a training's network where the authors' layout has it.

    Args:
        checkpoint: of a stage, or a released one (.ckpt), into which an adaptation is merged.
        release: folder that shall be converted afterwards.
        adaptation: one person's changes, which are merged into the renderer.

    Returns:
        The file.

    Raises:
        InputError: the checkpoint is damaged, or its network is not of the released sizes.
        OutputError: the file cannot be written.
    """
    state, steps = _network(checkpoint)
    if adaptation is not None:
        state = Adaptation.read(adaptation).merged(state)
    part = RENDERER_FOLDER
    if "vae.decoder.out_proj.weight" in state:
        part = AUDIO_FOLDER
    else:
        _check_sizes(checkpoint, state)
    return write_release(state, release / RELEASE / part, steps)


def _network(path: Path) -> tuple[dict[str, Tensor], int]:
    """The tensors by their released names, and after how many steps."""
    if path.suffix == RELEASED_SUFFIX:
        return read_container(path), int(path.stem.rsplit("_", 1)[-1])
    content = read_checkpoint(path)
    return content["average"] or content["networks"]["model"], int(content["step"])


def write_release(state: Mapping[str, Tensor], folder: Path, steps: int) -> Path:
    """Writes tensors in the released container.

    Raises:
        OutputError: the file cannot be written.
    """
    path = folder / f"model_ckpt_steps_{steps}{RELEASED_SUFFIX}"
    content = {"epoch": 0, "global_step": steps, "state_dict": {NETWORK_KEY: dict(state)}}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        torch.save(content, unfinished)
        unfinished.replace(path)
    except (OSError, RuntimeError) as error:
        raise OutputError("training-not-saved", path=path, reason=str(error)) from error
    return path


def _check_sizes(path: Path, state: Mapping[str, Tensor]) -> None:
    for name, spec in released_tensors().items():
        if name not in state or tuple(state[name].shape) != spec.shape:
            raise InputError("training-export-of-other-sizes", path=path, name=name)
