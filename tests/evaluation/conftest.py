"""Videos to be scored: one of a still face, one that the project makes of a photo and a voice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from real3d.media import VideoWriter
from real3d.pipeline.talking_portrait import TalkingPortrait
from tests.conftest import PHOTO

ROOT = Path(__file__).parents[2]
VOICE = ROOT / "examples" / "voices" / "welcome_woman.flac"
SPOKEN_S = 8.2


@pytest.fixture(scope="session")
def still_video(tmp_path_factory, astronaut) -> Path:
    """The photo for four seconds, without sound."""
    path = tmp_path_factory.mktemp("still") / "still.mp4"
    with VideoWriter(path, (512, 512), 25) as writer:
        for _ in range(100):
            writer.write(np.array(astronaut))
    return path


@pytest.fixture(scope="session")
def talking_video(tmp_path_factory) -> Path:
    """The photo speaks for `SPOKEN_S` and is silent for three seconds more."""
    folder = tmp_path_factory.mktemp("talking")
    voice, rate = soundfile.read(VOICE)
    soundfile.write(folder / "voice.wav", np.pad(voice, (0, 3 * rate)), rate)
    path = folder / "talking.mp4"
    TalkingPortrait("mesh").generate(PHOTO, audio=folder / "voice.wav", out=path)
    return path
