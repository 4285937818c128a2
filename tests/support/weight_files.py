"""Files that have the names of the tri-plane engine's weights, and nothing in them."""

from __future__ import annotations

from pathlib import Path

from real3d.triplane.weights.files import WEIGHT_FILES

CONTENT = b"abc"
SHA256_OF_CONTENT = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def fill(folder: Path, count: int = len(WEIGHT_FILES)) -> None:
    """Writes the first files into a folder, which is made if it does not exist."""
    folder.mkdir(exist_ok=True)
    for file in WEIGHT_FILES[:count]:
        (folder / file.name).write_bytes(CONTENT)
