"""A portrait reconstructed by the tri-plane engine, and its frames for any motion."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from torch import Tensor

from real3d.engine import InspectedFrame
from real3d.motion import Motion
from real3d.motion.pose_limits import PoseLimits
from real3d.numerics.types import Float32Array, Picture
from real3d.portrait import Portrait
from real3d.portrait.framing import OpenEdges
from real3d.portrait.landmarks import SKIN_LANDMARK_COUNT
from real3d.portrait.pose import euler_angles
from real3d.triplane.driving.head_path import cameras, smooth_track, torso_keypoints
from real3d.triplane.driving.motion_track import FACE_BASIS, head_poses
from real3d.triplane.face_model.fitting import fit_picture
from real3d.triplane.face_model.landmark_objective import FaceFit
from real3d.triplane.face_model.morphable_model import MorphableModel
from real3d.triplane.modeling.renderer import SIZE, EncodedPortrait, PortraitImages
from real3d.triplane.portrait_parts import keep_person, split_portrait
from real3d.triplane.predictor import Predictor, Scene
from real3d.triplane.segmentation import LabelMap


@dataclass(frozen=True)
class TriplaneAvatar:
    """See `real3d.engine.Avatar`."""

    portrait: Portrait
    predictor: Predictor
    face: MorphableModel
    encoded: EncodedPortrait
    fit: FaceFit
    """The face model's coefficients in the photo."""

    @property
    def pose_limits(self) -> PoseLimits:
        """See `real3d.engine.Avatar`."""
        return PoseLimits.of_photo(euler_angles(self.portrait.pose.rotation))

    def within_photo(self, edges: OpenEdges) -> TriplaneAvatar:
        """See `real3d.engine.Avatar`. The network draws shoulders as it will."""
        return self

    def render(self, motion: Motion, background: Picture | None) -> Iterator[Picture]:
        """One frame per row of `motion`; see `real3d.engine.Avatar`.

        Raises:
            EngineUnavailableError: the GPU's memory is too small.
        """
        for frames in self.predictor.render(self._scene(motion, background)):
            for frame in frames:
                yield _resized(frame, self.portrait.size)

    def inspect(
        self, motion: Motion, background: Picture | None
    ) -> Generator[InspectedFrame, None, None]:
        """The frames of `render` with their views; see `real3d.engine.Avatar`."""
        for chunk in self.predictor.inspect(self._scene(motion, background)):
            for frame, *views in zip(
                chunk.frames, chunk.mesh, chunk.head, chunk.depth, strict=True
            ):
                yield InspectedFrame(_resized(frame, self.portrait.size), tuple(views))

    def _scene(self, motion: Motion, background: Picture | None) -> Scene:
        assert motion.basis == FACE_BASIS, "the motion was made for another engine"
        path = head_poses(motion, self.fit.pose)
        expression = motion.expression.astype(np.float32)
        # As in training, the torso's key points follow the head, but not every sound: a jaw that
        # opens would pull at the neck.
        smooth_face = FaceFit(self.fit.identity, smooth_track(expression), path)
        return Scene(
            portrait=self.encoded,
            background=None if background is None else _to_tensor(background),
            identity=torch.from_numpy(self.fit.identity[0]),
            photo_expression=torch.from_numpy(self._photo_expression(motion)),
            expression=torch.from_numpy(expression),
            blink=torch.from_numpy(motion.blink),
            camera=torch.from_numpy(cameras(path).astype(np.float32)),
            keypoints=torch.from_numpy(torso_keypoints(self.face, smooth_face)),
        )

    def _photo_expression(self, motion: Motion) -> Float32Array:
        """[1, 64] what the motion adapter takes for the expression in the photo.

        With a share of 0 it is the first driving expression, as in the published system, so that
        the photo's own expression stays on the face; with 1 it is the photo's, which is taken away.
        """
        share = float(motion.neutral.max(initial=0.0))
        own = share * self.fit.expression + (1 - share) * motion.expression[:1]
        return own.astype(np.float32)


def build_avatar(
    predictor: Predictor,
    face: MorphableModel,
    portrait: Portrait,
    segment: Callable[[Picture], LabelMap],
) -> TriplaneAvatar:
    """The avatar of a portrait.

    Args:
        predictor: of the engine.
        face: the face model.
        portrait: of any size.
        segment: the class of every pixel of a picture.

    Raises:
        EngineUnavailableError: the GPU's memory is too small.
    """
    image = _resized(portrait.image, SIZE)
    landmarks = portrait.landmarks[:SKIN_LANDMARK_COUNT, :2] / portrait.size
    parts = split_portrait(image, keep_person(segment(image), SIZE * landmarks))
    fit = fit_picture(face, landmarks)
    masks = torch.from_numpy(np.stack((parts.neck, parts.clothes)).astype(np.float32))
    images = PortraitImages(
        head=_to_tensor(parts.head),
        torso=_to_tensor(parts.torso),
        torso_masks=masks[None],
        keypoints=torch.from_numpy(torso_keypoints(face, fit)),
    )
    return TriplaneAvatar(portrait, predictor, face, predictor.encode(images), fit)


def _to_tensor(picture: Picture) -> Tensor:
    """[1, 3, 512, 512] float32 in -1..1 from an RGB picture of any size."""
    levels = torch.from_numpy(_resized(picture, SIZE).astype(np.float32))
    return ((levels - 127.5) / 127.5).permute(2, 0, 1)[None].contiguous()


def _resized(picture: Picture, size: int) -> Picture:
    if picture.shape[0] == size:
        return picture
    smaller = picture.shape[0] > size
    filtering = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, (size, size), interpolation=filtering), np.uint8)
