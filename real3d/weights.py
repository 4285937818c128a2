"""Where the tri-plane engine's weights are, and which are missing.

Nothing that is not ours to give is shipped: networks come from the authors' release, the face model
from its licensor. `python -m real3d weights convert FOLDER` turns the authors' download into this
project's files once; `weights status` says what is there.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from real3d.errors import EngineUnavailableError

FOLDER_VARIABLE = "REAL3D_WEIGHTS"
"""Environment variable that names the folder."""
REPOSITORY_VARIABLE = "REAL3D_WEIGHTS_REPO"
"""Environment variable that names a repository on the Hugging Face Hub with the converted files."""
REVISION_VARIABLE = "REAL3D_WEIGHTS_REVISION"
"""Environment variable that pins its commit."""
CONVERTED = "real3d"
"""Folder that a conversion makes within the authors' download."""


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
    "MediaPipe's model page",
    "Apache 2.0",
)
WEIGHT_FILES = (RENDERER, AUDIO_TO_MOTION, FACE_MODEL, SEGMENTATION)


@dataclass(frozen=True)
class WeightStatus:
    """One file, looked for."""

    file: WeightFile
    path: Path | None
    """None where it is missing."""

    @property
    def bytes(self) -> int:
        """Its size, 0 where it is missing."""
        return self.path.stat().st_size if self.path else 0

    def digest(self) -> str:
        """Its SHA-256, a megabyte at a time; empty where it is missing."""
        if self.path is None:
            return ""
        digest = sha256()
        with self.path.open("rb") as content:
            while block := content.read(2**20):
                digest.update(block)
        return digest.hexdigest()


def weights_folder(folder: str | os.PathLike[str] | None = None) -> Path | None:
    """The folder that was given, else the one that `REAL3D_WEIGHTS` names, else None."""
    given = folder or os.environ.get(FOLDER_VARIABLE)
    return Path(given) if given else None


def weights_repository() -> str | None:
    """The repository that `REAL3D_WEIGHTS_REPO` names, else None."""
    return os.environ.get(REPOSITORY_VARIABLE) or None


def weights_status(folder: Path | None) -> list[WeightStatus]:
    """Every file that the engine needs: in the folder, or where a conversion put it there."""
    return [WeightStatus(file, _find(folder, file.name)) for file in WEIGHT_FILES]


def require_weights(folder: Path | None) -> dict[str, Path]:
    """The path of every file by its name; what the folder lacks comes from the repository.

    Raises:
        EngineUnavailableError: a file is missing and cannot be downloaded.
    """
    status = weights_status(folder)
    paths = {found.file.name: found.path for found in status if found.path}
    missing = [found.file.name for found in status if found.path is None]
    repository = weights_repository()
    if missing and repository:
        return paths | {name: _download(repository, name) for name in missing}
    if not missing:
        return paths
    if len(missing) == len(WEIGHT_FILES):
        what = "its weights are not installed"
    else:
        what = f"of its weights {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing"
    raise EngineUnavailableError(
        f"The tri-plane engine cannot run: {what}. “python -m real3d weights status” tells where "
        f"each file comes from; {FOLDER_VARIABLE} names their folder. Or choose “mesh” or “auto”."
    )


def _download(repository: str, name: str) -> Path:
    """The file from the Hub; an interrupted download goes on, a finished one is kept."""
    from huggingface_hub import hf_hub_download

    revision = os.environ.get(REVISION_VARIABLE) or None
    try:
        return Path(hf_hub_download(repository, name, revision=revision))
    except (OSError, ValueError) as error:
        raise EngineUnavailableError(
            f"The tri-plane engine cannot run: “{name}” cannot be downloaded from “{repository}”. "
            f"Check {REPOSITORY_VARIABLE}, its access rights and the connection."
        ) from error


def _find(folder: Path | None, name: str) -> Path | None:
    if folder is None:
        return None
    places = (folder / name, folder / CONVERTED / name)
    return next((place for place in places if place.is_file()), None)
