"""Puts a renderer on a device, in a precision and a memory layout that suit it."""

from __future__ import annotations

import torch

from real3d.triplane.network import Renderer

LAYOUTS = {4: torch.channels_last, 5: torch.channels_last_3d}


def place(renderer: Renderer, device: torch.device | str, dtype: torch.dtype) -> Renderer:
    """Moves the renderer, in place.

    Convolutions get the channels-last layout, which spares both CPUs and GPUs rearranging their
    inputs. The volume renderer's decoder stays float32 (`volume_rendering.py`).

    Args:
        renderer: float32.
        device: where it will run.
        dtype: of the networks around the volume renderer: float32, bfloat16 or float16.
    """
    for module in renderer.modules():
        kept = module in tuple(renderer.volume_renderer.modules())
        for tensor in (*module.parameters(recurse=False), *module.buffers(recurse=False)):
            layout = LAYOUTS.get(tensor.dim(), torch.contiguous_format)
            precision = torch.float32 if kept else dtype
            tensor.data = tensor.data.to(device, precision).contiguous(memory_format=layout)
    return renderer
