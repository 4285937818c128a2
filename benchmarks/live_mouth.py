"""The mouth of a voice while it speaks beside that of its whole recording.

    python -m benchmarks.live_mouth [FOLDER ...] [--json FILE]

Folders hold recordings of talking people; without one the bundled voices are taken. The gap between
the lips is compared, at 50 frames per second. Its delay counts from the step that the network has
just told, whole recordings' lead taken off; at two moments it is compared: where both are most
alike, and 20 ms late. The mouth with hindsight on the same network's articulation says what of the
difference is the network's and what the mapping's. Contacts are those of at least 40 ms.
"""

from __future__ import annotations

import argparse
from dataclasses import fields
from pathlib import Path

import numpy as np

from benchmarks.table import print_table, write_json
from real3d.media import Audio, read_audio
from real3d.mesh.visemes import (
    commanded_gap,
    mouth_blendshapes,
    mouth_from_articulation,
    mouth_from_audio,
)
from real3d.motion.settings import MotionSettings
from real3d.numerics.types import FloatArray
from real3d.speech.articulation import Articulation, LiveArticulation
from real3d.speech.live_voice import LiveVoice
from real3d.speech.mouth_shape import LEAD_S, MOUTH_FADE_S, MouthShape
from real3d.speech.network import OUTPUT_RATE
from real3d.speech.prosody import Prosody

VOICES = Path(__file__).parents[1] / "examples" / "voices"
SUFFIXES = {".wav", ".flac", ".mp3", ".ogg", ".m4a", ".opus"}
SETTINGS = MotionSettings(fps=OUTPUT_RATE)
LEAD = round(LEAD_S * OUTPUT_RATE)
FADE = round(MOUTH_FADE_S * OUTPUT_RATE)
LATEST = 6
"""Steps up to which the delay is looked for."""
SHUT_GAP = 0.03
"""Outer-eye-corner distances below which lips meet or nearly do."""
NEAR = 3
"""Steps by which a contact may be early or late."""
CHUNK = 320
"""Samples at a time: 20 ms, as a browser sends them."""


def voice_figures(audio: Audio) -> dict[str, float]:
    """What the columns of the table say of one recording."""
    prosody = Prosody.of(audio, SETTINGS.fps)
    whole = commanded_gap(mouth_from_audio(audio, prosody, SETTINGS))
    hindsight = commanded_gap(mouth_from_articulation(live_articulation(audio), prosody, SETTINGS))
    live = commanded_gap(mouth_blendshapes(live_mouths(audio), SETTINGS))
    by_delay = [alike(whole, live, steps) for steps in range(LATEST)]
    shut = contacts(whole)
    late = live[LEAD + 1 :]
    missed = [late[max(a - NEAR, 0) : b + NEAR].min(initial=1.0) > SHUT_GAP for a, b in shut]
    return {
        "seconds": audio.duration,
        "r": max(by_delay),
        "delay, ms": 1000 * float(np.argmax(by_delay)) / OUTPUT_RATE,
        "r 20 ms late": by_delay[1],
        "with hindsight": alike(whole, hindsight, -LEAD),
        "from hindsight": alike(hindsight, live, 1),
        "contacts": len(shut),
        "shown": len(shut) - sum(missed),
    }


def alike(mouth: FloatArray, live: FloatArray, late: int) -> float:
    """Correlation of a recording's mouth with a live one so many steps after its lead, between its
    leaving the photo's pose and returning there."""
    delay = LEAD + late
    between = slice(FADE, min(len(mouth) - FADE, len(live) - delay))
    return float(np.corrcoef(mouth[between], live[delay:][between])[0, 1])


def contacts(gap: FloatArray) -> list[tuple[int, int]]:
    """First and end of every closure between two openings that lasts for 40 ms or more."""
    shut = np.concatenate([[False], gap < SHUT_GAP, [False]])
    edges = np.flatnonzero(np.diff(shut.astype(int)))
    spans = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [(a, b) for a, b in spans if a > 0 and b < len(gap) and b - a >= 2]


def live_articulation(audio: Audio) -> Articulation:
    """By the live network."""
    stream = LiveArticulation()
    parts = [stream.push(audio.samples), stream.finish()]
    tracks = {f.name: [getattr(part, f.name) for part in parts] for f in fields(Articulation)}
    return Articulation(**{name: np.concatenate(values) for name, values in tracks.items()})


def live_mouths(audio: Audio) -> MouthShape:
    """As they are told while the recording plays."""
    voice = LiveVoice()
    starts = range(0, len(audio.samples), CHUNK)
    parts = [voice.push(audio.samples[k : k + CHUNK]) for k in starts] + [voice.finish()]
    tracks = ([getattr(part, f.name) for part in parts] for f in fields(MouthShape))
    return MouthShape(*map(np.concatenate, tracks))


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="*", default=[VOICES])
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    found = (path for folder in arguments.folders for path in sorted(folder.rglob("*")))
    figures = {
        path.stem: voice_figures(read_audio(path)) for path in found if path.suffix in SUFFIXES
    }
    head = list(next(iter(figures.values())))
    print_table(["voice", *head], [[name, *row.values()] for name, row in figures.items()])
    if arguments.json:
        write_json(arguments.json, figures)


if __name__ == "__main__":
    main()
