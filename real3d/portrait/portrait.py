"""The `Portrait`: one analysed photo, from which any engine reconstructs an avatar."""

from __future__ import annotations

from dataclasses import dataclass

from real3d.messages.message import Message
from real3d.numerics.types import Float32Array, FloatArray, Picture
from real3d.portrait.detection import FaceBox


@dataclass(frozen=True)
class Crop:
    """A square of the original picture, in its pixels (EXIF orientation already applied).

    The square may reach beyond the picture; what lies outside repeats the border.
    """

    left: int
    top: int
    side: int


@dataclass(frozen=True)
class HeadPose:
    """Similarity that carries the mean face m onto the photo: `scale * rotation @ m + translation`.

    The mean face has its origin midway between the outer eye corners, x to the image's right,
    y down, z away from the camera, and the distance of the outer eye corners (90 mm) as unit.
    """

    rotation: FloatArray
    """[3, 3]."""
    scale: float
    """Pixels per unit."""
    translation: FloatArray
    """[3] pixels."""


@dataclass(frozen=True)
class Portrait:
    """One analysed photo. Pictures are square, `size` pixels a side, RGB.

    Landmarks are MediaPipe's 478 in pixels of the crop, z in the same unit and away from the
    camera.
    """

    image: Picture
    """[S, S, 3] the crop."""
    detail: Picture | None
    """[2S, 2S, 3] the same crop with more of the photo's pixels; None if the photo has no more.

    Portrait pixel i covers its pixels 2 i and 2 i + 1, so its pixel k has its centre at
    (k - 0.5) / 2 in portrait pixels."""
    crop: Crop
    landmarks: FloatArray
    """[478, 3] pixels."""
    pose: HeadPose
    alpha: Float32Array
    """[S, S] the person's matte, 0..1."""
    own_alpha: Float32Array
    """[S, S] the same before `clean_background`, with the halo along the outline that the person
    takes along there."""
    foreground: Picture
    """[S, S, 3] the person's colours (not premultiplied) that, with `own_alpha`, reproduce
    the photo over `clean_background`."""
    cutout: Picture
    """[S, S, 3] the person's colours estimated on their own, for other backgrounds."""
    clean_background: Picture
    """[S, S, 3] the background with the person removed."""
    faces: tuple[FaceBox, ...]
    """All faces of the photo, in its pixels; this portrait's first."""
    advice: tuple[Message, ...]
    """Remarks on the photo for its owner: `several-faces`, `turned`, `eyes-closed`..."""
    key: str
    """Hash of the picture's content, the square and the size: what a cache goes by."""

    @property
    def size(self) -> int:
        """Pixels a side."""
        return self.image.shape[0]
