"""A result as a small picture that moves, for chats and other places that show no video."""

from __future__ import annotations

from pathlib import Path

from real3d.errors import InputError
from real3d.media.preview import check_preview_name, write_preview
from real3d.pipeline.own_results import check_output
from real3d.pipeline.request import FilePath
from real3d.provenance.manifest import prepare_signing
from real3d.provenance.tags import SENTENCE, SYNTHETIC_XMP
from real3d.provenance.verify import read_marks


def preview_result(video: FilePath, out: FilePath, overwrite: bool = False) -> Path:
    """Write the first seconds of a finished result as a picture that moves.

    Args:
        video: a result of this program; the preview's marks would be wrong for any other video.
        out: the file to write, `.gif` or `.webp`.
        overwrite: also a file that this program did not make.

    Returns:
        Its absolute path.

    Raises:
        InputError: the video cannot be read, or is not from this program.
        SettingsError: `out` has another ending.
        OutputError: it cannot be written, or is somebody's own.
    """
    check_preview_name(out)
    if not read_marks(video).recipe:
        raise InputError("preview-not-a-result", name=Path(video).name)
    check_output(Path(out), [Path(video)], overwrite)
    return write_marked_preview(video, out)


def write_marked_preview(video: FilePath, out: FilePath) -> Path:
    """The preview of a result, with the same marks as far as pictures have places for them."""
    sign = prepare_signing().sign
    return write_preview(video, out, comment=SENTENCE, xmp=SYNTHETIC_XMP, finalize=sign)
