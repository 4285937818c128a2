"""Same-identity reenactment: a frame of a real clip is the photo, and the whole clip drives it.

    python -m benchmarks.reenact CLIPS [--source first|frontal|N]... [--every 2] [--json FILE]

The result is compared with the clip itself, frame by frame, cut by the photo's square, inside the
head. Beside it stand two baselines: the photo as it is, and the photo moved by the best similarity
transform in the plane. `taken out` is the result after the best similarity of its landmarks to the
real ones: what is left is shape, not place. Bins are of the angle between the directions in which
the head looks in the frame and in the photo, so that a tilt does not count. The frame that is the
photo is left out.

LPIPS is left out: the packages that measure it hold its linear layers, but fetch the backbone.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from benchmarks.head_region import (
    Likeness,
    best_similarity,
    head_region,
    landmark_error,
    likeness,
    move_landmarks,
    move_picture,
)
from benchmarks.table import print_table, write_json
from real3d.engine import drain
from real3d.media import VideoClip, open_video
from real3d.motion import MotionSettings
from real3d.numerics.types import FloatArray, Picture
from real3d.pipeline.inputs import read_inputs
from real3d.pipeline.prepared_job import PreparedJob
from real3d.pipeline.request import JobRequest
from real3d.pipeline.settings import Settings
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.portrait import Portrait
from real3d.portrait.crop import crop_image
from real3d.portrait.pose import estimate_pose, euler_angles
from real3d.portrait.tracking import track

FPS = MotionSettings().fps
BINS = ((0, 5), (5, 10), (10, 15), (15, 25))
"""Degrees of head turn relative to the photo."""
METHODS = ("mesh", "still", "moved", "taken out")


@dataclass(frozen=True)
class ComparedFrame:
    """One frame of the result and of the baselines against the real one."""

    turn: float
    """Degrees between the directions of the head here and in the photo."""
    likeness: dict[str, Likeness]
    """By method."""
    landmark_error: dict[str, float]
    """By method, per cent of the outer eye corners' distance."""
    pose_error: tuple[float, float, float]
    """(pitch, yaw, roll) of the result in the real head's frame, degrees."""


class _Kept:
    """Frames on their way to the tracker, which reads one at a time: the last one is kept."""

    def __init__(self, frames: Iterator[Picture]) -> None:
        self._frames = frames
        self.last: Picture

    def __iter__(self) -> Iterator[Picture]:
        for frame in self._frames:
            self.last = frame
            yield frame


def source_frame(clip: VideoClip, source: str) -> int:
    """The index of a frame: `first`, `frontal` (the face looks most directly at the camera), or a
    number."""
    if source == "first":
        return 0
    if source != "frontal":
        return int(source)
    away = [
        np.inf if landmarks is None else angle_between(np.eye(3), estimate_pose(landmarks).rotation)
        for landmarks in track(clip.frames(FPS))
    ]
    return int(np.argmin(away))


def angle_between(first: FloatArray, second: FloatArray) -> float:
    """Degrees between the directions in which two heads of rotations [3, 3] look."""
    return float(np.degrees(np.arccos(np.clip(first[:, 2] @ second[:, 2], -1, 1))))


def prepare(clip: VideoClip, index: int, size: int) -> PreparedJob:
    """The job whose photo is frame `index` of the clip that drives it."""
    photo = next(islice(clip.frames(FPS), index, None))
    request = JobRequest(photo, video=clip.path, settings=Settings(size=size))
    return drain(TalkingPortrait("mesh").prepare(read_inputs(request), request))


def compare(job: PreparedJob, clip: VideoClip, index: int, every: int) -> Iterator[ComparedFrame]:
    """Every `every`-th frame but the photo's own; frames in which no face is found are left out."""
    portrait = job.portrait
    size = portrait.size
    cut = (crop_image(f, portrait.crop, size) for f in islice(clip.frames(FPS), 0, None, every))
    real = _Kept(cut)
    made = _Kept(job.avatar.render(job.motion[::every], job.background))
    for frame, pair in enumerate(zip(track(iter(real)), track(iter(made)), strict=True)):
        real_face, made_face = pair
        if real_face is not None and made_face is not None and frame * every != index:
            yield _compared(portrait, real.last, real_face, made.last, made_face)


def _compared(
    portrait: Portrait,
    real: Picture,
    real_face: FloatArray,
    made: Picture,
    made_face: FloatArray,
) -> ComparedFrame:
    onto = best_similarity(portrait.landmarks, real_face)
    align = best_similarity(made_face, real_face)
    shown = {
        "mesh": (made, made_face),
        "still": (portrait.image, portrait.landmarks),
        "moved": (move_picture(portrait.image, onto), move_landmarks(portrait.landmarks, onto)),
        "taken out": (move_picture(made, align), move_landmarks(made_face, align)),
    }
    region = head_region(real_face, portrait.size)
    pose = estimate_pose(real_face).rotation
    pitch, yaw, roll = np.degrees(euler_angles(pose.T @ estimate_pose(made_face).rotation))
    return ComparedFrame(
        turn=angle_between(portrait.pose.rotation, pose),
        likeness={name: likeness(picture, real, region) for name, (picture, _) in shown.items()},
        landmark_error={name: landmark_error(face, real_face) for name, (_, face) in shown.items()},
        pose_error=(float(pitch), float(yaw), float(roll)),
    )


def bin_figures(frames: list[ComparedFrame]) -> dict[str, dict[str, float]]:
    """The means of the frames of each bin of turn, and of all; empty bins are left out."""
    bins = {"all": frames}
    for low, high in BINS:
        bins[f"{low}-{high}"] = [frame for frame in frames if low <= frame.turn < high]
    return {name: _means(some) for name, some in bins.items() if some}


def _means(frames: list[ComparedFrame]) -> dict[str, float]:
    figures: dict[str, float] = {"frames": len(frames)}
    for name in METHODS:
        psnr, ssim, l1 = np.mean([astuple(frame.likeness[name]) for frame in frames], axis=0)
        figures |= {f"PSNR {name}": float(psnr), f"SSIM {name}": float(ssim)}
        figures |= {f"L1 {name}": float(l1)}
        figures[f"landmarks {name}"] = float(np.mean([f.landmark_error[name] for f in frames]))
    return figures


def pose_figures(frames: list[ComparedFrame]) -> dict[str, float]:
    """Mean absolute error of the head's pose and its constant part (the median), degrees."""
    errors = np.array([frame.pose_error for frame in frames])
    figures = {}
    for name, values in zip(("pitch", "yaw", "roll"), errors.T, strict=True):
        figures[f"{name} error"] = float(np.abs(values).mean())
        figures[f"{name} offset"] = float(np.median(values))
    return figures


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("clips", type=Path, help="a clip, or a folder of them")
    parser.add_argument(
        "--source", action="append", help="first (default), frontal or a frame's number; repeatable"
    )
    parser.add_argument("--every", type=int, default=2, help="compare every so many frames")
    parser.add_argument("--size", type=int, default=512, help="pixels a side of the result")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    arguments = parser.parse_args()

    clips = sorted(arguments.clips.glob("*.mp4")) if arguments.clips.is_dir() else [arguments.clips]
    figures = []
    for path in clips:
        clip = open_video(path)
        for source in arguments.source or ["first"]:
            index = source_frame(clip, source)
            job = prepare(clip, index, arguments.size)
            frames = list(compare(job, clip, index, arguments.every))
            figures.append(
                {
                    "clip": path.stem,
                    "source": source,
                    "frame": index,
                    "bins": bin_figures(frames),
                    "pose": pose_figures(frames),
                }
            )
    for measure in ("PSNR", "SSIM", "L1", "landmarks"):
        columns = [f"{measure} {name}" for name in METHODS]
        rows = [
            [row["clip"], row["source"], turn, means["frames"], *(means[key] for key in columns)]
            for row in figures
            for turn, means in row["bins"].items()
        ]
        print_table(["clip", "photo", "turn °", "frames", *columns], rows)
        print()
    keys = list(figures[0]["pose"])
    print_table(
        ["clip", "photo", "frame", *keys],
        [
            [row["clip"], row["source"], row["frame"], *(row["pose"][key] for key in keys)]
            for row in figures
        ],
    )
    if arguments.json:
        write_json(arguments.json, figures)


if __name__ == "__main__":
    main()
