"""Moves a renderer and its inputs to a device, in the precision and layout that are fastest there.

A renderer as it is loaded is the reference: float32, and a volume renderer that leaves nothing out.
Each fast form is compared with it by a test.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from importlib.util import find_spec
from typing import Any, TypeVar

import torch
from torch import Tensor, nn

from real3d.triplane.acceleration.empty_space import march_skipping_empty_space
from real3d.triplane.modeling.renderer import Renderer
from real3d.triplane.modeling.volume_rendering import March, march_reference

LAYOUTS = {4: torch.channels_last, 5: torch.channels_last_3d}
T = TypeVar("T")


def to_device(renderer: Renderer, device: torch.device | str, dtype: torch.dtype) -> Renderer:
    """Moves the renderer, in place, and lets it march rays in the fastest way.

    Convolutions get the channels-last layout, which spares both CPUs and GPUs rearranging their
    inputs. The volume renderer's decoder stays float32 (`volume_rendering.py`).

    Args:
        renderer: as `checkpoint.load_renderer` returns it.
        device: where it will run.
        dtype: of the networks around the volume renderer: float32, bfloat16 or float16.

    Returns:
        The same renderer.
    """
    for part in renderer.children():
        convert_part(part, torch.float32 if part is renderer.volume_renderer else dtype)
    # Last and as a whole: a ZeroGPU Space takes note of modules that move, not of new tensors.
    renderer.to(device)
    renderer.volume_renderer.march = fast_march(device)
    return renderer


def convert_part(part: nn.Module, dtype: torch.dtype) -> None:
    """Gives a part of the renderer a precision and the fast layout, in place, where it is."""
    for module in part.modules():
        for name, weight in list(module.named_parameters(recurse=False)):
            shaped = nn.Parameter(_converted(weight.detach(), dtype), requires_grad=False)
            setattr(module, name, shaped)
        for name, constant in list(module.named_buffers(recurse=False)):
            setattr(module, name, _converted(constant, dtype))


def tensors_to_device(value: T, device: torch.device | str) -> T:
    """A copy of a dataclass of tensors (or of such dataclasses) on a device."""
    moved: Any
    if isinstance(value, Tensor):
        moved = value.to(device)
    elif is_dataclass(value) and not isinstance(value, type):
        parts = ((field.name, getattr(value, field.name)) for field in fields(value))
        moved = replace(value, **{name: tensors_to_device(part, device) for name, part in parts})
    else:
        moved = value
    return moved


def fast_dtype(device: torch.device | str) -> torch.dtype:
    """The precision that is fastest on a device and shows the same frames.

    Of CPUs only those with matrix units (AMX) gain from half precision: a frame takes a third.
    """
    if torch.device(device).type == "cuda":
        return torch.float16
    return torch.bfloat16 if torch.cpu._is_amx_tile_supported() else torch.float32


def fast_march(device: torch.device | str) -> March:
    """The fastest way to march rays on a device: the fused kernel on a GPU with Triton
    (`fused_marching.py`), skipping empty space on a CPU (`empty_space.py`)."""
    kind = torch.device(device).type
    if kind == "cuda" and find_spec("triton") is not None:
        # The module with the kernel can be imported only where Triton is installed, and whole.
        with suppress(ImportError, OSError, RuntimeError):
            from real3d.triplane.acceleration.fused_marching import march_fused

            return march_fused
    return march_skipping_empty_space if kind == "cpu" else march_reference


def _converted(tensor: Tensor, dtype: torch.dtype) -> Tensor:
    """The tensor in a precision and the layout for its number of axes."""
    layout = LAYOUTS.get(tensor.dim(), torch.contiguous_format)
    return tensor.to(dtype).contiguous(memory_format=layout)
