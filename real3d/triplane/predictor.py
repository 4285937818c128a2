"""The renderer on its device: encodes portraits and renders frames in chunks.

Everything that goes in and comes out is in the host's memory. So portraits that wait for a job take
none of the GPU's memory, and a ZeroGPU Space may lend a GPU for each call
(`real3d.runtime.zero_gpu`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from real3d.errors import EngineUnavailableError
from real3d.runtime.zero_gpu import LONGEST_LOAN_SECONDS, on_zero_gpu
from real3d.triplane.acceleration.device_placement import tensors_to_device
from real3d.triplane.face_model.secc import FaceMesh
from real3d.triplane.face_model.secc_eyelids import close_eyes
from real3d.triplane.face_model.secc_eyelids_on_gpu import close_eyes_on_gpu
from real3d.triplane.modeling.rays import HALF_VOLUME
from real3d.triplane.modeling.renderer import (
    SIZE,
    DrivingStates,
    EncodedPortrait,
    Frames,
    PortraitImages,
    Renderer,
)

Pictures: TypeAlias = NDArray[np.uint8]
"""[B, H, W, 3 or 4], as `Picture`."""
Chunk = TypeVar("Chunk")

GPU_STARTUP_SECONDS = 15.0
"""For which a ZeroGPU Space is asked before the first frame: networks move to the GPU, and kernels
are chosen."""
GPU_SECONDS_PER_FRAME = 0.06
"""For which it is asked for each frame, with room to spare."""
OUT_OF_MEMORY_STATUS = (
    "CUDNN_STATUS_ALLOC_FAILED",
    "CUBLAS_STATUS_ALLOC_FAILED",
    # cuBLAS makes its workspace when it starts.
    "CUBLAS_STATUS_NOT_INITIALIZED",
)
"""What the libraries beneath PyTorch say when they get no memory, in a plain RuntimeError."""
BLACK, WHITE = -1.0, 1.0
LEAST_OPACITY = 0.02
"""By which a colour is divided at least: what is more transparent than this is darkened."""


@dataclass(frozen=True)
class Scene:
    """Everything that T frames are rendered from."""

    portrait: EncodedPortrait
    background: Tensor | None
    """[1, 3, 512, 512] RGB in -1..1; None for frames with alpha."""
    identity: Tensor
    """[80] of the face."""
    photo_expression: Tensor
    """[1, 64] that the motion adapter takes for the photo's own."""
    expression: Tensor
    """[T, 64] that the frames show."""
    blink: Tensor
    """[T, 2] closure of the person's left and right eye, 0..1."""
    camera: Tensor
    """[T, 25] as in `DrivingStates`."""
    keypoints: Tensor
    """[T, 68, 3] as in `DrivingStates`."""

    def __len__(self) -> int:
        return len(self.expression)

    def part(self, rows: slice) -> Scene:
        """A range of its frames, without the memory of the others: it may pass through a pipe."""
        return replace(
            self,
            expression=self.expression[rows].clone(),
            blink=self.blink[rows].clone(),
            camera=self.camera[rows].clone(),
            keypoints=self.keypoints[rows].clone(),
        )


@dataclass(frozen=True)
class InspectedChunk:
    """B frames with the intermediate results that they are made of."""

    frames: Pictures
    """[B, 512, 512, 3] RGB, or [B, 512, 512, 4] RGBA (not premultiplied)."""
    mesh: Pictures
    """[B, 512, 512, 3] the driven face mesh."""
    head: Pictures
    """[B, 128, 128, 3] the volume rendering of the head."""
    depth: Pictures
    """[B, 128, 128, 3] the nearer the brighter, black where there is no head."""


class Predictor:
    """Renders scenes with one network; shared by all portraits of an engine."""

    def __init__(
        self, renderer: Renderer, mesh: FaceMesh, device: torch.device, chunk: int
    ) -> None:
        """
        Args:
            renderer: with weights, on `device`.
            mesh: of the face model, on `device`.
            device: where they are.
            chunk: frames rendered at once; frames do not depend on it.
        """
        self.renderer = renderer
        self.mesh = mesh
        self.device = device
        self._chunk = chunk
        self._encode = on_zero_gpu(self._encode_here, lambda images: GPU_STARTUP_SECONDS)
        self._render = on_zero_gpu(self._render_here, _gpu_seconds, self._loans)
        self._inspect = on_zero_gpu(self._inspect_here, _gpu_seconds, self._loans)

    def encode(self, images: PortraitImages) -> EncodedPortrait:
        """Everything that depends on the photo alone; in the host's memory, as are the images.

        Raises:
            EngineUnavailableError: the GPU's memory is too small.
        """
        return next(self._encode(images))

    def render(self, scene: Scene) -> Iterator[Pictures]:
        """The frames in chunks, as `InspectedChunk.frames`.

        Raises:
            EngineUnavailableError: the GPU's memory is too small.
        """
        return self._render(scene)

    def inspect(self, scene: Scene) -> Iterator[InspectedChunk]:
        """As `render`, with the intermediate results."""
        return self._inspect(scene)

    def _encode_here(self, images: PortraitImages) -> Iterator[EncodedPortrait]:
        with report_out_of_memory():
            encoded = self.renderer.encode_portrait(tensors_to_device(images, self.device))
            encoded = tensors_to_device(encoded, "cpu")
        yield encoded

    def _loans(self, scene: Scene) -> Iterator[tuple[Scene]]:
        """Parts of a scene for each of which a ZeroGPU Space lends its card.

        They consist of whole chunks, so that the card computes the same as for the scene in one.
        """
        available = LONGEST_LOAN_SECONDS - GPU_STARTUP_SECONDS
        frames = int(available / _gpu_seconds_per_frame(scene)) // self._chunk * self._chunk
        for start in range(0, len(scene), frames):
            yield (scene.part(slice(start, start + frames)),)

    def _render_here(self, scene: Scene) -> Iterator[Pictures]:
        return self._in_chunks(scene, RenderSession.render)

    def _inspect_here(self, scene: Scene) -> Iterator[InspectedChunk]:
        return self._in_chunks(scene, RenderSession.inspect)

    def _in_chunks(
        self, scene: Scene, render: Callable[[RenderSession, slice], Chunk]
    ) -> Iterator[Chunk]:
        with report_out_of_memory():
            session = RenderSession(self.renderer, self.mesh, self.device, scene)
        size, start = self._chunk, 0
        while start < len(scene):
            try:
                chunk = render(session, slice(start, start + size))
            except RuntimeError as error:
                if not is_out_of_memory(error):
                    raise
                if size == 1:
                    raise EngineUnavailableError("gpu-memory-too-small") from None
                size = 1
                continue
            yield chunk
            start += size


class RenderSession:
    """One scene on the device, with everything encoded that its frames share."""

    @torch.inference_mode()
    def __init__(
        self, renderer: Renderer, mesh: FaceMesh, device: torch.device, scene: Scene
    ) -> None:
        """
        Args:
            renderer: on the device.
            mesh: on the device.
            device: where they are.
            scene: in the host's memory.
        """
        self._renderer = renderer
        self._mesh = mesh
        self._blink = scene.blink
        scene = tensors_to_device(scene, device)
        self._scene = scene
        self._neutral = mesh.neutral(scene.identity)
        own = scene.photo_expression
        canonical, photo = (self._draw(faces) for faces in (torch.zeros_like(own), own))
        self._reference = self._renderer.encode_reference(canonical, photo)
        self._encoded_backgrounds = [
            self._renderer.encode_background(picture) for picture in self._backgrounds()
        ]

    @torch.inference_mode()
    def render(self, rows: slice) -> Pictures:
        """[B, 512, 512, 3 or 4] uint8 a range of the scene's frames."""
        return _frame_levels(self._rendered(rows, self._driving_mesh(rows)))

    @torch.inference_mode()
    def inspect(self, rows: slice) -> InspectedChunk:
        """The same with the intermediate results."""
        mesh = self._driving_mesh(rows)
        seen = self._rendered(rows, mesh)
        return InspectedChunk(
            frames=_frame_levels(seen),
            mesh=_levels(mesh),
            head=_levels(seen[0].head),
            depth=_levels(depth_view(seen[0], self._scene.camera[rows])),
        )

    def _rendered(self, rows: slice, mesh: Tensor) -> list[Frames]:
        """The frames over each of the backgrounds: one, or black and white for alpha."""
        scene = self._scene
        states = DrivingStates(mesh, scene.camera[rows], scene.keypoints[rows])
        return [
            self._renderer.render(scene.portrait, background, self._reference, states)
            for background in self._encoded_backgrounds
        ]

    def _backgrounds(self) -> Iterator[Tensor]:
        if self._scene.background is not None:
            yield self._scene.background
            return
        for level in (BLACK, WHITE):
            yield torch.full((1, 3, SIZE, SIZE), level, device=self._scene.camera.device)

    def _driving_mesh(self, rows: slice) -> Tensor:
        """[B, 3, 512, 512] the face mesh with the frames' expressions and eyelids."""
        mesh = self._draw(self._scene.expression[rows])
        for frame, (left, right) in enumerate(self._blink[rows].tolist()):
            if left > 0 or right > 0:
                # The person's right eye is at the picture's left.
                mesh[frame] = _with_lids(mesh[frame], (right, left))
        return mesh

    def _draw(self, expression: Tensor) -> Tensor:
        return self._mesh(self._neutral, expression)


def _with_lids(mesh: Tensor, closure: tuple[float, float]) -> Tensor:
    """A picture of the mesh [3, 512, 512] with eyes closed; it does not leave its device."""
    if mesh.is_cuda:
        return close_eyes_on_gpu(mesh, closure)
    return torch.from_numpy(close_eyes(mesh.numpy(), closure))


@contextmanager
def report_out_of_memory() -> Iterator[None]:
    """
    Raises:
        EngineUnavailableError: instead of PyTorch's error, when the GPU's memory is too small.
    """
    try:
        yield
    except RuntimeError as error:
        if not is_out_of_memory(error):
            raise
        raise EngineUnavailableError("gpu-memory-too-small") from error


def is_out_of_memory(error: RuntimeError) -> bool:
    """Whether the GPU's memory was too small, also where cuDNN or cuBLAS found it so."""
    if isinstance(error, torch.cuda.OutOfMemoryError):
        return True
    return any(status in str(error) for status in OUT_OF_MEMORY_STATUS)


def triangulation_matte(over_black: Tensor, over_white: Tensor) -> Tensor:
    """Colour and opacity of a person rendered over two backgrounds (Smith and Blinn 1996).

    The share of the backgrounds' difference that is left in a pixel is its transparency, so that
    hair and shoulders are as transparent as the network renders them.

    Args:
        over_black, over_white: [B, 3, H, W] in -1..1.

    Returns:
        [B, H, W, 4] uint8 RGBA, not premultiplied.
    """
    alpha = (1 - (over_white - over_black).mean(1, keepdim=True) / 2).clamp(0, 1)
    colour = ((over_black + 1) / 2 / alpha.clamp_min(LEAST_OPACITY)).clamp(0, 1)
    pixels = torch.cat((colour, alpha), 1) * 255
    return pixels.round().to(torch.uint8).permute(0, 2, 3, 1).contiguous()


def depth_view(seen: Frames, camera: Tensor) -> Tensor:
    """[B, 3, h, w] in -1..1: inverted depth within the head's volume, -1 where it is empty."""
    position = camera[:, :12].unflatten(1, (3, 4))[..., 3]
    middle = position.norm(dim=1).view(-1, 1, 1, 1)
    near = ((middle + HALF_VOLUME / 2 - seen.depth) / HALF_VOLUME).clamp(0, 1)
    return (2 * near * seen.opacity.clamp(0, 1) - 1).expand(-1, 3, -1, -1)


def _frame_levels(seen: list[Frames]) -> Pictures:
    """[B, H, W, 3] RGB of one rendering, [B, H, W, 4] RGBA of one over black and one over white."""
    if len(seen) == 1:
        return seen[0].to_uint8().cpu().numpy()
    return triangulation_matte(*(each.image for each in seen)).cpu().numpy()


def _levels(pictures: Tensor) -> Pictures:
    """[B, H, W, 3] uint8 of [B, 3, H, W] in -1..1."""
    levels = ((pictures + 1) * 127.5).round().clamp(0, 255)
    return levels.to(torch.uint8).permute(0, 2, 3, 1).contiguous().cpu().numpy()


def _gpu_seconds(scene: Scene) -> float:
    return GPU_STARTUP_SECONDS + _gpu_seconds_per_frame(scene) * len(scene)


def _gpu_seconds_per_frame(scene: Scene) -> float:
    return GPU_SECONDS_PER_FRAME * (2 if scene.background is None else 1)
