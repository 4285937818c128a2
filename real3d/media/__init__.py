"""Files in and out: pictures, sound, video. Knows nothing of faces."""

from real3d.media.audio import Audio, read_audio
from real3d.media.fragments import Piece
from real3d.media.images import read_image
from real3d.media.limits import Limits
from real3d.media.picture_archive import PictureArchive
from real3d.media.preview import write_preview
from real3d.media.video import VideoClip, open_video
from real3d.media.writer import OutputSettings, VideoWriter

__all__ = [
    "Audio",
    "Limits",
    "OutputSettings",
    "PictureArchive",
    "Piece",
    "VideoClip",
    "VideoWriter",
    "open_video",
    "read_audio",
    "read_image",
    "write_preview",
]
