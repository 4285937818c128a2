"""Turns the authors' download into this project's files, once.

What is converted loads at once and holds nothing but numbers. The folder keeps the authors' layout.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from real3d.errors import FileMissingError, OutputError
from real3d.messages.message import Message
from real3d.triplane.face_model.morphable_model import MODEL_FILE, read_morphable_model
from real3d.triplane.weights.audio_to_motion_names import (
    NotAudioToMotionError,
    build_audio_to_motion,
    translate_audio_to_motion,
)
from real3d.triplane.weights.checkpoint import (
    CheckpointError,
    convert_checkpoint,
    find_checkpoint,
    read_container,
)
from real3d.triplane.weights.face_model_building import build_face_model
from real3d.triplane.weights.face_model_file import write_face_model
from real3d.triplane.weights.files import AUDIO_TO_MOTION, FACE_MODEL
from real3d.triplane.weights.release_folder import (
    CONVERTED,
    RELEASED,
    RELEASES,
    packed_archive,
    release_root,
)
from real3d.triplane.weights.tensor_file import write_tensors

RELEASE = Path("checkpoints/240210_real3dportrait_orig")
RENDERER_FOLDER = Path("secc2plane_torso_orig")
AUDIO_FOLDER = Path("audio2secc_vae")
"""Both within the release."""
FACE_FOLDERS = (Path("deep_3drecon/BFM"), Path("deep_3drecon"))
"""The colour code and the eyes' triangles lie one folder above the face model."""


def convert_release(folder: Path) -> Iterator[Path]:
    """Converts what is in the authors' folder, file by file.

    Args:
        folder: holds `checkpoints` and `deep_3drecon`, or lies right above or within them.

    Yields:
        The files written, in `real3d` beside the two.

    Raises:
        FileMissingError: a source is missing.
        CheckpointError: a source holds something else.
        OutputError: the folder cannot be written to.
    """
    root = release_root(folder)
    target = root / CONVERTED
    release = find_release(root)
    if not release.is_dir() and (archive := packed_archive(root)):
        raise FileMissingError("release-packed", path=archive, folder=release)
    try:
        target.mkdir(parents=True, exist_ok=True)
        yield convert_checkpoint(find_checkpoint(release / RENDERER_FOLDER), target)
        yield _convert_audio(find_checkpoint(release / AUDIO_FOLDER), target / AUDIO_TO_MOTION.name)
        yield _convert_face(root, target / FACE_MODEL.name)
    except OSError as error:
        raise OutputError("weights-not-written", folder=target, reason=str(error)) from error


def find_release(folder: Path) -> Path:
    """The newest release in the authors' layout; where it should be, if there is none."""
    root = release_root(folder)
    releases = sorted(path for path in root.glob(f"{RELEASED}/{RELEASES}") if path.is_dir())
    return releases[-1] if releases else root / RELEASE


def release_remark(folder: Path) -> Message | None:
    """What its owner should know about the release in a folder; None if it is the right one."""
    release = find_release(folder)
    if release.name >= RELEASE.name:
        return None
    return Message("release-outdated", name=release.name, newer=RELEASE.name)


def _convert_audio(source: Path, target: Path) -> Path:
    try:
        state = translate_audio_to_motion(read_container(source))
        build_audio_to_motion(state)
    except NotAudioToMotionError as error:
        raise CheckpointError(
            "audio-network-unusable", name=source.name, reason=error.reason
        ) from error
    write_tensors(target, state)
    return target


def _convert_face(folder: Path, target: Path) -> Path:
    if not any((folder / part / MODEL_FILE).is_file() for part in FACE_FOLDERS):
        build_face_model(folder / FACE_FOLDERS[0])
    write_face_model(target, read_morphable_model(*(folder / part for part in FACE_FOLDERS)))
    return target
