"""Makes the recording that the tests listen to: `python -m training.speech.fixture FOLDER`.

A held-out voice says a sentence full of closures, with the time of each phone beside it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import soundfile

from real3d.speech.spectrum import SAMPLE_RATE
from training.speech import flite, voices

TEXT = "Bob put my map by the big pump, mama. Five very brave wolves shoot off. We see who you are."


def main() -> None:
    """Writes `speech.flac` and `speech.txt` (start, end, phone)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    recording = flite.speak(voices.RMS, TEXT, stretch=1.0, pitch_hz=100.0)
    soundfile.write(folder / "speech.flac", recording.samples, SAMPLE_RATE, subtype="PCM_16")
    lines = [f"{s.start:.3f} {s.end:.3f} {s.phone}" for s in recording.segments]
    (folder / "speech.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
