"""A portrait in the tri-plane engine: all that depends on the photo alone, and its frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from real3d.errors import EngineUnavailableError, SettingsError
from real3d.motion import Motion
from real3d.portrait import Portrait
from real3d.portrait.landmarks import SKIN_LANDMARK_COUNT
from real3d.triplane.fitting import fit_picture
from real3d.triplane.head_path import cameras, keypoints, smooth_cameras, smooth_keypoints
from real3d.triplane.landmark_objective import FaceFit
from real3d.triplane.morphable_model import MorphableModel
from real3d.triplane.motion_track import FACE_BASIS, poses_of
from real3d.triplane.network import (
    SIZE,
    DrivingStates,
    EncodedPortrait,
    PortraitImages,
    Renderer,
)
from real3d.triplane.person_classes import LabelMap
from real3d.triplane.portrait_parts import largest_person, take_apart
from real3d.triplane.secc import FaceMesh
from real3d.triplane.secc_blinks import close_eyes
from real3d.triplane.super_resolution import EncodedBackground


@dataclass(frozen=True)
class Studio:
    """What all portraits of one engine share."""

    renderer: Renderer
    face: MorphableModel
    mesh: FaceMesh
    """Of `face`."""
    device: torch.device
    """Of `renderer` and `mesh`."""
    chunk: int
    """Frames rendered at once."""


@dataclass(frozen=True)
class TriplaneAvatar:
    """See `real3d.engine.Avatar`."""

    portrait: Portrait
    studio: Studio
    encoded: EncodedPortrait
    fit: FaceFit
    """Of the photo's face."""
    neutral: Tensor
    """[V, 3] the shape of that face without expression."""

    def render(
        self, motion: Motion, background: NDArray[np.uint8] | None
    ) -> Iterator[NDArray[np.uint8]]:
        """One frame per row of `motion`; see `real3d.engine.Avatar`.

        Raises:
            SettingsError: there is no background.
            EngineUnavailableError: the accelerator's memory is too small.
        """
        assert motion.basis == FACE_BASIS, "the motion was made for another engine"
        if background is None:
            raise SettingsError(
                "The tri-plane engine draws head and background together; choose a background, or "
                "the mesh engine for a transparent result."
            )
        renderer = self.studio.renderer
        backdrop = renderer.encode_background(_as_input(background).to(self.studio.device))
        reference = self._reference(motion)
        states = self._states(motion)
        chunk = self.studio.chunk
        start = 0
        while start < len(motion):
            rows = slice(start, start + chunk)
            try:
                frames = self._chunk(backdrop, reference, states, motion, rows)
            except torch.cuda.OutOfMemoryError as error:
                if chunk == 1:
                    raise EngineUnavailableError(
                        "The graphics card has too little memory for the tri-plane engine. Close "
                        "other programs that use it, or choose the mesh engine."
                    ) from error
                # Whatever else happens to fit, a single frame is the least that can be asked for.
                chunk = 1
                continue
            for frame in frames:
                yield _at_size(frame, self.portrait.size)
            start += len(frames)

    def _reference(self, motion: Motion) -> Tensor:
        """What the motion adapter compares frames with: the face at rest, and the photo's own.

        The published system takes the first driving expression for the photo's, so that whatever
        the photo expresses is baked in; that is what a share of 0 gives.
        """
        share = float(motion.neutral.max(initial=0.0))
        taken_away = share * self.fit.expression + (1 - share) * motion.expression[:1]
        canonical = self._mesh(np.zeros_like(taken_away))
        return self.studio.renderer.encode_reference(canonical, self._mesh(taken_away))

    def _states(self, motion: Motion) -> PathStates:
        path = poses_of(motion, self.fit.pose)
        faces = FaceFit(self.fit.identity, motion.expression.astype(np.float32), path)
        return PathStates(
            torch.from_numpy(smooth_cameras(cameras(path)).astype(np.float32)),
            torch.from_numpy(smooth_keypoints(keypoints(self.studio.face, faces))),
        )

    def _chunk(
        self,
        backdrop: EncodedBackground,
        reference: Tensor,
        states: PathStates,
        motion: Motion,
        rows: slice,
    ) -> NDArray[np.uint8]:
        device = self.studio.device
        mesh = self._mesh(motion.expression[rows])
        for place, (left, right) in enumerate(motion.blink[rows]):
            if left > 0 or right > 0:
                # The person's right eye is at the picture's left.
                shut = close_eyes(mesh[place].cpu().numpy(), (right, left))
                mesh[place] = torch.from_numpy(shut).to(device)
        driving = DrivingStates(
            mesh, states.camera[rows].to(device), states.keypoints[rows].to(device)
        )
        frames = self.studio.renderer.render(self.encoded, backdrop, reference, driving)
        return frames.to_uint8().cpu().numpy()

    def _mesh(self, expression: NDArray) -> Tensor:
        wanted = torch.from_numpy(np.ascontiguousarray(expression, np.float32))
        return self.studio.mesh(self.neutral, wanted.to(self.studio.device))


@dataclass(frozen=True)
class PathStates:
    """Where camera and shoulders are, for T frames; on the CPU."""

    camera: Tensor
    """[T, 25]."""
    keypoints: Tensor
    """[T, 68, 3]."""


def build_avatar(
    studio: Studio, portrait: Portrait, segment: Callable[[NDArray[np.uint8]], LabelMap]
) -> TriplaneAvatar:
    """The avatar of a portrait.

    Args:
        studio: of the engine.
        portrait: of any size.
        segment: tells the classes of a picture's pixels.
    """
    image = _at_size(portrait.image, SIZE)
    parts = take_apart(image, largest_person(segment(image)))
    fit = fit_picture(studio.face, portrait.landmarks[:SKIN_LANDMARK_COUNT, :2] / portrait.size)
    masks = torch.from_numpy(np.stack((parts.neck, parts.clothes)).astype(np.float32))
    images = PortraitImages(
        head=_as_input(parts.head).to(studio.device),
        torso=_as_input(parts.torso).to(studio.device),
        torso_masks=masks[None].to(studio.device),
        keypoints=torch.from_numpy(keypoints(studio.face, fit)).to(studio.device),
    )
    identity = torch.from_numpy(fit.identity[0]).to(studio.device)
    return TriplaneAvatar(
        portrait,
        studio,
        studio.renderer.encode_portrait(images),
        fit,
        studio.mesh.neutral(identity),
    )


def _as_input(picture: NDArray[np.uint8]) -> Tensor:
    """[1, 3, 512, 512] float32 in -1..1 from an RGB picture of any size."""
    levels = torch.from_numpy(_at_size(picture, SIZE).astype(np.float32))
    return ((levels - 127.5) / 127.5).permute(2, 0, 1)[None].contiguous()


def _at_size(picture: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
    if picture.shape[0] == size:
        return picture
    smaller = picture.shape[0] > size
    return cv2.resize(
        picture, (size, size), interpolation=cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    )
