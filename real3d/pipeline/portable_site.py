"""Photos become a folder of static files with a page on which they move."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from real3d.errors import OutputError
from real3d.media.writer import hidden_folder
from real3d.pipeline.own_results import is_own_result
from real3d.pipeline.portable_avatar import avatar_bytes
from real3d.pipeline.request import FilePath
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.pipeline.whole_file import write_file
from real3d.portable.site import PAGE, site_files


def write_site(
    pipeline: TalkingPortrait,
    photos: Sequence[FilePath],
    out: FilePath,
    overwrite: bool = False,
) -> list[Path]:
    """Write a site with the avatars of the persons in some photos.

    Args:
        pipeline: with the mesh engine.
        photos: at least one.
        out: the folder; new, empty, or an earlier site.
        overwrite: also write into a folder that holds other files.

    Returns:
        The files.

    Raises:
        InputError: a photo cannot be used; nothing is written.
        OutputError: the folder cannot be written to, or holds other files.
        SettingsError: another engine was chosen, whose avatars are no meshes.
    """
    folder = Path(os.path.abspath(out))
    _check_folder(folder, overwrite)
    # Beside the folder: an earlier site stays whole until all of the new one is made.
    with hidden_folder(folder.with_name(f"{folder.name}.new")) as unfinished:
        names = _names(photos)
        avatars = {
            name: avatar_bytes(pipeline, pipeline.portrait(photo))
            for name, photo in zip(names, photos, strict=True)
        }
        files = site_files(avatars)
        for name, content in files.items():
            write_file(folder / name, unfinished / name, content)
    return [folder / name for name in files]


def _check_folder(folder: Path, overwrite: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise OutputError("site-is-file", path=folder)
    page = folder / PAGE
    is_ours = page.is_file() and is_own_result(page)
    with suppress(FileNotFoundError):
        if not (overwrite or is_ours) and any(folder.iterdir()):
            raise OutputError("site-folder-taken", path=folder)


def _names(photos: Sequence[FilePath]) -> list[str]:
    """A name for each photo, fit for addresses, none twice."""
    names: list[str] = []
    for photo in photos:
        stem = re.sub(r"[^\w-]+", "-", Path(photo).stem).strip("-") or "avatar"
        name, number = stem, 2
        while name in names:
            name, number = f"{stem}-{number}", number + 1
        names.append(name)
    return names
