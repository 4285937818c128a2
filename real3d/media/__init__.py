"""Files in and out: pictures, sound, video. Knows nothing of faces.

The names below are loaded when they are first used, so that importing the package is cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import lazy_loader

if TYPE_CHECKING:
    from real3d.media.audio import Audio, read_audio
    from real3d.media.fragments import Fragment
    from real3d.media.frame_archive import FrameArchive
    from real3d.media.images import read_image
    from real3d.media.limits import Limits
    from real3d.media.output_settings import OutputSettings
    from real3d.media.preview import write_preview
    from real3d.media.video import VideoClip, open_video
    from real3d.media.writer import VideoWriter

__getattr__, __dir__, _ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "audio": ["Audio", "read_audio"],
        "fragments": ["Fragment"],
        "images": ["read_image"],
        "limits": ["Limits"],
        "output_settings": ["OutputSettings"],
        "frame_archive": ["FrameArchive"],
        "preview": ["write_preview"],
        "video": ["VideoClip", "open_video"],
        "writer": ["VideoWriter"],
    },
)
__all__ = [
    "Audio",
    "Fragment",
    "FrameArchive",
    "Limits",
    "OutputSettings",
    "VideoClip",
    "VideoWriter",
    "open_video",
    "read_audio",
    "read_image",
    "write_preview",
]
