"""Contact sheets of portraits in telling poses, to be looked at by a person.

python -m benchmarks.contact_sheet OUT.png [PORTRAITS...] [--mouths | --eyes] [--size 512]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import imageio.v3 as iio
import numpy as np
from numpy.typing import NDArray

from real3d.media import read_image
from real3d.mesh.avatar import build_avatar
from real3d.motion import Motion
from real3d.numerics.types import Picture
from real3d.portrait import analyse_portrait
from tests.support.poses import Model, pose

CELL = 256

HEADS = {
    "rest": pose(),
    "closed": pose(neutral=1),
    "wide": pose(neutral=1, jawOpen=0.8),
    "ee": pose(neutral=1, jawOpen=0.12, mouthStretch=0.6, mouthUpperUp=0.3, mouthLowerDown=0.4),
    "oo": pose(neutral=1, jawOpen=0.12, mouthPucker=0.8, mouthFunnel=0.35),
    "f": pose(neutral=1, jawOpen=0.06, mouthRollLower=0.6, mouthShrugLower=0.4, mouthUpperUp=0.2),
    "blink": pose(blink=1),
    "yaw -12": pose(yaw=-12),
    "yaw 12": pose(yaw=12),
    "pitch -10": pose(pitch=-10),
    "pitch 10": pose(pitch=10),
}
MOUTHS = {
    "rest": pose(),
    "closed": pose(neutral=1),
    "a little": pose(neutral=1, jawOpen=0.15),
    "ah": pose(neutral=1, jawOpen=0.45),
    "wide": pose(neutral=1, jawOpen=0.9),
    "ee": HEADS["ee"],
    "oo": HEADS["oo"],
    "oh": pose(neutral=1, jawOpen=0.35, mouthFunnel=0.5, mouthPucker=0.2),
    "f": HEADS["f"],
    "smile": pose(neutral=1, mouthSmile=0.7),
    "talking smile": pose(neutral=1, jawOpen=0.25, mouthSmile=0.5, yaw=8),
}
EYES = {
    "rest": pose(),
    "1/3": pose(blink=0.33),
    "2/3": pose(blink=0.67),
    "shut": pose(blink=1),
    "left": pose(gaze=(-0.8, 0)),
    "right": pose(gaze=(0.8, 0)),
    "down": pose(gaze=(0, 0.7)),
    "up": pose(gaze=(0, -0.7)),
    "brows up": pose(browInnerUp=0.8, browOuterUp=0.8),
    "brows down": pose(browDown=0.8),
    "wide": pose(eyeWide=1.0),
}


def sheet_row(path: Path, poses: dict[str, Motion], part: str, size: int) -> Picture:
    """One portrait in all poses, side by side."""
    avatar = build_avatar(analyse_portrait(read_image(path), size))
    landmarks, width = avatar.portrait.landmarks[:, :2], avatar.surface.face_width
    centre, reach = {
        "heads": (np.full(2, size / 2), size / 2),
        "mouths": (landmarks[[13, 14]].mean(axis=0), 0.42 * width),
        "eyes": (landmarks[[33, 263]].mean(axis=0), 0.50 * width),
    }[part]
    model = Model(avatar)
    return np.hstack([_cell(model.hold(motion), centre, reach) for motion in poses.values()])


def _cell(frame: Picture, centre: NDArray, reach: float) -> Picture:
    low = np.maximum(np.round(centre - reach), 0).astype(int)
    high = np.round(centre + reach).astype(int)
    part = frame[low[1] : high[1], low[0] : high[0]]
    shrinking = part.shape[0] > CELL
    method = cv2.INTER_AREA if shrinking else cv2.INTER_CUBIC
    return cv2.resize(part, (CELL, CELL), interpolation=method)


def main() -> None:
    """Writes the sheet."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("portraits", nargs="+", type=Path)
    parser.add_argument("--size", type=int, default=512)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--mouths", action="store_true")
    which.add_argument("--eyes", action="store_true")
    arguments = parser.parse_args()
    poses, part = HEADS, "heads"
    if arguments.mouths:
        poses, part = MOUTHS, "mouths"
    if arguments.eyes:
        poses, part = EYES, "eyes"
    rows = [sheet_row(path, poses, part, arguments.size) for path in arguments.portraits]
    iio.imwrite(arguments.out, np.vstack(rows))


if __name__ == "__main__":
    main()
