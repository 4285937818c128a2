"""How well a voice moves the mouth: the trained network against labels, noise, music and lips.

    python -m benchmarks.speech [--clips FOLDER] [--music FOLDER] [--sentences 80] [--json FILE]

Held-out voices are synthesised here (Debian packages `flite festival festvox-ru festvox-ca-ona-hts
espeak-ng` and word lists, see `training.speech.voices`). `--clips` is any folder of talking people,
`--music` any folder of music in which nobody sings.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.speech_clips import clip_figures
from benchmarks.table import print_table, write_json
from real3d.media import open_video
from real3d.speech.articulation import LIVE_WEIGHTS, WHOLE_WEIGHTS
from training.speech import conditions, flite, held_out, voices
from training.speech.evaluation import (
    OPEN_MOUTH,
    RATE,
    correlation,
    held_out_sentences,
    live_articulation,
    mouth_gap,
    nonspeech_figures,
    robustness_figures,
    voice_figures,
    whole_articulation,
)
from training.speech.music import pieces

CLIP_SUFFIXES = {".mp4", ".mov", ".mkv", ".webm"}


def singing_figures() -> dict[str, float]:
    """A slow melodious voice over music: how much of its own movement without music remains."""
    texts = (
        "the water is wide i can not get over",
        "and neither have i wings to fly",
        "give me a boat that will carry two",
    )
    song = np.concatenate([flite.speak(voices.RMS, t, 2.0, 150, 2.5).samples for t in texts])
    music = next(pieces(random.Random(held_out.SEED + 4)))
    alone = mouth_gap(song)
    return {
        f"singing, music {level} dB below": correlation(
            mouth_gap(conditions.with_music(song, music, level)), alone
        )
        for level in (12, 6, 3)
    } | {"singing alone, open": float((alone > OPEN_MOUTH).mean())}


def speed_figures() -> dict[str, float]:
    """Seconds of one thread per second of sound, and sizes in MB."""
    voice = np.tile(held_out_sentences(8), 2)
    whole_articulation(voice[:RATE])
    started = time.process_time()
    whole_articulation(voice)
    whole = (time.process_time() - started) * RATE / len(voice)
    started = time.process_time()
    live_articulation(voice, 320)
    return {
        "real-time factor": whole,
        "real-time factor, live": (time.process_time() - started) * RATE / len(voice),
        "weights MB": WHOLE_WEIGHTS.stat().st_size / 1e6,
        "weights MB, live": LIVE_WEIGHTS.stat().st_size / 1e6,
    }


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clips", type=Path, help="folder of talking clips")
    parser.add_argument("--music", type=Path, help="folder of music without voices")
    parser.add_argument("--sentences", type=int, default=80, help="per set of voices")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    arguments = parser.parse_args()

    all_figures: dict[str, Any] = {}

    def section(name: str, measure: Callable[[], dict[str, float]]) -> None:
        all_figures[name] = measure()
        print_table([name, "figure"], list(all_figures[name].items()))
        print()

    all_figures["voices"] = voice_figures(arguments.sentences)
    rows = all_figures["voices"]
    keys = list(next(iter(rows.values())))
    print_table(["figure", *rows], [[key, *(row[key] for row in rows.values())] for key in keys])
    print()
    section("like the clean recording", robustness_figures)
    section("open although nobody speaks", lambda: nonspeech_figures(arguments.music))
    section("singing", singing_figures)
    section("size and speed", speed_figures)
    if arguments.clips:
        paths = sorted(p for p in arguments.clips.rglob("*") if p.suffix.lower() in CLIP_SUFFIXES)
        clips = {p.stem: asdict(clip_figures(p)) for p in paths if open_video(p).has_audio}
        all_figures["clips"] = clips
        keys = list(next(iter(clips.values())))
        print_table(["clip", *keys], [[n, *(row[k] for k in keys)] for n, row in clips.items()])
    if arguments.json:
        write_json(arguments.json, all_figures)


if __name__ == "__main__":
    main()
