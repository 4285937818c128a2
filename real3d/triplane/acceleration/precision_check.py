"""Whether a device's fast way shows the same frame as plain float32; where it does not, a slower
one that does.

Half precision overflows at 65504, kernels may not compile, and neither shows before a frame is
rendered. So one frame is, once, when the networks are placed: in float32 with the reference march,
then in the fast way. Each part that spoils it gets bfloat16, else float32.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from real3d.errors import EngineUnavailableError
from real3d.messages.message import Message
from real3d.triplane.acceleration.device_placement import (
    convert_part,
    fast_dtype,
    fast_march,
    to_device,
)
from real3d.triplane.modeling.planes import PLANE_CHANNELS
from real3d.triplane.modeling.rays import cast_rays
from real3d.triplane.modeling.renderer import SIZE, DrivingStates, PortraitImages, Renderer
from real3d.triplane.modeling.volume_rendering import (
    DETERMINISTIC_SAMPLING,
    FieldDecoder,
    March,
    march_reference,
)

LEAST_PSNR_DB = 35.0
"""Of the fast frame against the plain one: above it the eye sees no difference in a still."""
MARCH_TOLERANCE = 1e-2
"""Largest difference of a march's colours (-1..1) from the reference's on a small field."""
REST_CAMERA = (
    *(1, 0, 0, 0, 0, -1, 0, 0.006, 0, 0, -1, 2.861, 0, 0, 0, 1),
    *(4.2647, 0, 0.5, 0, 4.2647, 0.5, 0, 0, 1),
)
"""That of a head at rest, as `DrivingStates.camera`."""


@dataclass(frozen=True)
class Placement:
    """How a renderer runs on its device."""

    psnr: float | None
    """Of its frame against plain float32, dB; None where there was nothing to compare."""
    remarks: tuple[Message, ...]
    """What is slower than it could be, and why."""


def place_checked(renderer: Renderer, device: torch.device) -> Placement:
    """Moves a renderer to its device in the fastest way that shows the same frame.

    On a CPU without half precision nothing is compared: only its march differs, which tests hold
    against the reference, and the comparison would take longer than loading.

    Args:
        renderer: as `checkpoint.load_renderer` returns it; moved in place.
        device: where it will run.

    Raises:
        EngineUnavailableError: not even plain float32 shows a frame of finite numbers.
    """
    dtype = fast_dtype(device)
    if device.type == "cpu" and dtype == torch.float32:
        to_device(renderer, device, dtype)
        return Placement(None, ())
    return place_compared(renderer, device, dtype, fast_march(device))


def place_compared(
    renderer: Renderer, device: torch.device, dtype: torch.dtype, march: March
) -> Placement:
    """As `place_checked`; `dtype` and `march` are the fast way."""
    original = {name: dict(part.state_dict()) for name, part in renderer.named_children()}
    parts = [name for name in original if name != "volume_renderer"]

    def use(dtypes: dict[str, torch.dtype]) -> float:
        """Gives parts, from their own weights, a precision; how near the frame is then, dB."""
        for name, precision in dtypes.items():
            part = renderer.get_submodule(name)
            part.load_state_dict(original[name], assign=True)
            convert_part(part, precision)
            part.to(device)
        return psnr(probe_frame(renderer, device), plain)

    to_device(renderer, device, torch.float32)
    renderer.volume_renderer.march = march_reference
    plain = probe_frame(renderer, device)
    if not plain.isfinite().all():
        raise EngineUnavailableError("frame-not-finite")
    march, *remarks = _usable_march(march, renderer.volume_renderer.decoder, device)
    renderer.volume_renderer.march = march
    found = use(dict.fromkeys(parts, dtype))
    if found < LEAST_PSNR_DB:
        use(dict.fromkeys(parts, torch.float32))
        for name in parts:
            found, slower = _settle(name, dtype, use)
            remarks += slower
    return Placement(found, tuple(remarks))


def _settle(
    part: str, dtype: torch.dtype, use: Callable[[dict[str, torch.dtype]], float]
) -> tuple[float, list[Message]]:
    """The fastest precision in which a part does not spoil the frame; why not a faster one."""
    remarks: list[Message] = []
    for precision in dict.fromkeys((dtype, torch.bfloat16)):
        found = use({part: precision})
        if found >= LEAST_PSNR_DB:
            return found, remarks
        name = str(precision).removeprefix("torch.")
        remarks.append(Message("precision-too-low", part=part, precision=name, psnr=found))
    return use({part: torch.float32}), remarks


def _usable_march(
    march: March, decoder: FieldDecoder, device: torch.device
) -> tuple[March, Message] | tuple[March]:
    """The march, or the reference where it cannot be launched or shows something else."""
    try:
        difference = march_difference(march, decoder, device)
    except Exception as error:  # compilers, drivers and launches have a type of error each
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
        return march_reference, Message("march-not-launched", reason=reason)
    if not difference <= MARCH_TOLERANCE:
        return march_reference, Message("march-differs", difference=difference)
    return (march,)


@torch.inference_mode()
def march_difference(march: March, decoder: FieldDecoder, device: torch.device) -> float:
    """Largest difference of colours (-1..1) from the reference march on a small field.

    A smooth field and few rays: where rays differ at all, it is by far more than by rounding.
    """
    places = torch.linspace(0, 6, 3 * 8 * 8 * PLANE_CHANNELS, device=device)
    planes = places.sin().view(1, 3, 8, 8, PLANE_CHANNELS)
    rays = cast_rays(torch.tensor((REST_CAMERA,), device=device), 8)
    marched, reference = (
        each(decoder, planes, rays, DETERMINISTIC_SAMPLING).features
        for each in (march, march_reference)
    )
    return float((marched - reference).abs().max())


@torch.inference_mode()
def probe_frame(renderer: Renderer, device: torch.device) -> Tensor:
    """[1, 3, 512, 512] one frame of a head of smooth colours over clothes."""
    axis = torch.linspace(-1, 1, SIZE, device=device)
    y, x = torch.meshgrid(axis, axis, indexing="ij")
    colours = torch.stack(((3 * x).sin(), (4 * y).cos(), (2 * (x + y)).sin()))[None]
    nothing = colours.new_full((), -1.0)
    head = (x / 0.5).square() + ((y + 0.1) / 0.65).square() < 1
    clothes = (y > 0.5) & ~head
    neck = (x.abs() < 0.2) & (y > 0.3) & ~head & ~clothes
    turn = torch.linspace(0, torch.pi, 68, device=device)
    landmarks = torch.stack((-0.45 * turn.cos(), 0.45 * turn.sin(), 0 * turn), -1)[None]
    mesh = torch.where(head, colours.flip(1), nothing)
    portrait = PortraitImages(
        torch.where(head, colours, nothing),
        torch.where(clothes | neck, colours, nothing),
        torch.stack((neck, clothes))[None].float(),
        landmarks,
    )
    camera = torch.tensor((REST_CAMERA,), device=device)
    return renderer.render(
        renderer.encode_portrait(portrait),
        renderer.encode_background(colours.roll(64, -1)),
        renderer.encode_reference(mesh, mesh),
        DrivingStates(mesh * 0.9, camera, landmarks),
    ).image


def psnr(found: Tensor, expected: Tensor) -> float:
    """Of pictures in -1..1, dB; minus infinity where one holds numbers that are not finite."""
    error = (found.double() - expected.double()).square().mean()
    if not error.isfinite():
        return -torch.inf
    return float(10 * (4 / error).log10())
