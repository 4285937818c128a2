from __future__ import annotations

import numpy as np
import pytest

from real3d.errors import OutputError
from real3d.media.audio import read_audio
from real3d.media.wav import write_wav


def test_what_is_written_is_read_again(tmp_path):
    sound = (0.5 * np.sin(np.arange(16_000) / 20)).astype(np.float32)
    write_wav(tmp_path / "a.wav", sound, 16_000)
    assert read_audio(tmp_path / "a.wav").samples == pytest.approx(sound, abs=2e-4)


def test_what_is_too_loud_is_clipped_and_never_turns_round(tmp_path):
    write_wav(tmp_path / "a.wav", np.full(16_000, 1.5, np.float32), 16_000)
    assert read_audio(tmp_path / "a.wav").samples.min() > 0.9


def test_a_place_that_cannot_be_written_to_is_named(tmp_path):
    with pytest.raises(OutputError, match="was not written"):
        write_wav(tmp_path / "no" / "a.wav", np.zeros(10, np.float32), 16_000)
