"""From videos to shards of talking clips: `python -m training.triplane prepare`.

Each video is decoded at 25 frames a second, its face tracked and fitted, cut out, taken apart into
head, torso and background, and its voice heard. One that is of no use is rejected with the reason.
What is already in the folder is kept, so that the command goes on where it was interrupted. Videos
are prepared in parallel, by processes of this computer or by those of a Ray cluster.
"""

from __future__ import annotations

import json
import os
import tarfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

import cv2
import numpy as np

from real3d.errors import Real3DError
from real3d.media import open_video, read_audio
from real3d.numerics.types import Float32Array, FloatArray, Picture
from real3d.portrait.landmarks import SKIN_LANDMARK_COUNT
from real3d.portrait.tracking import track
from real3d.triplane.driving.driving_video import SQUARE
from real3d.triplane.driving.speech_features import SpeechNetwork, extract_features
from real3d.triplane.face_model.fitting import fit_video
from real3d.triplane.face_model.morphable_model import MorphableModel
from real3d.triplane.portrait_parts import keep_person, split_portrait
from real3d.triplane.segmentation import LabelMap, PersonClass
from training.triplane.clips import TalkingClip, write_clip

FPS = 25.0
SIZE = 512
LEAST_FRAMES = 16
"""32 features of the voice."""
LARGEST_FIT_ERROR = 0.02
"""Mean distance of fitted landmarks from the seen ones, as a share of the picture."""
MOST_MISSING = 0.05
"""Share of frames without a face."""
REPORT = "report.json"
Segment = Callable[[Picture], LabelMap]


class RejectedError(Exception):
    """A video that is of no use, and why."""


@dataclass(frozen=True)
class Tools:
    """What videos are prepared with."""

    face: MorphableModel
    segment: Segment
    speech: SpeechNetwork | None
    """None leaves voices out."""


@dataclass(frozen=True)
class Outcome:
    """What became of one video."""

    video: str
    shard: str | None
    """Name of the file; None for a video that was rejected."""
    reason: str | None
    frames: int = 0


def prepare(
    videos: Sequence[Path],
    folder: Path,
    make_tools: Callable[[], Tools],
    workers: int = 1,
    ray: bool = False,
) -> Iterator[Outcome]:
    """Prepares videos; those of which the folder's report knows are left alone.

    Args:
        videos: to prepare.
        folder: gets a shard for each and `report.json`.
        make_tools: makes the networks, once in each process.
        workers: processes at once on this computer.
        ray: a Ray cluster does it instead.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = {outcome.video: outcome for outcome in read_report(folder)}
    waiting = [video for video in videos if str(video.resolve()) not in known]
    work = partial(_prepare_one, folder=folder, make_tools=make_tools)
    for outcome in _in_parallel(work, waiting, workers, ray):
        known[outcome.video] = outcome
        _write_report(folder, known.values())
        yield outcome


def read_report(folder: Path) -> list[Outcome]:
    """What became of the videos so far."""
    path = folder / REPORT
    if not path.is_file():
        return []
    return [Outcome(**entry) for entry in json.loads(path.read_text(encoding="utf-8"))]


def read_clip(video: Path, tools: Tools) -> TalkingClip:
    """The clip of a video.

    Raises:
        RejectedError: it is of no use.
        Real3DError: it cannot be read.
    """
    frames = list(open_video(video).frames(FPS))
    if len(frames) < LEAST_FRAMES:
        raise RejectedError(f"{len(frames)} frames, {LEAST_FRAMES} are needed")
    seen = _tracked(frames)
    square = _square(seen)
    images = [_cut(frame, square) for frame in frames]
    landmarks = _within(seen, square)
    fit = fit_video(tools.face, landmarks[:, :SKIN_LANDMARK_COUNT])
    found = tools.face.landmark_model.project(fit.identity, fit.expression, fit.pose)
    apart = np.linalg.norm(found - landmarks[:, :SKIN_LANDMARK_COUNT], axis=2)
    if np.median(apart) > LARGEST_FIT_ERROR:
        raise RejectedError(f"the face model does not fit: off by {np.median(apart):.3f}")
    labels = [
        keep_person(tools.segment(image), SIZE * own[:SKIN_LANDMARK_COUNT])
        for image, own in zip(images, landmarks, strict=True)
    ]
    hubert, f0 = _heard(video, len(frames), tools.speech)
    return TalkingClip(
        name=clip_name(video),
        images=images,
        labels=labels,
        torsos=[split_portrait(*each).torso for each in zip(images, labels, strict=True)],
        background=clip_background(images, labels),
        faces=fit,
        landmarks=landmarks,
        hubert=hubert,
        f0=f0,
    )


def clip_name(video: Path) -> str:
    """A name without dots, the same for the same file only."""
    digest = sha256(str(video.resolve()).encode()).hexdigest()[:8]
    letters = "".join(c if c.isalnum() else "-" for c in video.stem)
    return f"{letters[:40]}-{digest}"


def clip_background(images: Sequence[Picture], labels: Sequence[LabelMap]) -> Picture:
    """The wall behind a person: of each pixel the median of the frames that show it, and what no
    frame shows painted in from around it."""
    stack = np.stack(images).astype(np.float32)
    behind = np.stack(labels) == PersonClass.BACKGROUND
    stack[~behind] = np.nan
    shown = behind.any(0)
    wall = np.zeros(stack.shape[1:], np.float32)
    wall[shown] = np.nanmedian(stack[:, shown], axis=0)
    levels = np.rint(wall).astype(np.uint8)
    hidden = (~shown).astype(np.uint8)
    return np.asarray(cv2.inpaint(levels, hidden, 5, cv2.INPAINT_TELEA))


def _prepare_one(video: Path, folder: Path, make_tools: Callable[[], Tools]) -> Outcome:
    """One video, in a process that may have prepared others before."""
    name = str(video.resolve())
    try:
        clip = read_clip(video, _tools(make_tools))
    except (RejectedError, Real3DError) as reason:
        return Outcome(name, None, str(reason))
    path = folder / f"{clip.name}.tar"
    unfinished = path.with_suffix(".part")
    with tarfile.open(unfinished, "w") as tar:
        write_clip(tar, clip, {"video": video.name, "fps": FPS})
    unfinished.replace(path)
    return Outcome(name, path.name, None, len(clip))


_MADE: dict[int, Tools] = {}
"""The networks of this process: they take seconds and gigabytes to make."""


def _tools(make_tools: Callable[[], Tools]) -> Tools:
    process = os.getpid()
    if process not in _MADE:
        _MADE[process] = make_tools()
    return _MADE[process]


def _in_parallel(
    work: Callable[[Path], Outcome], videos: Sequence[Path], workers: int, ray: bool
) -> Iterator[Outcome]:
    if ray:
        yield from _on_cluster(work, videos)
    elif workers == 1:
        yield from map(work, videos)
    else:
        with ProcessPoolExecutor(workers) as pool:
            yield from pool.map(work, videos)


def _on_cluster(work: Callable[[Path], Outcome], videos: Sequence[Path]) -> Iterator[Outcome]:
    """Videos and folder have to be where all computers of the cluster see them."""
    import ray

    ray.init(ignore_reinit_error=True)
    remote = ray.remote(work)
    waiting = [remote.remote(video) for video in videos]
    while waiting:
        done, waiting = ray.wait(waiting)
        yield from ray.get(done)


def _write_report(folder: Path, outcomes: Iterable[Outcome]) -> None:
    unfinished = folder / f"{REPORT}.part"
    content = [vars(outcome) for outcome in outcomes]
    unfinished.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    unfinished.replace(folder / REPORT)


def _tracked(frames: Sequence[Picture]) -> FloatArray:
    """[T, 478, 2] landmarks in pixels, interpolated where no face was found."""
    found = list(track(iter(frames)))
    seen = [k for k, each in enumerate(found) if each is not None]
    missing = len(found) - len(seen)
    if not seen:
        raise RejectedError("no face is seen")
    if missing > MOST_MISSING * len(found):
        raise RejectedError(f"no face is seen in {missing} of {len(found)} frames")
    known = np.stack([each[:, :2] for each in found if each is not None])
    flat = known.reshape(len(known), -1)
    every = np.arange(len(found))
    filled = np.stack([np.interp(every, seen, channel) for channel in flat.T], 1)
    return filled.reshape(len(found), -1, 2)


def _square(landmarks: FloatArray) -> tuple[FloatArray, float]:
    """Top left corner and side, in pixels, of one square around the face in all frames."""
    low, high = landmarks.min(1), landmarks.max(1)
    centre = np.median((low + high) / 2, axis=0)
    side = SQUARE * float(np.median(high[:, 1] - low[:, 1]))
    return centre - side / 2, side


def _cut(frame: Picture, square: tuple[FloatArray, float]) -> Picture:
    (left, top), side = square
    scale = SIZE / side
    into = np.array(((scale, 0, -scale * left), (0, scale, -scale * top)))
    cut = cv2.warpAffine(
        frame, into, (SIZE, SIZE), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(cut)


def _within(landmarks: FloatArray, square: tuple[FloatArray, float]) -> Float32Array:
    corner, side = square
    return ((landmarks - corner) / side).astype(np.float32)


def _heard(
    video: Path, frames: int, speech: SpeechNetwork | None
) -> tuple[Float32Array, Float32Array]:
    """HuBERT [2T, C] and pitch [2T] of the video's sound; empty where there is none."""
    nothing = np.zeros((0, 1), np.float32), np.zeros(0, np.float32)
    if speech is None:
        return nothing
    try:
        features = extract_features(speech, read_audio(video).samples)
    except Real3DError:
        return nothing
    hubert, f0 = features.hubert[0].cpu().numpy(), features.f0[0].cpu().numpy()
    if len(f0) < 2 * frames:
        missing = 2 * frames - len(f0)
        hubert = np.pad(hubert, ((0, missing), (0, 0)), "edge")
        f0 = np.pad(f0, (0, missing))
    return hubert[: 2 * frames], f0[: 2 * frames]
