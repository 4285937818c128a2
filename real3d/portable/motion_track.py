"""A motion as JSON, for the player's `play`."""

from __future__ import annotations

import json
from dataclasses import fields

from real3d.motion import Motion

_DIGITS = 5


def motion_json(motion: Motion) -> str:
    """The tracks by their names, one row per frame, with the frame rate and the shapes' names."""
    tracks = {
        field.name: getattr(motion, field.name).round(_DIGITS).tolist()
        for field in fields(motion)
        if field.name not in ("fps", "basis")
    }
    document = {"fps": motion.fps, "basis": list(motion.basis), **tracks}
    return json.dumps(document, separators=(",", ":"))
