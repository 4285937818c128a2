"""The files of the tri-plane engine's weights: what they are, where they are, which are missing.

Nothing that is not ours to give is shipped: networks come from the authors' release, the face model
from its licensor. `python -m real3d weights convert FOLDER` turns the authors' download into this
project's files once; `weights status` says what is there.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from real3d.media.files import file_digest
from real3d.triplane.weights.release_folder import CONVERTED, release_root

FOLDER_VARIABLE = "REAL3D_WEIGHTS"
"""Environment variable that names the folder."""
REPOSITORY_VARIABLE = "REAL3D_WEIGHTS_REPO"
"""Environment variable that names a repository on the Hugging Face Hub with the converted files,
and after an “@” its commit."""


@dataclass(frozen=True)
class WeightFile:
    """One file that the engine needs."""

    name: str
    purpose: str
    origin: str
    licence: str


RENDERER = WeightFile(
    "renderer.safetensors",
    "photo, expression and camera to a frame",
    "checkpoints/240210_real3dportrait_orig/secc2plane_torso_orig of the authors' release",
    "that of the authors' release",
)
AUDIO_TO_MOTION = WeightFile(
    "audio_to_motion.safetensors",
    "voice to expression",
    "checkpoints/240210_real3dportrait_orig/audio2secc_vae of the authors' release",
    "that of the authors' release",
)
FACE_MODEL = WeightFile(
    "face_model.safetensors",
    "face shapes and expressions",
    "deep_3drecon of the authors' release, with the Basel Face Model",
    "Basel Face Model: personal, not to be passed on",
)
SEGMENTATION = WeightFile(
    "selfie_multiclass_256x256.tflite",
    "head, neck, clothes and background",
    "MediaPipe; downloaded on first use",
    "Apache 2.0",
)
SPEECH = WeightFile(
    "hubert-large-ls960-ft",
    "sound to what is said",
    "facebook on the Hugging Face Hub; downloaded on first use (1.3 GB)",
    "Apache 2.0",
)
SPEECH_WEIGHTS = ("model.safetensors", "pytorch_model.bin")
"""The files in a folder of that name that may hold its weights; the first that is there counts."""
COMPILED = "compiled"
"""Folder beside the renderer's weights with what was compiled of it, a folder for each machine."""
PACKAGE_INDEX = "parts.json"
PACKAGE_SUFFIX = ".pt2"
OWN_FILES = (RENDERER, AUDIO_TO_MOTION, FACE_MODEL)
"""What everyone has to get and convert."""
WEIGHT_FILES = (*OWN_FILES, SEGMENTATION)


@dataclass(frozen=True)
class WeightStatus:
    """A file and where it was found."""

    file: WeightFile
    path: Path | None
    """None where it is missing."""

    @property
    def bytes(self) -> int:
        """Its size, 0 where it is missing."""
        return self.path.stat().st_size if self.path else 0

    def digest(self) -> str:
        """Its SHA-256; empty where it is missing."""
        return "" if self.path is None else file_digest(self.path)


@dataclass(frozen=True)
class Repository:
    """A repository on the Hub, at one of its commits."""

    name: str
    revision: str | None = None
    """None for the newest commit."""

    @classmethod
    def parse(cls, text: str) -> Repository:
        """From `owner/name` or `owner/name@commit`."""
        name, _, revision = text.partition("@")
        return cls(name, revision or None)


def weights_folder(folder: str | os.PathLike[str] | None = None) -> Path | None:
    """The folder that was given, else the one that `REAL3D_WEIGHTS` names, else None."""
    given = folder or os.environ.get(FOLDER_VARIABLE)
    return Path(given) if given else None


def weights_repository() -> Repository | None:
    """The repository that `REAL3D_WEIGHTS_REPO` names, else None."""
    given = os.environ.get(REPOSITORY_VARIABLE)
    return Repository.parse(given) if given else None


def weights_status(folder: Path | None) -> list[WeightStatus]:
    """Every file that the engine needs: in the folder, or where a conversion put it there."""
    return [WeightStatus(file, _find(folder, file.name)) for file in WEIGHT_FILES]


def speech_folder(folder: Path | None) -> Path | None:
    """The speech network's folder among the weights; None where it has to come from the Hub."""
    if folder is None:
        return None
    places = (folder / SPEECH.name, release_root(folder) / SPEECH.name)
    return next((place for place in places if speech_weights(place)), None)


def speech_weights(folder: Path) -> Path | None:
    """The file with the weights in the speech network's own folder, or None."""
    files = (folder / name for name in SPEECH_WEIGHTS)
    return next((path for path in files if path.is_file()), None)


def has_weights(folder: Path | None) -> bool:
    """Whether the engine's own files are there, or may be downloaded."""
    if weights_repository() is not None:
        return True
    return all(_find(folder, file.name) for file in OWN_FILES)


def _find(folder: Path | None, name: str) -> Path | None:
    if folder is None:
        return None
    root = release_root(folder)
    places = (folder, folder / CONVERTED, root, root / CONVERTED)
    return next((place / name for place in places if (place / name).is_file()), None)
