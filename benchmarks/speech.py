"""How well a voice moves the mouth: the trained network against labels, noise, music and lips.

    python -m benchmarks.speech [--clips FOLDER] [--music FOLDER] [--sentences 80] [--json FILE]

Held-out voices are synthesised here (Debian packages `flite festival festvox-ru festvox-ca-ona-hts
espeak-ng` and word lists, see `training.speech.voices`). `--clips` is any folder of talking people,
`--music` any folder of music in which nobody sings.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray

from training.speech import conditions
from benchmarks.speech_clips import clip_figures
from training.speech.figures import figures
from benchmarks.table import print_table, write_json
from real3d.media import open_video, read_audio
from real3d.mesh.visemes import mouth_from_audio, shown_gap
from real3d.motion import MotionSettings
from real3d.speech.articulation import (
    LIVE_WEIGHTS,
    WHOLE_WEIGHTS,
    Articulation,
    LiveArticulation,
    articulate,
)
from real3d.speech.prosody import Prosody
from training.speech import flite, held_out, voices
from training.speech.music import pieces
from training.speech.recording import Recording, read_mono

RATE = 16_000
OPEN_MOUTH = 0.02
"""Gap in outer-eye-corner distances from which a mouth is seen to be open: under 2 mm."""
LONGEST_MUSIC_S = 60
SOUNDS = {".ogg", ".mp3", ".wav", ".flac", ".m4a", ".opus"}
CLIPS = {".mp4", ".mov", ".mkv", ".webm"}


@dataclass(frozen=True)
class Sound:
    """Samples that have no file."""

    samples: NDArray[np.float32]
    rate: int = RATE

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self.samples) / self.rate


def voice_figures(sentences: int) -> dict[str, dict[str, float]]:
    """Held-out voices, clean and degraded, whole and live."""
    music = next(pieces(random.Random(held_out.SEED)))
    sets = {
        "recorded voice": held_out.unseen_recorded_voice(sentences),
        "unseen engines": held_out.unseen_engines(sentences),
        "formant voices": held_out.unseen_formant_voices(sentences // 2),
    }
    rows = {}
    for name, recordings in sets.items():
        rows[f"{name}, clean"] = asdict(figures(recordings, _whole))
        rows[f"{name}, degraded"] = asdict(
            figures(recordings, _whole, lambda x, k: conditions.degraded(x, k, music))
        )
        rows[f"{name}, live"] = asdict(figures(recordings, _live))
    return rows


def robustness_figures() -> dict[str, float]:
    """Correlation of the opening with what is heard in the clean recording."""
    voice = _sentences(8)
    rng = np.random.default_rng(0)
    clean = _whole(voice).opening
    silence = np.zeros(5 * RATE, np.float32)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stereo.wav"
        fast = np.repeat(
            np.interp(np.arange(0, len(voice), 1 / 3), np.arange(len(voice)), voice), 1
        )
        soundfile.write(path, np.stack([fast, fast], axis=1), 3 * RATE, subtype="FLOAT")
        stereo = _whole(read_audio(path).samples).opening
    heard = {
        "gain -30 dB": _whole(voice * 10**-1.5).opening,
        "gain +30 dB": _whole(voice * 10**1.5).opening,
        "5 s silence before": _whole(np.concatenate([silence, voice])).opening[250:],
        "48 kHz stereo": stereo,
        "noise 20 dB": _whole(conditions.noisy(voice, 20.0, rng)).opening,
        "telephone": _whole(conditions.telephone(voice)).opening,
        "reverberation": _whole(conditions.in_a_room(voice, rng)).opening,
        "in chunks of 20 ms, live": _live(voice, 320).opening,
    }
    compared_to = {"in chunks of 20 ms, live": _live(voice, len(voice)).opening}
    return {
        name: _correlation(opening, compared_to.get(name, clean)) for name, opening in heard.items()
    }


def nonspeech_figures(folder: Path | None) -> dict[str, float]:
    """Share of video frames in which the mouth is seen open while nobody speaks."""
    rng = np.random.default_rng(0)
    noise = rng.standard_normal(20 * RATE).astype(np.float32) * 0.05
    hum = 0.1 * np.sin(2 * np.pi * 50 * np.arange(20 * RATE) / RATE).astype(np.float32)
    knocks = noise * (np.arange(len(noise)) % 9000 < 500)
    synthetic = list(islice(pieces(random.Random(held_out.SEED + 9)), 8))
    rows = {
        "noise": open_share(noise),
        "hum": open_share(hum + 0.01 * noise),
        "knocks": open_share(knocks + 0.01 * noise),
        "synthetic music": float(np.mean([open_share(piece) for piece in synthetic])),
    }
    if folder:
        for path in sorted(p for p in folder.rglob("*") if p.suffix.lower() in SOUNDS):
            rows[f"music {path.stem}"] = open_share(read_mono(path)[: LONGEST_MUSIC_S * RATE])
    return rows


def singing_figures() -> dict[str, float]:
    """A slow melodious voice over music: how much of its own movement without music remains."""
    texts = (
        "the water is wide i can not get over",
        "and neither have i wings to fly",
        "give me a boat that will carry two",
    )
    song = np.concatenate([flite.speak(voices.RMS, t, 2.0, 150, 2.5).samples for t in texts])
    music = next(pieces(random.Random(held_out.SEED + 4)))
    alone = _shown(song)
    return {
        f"singing, music {level} dB below": _correlation(
            _shown(conditions.with_music(song, music, level)), alone
        )
        for level in (12, 6, 3)
    } | {"singing alone, open": float((alone > OPEN_MOUTH).mean())}


def speed_figures() -> dict[str, float]:
    """Seconds of one thread per second of sound, and sizes in MB."""
    voice = np.tile(_sentences(8), 2)
    articulate(Sound(voice[:RATE]))
    started = time.process_time()
    articulate(Sound(voice))
    whole = (time.process_time() - started) * RATE / len(voice)
    started = time.process_time()
    _live(voice, 320)
    return {
        "real-time factor": whole,
        "real-time factor, live": (time.process_time() - started) * RATE / len(voice),
        "weights MB": WHOLE_WEIGHTS.stat().st_size / 1e6,
        "weights MB, live": LIVE_WEIGHTS.stat().st_size / 1e6,
    }


def open_share(samples: NDArray[np.float32]) -> float:
    """Share of video frames with visible opening."""
    return float((_shown(samples) > OPEN_MOUTH).mean())


def _shown(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    settings, sound = MotionSettings(), Sound(samples)
    return shown_gap(mouth_from_audio(sound, Prosody.of(sound, settings.fps), settings))


def _whole(samples: NDArray[np.float32]) -> Articulation:
    return articulate(Sound(samples.astype(np.float32)))


def _live(samples: NDArray[np.float32], chunk: int = 1600) -> Articulation:
    live = LiveArticulation()
    parts = [live.push(samples[k : k + chunk]) for k in range(0, len(samples), chunk)]
    parts.append(live.finish())
    tracks = {name: [getattr(p, name) for p in parts] for name in asdict(parts[0])}
    return Articulation(**{name: np.concatenate(values) for name, values in tracks.items()})


def _sentences(count: int) -> NDArray[np.float32]:
    recordings: list[Recording] = held_out.unseen_recorded_voice(count)
    samples = np.concatenate([recording.samples for recording in recordings])
    noise = 1e-4 * np.random.default_rng(0).standard_normal(len(samples))
    return (0.5 * samples / np.abs(samples).max() + noise).astype(np.float32)


def _correlation(a: NDArray, b: NDArray) -> float:
    count = min(len(a), len(b))
    return float(np.corrcoef(a[:count], b[:count])[0, 1])


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
        paths = sorted(p for p in arguments.clips.rglob("*") if p.suffix.lower() in CLIPS)
        clips = {p.stem: asdict(clip_figures(p)) for p in paths if open_video(p).has_audio}
        all_figures["clips"] = clips
        keys = list(next(iter(clips.values())))
        print_table(["clip", *keys], [[n, *(row[k] for k in keys)] for n, row in clips.items()])
    if arguments.json:
        write_json(arguments.json, all_figures)


if __name__ == "__main__":
    main()
