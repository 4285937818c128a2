"""Music without a voice, for the network to ignore: random pieces played by sampled instruments.

Chords, bass, melody and drums are drawn at random, written as a MIDI file and played by fluidsynth
with the FluidR3 soundfont (MIT licence, package `fluid-soundfont-gm`).
"""

from __future__ import annotations

import random
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from real3d.numerics.types import Float32Array
from training.speech.recording import read_mono

SOUNDFONT = Path("/usr/share/sounds/sf2/FluidR3_GM.sf2")
PIECE_BARS = 12
TICKS = 96
"""Per beat."""
_SINGERS = {52, 53, 54, 85, 91}
"""General MIDI programs that imitate voices."""
_PROGRAMS = [program for program in range(112) if program not in _SINGERS]
_SCALES = ((0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10), (0, 2, 4, 7, 9), (0, 3, 5, 6, 7, 10))
DRUM_CHANNEL = 9


def pieces(rng: random.Random) -> Iterator[Float32Array]:
    """Endless pieces, each [N] samples at 16 kHz."""
    while True:
        with tempfile.TemporaryDirectory() as name:
            midi, wav = Path(name) / "piece.mid", Path(name) / "piece.wav"
            midi.write_bytes(_midi(rng))
            subprocess.run(
                ["fluidsynth", "-ni", "-q", "-r", "16000", "-F", wav, str(SOUNDFONT), midi],
                check=True,
                capture_output=True,
                timeout=120,
            )
            yield read_mono(wav)


def _midi(rng: random.Random) -> bytes:
    """A standard MIDI file of format 0."""
    notes = score(rng)
    events = [(start, 1, bytes((0x90 | c, key, force))) for start, _, c, key, force in notes]
    events += [(start + length, 0, bytes((0x80 | c, key, 0))) for start, length, c, key, _ in notes]
    tempo = int(60e6 / rng.uniform(60, 170))
    track = b"\0\xff\x51\x03" + tempo.to_bytes(3, "big")
    for channel in range(4):
        track += bytes((0, 0xC0 | channel, rng.choice(_PROGRAMS)))
    now = 0
    for tick, _, message in sorted(events):
        track += _length(tick - now) + message
        now = tick
    track += b"\0\xff\x2f\0"
    head = b"MThd" + struct.pack(">IHHH", 6, 0, 1, TICKS)
    return head + b"MTrk" + struct.pack(">I", len(track)) + track


def score(rng: random.Random) -> list[tuple[int, int, int, int, int]]:
    """(start, length, channel, key, force) of each note."""
    root, scale = rng.randint(40, 60), rng.choice(_SCALES)
    parts = [part for part in (_chords, _bass, _melody, _drums) if rng.random() < 0.65]
    notes = []
    for bar in range(PIECE_BARS):
        degree = rng.randrange(len(scale))
        for part in parts or [_melody]:
            notes += part(rng, bar * 4 * TICKS, root, scale, degree)
    return notes


def _key(root: int, scale: tuple[int, ...], degree: int) -> int:
    octave, step = divmod(degree, len(scale))
    return min(root + 12 * octave + scale[step], 100)


def _chords(rng, start, root, scale, degree):
    length = rng.choice((1, 2, 4)) * TICKS
    keys = [_key(root, scale, degree + step) for step in (0, 2, 4)]
    return [
        (start + when, length - 4, 0, key, rng.randint(50, 90))
        for when in range(0, 4 * TICKS, length)
        for key in keys
    ]


def _bass(rng, start, root, scale, degree):
    return [
        (start + beat * TICKS, TICKS - 4, 1, max(_key(root - 12, scale, degree), 24), 90)
        for beat in range(4)
        if rng.random() < 0.8
    ]


def _melody(rng, start, root, scale, degree):
    notes, when = [], 0
    while when < 4 * TICKS:
        length = rng.choice((24, 48, 48, 96, 192))
        degree += rng.randint(-2, 2)
        if rng.random() < 0.85:
            key = _key(root + 12, scale, max(degree, 0))
            notes.append((start + when, length, 2, key, rng.randint(60, 110)))
        when += length
    return notes


def _drums(rng, start, root, scale, degree):
    beats = [(36, (0, 192)), (38, (96, 288)), (42, range(0, 384, rng.choice((24, 48))))]
    return [
        (start + when, 20, DRUM_CHANNEL, key, rng.randint(60, 120))
        for key, when_all in beats
        for when in when_all
        if rng.random() < 0.9
    ]


def _length(ticks: int) -> bytes:
    """MIDI's number of variable length."""
    out = [ticks & 0x7F]
    while ticks := ticks >> 7:
        out.append(0x80 | (ticks & 0x7F))
    return bytes(reversed(out))
