"""The mesh engine's `Avatar`: a portrait reconstructed once, rendered for any motion.

All that depends on the photo is computed here and never changes afterwards, so any number of jobs
may render the same avatar at the same time.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from queue import SimpleQueue
from typing import TypeVar

from real3d.engine import InspectedFrame
from real3d.mesh.eyes import build_eyes
from real3d.mesh.folds import build_folds
from real3d.mesh.frame import FrameRenderer
from real3d.mesh.glasses import frames_of_glasses
from real3d.mesh.mouth import build_mouth
from real3d.mesh.photo_mouth import clean_lips
from real3d.mesh.reconstruction import Reconstruction
from real3d.mesh.rig import build_rig
from real3d.mesh.surface import build_surface
from real3d.mesh.turning import measure_limits
from real3d.mesh.views import RestingPerson
from real3d.motion import Motion
from real3d.motion.pose_limits import PoseLimits
from real3d.numerics.types import Picture
from real3d.portrait import Portrait
from real3d.portrait.framing import OpenEdges
from real3d.portrait.layers import separate_layers
from real3d.portrait.strands import hair_over_face
from real3d.runtime.threads import single_threaded

T = TypeVar("T")

_WORKERS = min(2, os.cpu_count() or 1)
"""Frames rendered at the same time; more would only crowd out the encoder."""


@dataclass(frozen=True)
class MeshAvatar(Reconstruction):
    """A reconstruction that renders itself; see `real3d.engine.Avatar`."""

    pose_limits: PoseLimits

    def within_photo(self, edges: OpenEdges) -> MeshAvatar:
        """See `real3d.engine.Avatar.within_photo`."""
        return replace(self, surface=self.surface.held(edges, self.portrait.size))

    def render(self, motion: Motion, background: Picture | None) -> Iterator[Picture]:
        """See `real3d.engine.Avatar.render`."""
        yield from self._render_ahead(
            background, len(motion), lambda renderer, index: renderer.render(motion, index)
        )

    def inspect(
        self, motion: Motion, background: Picture | None
    ) -> Generator[InspectedFrame, None, None]:
        """See `real3d.engine.Avatar.inspect`."""
        resting = RestingPerson.of(self.surface, self.portrait.alpha)
        yield from self._render_ahead(
            background,
            len(motion),
            lambda renderer, index: renderer.inspect(resting, motion, index),
        )

    def _render_ahead(
        self,
        background: Picture | None,
        frames: int,
        make: Callable[[FrameRenderer, int], T],
    ) -> Iterator[T]:
        """What `make` makes of each frame, in order, a few frames ahead on two threads."""
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
            ahead: deque[Future[T]] = deque()
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
    """Reconstruct a portrait (about 0.6 s at 512 pixels)."""
    hair = hair_over_face(portrait, separate_layers(portrait))
    glasses = frames_of_glasses(portrait)
    surface = build_surface(portrait, hair).rigid_where(glasses)
    rig = build_rig(portrait)
    lips = clean_lips(portrait) if rig.open_mouth else None
    return MeshAvatar(
        portrait=portrait,
        surface=surface,
        rig=rig,
        mouth=build_mouth(
            portrait,
            rig,
            surface,
            None if lips is None else lips.hole,
        ),
        eyes=build_eyes(portrait, surface.camera, glasses),
        folds=build_folds(portrait, surface.face_width, rig.smile),
        lips=lips,
        pose_limits=measure_limits(surface, portrait),
    )
