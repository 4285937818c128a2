"""Pictures side by side in one video: what fills a panel, and what is written on it."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import cv2
import numpy as np

from real3d.numerics.types import Picture

if TYPE_CHECKING:
    from real3d.media.audio import Audio
    from real3d.media.video import VideoClip


_CLIP_SIDE = 1920
"""Pixels: no panel is larger."""
_WIDEST = 16 / 9
"""Width of a clip beside a result over its height; of a wider one the middle is seen."""
_WINDOW_SECONDS = 2.0
"""Of the voice that are seen at once: a few words."""
_WAVE, _NOW = (120, 200, 255), (255, 255, 255)
_TITLE_HEIGHT = 0.055
"""Of a panel's side: 28 pixels of 512."""
_GROUND = (16, 18, 22)


def repeated(picture: Picture, frames: int) -> Iterator[Picture]:
    """The same picture in all frames."""
    for _ in range(frames):
        yield picture


def letterboxed(pictures: Iterator[Picture], size: int, frames: int) -> Iterator[Picture]:
    """[size, size, 3] pictures of any smaller shape in the middle of squares; the last one stays
    if there are too few."""
    square = np.zeros((size, size, 3), np.uint8)
    for _ in range(frames):
        picture = next(pictures, None)
        if picture is not None:
            square = np.zeros((size, size, 3), np.uint8)
            height, width = picture.shape[:2]
            top, left = (size - height) // 2, (size - width) // 2
            square[top : top + height, left : left + width] = picture
        yield square


def beside(
    clip: VideoClip, frames: Generator[Picture, None, None], fps: float
) -> Generator[Picture, None, None]:
    """Each frame with that of a clip on its left, in the size of `beside_size`; the clip's last one
    stays if there are too few."""
    with closing(frames), closing(clip.frames(fps, max_side=_CLIP_SIDE)) as shown:
        panel = None
        for frame in frames:
            picture = next(shown, None)
            if picture is not None:
                panel = _middle(picture, _panel_width(clip, len(frame)), len(frame))
            assert panel is not None, "a clip has at least one frame"
            yield np.hstack([panel, frame])


def beside_size(clip: VideoClip, size: tuple[int, int]) -> tuple[int, int]:
    """(width, height) in pixels of frames of this size with those of a clip on their left."""
    width, height = size
    return _panel_width(clip, height) + width, height


def _panel_width(clip: VideoClip, height: int) -> int:
    """Pixels, even, of a panel in the clip's own shape, unless that is very wide."""
    return 2 * round(height * min(clip.width / clip.height, _WIDEST) / 2)


def _middle(picture: Picture, width: int, height: int) -> Picture:
    """[height, width, 3] of a picture that is as wide or wider."""
    whole = max(width, round(picture.shape[1] * height / picture.shape[0]))
    method = cv2.INTER_AREA if len(picture) > height else cv2.INTER_CUBIC
    scaled = cv2.resize(picture, (whole, height), interpolation=method)
    left = (whole - width) // 2
    return scaled[:, left : left + width]


def waveform(audio: Audio, fps: float, size: int, frames: int) -> Iterator[Picture]:
    """[size, size, 3] the voice as it passes; what is heard now is in the middle."""
    reach = round(_WINDOW_SECONDS / 2 * audio.rate)
    samples = np.pad(audio.samples, reach)
    loudest = max(float(np.abs(audio.samples).max()), 1e-3)
    rows = np.abs(np.arange(size) - (size - 1) / 2)[:, None]
    for frame in range(frames):
        start = min(round(frame / fps * audio.rate), len(audio.samples))
        columns = np.array_split(samples[start : start + 2 * reach], size)
        heights = np.array([np.abs(column).max() for column in columns])
        picture = np.zeros((size, size, 3), np.uint8)
        picture[rows <= 0.45 * size * heights / loudest] = _WAVE
        picture[:, size // 2] = _NOW
        yield picture


def title(text: str, size: int) -> Picture:
    """[h, w, 3] what is written into the corner of a panel with `size` pixels a side."""
    from PIL import Image, ImageDraw, ImageFont

    height = round(_TITLE_HEIGHT * size)
    font = ImageFont.load_default(0.62 * height)
    width = round(font.getlength(text) + 0.8 * height)
    label = Image.new("RGB", (width, height), _GROUND)
    place = (width / 2, height / 2)
    ImageDraw.Draw(label).text(place, text, fill=(255, 255, 255), font=font, anchor="mm")
    return np.asarray(label)
