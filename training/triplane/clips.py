"""Talking clips as training sees them, and the shards that keep them.

A shard is a tar file in WebDataset's layout (all members of a clip have its name before the first
dot), so that other tools can read it too. Pictures are PNG and JPEG, numbers one `.npz` without
pickles, and what else is known of a clip is JSON.
"""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import cv2
import numpy as np

from real3d.errors import FileMissingError, InputError
from real3d.numerics.types import Float32Array, Picture
from real3d.triplane.face_model.landmark_objective import FaceFit
from real3d.triplane.face_model.morphable_model import Pose
from real3d.triplane.segmentation import LabelMap

NUMBERS = "motion.npz"
ABOUT = "json"
JPEG_QUALITY = 95
ARRAYS = ("identity", "expression", "euler", "translation", "landmarks", "hubert", "f0")


@dataclass(frozen=True)
class TalkingClip:
    """T frames of one person, at 25 fps."""

    name: str
    images: Sequence[Picture]
    """[S, S, 3] each."""
    labels: Sequence[LabelMap]
    """[S, S] `PersonClass` of every pixel."""
    torsos: Sequence[Picture]
    """[S, S, 3] each: neck and clothes, continued behind the head, over black."""
    background: Picture
    """[S, S, 3] of the whole clip, without the person."""
    faces: FaceFit
    """One identity, T expressions and poses."""
    landmarks: Float32Array
    """[T, 478, 2] MediaPipe's, 0..1 over the picture."""
    hubert: Float32Array
    """[2T, C]; empty for a clip without a voice."""
    f0: Float32Array
    """[2T] Hz."""

    def __len__(self) -> int:
        return len(self.images)


class Clips(Protocol):
    """Clips by their numbers."""

    def __len__(self) -> int: ...

    def __getitem__(self, number: int) -> TalkingClip: ...


class ClipShards:
    """The clips of a folder of shards; each is read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        """
        Raises:
            FileMissingError: there is no shard in the folder.
            InputError: a file is no shard.
        """
        paths = sorted(folder.glob("*.tar")) if folder.is_dir() else []
        if not paths:
            raise FileMissingError("training-shards-missing", folder=folder)
        self._members: list[tuple[Path, list[tarfile.TarInfo]]] = []
        for path in paths:
            self._members += [(path, members) for members in _grouped(path)]
        if not self._members:
            raise FileMissingError("training-shards-missing", folder=folder)

    def __len__(self) -> int:
        return len(self._members)

    def __getitem__(self, number: int) -> TalkingClip:
        """
        Raises:
            InputError: the clip is damaged or not complete.
        """
        path, members = self._members[number]
        name = members[0].name.split(".")[0]
        try:
            with tarfile.open(path) as tar:
                content = {m.name.split(".", 1)[1]: _read(tar, m) for m in members}
            return _decoded(name, content)
        except (OSError, KeyError, ValueError, tarfile.TarError) as error:
            reason = str(error)
            raise InputError(
                "training-clip-damaged", name=name, path=path, reason=reason
            ) from error


def write_clip(tar: tarfile.TarFile, clip: TalkingClip, about: dict[str, Any]) -> None:
    """Appends a clip to a shard; `about` is what is known of it besides."""
    numbers = io.BytesIO()
    fit = clip.faces
    np.savez_compressed(
        numbers,
        identity=fit.identity,
        expression=fit.expression,
        euler=fit.pose.euler,
        translation=fit.pose.translation,
        landmarks=clip.landmarks,
        hubert=clip.hubert.astype(np.float16),
        f0=clip.f0,
    )
    described = {"frames": len(clip), **about}
    _append(tar, f"{clip.name}.{ABOUT}", json.dumps(described, indent=1).encode())
    _append(tar, f"{clip.name}.{NUMBERS}", numbers.getvalue())
    _append(tar, f"{clip.name}.background.jpg", _encoded(clip.background, ".jpg"))
    for number in range(len(clip)):
        stem = f"{clip.name}.{number:05d}"
        _append(tar, f"{stem}.image.jpg", _encoded(clip.images[number], ".jpg"))
        _append(tar, f"{stem}.labels.png", _encoded(clip.labels[number], ".png"))
        _append(tar, f"{stem}.torso.png", _encoded(clip.torsos[number], ".png"))


def _grouped(path: Path) -> Iterator[list[tarfile.TarInfo]]:
    """The members of each clip of a shard."""
    try:
        with tarfile.open(path) as tar:
            members = [member for member in tar.getmembers() if "." in member.name]
    except (OSError, tarfile.TarError) as error:
        raise InputError("training-shard-unreadable", path=path, reason=str(error)) from error
    clips: dict[str, list[tarfile.TarInfo]] = {}
    for member in members:
        clips.setdefault(member.name.split(".")[0], []).append(member)
    yield from clips.values()


def _decoded(name: str, content: dict[str, bytes]) -> TalkingClip:
    frames = int(json.loads(content[ABOUT])["frames"])
    with np.load(io.BytesIO(content[NUMBERS]), allow_pickle=False) as stored:
        numbers = {key: stored[key].astype(np.float32) for key in ARRAYS}
    if len(numbers["expression"]) != frames:
        raise ValueError(f"{len(numbers['expression'])} expressions for {frames} frames")
    pose = Pose(numbers["euler"], numbers["translation"])
    return TalkingClip(
        name=name,
        images=[_picture(content[f"{k:05d}.image.jpg"]) for k in range(frames)],
        labels=[_picture(content[f"{k:05d}.labels.png"]) for k in range(frames)],
        torsos=[_picture(content[f"{k:05d}.torso.png"]) for k in range(frames)],
        background=_picture(content["background.jpg"]),
        faces=FaceFit(numbers["identity"], numbers["expression"], pose),
        landmarks=numbers["landmarks"],
        hubert=numbers["hubert"],
        f0=numbers["f0"],
    )


def _picture(content: bytes) -> Picture:
    found = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_UNCHANGED)
    if found is None:
        raise ValueError("a picture cannot be decoded")
    return found if found.ndim == 2 else np.ascontiguousarray(found[..., ::-1])


def _encoded(picture: Picture, kind: str) -> bytes:
    ordered = picture if picture.ndim == 2 else picture[..., ::-1]
    quality = [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY] if kind == ".jpg" else []
    return bytes(cv2.imencode(kind, np.ascontiguousarray(ordered), quality)[1])


def _read(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    content = tar.extractfile(member)
    if content is None:
        raise ValueError(f"{member.name} is no file")
    return content.read()


def _append(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, io.BytesIO(content))
