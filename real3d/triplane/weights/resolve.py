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
        raise EngineUnavailableError(_missing_sentence(missing, folder))
    if repository is not None:
        paths |= {name: download(repository, name) for name in missing}
    if SEGMENTATION.name not in paths:
        paths[SEGMENTATION.name] = download_segmentation()
    return paths


def _missing_sentence(missing: list[str], folder: Path | None = None) -> str:
    if folder is not None and (folder / RELEASED).is_dir():
        return (
            f"The tri-plane engine cannot run: {', '.join(missing)} still has to be made from the "
            f"authors' download. Run “python -m real3d weights convert {folder}” once. Or choose "
            "“mesh” or “auto”."
        )
    if folder is not None and not folder.is_dir():
        what = f"there is no folder “{folder}”"
    elif len(missing) == len(OWN_FILES):
        what = "its weights are not installed"
    else:
        what = f"of its weights {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing"
    return (
        f"The tri-plane engine cannot run: {what}. “python -m real3d weights status” tells where "
        f"each file comes from; {FOLDER_VARIABLE} names their folder. Or choose “mesh” or “auto”."
    )
