"""How much of a driver's face arrives in the result: gain and correlation of what is seen most.

    python -m benchmarks.following CLIPS [PORTRAITS] [--only NAME ...] [--check] [--json FILE]

Every clip of a folder drives every portrait of another, and the same tracker reads driver and
result. Gain is the standard deviation in the result over that in the driver; where the driver moves
something by less than the tracker's noise, neither says anything and both are left out. `--check`
reads a driver that was shrunk and turned in place of a result: it has to come to 1.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import cv2
import numpy as np

from benchmarks.quality import EXAMPLES, PICTURES
from benchmarks.table import print_table, write_json
from real3d.engine import drain
from real3d.media import VideoClip, open_video
from real3d.mesh.driver_measures import brow_height, corner_height, eye_openness, lip_gap
from real3d.mesh.topology import EYES
from real3d.motion import MotionSettings
from real3d.numerics.types import FloatArray, Picture
from real3d.pipeline.inputs import read_inputs
from real3d.pipeline.request import JobRequest
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.portrait.landmarks import RIGID
from real3d.portrait.pose import estimate_pose, euler_angles, to_head_frame
from real3d.portrait.tracking import track

FPS = MotionSettings().fps
SIDE = 720
NOISE = {
    "corners": 0.008,
    "brows": 0.006,
    "left lid": 0.08,
    "right lid": 0.08,
    "gap": 0.01,
    "yaw": 1.0,
    "pitch": 1.0,
    "x": 0.01,
    "y": 0.01,
}
"""Least standard deviation of a driver that counts: outer-eye-corner distances, shares of the usual
opening, degrees."""
MARGIN_S = 0.3
"""Left out at both ends, where the result is the photo."""
SHRUNK, TURNED = 0.6, 7.0
"""Size and degrees in the plane of the driver that `--check` reads."""


def signals(found: Iterable[FloatArray | None]) -> dict[str, FloatArray]:
    """What is followed, [T] each, from landmarks [478, 3] in pixels; NaN without a face."""
    rows = [np.full(len(NOISE), np.nan) if face is None else _measured(face) for face in found]
    tracks = dict(zip(NOISE, np.array(rows).T, strict=True))
    for name in ("left lid", "right lid"):
        tracks[name] = tracks[name] / np.nanpercentile(tracks[name], 70)
    return tracks


def _measured(landmarks: FloatArray) -> FloatArray:
    pose = estimate_pose(landmarks)
    face = to_head_frame(landmarks, pose)[None]
    pitch, yaw, _ = np.degrees(euler_angles(pose.rotation))
    place = landmarks[list(RIGID), :2].mean(axis=0) / pose.scale
    lids = [eye_openness(face, eye)[0] for eye in EYES]
    levels = [measure(face)[0] for measure in (corner_height, brow_height)]
    return np.array([*levels, *lids, lip_gap(face)[0], yaw, pitch, *place])


def follow(driver: Mapping[str, FloatArray], result: Mapping[str, FloatArray]) -> dict[str, float]:
    """Gain and r of each signal that the driver moves."""
    margin = round(MARGIN_S * FPS)
    figures = {}
    for name, noise in NOISE.items():
        length = min(len(driver[name]), len(result[name]))
        pair = np.stack([driver[name][:length], result[name][:length]])[:, margin:-margin]
        wanted, made = pair[:, np.isfinite(pair).all(axis=0)]
        if len(wanted) < FPS or wanted.std() < noise:
            continue
        figures[f"{name} gain"] = float(made.std() / wanted.std())
        figures[f"{name} r"] = float(np.corrcoef(wanted, made)[0, 1])
    return figures


def driven(portrait: Path, clip: VideoClip) -> Iterator[Picture]:
    """The frames of a portrait that a clip drives."""
    request = JobRequest(portrait, video=clip.path)
    yield from drain(TalkingPortrait("mesh").prepare(read_inputs(request), request)).frames()


def changed(frames: Iterable[Picture]) -> Iterator[Picture]:
    """The frames smaller and turned in their plane."""
    for frame in frames:
        height, width = frame.shape[:2]
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), TURNED, SHRUNK)
        yield cv2.warpAffine(frame, turn, (width, height), flags=cv2.INTER_AREA)


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("clips", type=Path)
    parser.add_argument("portraits", nargs="?", type=Path, default=EXAMPLES / "portraits")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="portraits")
    parser.add_argument("--check", action="store_true", help="read a changed driver too")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    arguments = parser.parse_args()

    portraits = [
        path
        for path in sorted(arguments.portraits.iterdir())
        if path.suffix.lower() in PICTURES and (not arguments.only or path.stem in arguments.only)
    ]
    rows: list[dict] = []
    for path in sorted(arguments.clips.glob("*.mp4")):
        clip = open_video(path)
        wanted = signals(track(clip.frames(FPS, max_side=SIDE)))
        if arguments.check:
            made = signals(track(changed(clip.frames(FPS, max_side=SIDE))))
            rows.append({"clip": path.stem, "portrait": "(the driver)", **follow(wanted, made)})
        for portrait in portraits:
            made = signals(track(driven(portrait, clip)))
            rows.append({"clip": path.stem, "portrait": portrait.stem, **follow(wanted, made)})
    for figure in ("gain", "r"):
        print_table(
            ["clip", "portrait", *(f"{name} {figure}" for name in NOISE)],
            [
                [row["clip"][:24], row["portrait"][:20]]
                + [row.get(f"{name} {figure}", "-") for name in NOISE]
                for row in rows
            ],
        )
        print()
    if arguments.json:
        write_json(arguments.json, rows)


if __name__ == "__main__":
    main()
