"""Golden figures of the published renderer's parts, and modules with given released weights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from real3d.portrait import Portrait
from real3d.triplane.modeling.rays import Rays
from real3d.triplane.modeling.renderer import Renderer
from real3d.triplane.modeling.volume_rendering import FieldDecoder, Sampling
from real3d.triplane.weights.renderer_names import Translation
from tests.support.face_stand_in import seen_landmarks, stand_in_face_model
from tests.support.goldens import GOLDENS, Units
from tests.support.lending_space import LendingSpace
from tests.support.recordings import write_voice
from tests.support.renderer_goldens import Golden
from tests.support.volume_stand_in import Field


@pytest.fixture(scope="session")
def units() -> Units:
    """Golden figures of single layers and functions."""
    return Units(GOLDENS / "units.npz")


@pytest.fixture(scope="session")
def golden() -> Golden:
    """Golden figures of a whole frame."""
    return Golden(GOLDENS / "case_a.npz")


@pytest.fixture(scope="session")
def renderer(golden: Golden) -> Renderer:
    """The whole network in its plain form, with the golden figures' weights; do not change it.

    It takes seconds and 0.6 GB to make.
    """
    return golden.renderer()[0]


@pytest.fixture
def fog(units: Units) -> Field:
    """The field of the volume rendering's golden figures; rays see something everywhere."""

    def fill(translation: Translation) -> None:
        translation.copy("own.hidden", "decoder.net.0", 32**-0.5)
        translation.copy("own.output", "decoder.net.2", 1 / 8)

    near, far = (units[f"strat.{limit}"][..., 0] for limit in ("near", "far"))
    return Field(
        units.load("decoder", FieldDecoder(), fill).requires_grad_(False),
        units["render.planes"].permute(0, 1, 3, 4, 2),
        Rays(units["rays.origins"], units["rays.directions"], near, far),
        Sampling(coarse=12, fine=10),
    )


@pytest.fixture
def inference() -> Iterator[None]:
    """No gradients are recorded."""
    with torch.inference_mode():
        yield


@pytest.fixture(scope="session")
def portrait(astronaut_portrait: Portrait) -> Portrait:
    """A photo whose landmarks are those of a face that the stand-in model can show."""
    places = seen_landmarks(stand_in_face_model(), frames=1)[0] * astronaut_portrait.size
    landmarks = astronaut_portrait.landmarks.copy()
    landmarks[: len(places), :2] = places
    return replace(astronaut_portrait, landmarks=landmarks)


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    """A recording of one second."""
    return write_voice(tmp_path / "voice.wav", seconds=1.0)


@pytest.fixture
def lending() -> LendingSpace:
    """A ZeroGPU Space that is not open yet."""
    return LendingSpace()
