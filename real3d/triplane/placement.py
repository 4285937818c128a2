"""Puts a renderer and its inputs on a device, in a precision and a memory layout that suit it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

import torch
from torch import Tensor

from real3d.triplane.network import Renderer

LAYOUTS = {4: torch.channels_last, 5: torch.channels_last_3d}
T = TypeVar("T")


def place(renderer: Renderer, device: torch.device | str, dtype: torch.dtype) -> Renderer:
    """Moves the renderer, in place.

    Convolutions get the channels-last layout, which spares both CPUs and GPUs rearranging their
    inputs. The volume renderer's decoder stays float32 (`volume_rendering.py`).

    Args:
        renderer: as `checkpoint.load_renderer` returns it.
        device: where it will run.
        dtype: of the networks around the volume renderer: float32, bfloat16 or float16.

    Returns:
        The same renderer.
    """
    in_float32 = set(renderer.volume_renderer.modules())
    for module in renderer.modules():
        precision = torch.float32 if module in in_float32 else dtype
        for tensor in (*module.parameters(recurse=False), *module.buffers(recurse=False)):
            layout = LAYOUTS.get(tensor.dim(), torch.contiguous_format)
            tensor.data = tensor.data.to(device, precision).contiguous(memory_format=layout)
    return renderer


def move(value: T, device: torch.device | str) -> T:
    """A copy of a dataclass of tensors (or of such dataclasses) on a device."""
    if isinstance(value, Tensor):
        return value.to(device)
    if not is_dataclass(value):
        return value
    moved = {field.name: move(getattr(value, field.name), device) for field in fields(value)}
    return replace(value, **moved)
