"""Files in and out: pictures, audio, video. Knows nothing of faces."""

from real3d.media.audio import Audio, read_audio
from real3d.media.fragments import Fragment
from real3d.media.frame_archive import FrameArchive
from real3d.media.images import read_image
from real3d.media.limits import Limits
from real3d.media.video import VideoClip, open_video
from real3d.media.writer import OutputSettings, VideoWriter

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
]
