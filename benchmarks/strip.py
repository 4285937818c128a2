"""A photo and frames of its video side by side: the picture at the top of the README.

python -m benchmarks.strip OUT.jpg [PHOTO:VOICE ...]
"""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

import cv2
import imageio.v3 as iio
import numpy as np

from benchmarks.quality import EXAMPLES
from real3d.numerics.types import Picture
from real3d.pipeline.talking_portrait import TalkingPortrait

CELL = 224
FRAMES = 6
DEFAULT = (
    f"{EXAMPLES}/portraits/astronaut.png:{EXAMPLES}/voices/welcome_woman.flac",
    f"{EXAMPLES}/portraits/amara.jpg:{EXAMPLES}/voices/welcome_woman.flac",
    f"{EXAMPLES}/portraits/daniel.jpg:{EXAMPLES}/voices/evening_man.flac",
)


def strip(photo: Path, voice: Path) -> Picture:
    """[CELL, (1 + FRAMES) * CELL, 3]: the photo's crop, then frames spread over the video."""
    pipeline = TalkingPortrait("mesh")
    with closing(pipeline.stream(photo, audio=voice)) as steps:
        frames = [step.frame for step in steps if step.frame is not None]
    chosen = np.linspace(0.06, 0.92, FRAMES) * len(frames)
    pictures = [pipeline.portrait(photo).image, *(frames[int(index)] for index in chosen)]
    cells = [cv2.resize(p, (CELL, CELL), interpolation=cv2.INTER_AREA) for p in pictures]
    return np.hstack(cells)


def main() -> None:
    """Writes the picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("pairs", nargs="*", default=DEFAULT, metavar="PHOTO:VOICE")
    arguments = parser.parse_args()
    rows = [strip(*(Path(part) for part in pair.rsplit(":", 1))) for pair in arguments.pairs]
    iio.imwrite(arguments.out, np.vstack(rows), quality=90)


if __name__ == "__main__":
    main()
