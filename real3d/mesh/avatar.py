"""The mesh engine's `Avatar`: a portrait reconstructed once, rendered for any motion.

All that depends on the photo is computed here and never changes afterwards, so any number of jobs
may render the same avatar at the same time.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from real3d.engine import InspectedFrame
from real3d.mesh.eyes import Eye, build_eyes
from real3d.mesh.frame import FrameRenderer
from real3d.mesh.mouth import MouthInterior, build_mouth
from real3d.mesh.photo_mouth import CleanLips, clean_lips
from real3d.mesh.rig import Rig, build_rig
from real3d.mesh.surface import Surface, build_surface
from real3d.mesh.views import RestingPerson
from real3d.motion import Motion
from real3d.portrait import Portrait
from real3d.runtime.threads import single_threaded

T = TypeVar("T")

_WORKERS = min(2, os.cpu_count() or 1)
"""Frames rendered at the same time; more would only crowd out the encoder."""


@dataclass(frozen=True)
class MeshAvatar:
    """One portrait as a relief with a rig, a mouth and eyes."""

    portrait: Portrait
    surface: Surface
    rig: Rig
    mouth: MouthInterior
    eyes: tuple[Eye, Eye]
    """(left, right)."""
    lips: CleanLips | None
    """What replaces the fringe of teeth around a mouth that the photo shows open."""

    def texture(self, background: NDArray[np.uint8] | None) -> NDArray[np.uint8]:
        """[S, S, 4] the person, premultiplied, with colours fit for the background."""
        own = background is not None and np.array_equal(background, self.portrait.plate)
        colours = self.portrait.foreground if own else self.portrait.cutout
        person = colours.astype(np.float32)
        if self.lips is not None:
            mask = self.lips.mask[..., None]
            person = person * (1 - mask) + self.lips.picture * mask
        alpha = self.portrait.alpha[..., None]
        return np.clip(np.dstack([person * alpha, 255 * alpha]) + 0.5, 0, 255).astype(np.uint8)

    def render(
        self, motion: Motion, background: NDArray[np.uint8] | None
    ) -> Iterator[NDArray[np.uint8]]:
        """See `real3d.engine.Avatar.render`."""
        yield from self._made_ahead(
            background, len(motion), lambda renderer, index: renderer.render(motion, index)
        )

    def inspect(
        self, motion: Motion, background: NDArray[np.uint8] | None
    ) -> Generator[InspectedFrame, None, None]:
        """See `real3d.engine.Avatar.inspect`."""
        resting = RestingPerson.of(self.surface, self.portrait.alpha)
        yield from self._made_ahead(
            background,
            len(motion),
            lambda renderer, index: renderer.inspect(resting, motion, index),
        )

    def _made_ahead(
        self,
        background: NDArray[np.uint8] | None,
        frames: int,
        make: Callable[[FrameRenderer, int], T],
    ) -> Iterator[T]:
        """What is made of each frame, ahead on two threads, in order."""
        size = self.portrait.size
        shape = None if background is None else background.shape
        assert shape in (None, (size, size, 3)), f"background is {shape}, not {(size, size, 3)}"
        texture = self.texture(background)
        idle: SimpleQueue[FrameRenderer] = SimpleQueue()
        for _ in range(_WORKERS):
            idle.put(FrameRenderer(self, texture, background))

        def work(index: int) -> T:
            renderer = idle.get()
            try:
                return make(renderer, index)
            finally:
                idle.put(renderer)

        with ThreadPoolExecutor(_WORKERS) as pool:
            ahead: deque = deque()
            try:
                for index in range(frames):
                    ahead.append(pool.submit(work, index))
                    if len(ahead) > 2 * _WORKERS:
                        yield ahead.popleft().result()
                while ahead:
                    yield ahead.popleft().result()
            finally:
                for pending in ahead:
                    pending.cancel()


@single_threaded()
def build_avatar(portrait: Portrait) -> MeshAvatar:
    """Reconstruct a portrait (about 0.4 s at 512 pixels)."""
    surface = build_surface(portrait)
    rig = build_rig(portrait)
    lips = clean_lips(portrait) if rig.open_mouth else None
    return MeshAvatar(
        portrait=portrait,
        surface=surface,
        rig=rig,
        mouth=build_mouth(
            portrait,
            rig,
            surface.camera,
            surface.face_width,
            None if lips is None else lips.hole,
        ),
        eyes=build_eyes(portrait, surface.camera),
        lips=lips,
    )
