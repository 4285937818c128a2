"""Mouths over their sound, frame by frame, to be looked at by a person.

    python -m benchmarks.speech_strip PHOTO VOICE OUT.png [--start 0.4] [--frames 32]

Under each mouth stands the sound of its 40 ms, the sound class that was heard at their middle, and
the gap between the lips in outer-eye-corner distances. Head, eyes and brows are kept still.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import imageio.v3 as iio
import numpy as np

from real3d.media import Audio, read_audio, read_image
from real3d.mesh.avatar import MeshAvatar
from real3d.mesh.engine import MeshEngine
from real3d.mesh.visemes import commanded_gap
from real3d.motion import MotionSettings
from real3d.numerics.types import Picture
from real3d.portrait import analyse_portrait
from real3d.speech.articulation import VISEMES, estimate_articulation
from real3d.speech.network import OUTPUT_RATE

FPS = 25.0
COLUMNS = 8
CELL = (200, 150)
CAPTION = 46
INK, WAVE = (20, 20, 20), (60, 110, 190)
REACH = 0.36
"""Of the face's width, from the middle of the mouth to the side of the cell."""


def strip(photo: Path, voice: Path, start: float, frames: int) -> Picture:
    """The sheet of `frames` mouths from `start` seconds on."""
    engine, audio = MeshEngine(), read_audio(voice)
    avatar = engine.reconstruct(analyse_portrait(read_image(photo), 512))
    still = MotionSettings(head=0.0, gaze=0.0, blink=0.0, fps=FPS)
    motion = engine.motion_from_audio(audio, still)
    heard, gap = estimate_articulation(audio).visemes, commanded_gap(motion)
    first = int(start * FPS)
    cells = []
    for k, frame in enumerate(avatar.render(motion[first : first + frames], None), start=first):
        step = min(int((k + 0.5) / FPS * OUTPUT_RATE), len(heard) - 1)
        text = f"{k / FPS:.2f} s  {VISEMES[heard[step].argmax()]}  {gap[k]:.2f}"
        cells.append(np.vstack([_mouth(frame, avatar), _caption(audio, k, text)]))
    cells += [np.full_like(cells[0], 255)] * (-len(cells) % COLUMNS)
    rows = [np.hstack(cells[k : k + COLUMNS]) for k in range(0, len(cells), COLUMNS)]
    return np.vstack(rows)


def _mouth(frame: Picture, avatar: MeshAvatar) -> Picture:
    x, y = avatar.portrait.landmarks[[13, 14], :2].mean(axis=0)
    reach = REACH * avatar.surface.face_width
    left, right = int(max(x - reach, 0)), int(x + reach)
    top = int(max(y - 0.66 * reach, 0))
    part = frame[top : int(y + 0.84 * reach), left:right, :3]
    return cv2.resize(part, CELL, interpolation=cv2.INTER_AREA)


def _caption(audio: Audio, frame: int, text: str) -> Picture:
    caption = np.full((CAPTION, CELL[0], 3), 255, np.uint8)
    begin = int(frame / FPS * audio.rate)
    samples = audio.samples[begin : begin + int(audio.rate / FPS)]
    if len(samples) > 1:
        wave = np.interp(np.linspace(0, len(samples) - 1, CELL[0]), range(len(samples)), samples)
        loudest = max(float(np.abs(audio.samples).max()), 1e-6)
        heights = 31 - np.round(13 * wave / loudest).astype(int)
        points = np.column_stack([np.arange(CELL[0]), heights]).astype(np.int32)
        cv2.polylines(caption, [points], False, WAVE, 1, cv2.LINE_AA)
    cv2.putText(caption, text, (4, 12), cv2.FONT_HERSHEY_SIMPLEX, 0.4, INK, 1, cv2.LINE_AA)
    return caption


def main() -> None:
    """Writes the sheet."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("photo", type=Path)
    parser.add_argument("voice", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=float, default=0.4, help="seconds")
    parser.add_argument("--frames", type=int, default=32)
    arguments = parser.parse_args()
    sheet = strip(arguments.photo, arguments.voice, arguments.start, arguments.frames)
    iio.imwrite(arguments.out, sheet)


if __name__ == "__main__":
    main()
