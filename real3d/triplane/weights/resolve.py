"""The path of every weight file: from the folder, else from the Hugging Face Hub.

It joins what is on this computer (`files.py`) with what can be downloaded (`hub.py`).
"""

from __future__ import annotations

from pathlib import Path

from real3d.errors import EngineUnavailableError
from real3d.triplane.weights.files import (
    FOLDER_VARIABLE,
    OWN_FILES,
    SEGMENTATION,
    SPEECH,
    speech_folder,
    weights_repository,
    weights_status,
)
from real3d.triplane.weights.hub import download, download_segmentation
from real3d.triplane.weights.release_folder import (
    RELEASED,
    RELEASES,
    packed_archive,
    release_root,
    renamed_file,
)


def require_weights(folder: Path | None) -> dict[str, Path]:
    """The path of every file by its name; what the folder lacks is downloaded.

    The speech network is among them only where the folder has it: it is downloaded by its library.

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
    if speech := speech_folder(folder):
        paths[SPEECH.name] = speech
    return paths


def _missing_weights(missing: list[str], folder: Path | None = None) -> EngineUnavailableError:
    variable = FOLDER_VARIABLE
    if folder is not None and folder.is_dir():
        root = release_root(folder)
        unpacked = any(path.is_dir() for path in root.glob(f"{RELEASED}/{RELEASES}"))
        if not unpacked and (archive := packed_archive(root)):
            return EngineUnavailableError("weights-packed", path=archive, folder=root)
        if (root / RELEASED).is_dir():
            return EngineUnavailableError(
                "weights-not-converted", names=tuple(missing), folder=root
            )
        renamed = ((name, renamed_file(folder, name)) for name in missing)
        for name, path in renamed:
            if path is not None:
                return EngineUnavailableError("weights-renamed", path=path, name=name)
    if folder is not None and not folder.is_dir():
        return EngineUnavailableError("weights-folder-missing", folder=folder, variable=variable)
    if len(missing) == len(OWN_FILES):
        return EngineUnavailableError("weights-not-installed", variable=variable)
    if len(missing) == 1:
        return EngineUnavailableError("weights-file-missing", name=missing[0], variable=variable)
    return EngineUnavailableError("weights-files-missing", names=tuple(missing), variable=variable)
