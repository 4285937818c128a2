"""Reading the marks back: what any file says about its own origin.

The file is a stranger's: it is told apart by its content, nothing that it refers to is opened, and
what it says is made harmless before it is shown.
"""

from __future__ import annotations

import json
import mmap
import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from real3d.errors import InputError
from real3d.media import ffmpeg
from real3d.media.files import check_file
from real3d.media.limits import DEFAULT_LIMITS
from real3d.messages.message import Message
from real3d.provenance.manifest import Manifest, import_c2pa, read_manifest
from real3d.provenance.tags import SENTENCE, SYNTHETIC_SOURCE_TYPES

_HEAD_BYTES = 16
_MAX_LETTERS = 200
"""Letters shown of what a file says."""

# (offset, bytes, kind); the first that fits.
_SIGNATURES = (
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftyphei", "image/heic"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/wav"),
    (8, b"AVI ", "video/avi"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"fLaC", "audio/flac"),
)


_CONCLUSIONS = {
    "intact": "Marked as synthetic.",
    "changed": "Marked as synthetic, and changed since it was made.",
    "unmarked": "Not marked as synthetic; that does not make it genuine.",
}

# An attribute or an element.
_XMP_SOURCE_TYPE = re.compile(rb"""DigitalSourceType(?:=["']|>)\s*(http[^\s"'<]{1,200})""")


State = Literal["intact", "changed", "unmarked"]


@dataclass(frozen=True)
class Marks:
    """What a file says about its origin."""

    source_type: str
    """The IPTC term in a container's tags or a picture's XMP, as an address; empty if there is
    none."""
    comment: str
    recipe: str
    """The JSON that this program leaves in its results; empty if there is none."""
    manifest: Manifest | None
    no_manifest: Message | None
    """Why there is no manifest; None if there is one."""

    @property
    def synthetic(self) -> bool:
        """Whether the file is marked as synthetic."""
        return self._by_term or SENTENCE in self.comment

    @property
    def _by_term(self) -> bool:
        said = {self.source_type, *(self.manifest.source_types if self.manifest else ())}
        return not SYNTHETIC_SOURCE_TYPES.isdisjoint(said)

    @property
    def state(self) -> State:
        """Whether the marks are as they were made. A program that copies a result may leave of
        them no more than the comment."""
        if not self.synthetic:
            return "unmarked"
        is_damaged = self.no_manifest is not None and self.no_manifest.code == "manifest-damaged"
        is_signed_otherwise = self.manifest is not None and not self.manifest.intact
        return "changed" if is_damaged or is_signed_otherwise or not self._by_term else "intact"

    def to_json(self) -> str:
        """All of it, for programs."""
        told = asdict(self) | {"state": self.state, "synthetic": self.synthetic}
        told["no_manifest"] = None if self.no_manifest is None else str(self.no_manifest)
        return json.dumps(told, indent=2)


def read_marks(path: str | os.PathLike[str]) -> Marks:
    """The marks in a video, a sound or a picture.

    Raises:
        FileMissingError, FileTooLargeError: it cannot be opened, or is too large to look into.
        InputError: it is none of the three.
    """
    path = check_file(path, DEFAULT_LIMITS.video_bytes)
    kind = _kind(path)
    streams = ffmpeg.probe(path)
    is_recording = streams.video is not None or streams.audio is not None
    if not is_recording and not kind.startswith("image/"):
        raise InputError("no-media", name=path.name)
    tags = ffmpeg.read_tags(path) if is_recording else {}
    in_xmp = _source_type_in_xmp(path) if kind.startswith("image/") else ""
    manifest, no_manifest = _manifest(path, kind)
    return Marks(
        source_type=tags.get("digitalsourcetype", in_xmp),
        comment=tags.get("comment", ""),
        recipe=tags.get("real3d", ""),
        manifest=manifest,
        no_manifest=no_manifest,
    )


def describe(marks: Marks) -> list[str]:
    """The same in words, one line each, the conclusion first."""
    return [_CONCLUSIONS[marks.state], *_details(marks)]


def _details(marks: Marks) -> Iterator[str]:
    if marks.source_type:
        yield f"  tags      {_printable(marks.source_type)}"
    else:
        yield "  tags      say nothing about the origin"
    if marks.comment:
        yield f"  comment   {_printable(marks.comment)}"
    if marks.recipe:
        yield f"  made by   {_made_by(marks.recipe)}"
    if marks.manifest is None:
        yield f"  manifest  {marks.no_manifest}"
        return
    yield f"  manifest  {_printable(', '.join(marks.manifest.source_types) or 'names no origin')}"
    yield f"  claims    made by {_printable(marks.manifest.generator or 'an unnamed program')}"
    yield f"  signed    by {_printable(marks.manifest.signer)}; {_signature_status(marks.manifest)}"


def _signature_status(manifest: Manifest) -> str:
    if not manifest.intact:
        return "THE SIGNATURE DOES NOT FIT: the file was changed after it was signed"
    if manifest.trusted:
        return "the file is unchanged since, and the signer is on a trust list"
    return "the file is unchanged since; who the signer is, nobody vouches for"


def _made_by(recipe: str) -> str:
    try:
        made = json.loads(recipe)
        version, engine = made["version"], made["engine"]
        seed = made["settings"]["motion"]["seed"]
        speech = made.get("speech")
        voice = f", synthetic voice {speech['voice']} of {speech['model']}" if speech else ""
    except (ValueError, KeyError, TypeError, RecursionError):
        return "a recipe that cannot be read"
    return _printable(f"real3d {version}, {engine} engine, seed {seed}{voice}")


def _printable(text: str) -> str:
    """One line without control characters, which a terminal would obey."""
    line = "".join(letter if letter.isprintable() else " " for letter in text)
    return line if len(line) <= _MAX_LETTERS else line[:_MAX_LETTERS] + "…"


def _kind(path: Path) -> str:
    """The MIME type by the first bytes; empty for what cannot hold a manifest."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    for offset, signature, kind in _SIGNATURES:
        if head.startswith(signature, offset):
            return kind
    return ""


def _source_type_in_xmp(path: Path) -> str:
    """XMP is meant to be found by looking for it, whatever the kind of picture around it."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        found = _XMP_SOURCE_TYPE.search(content)
        return found.group(1).decode("ascii", errors="replace") if found else ""


def _manifest(path: Path, kind: str) -> tuple[Manifest | None, Message | None]:
    if not kind:
        return None, Message("manifest-impossible")
    if import_c2pa() is None:
        return None, Message("manifest-not-looked-for")
    try:
        with path.open("rb") as file:
            manifest = read_manifest(file, kind)
    except ValueError as error:
        return None, Message("manifest-damaged", reason=_printable(str(error)))
    return manifest, None if manifest else Message("manifest-absent")
