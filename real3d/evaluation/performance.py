"""What a face does in a talking video: the landmark tracker's view of it, as tracks over time.

Everything that `figures` measures comes from these tracks and from nothing else, so that a real
person and a rendered one are seen through the same eyes. The conventions are those of
`real3d.motion.track`; lengths are outer-eye-corner distances.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from real3d.errors import NoFaceInVideoError, VideoTooShortError
from real3d.media import Audio, VideoClip, open_video, read_audio
from real3d.numerics.smoothing import smooth
from real3d.numerics.types import BoolArray, FloatArray, Picture
from real3d.portrait.landmarks import (
    LEFT_BROW,
    LEFT_EAR,
    LEFT_IRIS,
    LEFT_LOWER_LID,
    LEFT_UPPER_LID,
    RIGHT_BROW,
    RIGHT_EAR,
    RIGHT_IRIS,
    RIGHT_LOWER_LID,
    RIGHT_UPPER_LID,
)
from real3d.portrait.mean_face import mean_face
from real3d.portrait.pose import estimate_pose, euler_angles, to_head_frame
from real3d.portrait.tracking import track
from real3d.runtime.threads import single_threaded
from real3d.speech.prosody import Prosody

RATE = 25.0
"""Steps per second, whatever the video's own rate: speeds and jerks shall be comparable."""
MIN_DURATION_S = 3.0
"""Least length of a video: nothing can be said about the liveliness of less."""
TRACKED_SIDE = 720
"""Longest side of the frames that are tracked; the landmark model itself works on 192 pixels."""

UPPER_EDGE = 5
"""The first points of a brow's landmarks are its upper edge: so many."""
INNER_LIPS = ((13, 14), (81, 178), (311, 402))
"""Pairs across the gap between the lips."""
EYE_RADIUS = 0.4
"""Radius of the eyeball in eye widths: 12 mm of 30."""
JERK_POINTS = (10, 6, 4, 33, 133, 263, 362, 234, 454, 152, 61, 291)
"""Landmarks whose jerk is measured: forehead, nose, eye corners, ears, chin and mouth corners."""
POSTURE_SIGMA_S = 0.5
VOLUME_WINDOW_S = 0.05
FLICKER_SIDE = 160
"""Pixels of the longer side at which frames are compared: what can be seen, not the grain."""


@dataclass(frozen=True)
class Performance:
    """A face through a video, `RATE` steps per second; T steps."""

    rotation: FloatArray
    """[T, 3] (pitch, yaw, roll) of the head in radians, to the camera."""
    translation: FloatArray
    """[T, 2] (x, y) of the head's middle."""
    brow: FloatArray
    """[T] height of the brows above the eyes."""
    lids: FloatArray
    """[T] height of the opening between the lids over the eye's width."""
    gaze: FloatArray
    """[T, 2] (x, y) direction of the eyes in the head in radians, right and down."""
    lip_gap: FloatArray
    """[T] between the lips' inner edges."""
    points: FloatArray
    """[T, K, 2] landmarks of the head and mouth in the picture."""
    landmarks: FloatArray
    """[T, 478, 2] all landmarks in the picture, in shares of its longer side."""
    volume: FloatArray
    """[T] root mean square of the sound; 0 where there is none."""
    flicker: FloatArray
    """[T] grey levels by which the quieter half of the picture changes from frame to frame."""
    prosody: Prosody | None
    """The rhythm of the voice; None where there is no sound."""
    frame_size: tuple[float, float]
    """Width and height of the picture in shares of the longer one."""
    frames_without_face: int

    def __len__(self) -> int:
        return len(self.rotation)

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self) / RATE

    def parts(self, seconds: float) -> Iterator[Performance]:
        """Equal parts of so many seconds or a little more; the whole of a shorter video."""
        count = max(1, int(self.duration / seconds))
        edges = np.linspace(0, len(self), count + 1).astype(int)
        whole = ("prosody", "frame_size", "frames_without_face")
        tracks = [f.name for f in fields(self) if f.name not in whole]
        for first, last in pairwise(edges):
            part = {name: getattr(self, name)[first:last] for name in tracks}
            prosody = None if self.prosody is None else _cut(self.prosody, first, last)
            yield replace(self, prosody=prosody, **part)


def track_performance(path: Path | str) -> Performance:
    """Tracks the face of a video file and listens to its voice.

    Raises:
        InputError: the video cannot be read, shows no face, or is too short.
    """
    clip = open_video(path)
    if clip.duration < MIN_DURATION_S:
        raise VideoTooShortError(
            "video-too-short-to-judge",
            name=clip.path.name,
            seconds=clip.duration,
            least=MIN_DURATION_S,
        )
    flicker: list[float] = []
    tracked = list(track(_compared(clip.frames(clip.fps, TRACKED_SIDE), flicker)))
    found = np.array([index for index, face in enumerate(tracked) if face is not None])
    if len(found) < MIN_DURATION_S * clip.fps:
        raise NoFaceInVideoError("face-seen-too-briefly", name=clip.path.name)
    faces = np.stack([tracked[index] for index in found])
    return _performance(clip, faces, found, np.array(flicker), len(tracked) - len(found))


@single_threaded()
def _performance(
    clip: VideoClip, faces: FloatArray, found: NDArray, flicker: FloatArray, missing: int
) -> Performance:
    poses = [estimate_pose(face) for face in faces]
    heads = np.stack([to_head_frame(face, pose) for face, pose in zip(faces, poses, strict=True)])
    scale = float(np.median([pose.scale for pose in poses]))
    middle = mean_face()[[LEFT_EAR, RIGHT_EAR]].mean(axis=0)
    places = np.stack([pose.rotation @ middle + pose.translation / scale for pose in poses])
    steps = int(clip.duration * RATE)
    frames = found + 0.5

    def at_rate(values: FloatArray) -> FloatArray:
        """[steps, ...] frames without a face are bridged."""
        times = (np.arange(steps) + 0.5) / RATE * clip.fps
        flat = values.reshape(len(values), -1)
        read = [np.interp(times, frames, channel) for channel in flat.T]
        return np.stack(read, axis=1).reshape(steps, *values.shape[1:])

    rotation = at_rate(np.unwrap([euler_angles(pose.rotation) for pose in poses], axis=0))
    gap = at_rate(_lip_gap(heads))
    sound = read_audio(clip.path) if clip.has_audio else None
    longer = max(clip.width, clip.height)
    return Performance(
        rotation=np.column_stack([_without_mouth(rotation[:, 0], gap), rotation[:, 1:]]),
        translation=at_rate(places[:, :2]),
        brow=at_rate(_brow_height(heads)),
        lids=at_rate(_lid_opening(heads)),
        gaze=at_rate(_gaze(heads)),
        lip_gap=gap,
        points=at_rate(faces[:, JERK_POINTS, :2] / scale),
        landmarks=at_rate(faces[..., :2] / min(longer, TRACKED_SIDE)),
        volume=np.zeros(steps) if sound is None else _volume(sound, steps),
        flicker=np.interp((np.arange(steps) + 0.5) / RATE, _times(flicker, clip), flicker),
        prosody=None if sound is None else _prosody(sound, steps),
        frame_size=(clip.width / longer, clip.height / longer),
        frames_without_face=missing,
    )


def _without_mouth(pitch: FloatArray, gap: FloatArray) -> FloatArray:
    """[T] the pitch without what follows the opening of the lips [T].

    The landmark model lowers the whole face a little when the mouth opens, real or rendered: by 10
    to 30 degrees per outer-eye-corner distance. What is slower than speech is left alone.
    """
    fast_pitch = pitch - smooth(pitch, POSTURE_SIGMA_S * RATE)
    fast_gap = gap - smooth(gap, POSTURE_SIGMA_S * RATE)
    return pitch - gap * (fast_gap @ fast_pitch) / max(float(fast_gap @ fast_gap), 1e-9)


def _times(track: FloatArray, clip: VideoClip) -> FloatArray:
    return (np.arange(len(track)) + 0.5) / clip.fps


def _volume(sound: Audio, steps: int) -> FloatArray:
    """[steps] root mean square of `VOLUME_WINDOW_S` at the middle of every step."""
    window = int(VOLUME_WINDOW_S * sound.rate)
    count = max(1, len(sound.samples) // window)
    padded = np.pad(sound.samples, (0, max(0, window - len(sound.samples))))
    levels = np.sqrt((padded[: count * window].reshape(count, window) ** 2).mean(axis=1))
    middles = (np.arange(count) + 0.5) * VOLUME_WINDOW_S
    return np.interp((np.arange(steps) + 0.5) / RATE, middles, levels)


def _prosody(sound: Audio, steps: int) -> Prosody:
    """As long as the picture, whatever the length of the sound."""
    heard = Prosody.of(sound, RATE)
    missing = max(0, steps - len(heard))
    longer = replace(
        heard,
        voice=np.pad(heard.voice, (0, missing)),
        loudness=np.pad(heard.loudness, (0, missing)),
    )
    return _cut(longer, 0, steps)


def _cut(prosody: Prosody, first: int, last: int) -> Prosody:
    """The rhythm of the steps from `first` up to, not including, `last`."""
    start, end = first / RATE, last / RATE

    def inside(times: FloatArray) -> BoolArray:
        return (times >= start) & (times < end)

    stressed = inside(prosody.accent_times)
    return replace(
        prosody,
        voice=prosody.voice[first:last],
        loudness=prosody.loudness[first:last],
        accent_times=prosody.accent_times[stressed] - start,
        accent_strengths=prosody.accent_strengths[stressed],
        phrase_starts=prosody.phrase_starts[inside(prosody.phrase_starts)] - start,
        phrase_ends=prosody.phrase_ends[inside(prosody.phrase_ends)] - start,
    )


def _compared(frames: Iterator[Picture], flicker: list[float]) -> Iterator[Picture]:
    """The frames unchanged; `flicker` grows by one value with each of them."""
    before = None
    for frame in frames:
        share = FLICKER_SIDE / max(frame.shape[:2])
        small = cv2.resize(frame, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
        grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float64)
        changed = np.zeros(1) if before is None else np.sort(np.abs(grey - before), axis=None)
        flicker.append(float(changed[: max(1, len(changed) // 2)].mean()))
        before = grey
        yield frame


def _brow_height(heads: FloatArray) -> FloatArray:
    edges = [*LEFT_BROW[:UPPER_EDGE], *RIGHT_BROW[:UPPER_EDGE]]
    corners = [LEFT_UPPER_LID[0], LEFT_UPPER_LID[-1], RIGHT_UPPER_LID[0], RIGHT_UPPER_LID[-1]]
    return heads[:, corners, 1].mean(axis=1) - heads[:, edges, 1].mean(axis=1)


def _lid_opening(heads: FloatArray) -> FloatArray:
    openings = []
    for upper, lower in (
        (LEFT_UPPER_LID, LEFT_LOWER_LID),
        (RIGHT_UPPER_LID, RIGHT_LOWER_LID),
    ):
        across = heads[:, upper[3:6]] - heads[:, lower[3:6]]
        width = np.linalg.norm(heads[:, upper[0]] - heads[:, upper[-1]], axis=1)
        openings.append(np.linalg.norm(across, axis=2).mean(axis=1) / width)
    return np.mean(openings, axis=0)


def _gaze(heads: FloatArray) -> FloatArray:
    directions = []
    for lid, iris in ((LEFT_UPPER_LID, LEFT_IRIS), (RIGHT_UPPER_LID, RIGHT_IRIS)):
        outer, inner = heads[:, lid[0], :2], heads[:, lid[-1], :2]
        width = np.linalg.norm(outer - inner, axis=1, keepdims=True)
        offset = (heads[:, iris[0], :2] - 0.5 * (outer + inner)) / width
        directions.append(np.arcsin(np.clip(offset / EYE_RADIUS, -1, 1)))
    return np.mean(directions, axis=0)


def _lip_gap(heads: FloatArray) -> FloatArray:
    return np.mean(
        [np.linalg.norm(heads[:, a] - heads[:, b], axis=1) for a, b in INNER_LIPS], axis=0
    )
