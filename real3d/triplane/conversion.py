"""Turns the authors' download into this project's files, once.

What is converted loads at once and holds nothing but numbers. The folder keeps the authors' layout.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from real3d.errors import FileMissingError, OutputError
from real3d.triplane.audio_to_motion_names import (
    NotAudioToMotionError,
    build_audio_to_motion,
    translate_audio_to_motion,
)
from real3d.triplane.checkpoint import (
    CheckpointError,
    convert_checkpoint,
    find_checkpoint,
    read_container,
)
from real3d.triplane.face_model_building import build_face_model
from real3d.triplane.face_model_file import write_face_model
from real3d.triplane.morphable_model import MODEL_FILE, read_morphable_model
from real3d.triplane.tensor_file import write_tensors
from real3d.weights import AUDIO_TO_MOTION, CONVERTED, FACE_MODEL, SEGMENTATION

RELEASE = Path("checkpoints/240210_real3dportrait_orig")
RENDERER_FOLDER = RELEASE / "secc2plane_torso_orig"
AUDIO_FOLDER = RELEASE / "audio2secc_vae"
FACE_FOLDERS = (Path("deep_3drecon/BFM"), Path("deep_3drecon"))
"""The colour code and the eyes' triangles lie one folder above the face model."""


def convert_release(folder: Path) -> Iterator[Path]:
    """Converts what is in the authors' folder, file by file.

    Args:
        folder: holds `checkpoints` and `deep_3drecon`.

    Yields:
        The files written, in `folder/real3d`.

    Raises:
        FileMissingError: a source is missing.
        CheckpointError: a source holds something else.
        OutputError: the folder cannot be written to.
    """
    target = folder / CONVERTED
    try:
        target.mkdir(parents=True, exist_ok=True)
        yield convert_checkpoint(find_checkpoint(folder / RENDERER_FOLDER), target)
        yield _convert_audio(find_checkpoint(folder / AUDIO_FOLDER), target / AUDIO_TO_MOTION.name)
        yield _convert_face(folder, target / FACE_MODEL.name)
        yield _copy_segmentation(folder, target / SEGMENTATION.name)
    except OSError as error:
        raise OutputError(f"The weights cannot be written to “{target}”: {error}.") from error


def _convert_audio(source: Path, target: Path) -> Path:
    try:
        state = translate_audio_to_motion(read_container(source))
        build_audio_to_motion(state)
    except NotAudioToMotionError as error:
        raise CheckpointError(
            f"“{source.name}” does not hold the released audio-to-motion network: {error}."
        ) from error
    write_tensors(target, state)
    return target


def _convert_face(folder: Path, target: Path) -> Path:
    if not any((folder / part / MODEL_FILE).is_file() for part in FACE_FOLDERS):
        build_face_model(folder / FACE_FOLDERS[0])
    write_face_model(target, read_morphable_model(*(folder / part for part in FACE_FOLDERS)))
    return target


def _copy_segmentation(folder: Path, target: Path) -> Path:
    if target.is_file():
        return target
    found = next(folder.rglob(SEGMENTATION.name), None)
    if found is None:
        raise FileMissingError(
            f"There is no {SEGMENTATION.name} in “{folder}”; download it from MediaPipe's page of "
            "image segmentation models and put it there."
        )
    shutil.copyfile(found, target)
    return target
