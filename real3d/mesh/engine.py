"""The mesh engine: real time on a plain CPU, nothing to download."""

from __future__ import annotations

from collections.abc import Generator

from real3d.engine import VideoMotion
from real3d.media import Audio, VideoClip
from real3d.mesh.avatar import MeshAvatar, build_avatar
from real3d.mesh.retarget import motion_from_video
from real3d.mesh.visemes import mouth_from_audio
from real3d.motion import ARKIT_EXPRESSIONS, Motion, MotionSettings
from real3d.motion.moods import with_mood
from real3d.motion.settings import MOTION_SETTINGS
from real3d.motion.speaking import speaking_motion
from real3d.portrait import Portrait
from real3d.speech.prosody import Prosody


class MeshEngine:
    """See `real3d.engine.Engine`."""

    name = "mesh"
    supported_settings = MOTION_SETTINGS
    basis = ARKIT_EXPRESSIONS
    views: tuple[str, ...] = ("mesh", "depth")

    def reconstruct(self, portrait: Portrait) -> MeshAvatar:
        """A relief of the photo with an ARKit rig, a mouth and eyes."""
        return build_avatar(portrait)

    def motion_from_audio(self, audio: Audio, settings: MotionSettings) -> Motion:
        """Lips from the articulation that is heard; head, brows and eyes from the prosody."""
        prosody = Prosody.of(audio, settings.fps)
        mouth = mouth_from_audio(audio, prosody, settings)
        return with_mood(speaking_motion(mouth, prosody, settings), settings)

    def motion_from_video(
        self, clip: VideoClip, portrait: Portrait | None, settings: MotionSettings
    ) -> Generator[float, None, VideoMotion]:
        """Head pose, blendshapes, lids and gaze of the face in the clip.

        Raises:
            NoFaceInVideoError: no frame shows a face.
        """
        return motion_from_video(clip, portrait, settings)
