"""From the renderer's frames to the files: the loop that all videos have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from real3d.pipeline.progress import counted
from real3d.pipeline.result import Progress

if TYPE_CHECKING:
    from real3d.media import FrameArchive, VideoWriter
    from real3d.provenance.marking import Marking


def film(
    frames: Iterable[NDArray[np.uint8]],
    total: int,
    fps: float,
    writer: VideoWriter,
    marking: Marking,
    archive: FrameArchive | None = None,
    live: bool = False,
) -> Iterator[Progress]:
    """Marks and writes every frame, and says so.

    Args:
        frames: of one size, `total` of them.
        fps: frames per second.
        writer: of the video.
        marking: drawn on them.
        archive: where they go one by one too.
        live: hand out pieces of the video that can be played already.
    """
    playing = writer.fragment_reader(total / fps) if live else None
    for frame, progress in counted(frames, total):
        marking.draw(frame)
        writer.write(frame)
        if archive is not None:
            archive.write(frame)
        piece = None if playing is None else playing.read()
        yield replace(progress, piece=piece, duration=total / fps)
