"""Whether a portrait that speaks is still the same person, to a network that recognises faces.

    pip install dlib-bin==20.0.1.post1 face_recognition_models==0.3.0
    python -m benchmarks.identity [PORTRAITS] [--voice FILE] [--clips FOLDER] [--json FILE]

Distances between the descriptors of dlib's face recognition network (public domain, shipped by the
second package), of the photo and of frames of its video; up to 0.6 it calls two pictures one
person. `--clips` gives the same for real people, whose first frame is the photo.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
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
from real3d.portrait.landmarks import SKIN_LANDMARK_COUNT, detect_landmarks

EVERY = 10
"""Frames between those that are looked at."""
SIDE = 720
_FIVE_POINTS = (263, 362, 33, 133, 2)
"""Outer and inner corner of the eye at the image's right, of the other eye, base of the nose."""
_NETWORK = "dlib_face_recognition_resnet_model_v1.dat"


class Recogniser:
    """Descriptors [128] of faces."""

    def __init__(self) -> None:
        import dlib

        package = find_spec("face_recognition_models")
        assert package is not None
        assert package.origin is not None
        self._dlib: Any = dlib
        self._network = dlib.face_recognition_model_v1(
            str(Path(package.origin).with_name("models") / _NETWORK)
        )

    def descriptor(self, picture: Picture) -> FloatArray | None:
        """Of the face in a picture [H, W, 3]; None without one."""
        try:
            places = detect_landmarks(picture)[:SKIN_LANDMARK_COUNT, :2]
        except InputError:
            return None
        left, top = np.floor(places.min(axis=0)).astype(int).tolist()
        right, bottom = np.ceil(places.max(axis=0)).astype(int).tolist()
        points = [self._dlib.point(*map(round, places[index])) for index in _FIVE_POINTS]
        box = self._dlib.rectangle(left, top, right, bottom)
        shape = self._dlib.full_object_detection(box, points)
        return np.array(self._network.compute_face_descriptor(np.ascontiguousarray(picture), shape))


def distances(recogniser: Recogniser, frames: Iterable[Picture]) -> FloatArray:
    """[N] of later frames from the first."""
    sampled = (frame for index, frame in enumerate(frames) if index % EVERY == 0)
    found = [recogniser.descriptor(frame) for frame in sampled]
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

    recogniser = Recogniser()
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
