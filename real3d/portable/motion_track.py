"""A motion as JSON, for the player's `play`."""

from __future__ import annotations

import json

from real3d.motion import Motion
from real3d.motion.motion_file import motion_record

_OF_THE_PHOTO = ("neutral", "smile_kept", "breath")
"""Tracks that a kept motion does without: the player has values of its own."""
_DIGITS = 4


def motion_json(motion: Motion) -> str:
    """A kept motion (`real3d.motion.motion_file`) with how much of the photo's expression is left.

    Args:
        motion: in ARKit's basis.
    """
    tracks = {name: getattr(motion, name).round(_DIGITS).tolist() for name in _OF_THE_PHOTO}
    return json.dumps(motion_record(motion) | tracks, separators=(",", ":"))
