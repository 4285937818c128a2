"""A movement kept as a file: small, private (no picture of anybody is in it) and quick to play.

The file is JSON: `{"format": "real3d-motion", "version": 1, "fps": 25, "frames": T, "shapes":
{"jawOpen": [...]}, "rotation": [[pitch, yaw, roll], ...], "translation": [...], "blink": [...],
"gaze": [...]}` with the units of `Motion`; tracks of nothing but zeros are left out. What depends
on the photo (how far its own expression is taken away, what of its smile stays) is decided when it
is played.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from real3d.errors import InputError, MotionFileError, OutputError
from real3d.media.files import check_file, is_disk_full
from real3d.motion.arkit import ARKIT_EXPRESSIONS
from real3d.motion.track import Motion
from real3d.numerics.types import FloatArray
from real3d.runtime.work_folder import HIDDEN, work_folder

FORMAT, VERSION = "real3d-motion", 1
MAX_BYTES = 16 * 2**20
"""Five minutes in all shapes take less."""
MAX_SECONDS = 300.0

_DECIMALS = 4
_WIDTHS = {"rotation": 3, "translation": 3, "blink": 2, "gaze": 2}
_LIMITS = {"shapes": 2.0, "rotation": math.pi / 2, "translation": 3.0, "blink": 1.0, "gaze": 1.0}
"""No value lies farther from 0."""
_FPS = (1.0, 120.0)


def save_motion(motion: Motion, path: str | os.PathLike[str]) -> None:
    """Writes a motion in ARKit's basis, to a temporary name first.

    Raises:
        OutputError: the file cannot be written.
    """
    assert motion.basis == ARKIT_EXPRESSIONS, "only these shapes mean the same to everybody"
    path = Path(path)
    content = json.dumps(_record(motion), separators=(",", ":"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with work_folder(HIDDEN, path.parent) as folder:
            unfinished = folder / path.name
            unfinished.write_text(content, encoding="utf-8")
            unfinished.replace(path)
    except OSError as error:
        if is_disk_full(error):
            raise OutputError("disk-full", name=path.name, folder=path.parent) from error
        raise OutputError("result-not-moved", path=path, reason=str(error.strerror)) from error


def is_motion(path: str | os.PathLike[str]) -> bool:
    """Whether a file holds a motion."""
    try:
        load_motion(path)
    except InputError:
        return False
    return True


def load_motion(path: str | os.PathLike[str]) -> Motion:
    """The motion that a file holds; `neutral`, `smile_kept` and `breath` are 0.

    Raises:
        FileMissingError: the file cannot be opened.
        FileTooLargeError: it is larger than any motion.
        MotionFileError: it holds no motion, or one that cannot be.
    """
    path = check_file(path, MAX_BYTES)
    try:
        return _motion(json.loads(path.read_text(encoding="utf-8"), parse_constant=_refuse))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise MotionFileError("motion-file-unusable", name=path.name) from error


def _record(motion: Motion) -> dict[str, Any]:
    shapes = {
        name: np.round(track, _DECIMALS).tolist()
        for name, track in zip(motion.basis, motion.expression.T, strict=True)
        if np.abs(track).max(initial=0) >= 0.5 * 10**-_DECIMALS
    }
    tracks = {name: np.round(getattr(motion, name), _DECIMALS) for name in _WIDTHS}
    return {
        "format": FORMAT,
        "version": VERSION,
        "fps": motion.fps,
        "frames": len(motion),
        "shapes": shapes,
        **{name: track.tolist() for name, track in tracks.items() if track.any()},
    }


def _motion(record: Mapping[str, Any]) -> Motion:
    fps, frames = float(record["fps"]), int(record["frames"])
    if record["format"] != FORMAT or record["version"] != VERSION:
        raise ValueError("another kind of file")
    if not (_FPS[0] <= fps <= _FPS[1] and 1 <= frames <= MAX_SECONDS * fps):
        raise ValueError("no such length")
    expression = np.zeros((frames, len(ARKIT_EXPRESSIONS)))
    for name, track in record["shapes"].items():
        expression[:, ARKIT_EXPRESSIONS.index(name)] = _track(track, (frames,), "shapes")
    rotation, translation, blink, gaze = (
        _track(record.get(name, np.zeros((frames, width))), (frames, width), name)
        for name, width in _WIDTHS.items()
    )
    return replace(
        Motion.still(frames, fps),
        expression=expression,
        rotation=rotation,
        translation=translation,
        blink=blink,
        gaze=gaze,
    )


def _track(values: Any, shape: tuple[int, ...], kind: str) -> FloatArray:
    track = np.array(values, dtype=np.float64)
    if track.shape != shape or np.abs(track).max() > _LIMITS[kind]:
        raise ValueError(f"no {kind} of {shape[0]} frames")
    return track


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no number")
