"""flite speaks, and prints the end of each phone: `flite -psdur`."""

from __future__ import annotations

import random
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from training.speech.phones import ARPABET, segments_from_ipa
from training.speech.recording import Recording, read_mono
from training.speech.texts import sentence
from training.speech.voices import FliteVoice

SUNG_SHARE = 0.08
"""Of the utterances, those spoken as slowly and with as much melody as song."""


def recordings(voice: FliteVoice, rng: random.Random) -> Iterator[Recording]:
    """Endless random English at random speed and pitch."""
    while True:
        sung = rng.random() < SUNG_SHARE
        stretch = rng.uniform(1.5, 2.4) if sung else rng.uniform(0.75, 1.25)
        deviation = rng.uniform(1.5, 3.0) if sung else rng.uniform(0.5, 1.5)
        recording = speak(
            voice, sentence("en", rng), stretch, voice.pitch_hz * rng.uniform(0.75, 1.4), deviation
        )
        if len(recording.segments) > 2:
            yield recording


def speak(
    voice: FliteVoice, text: str, stretch: float, pitch_hz: float, pitch_range: float = 1.0
) -> Recording:
    """One utterance.

    Args:
        text: English.
        stretch: factor on all durations.
        pitch_hz: mean pitch.
        pitch_range: factor on the usual 15 Hz by which the pitch wanders.
    """
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder) / "speech.wav"
        settings = {
            "duration_stretch": stretch,
            "int_f0_target_mean": pitch_hz,
            "int_f0_target_stddev": 15 * pitch_range,
        }
        options = [part for k, v in settings.items() for part in ("--setf", f"{k}={v:.3f}")]
        printed = subprocess.run(
            ["flite", "-voice", voice.name, "-psdur", *options, "-t", text, "-o", str(wav)],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout
        samples = read_mono(wav)
    events, start = [], 0.0
    for phone, end in re.findall(r"(\S+):([\d.]+)", printed):
        if float(end) <= start:
            continue
        events.append((start, float(end), ARPABET[phone]))
        start = float(end)
    return Recording(samples, segments_from_ipa(events), f"flite {voice.name}")
