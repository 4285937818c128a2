"""The player's hearing in Node beside Python's, step by step."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from real3d.media import read_audio
from real3d.mesh.visemes import mouth_blendshapes
from real3d.motion.settings import MotionSettings
from real3d.portable.hearing import hearing_file
from real3d.portable.player import HEARING
from real3d.speech.articulation import CHANNELS, LiveArticulation
from real3d.speech.live_voice import LiveVoice
from real3d.speech.mouth_shape import MouthShape
from tests.support.node import needs_node, run_node, web_program

VOICES = Path(__file__).parents[2] / "examples" / "voices"
RATE = 16000
MOST_BYTES = 250_000


def sounds() -> dict[str, np.ndarray]:
    """Voices, and what is none."""
    time = np.arange(3 * RATE) / RATE
    noise = np.random.default_rng(0).standard_normal(len(time))
    return {
        **{
            name: np.pad(read_audio(VOICES / f"{name}.flac").samples, (0, RATE))
            for name in ("welcome_woman", "evening_man")
        },
        "silence": np.zeros(RATE, np.float32),
        "chord": sum(0.1 * np.sin(2 * np.pi * hz * time) for hz in (220, 277, 330)) + 1e-3 * noise,
    }


@pytest.fixture(scope="module")
def program() -> Path:
    return web_program("hearing")


@needs_node
@pytest.mark.parametrize(
    ("sound", "chunk"), [(name, 128) for name in sounds()] + [("evening_man", 4801)]
)
def test_a_browser_hears_what_python_hears(
    program: Path, tmp_path: Path, sound: str, chunk: int
) -> None:
    samples = sounds()[sound].astype(np.float32)
    heard = _heard(program, tmp_path, samples, chunk)
    articulation, mouths = LiveArticulation().push(samples), LiveVoice().push(samples)
    assert len(heard["articulation"]) == len(articulation) == len(mouths.gap)
    for name in (*CHANNELS, "visemes"):
        theirs = np.array([step[name] for step in heard["articulation"]])
        assert np.abs(theirs - getattr(articulation, name)).max() < 1e-4, name
    for name in [field.name for field in fields(MouthShape)]:
        theirs = np.array([step[name] for step in heard["mouths"]])
        assert np.abs(theirs - getattr(mouths, name)).max() < 1e-3, name
    shapes = mouth_blendshapes(mouths, MotionSettings(fps=50))
    moved = 0
    for name in heard["shapes"][0]:
        theirs = np.array([step[name] for step in heard["shapes"]])
        assert np.abs(theirs - shapes.channel(name)).max() < 1e-3, name
        moved += np.ptp(theirs) > 0.05
    assert (moved > 10) == (sound in ("welcome_woman", "evening_man"))


@needs_node
def test_it_notices_who_has_fallen_silent(program: Path, tmp_path: Path) -> None:
    samples = sounds()["evening_man"].astype(np.float32)
    assert _heard(program, tmp_path, samples[: 7 * RATE], 320)["speaking"] is True
    assert _heard(program, tmp_path, samples, 320)["speaking"] is False


def test_the_shipped_file_is_the_networks_and_small() -> None:
    assert HEARING.read_bytes() == hearing_file()
    assert len(hearing_file()) <= MOST_BYTES


def _heard(program: Path, folder: Path, samples: np.ndarray, chunk: int) -> dict[str, Any]:
    (folder / "samples").write_bytes(samples.astype("<f4").tobytes())
    run_node(program, HEARING, folder / "samples", folder / "heard.json", chunk)
    return json.loads((folder / "heard.json").read_text())
