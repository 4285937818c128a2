"""festival speaks a batch of sentences and saves each one's sound and phones."""

from __future__ import annotations

import random
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from training.speech.phones import segments_from_ipa
from training.speech.recording import Recording, read_mono
from training.speech.texts import sentence
from training.speech.voices import FestivalVoice

BATCH = 40
"""Sentences per run of the program; loading a voice takes a second."""
LONGEST = 8
LATE_S = 0.4
"""Where labels and sound end further apart than this, something went wrong inside."""

# `Utterance` is a macro that would take the variable's name for the text.
_SPEAK = """
(define (speak text name stretch)
  (Parameter.set 'Duration_Stretch stretch)
  (set! utt (eval (list 'Utterance 'Text text)))
  (utt.synth utt)
  (utt.save.wave utt (string-append name ".wav") 'riff)
  (utt.save.segs utt (string-append name ".lab")))
"""


def recordings(voice: FestivalVoice, rng: random.Random) -> Iterator[Recording]:
    """Endless random speech in the voice's language at random speed."""
    while True:
        yield from _batch(voice, rng)


def _batch(voice: FestivalVoice, rng: random.Random) -> list[Recording]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        script = [_SPEAK, f"(voice_{voice.name})"]
        for k in range(BATCH):
            text = sentence(voice.language, rng, LONGEST).replace(";", ",").replace('"', "")
            stretch = rng.uniform(0.8, 1.25)
            script.append(
                f'(unwind-protect (speak "{text}" "{folder / str(k)}" {stretch:.2f}) nil)'
            )
        path = folder / "batch.scm"
        path.write_bytes("\n".join(script).encode(voice.encoding, "ignore"))
        subprocess.run(["festival", "-b", str(path)], capture_output=True, check=False, timeout=600)
        found = [_read(voice, folder / str(k)) for k in range(BATCH)]
    spoken = [recording for recording in found if recording is not None]
    if not spoken:
        raise RuntimeError(f"festival said nothing as {voice.name}; is its package installed?")
    return spoken


def _read(voice: FestivalVoice, stem: Path) -> Recording | None:
    wav, labels = stem.with_suffix(".wav"), stem.with_suffix(".lab")
    if not (wav.exists() and labels.exists()):
        return None
    events, start = [], 0.0
    for line in labels.read_text("latin-1").splitlines():
        fields = line.split()
        if len(fields) < 3 or fields[0] == "#":
            continue
        end, phone = float(fields[0]), fields[2]
        events.append((start, end, voice.phones.get(phone, "(unknown)")))
        start = end
    samples = read_mono(wav)
    if len(events) < 3 or abs(start - len(samples) / 16000) > LATE_S:
        return None
    return Recording(samples, segments_from_ipa(events), f"festival {voice.name}")
