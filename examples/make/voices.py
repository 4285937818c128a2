"""Make the example voices: `python -m examples.make.voices` -> examples/voices/.

Needs two speech synthesisers of Debian main: `apt-get install flite festival festvox-us-slt-hts`.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import librosa
import numpy as np
import soundfile
from numpy.typing import NDArray

FOLDER = Path(__file__).parents[1] / "voices"
RATE = 24_000  # Hz
SILENCE = 0.3  # seconds before and after the words
LEVEL = -17.0  # dB RMS while speaking; comes to about -18 LUFS
PEAK = 0.89  # -1 dB

WOMAN = (
    "Hello, and welcome. You are listening to a voice that was made by a computer, "
    "and watching a face that was drawn by one."
)
MAN = (
    "Good evening. Choose a picture, give it something to say, and in a moment "
    "it will look at you, and speak."
)


def festival(text: str, wav: Path) -> None:
    command = ["text2wave", "-eval", "(voice_cmu_us_slt_arctic_hts)", "-o", str(wav)]
    subprocess.run(command, input=text, text=True, check=True, timeout=60)


def flite(text: str, wav: Path) -> None:
    command = [
        "flite",
        "-voice",
        "rms",
        "--setf",
        "duration_stretch=1.08",
        "-t",
        text,
        "-o",
        str(wav),
    ]
    subprocess.run(command, check=True, timeout=60)


def master(sound: NDArray, rate: int) -> NDArray:
    """Trim, level and frame a spoken sentence, mono float32 at RATE."""
    sound = librosa.resample(sound, orig_sr=rate, target_sr=RATE)
    sound = librosa.effects.trim(sound - sound.mean(), top_db=42)[0]
    ramp = np.minimum(1, np.arange(len(sound)) / (0.01 * RATE))
    sound = sound * ramp * ramp[::-1]
    spoken = np.concatenate([sound[a:b] for a, b in librosa.effects.split(sound, top_db=30)])
    sound = sound * 10 ** (LEVEL / 20) / np.sqrt(np.mean(spoken**2))
    # Round off the few peaks above the ceiling instead of clipping them.
    loud = np.abs(sound) > 0.7 * PEAK
    knee = 0.7 * PEAK + 0.3 * PEAK * np.tanh((np.abs(sound) - 0.7 * PEAK) / (0.3 * PEAK))
    sound = np.where(loud, np.sign(sound) * knee, sound)
    return np.pad(sound, int(SILENCE * RATE)).astype(np.float32)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, speak, text in (("welcome_woman", festival, WOMAN), ("evening_man", flite, MAN)):
        with tempfile.TemporaryDirectory() as folder:
            wav = Path(folder) / "speech.wav"
            speak(text, wav)
            sound, rate = soundfile.read(wav, dtype="float32")
        soundfile.write(FOLDER / f"{name}.flac", master(sound, rate), RATE, subtype="PCM_16")


if __name__ == "__main__":
    main()
