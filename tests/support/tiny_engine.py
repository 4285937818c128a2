"""The tri-plane engine with tiny random components, for tests of the way from end to end.

The renderer is a stand-in that remembers what it was asked for; all else is the real code.
"""

from __future__ import annotations

from dataclasses import replace

from torch import Tensor

from real3d.triplane.engine import TriplaneEngine
from real3d.triplane.modeling.renderer import DrivingStates, Frames, PortraitImages
from tests.support import engine_stand_in
from tests.support.engine_stand_in import tiny_components


class PaintingRenderer(engine_stand_in.PaintingRenderer):
    """Shows what it is given, without a network."""

    def __init__(self) -> None:
        self.chunks: list[int] = []
        self.references: list[Tensor] = []

    def encode_reference(self, canonical: Tensor, source: Tensor) -> Tensor:
        self.references.append(source)
        return super().encode_reference(canonical, source)

    def render(
        self, portrait: PortraitImages, background: Tensor, reference: Tensor, states: DrivingStates
    ) -> Frames:
        self.chunks.append(len(states))
        return super().render(portrait, background, reference, states)


def tiny_engine(chunk: int = 8, **changes: object) -> TriplaneEngine:
    """The engine around them, some of them changed."""
    components = replace(tiny_components(), renderer=PaintingRenderer())
    return TriplaneEngine(replace(components, **changes), chunk=chunk)
