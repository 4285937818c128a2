"""The figures of the model card: the shipped networks on held-out voices, noise and music."""

from __future__ import annotations

import random
import tempfile
from dataclasses import asdict
from itertools import islice
from pathlib import Path

import numpy as np
import soundfile

from real3d.media import Audio, read_audio
from real3d.mesh.visemes import commanded_gap, mouth_from_audio
from real3d.motion import MotionSettings
from real3d.numerics.types import Float32Array, FloatArray
from real3d.speech.articulation import Articulation, LiveArticulation, estimate_articulation
from real3d.speech.prosody import Prosody
from training.speech import conditions, held_out
from training.speech.figures import figures
from training.speech.music import pieces
from training.speech.recording import read_mono

RATE = 16_000
OPEN_MOUTH = 0.02
"""Gap in outer-eye-corner distances from which a mouth is seen to be open: under 2 mm."""
MAX_MUSIC_S = 60
AUDIO_SUFFIXES = {".ogg", ".mp3", ".wav", ".flac", ".m4a", ".opus"}


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
        rows[f"{name}, clean"] = asdict(figures(recordings, whole_articulation))
        rows[f"{name}, degraded"] = asdict(
            figures(
                recordings,
                whole_articulation,
                lambda samples, index: conditions.degraded(samples, index, music),
            )
        )
        rows[f"{name}, live"] = asdict(figures(recordings, live_articulation))
    return rows


def robustness_figures() -> dict[str, float]:
    """Correlation of the opening with that of the clean recording."""
    voice = held_out_sentences(8)
    rng = np.random.default_rng(0)
    clean = whole_articulation(voice).opening
    silence = np.zeros(5 * RATE, np.float32)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stereo.wav"
        fast = np.interp(np.arange(0, len(voice), 1 / 3), np.arange(len(voice)), voice)
        soundfile.write(path, np.stack([fast, fast], axis=1), 3 * RATE, subtype="FLOAT")
        stereo = whole_articulation(read_audio(path).samples).opening
    openings = {
        "gain -30 dB": whole_articulation(voice * 10**-1.5).opening,
        "gain +30 dB": whole_articulation(voice * 10**1.5).opening,
        "5 s silence before": whole_articulation(np.concatenate([silence, voice])).opening[250:],
        "48 kHz stereo": stereo,
        "noise 20 dB": whole_articulation(conditions.noisy(voice, 20.0, rng)).opening,
        "telephone": whole_articulation(conditions.telephone(voice)).opening,
        "reverberation": whole_articulation(conditions.in_a_room(voice, rng)).opening,
        "in chunks of 20 ms, live": live_articulation(voice, 320).opening,
    }
    references = {"in chunks of 20 ms, live": live_articulation(voice, len(voice)).opening}
    return {
        name: correlation(opening, references.get(name, clean))
        for name, opening in openings.items()
    }


def nonspeech_figures(folder: Path | None) -> dict[str, float]:
    """Share of video frames in which the mouth is seen open while nobody speaks.

    Args:
        folder: more music in which nobody sings; None for synthetic sounds alone.
    """
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
        for path in sorted(p for p in folder.rglob("*") if p.suffix.lower() in AUDIO_SUFFIXES):
            rows[f"music {path.stem}"] = open_share(read_mono(path)[: MAX_MUSIC_S * RATE])
    return rows


def open_share(samples: Float32Array) -> float:
    """Share of video frames with visible opening."""
    return float((mouth_gap(samples) > OPEN_MOUTH).mean())


def mouth_gap(samples: Float32Array) -> FloatArray:
    """[T] gap between the lips while a mouth speaks [N] samples, in outer-eye-corner distances."""
    settings, audio = MotionSettings(), unnamed_audio(samples)
    return commanded_gap(mouth_from_audio(audio, Prosody.of(audio, settings.fps), settings))


def unnamed_audio(samples: Float32Array) -> Audio:
    """[N] samples at 16 kHz that come from no file."""
    return Audio(Path(), samples.astype(np.float32))


def whole_articulation(samples: Float32Array) -> Articulation:
    """By the network for whole recordings."""
    return estimate_articulation(unnamed_audio(samples))


def live_articulation(samples: Float32Array, chunk: int = 1600) -> Articulation:
    """By the live network, which gets `chunk` samples at a time."""
    live = LiveArticulation()
    parts = [live.push(samples[k : k + chunk]) for k in range(0, len(samples), chunk)]
    parts.append(live.finish())
    tracks = {name: [getattr(p, name) for p in parts] for name in asdict(parts[0])}
    return Articulation(**{name: np.concatenate(values) for name, values in tracks.items()})


def held_out_sentences(count: int) -> Float32Array:
    """[N] samples of so many sentences, one after the other, by a voice unseen in training."""
    recordings = held_out.unseen_recorded_voice(count)
    samples = np.concatenate([recording.samples for recording in recordings])
    noise = 1e-4 * np.random.default_rng(0).standard_normal(len(samples))
    return (0.5 * samples / np.abs(samples).max() + noise).astype(np.float32)


def correlation(a: FloatArray, b: FloatArray) -> float:
    """Of two tracks, over the length of the shorter one."""
    count = min(len(a), len(b))
    return float(np.corrcoef(a[:count], b[:count])[0, 1])
