"""Captions drawn into frames: white letters in a dark outline, low in the middle."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing

import numpy as np

from real3d.captions.caption import Caption
from real3d.captions.fonts import find_font, has_letter
from real3d.captions.lines import fit
from real3d.numerics.overlay import Overlay
from real3d.numerics.types import Float32Array, Picture

_SIZE = 0.054
"""Of the frame's shorter side: 28 pixels of 512, 4 mm on a phone, as subtitles of films are."""
_WIDTH = 0.88
"""Longest line, of the frame's width: inside what every screen shows."""
_BELOW, _BELOW_TALL = 0.06, 0.16
"""Room under the last line, of the frame's height. Apps for upright videos have their own words and
buttons at the bottom."""
_TALL = 1.5
"""Height over width from which a video is one for such apps."""
_OUTLINE = 0.1
"""Width, of the letters' size."""
_OUTLINE_ALPHA = 0.92
_LINE_HEIGHT = 1.25


class CaptionPainter:
    """Sets captions in lines and lays them over frames of one size."""

    def __init__(self, captions: Sequence[Caption], size: tuple[int, int]) -> None:
        """
        Args:
            captions: in the order of their times; none overlaps the next.
            size: (width, height) of the frames in pixels.

        Raises:
            InputError: no font here has their letters.
        """
        self._width, self._height = size
        letters = "".join(caption.text for caption in captions)
        self._font = find_font(letters, max(8.0, _SIZE * min(size)))
        unknown = {each for each in set(letters) - {"\n"} if not has_letter(self._font, each)}
        # Pictures among the words, which few fonts have, are left out.
        known = [
            Caption(each.start, each.end, "".join(k for k in each.text if k not in unknown))
            for each in captions
        ]
        widest = _WIDTH * self._width
        fitted = fit(known, self._font.getlength, widest)
        self._captions = [caption for caption in fitted if caption.text]

    def burn(
        self, frames: Generator[Picture, None, None], fps: float
    ) -> Generator[Picture, None, None]:
        """The frames, each with the caption of its time drawn into it."""
        overlays = self._overlays()
        caption, overlay = next(overlays, (None, None))
        with closing(frames):
            for number, frame in enumerate(frames):
                middle = (number + 0.5) / fps
                while caption is not None and caption.end <= middle:
                    caption, overlay = next(overlays, (None, None))
                if caption is not None and overlay is not None and caption.start <= middle:
                    overlay.draw(frame)
                yield frame

    def _overlays(self) -> Iterator[tuple[Caption, Overlay]]:
        for caption in self._captions:
            yield caption, self._overlay(caption.text.split("\n"))

    def _overlay(self, lines: list[str]) -> Overlay:
        letters, outlined = self._masks(lines)
        alpha = np.maximum(letters, _OUTLINE_ALPHA * outlined)[..., None]
        below = _BELOW_TALL if self._height >= _TALL * self._width else _BELOW
        height, width = letters.shape
        return Overlay(
            colour=np.repeat(255.0 * letters[..., None], 3, axis=2),
            alpha=alpha,
            top=max(0, round((1.0 - below) * self._height) - height),
            left=(self._width - width) // 2,
        )

    def _masks(self, lines: list[str]) -> tuple[Float32Array, Float32Array]:
        """[h, w] the letters, and the letters with their outline, 0..1."""
        from PIL import Image, ImageDraw

        size = self._font.size
        outline = max(1, round(_OUTLINE * size))
        widest = max(self._font.getlength(line) for line in lines)
        width = min(self._width, round(widest) + 4 * outline)
        height = round(_LINE_HEIGHT * size * len(lines)) + 4 * outline
        masks = []
        for stroke in (0, outline):
            mask = Image.new("L", (width, height), 0)
            for row, line in enumerate(lines):
                place = (width / 2, 2 * outline + _LINE_HEIGHT * size * (row + 0.5))
                ImageDraw.Draw(mask).text(
                    place, line, fill=255, font=self._font, anchor="mm", stroke_width=stroke
                )
            masks.append(np.asarray(mask, np.float32) / 255.0)
        return masks[0], masks[1]
