"""The path of every weight file: from the folder, else from the Hugging Face Hub.

It joins what is on this computer (`files.py`) with what can be downloaded (`hub.py`).
"""

from __future__ import annotations

from pathlib import Path

from real3d.errors import EngineUnavailableError
from real3d.triplane.weights.files import (
    FOLDER_VARIABLE,
    OWN_FILES,
    RELEASED,
    SEGMENTATION,
    weights_repository,
    weights_status,
)
from real3d.triplane.weights.hub import download, download_segmentation


def require_weights(folder: Path | None) -> dict[str, Path]:
    """The path of every file by its name; what the folder lacks is downloaded.

    Raises:
        EngineUnavailableError: a file is missing and cannot be downloaded.
    """
    paths = {found.file.name: found.path for found in weights_status(folder) if found.path}
    missing = [file.name for file in OWN_FILES if file.name not in paths]
    repository = weights_repository()
    if missing and repository is None:
        raise _missing_weights(missing, folder)
    if repository is not None:
        paths |= {name: download(repository, name) for name in missing}
    if SEGMENTATION.name not in paths:
        paths[SEGMENTATION.name] = download_segmentation()
    return paths


def _missing_weights(missing: list[str], folder: Path | None = None) -> EngineUnavailableError:
    if folder is not None and (folder / RELEASED).is_dir():
        return EngineUnavailableError("weights-not-converted", names=tuple(missing), folder=folder)
    variable = FOLDER_VARIABLE
    if folder is not None and not folder.is_dir():
        return EngineUnavailableError("weights-folder-missing", folder=folder, variable=variable)
    if len(missing) == len(OWN_FILES):
        return EngineUnavailableError("weights-not-installed", variable=variable)
    if len(missing) == 1:
        return EngineUnavailableError("weights-file-missing", name=missing[0], variable=variable)
    return EngineUnavailableError("weights-files-missing", names=tuple(missing), variable=variable)
