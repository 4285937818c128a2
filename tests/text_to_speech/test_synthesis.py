from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from real3d.errors import VoiceUnavailableError
from real3d.text_to_speech.model_files import NETWORK, kept, voice_file
from real3d.text_to_speech.symbols import MOST, SYMBOL_NUMBERS, symbol_numbers
from real3d.text_to_speech.synthesis import RATE, Synthesizer, load_synthesizer
from real3d.text_to_speech.voices import find_voice
from tests.support.tiny_onnx import write_tiny_network
from tests.support.typed_voice import HummingNetwork

STYLE = np.arange(MOST * 256, dtype=np.float32).reshape(MOST, 256)


def test_the_network_is_given_padded_numbers_the_style_of_their_count_and_the_speed():
    network = HummingNetwork()
    Synthesizer(network, STYLE).speak("hi!", 1.5)
    (given,) = network.heard
    assert given["input_ids"].tolist() == [[0, 50, 51, 5, 0]]
    assert given["input_ids"].dtype == np.int64
    assert given["style"].shape == (1, 256)
    assert given["style"][0, 0] == STYLE[2, 0]
    assert given["speed"].tolist() == [1.5]


def test_the_silence_at_both_ends_is_cut():
    sound = Synthesizer(HummingNetwork(), STYLE).speak("hi", 1.0)
    assert len(sound) == pytest.approx(4 * 1200 + 0.1 * RATE, abs=50)
    assert sound.dtype == np.float32


def test_symbols_that_it_does_not_know_are_left_out():
    assert symbol_numbers("a你b") == [SYMBOL_NUMBERS["a"], SYMBOL_NUMBERS["b"]]


def test_a_network_of_the_real_format_is_read_and_run(tmp_path: Path):
    pytest.importorskip("onnxruntime")
    STYLE.tofile(tmp_path / "voice.bin")
    network = write_tiny_network(tmp_path / "model.onnx")
    sound = load_synthesizer(network, tmp_path / "voice.bin").speak("hello", 1.0)
    assert sound.tolist() == [0, 1, 1, 1, 1, 1, 0]  # clipped


def test_a_damaged_network_is_said_in_a_sentence(tmp_path: Path):
    pytest.importorskip("onnxruntime")
    STYLE.tofile(tmp_path / "voice.bin")
    (tmp_path / "model.onnx").write_bytes(b"no network")
    with pytest.raises(VoiceUnavailableError, match=r"cannot be loaded"):
        load_synthesizer(tmp_path / "model.onnx", tmp_path / "voice.bin")


@pytest.mark.skipif("REAL3D_SLOW_TESTS" not in os.environ, reason="speaks with the real network")
def test_the_real_voice_speaks_and_repeats_itself():
    pytest.importorskip("onnxruntime")
    network, voice = kept(NETWORK), kept(voice_file(find_voice("heart")))
    if network is None or voice is None:
        pytest.skip("the voice has not been downloaded")
    said = load_synthesizer(network, voice).speak("həlˈO wˈɜɹld.", 1.0)
    assert 0.5 < len(said) / RATE < 2.5
    assert 0.1 < np.abs(said).max() <= 1.0
    again = load_synthesizer(network, voice).speak("həlˈO wˈɜɹld.", 1.0)
    assert np.array_equal(said, again)
