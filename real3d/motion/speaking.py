"""A voice's mouth and rhythm become the whole face: what an engine's `motion_from_audio` returns.

Each concern draws from a random stream of its own, all of them derived from one seed: another
blink rate leaves the head's movement as it was. Recordings of other lengths have other streams, or
all videos that somebody makes would blink at the same moment.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from real3d.motion.blinks import blink_track
from real3d.motion.gaze import gaze_track
from real3d.motion.idle import expression_motion, head_motion
from real3d.motion.neutral import neutral_track
from real3d.motion.settings import MotionSettings
from real3d.motion.track import Motion
from real3d.speech.prosody import Prosody


def speaking_motion(mouth: Motion, prosody: Prosody, settings: MotionSettings) -> Motion:
    """Adds head, breath, brows, blinks and gaze to a moving mouth.

    Args:
        mouth: articulation only, at `settings.fps`.
        prosody: of the same recording, as long as `mouth`.
        settings: every amount at 0 gives a track in which nothing moves.

    The photo's own expression is taken away for as long as a mouth is driven; a mouth that is
    switched off keeps it.
    """
    frames = len(mouth)
    assert len(prosody) == frames, f"{len(prosody)} frames of prosody for {frames} of mouth"
    for_head, for_expression, for_blinks, for_gaze = (
        np.random.default_rng(seed)
        for seed in np.random.SeedSequence([settings.seed, frames]).spawn(4)
    )
    head = head_motion(prosody, frames, settings, for_head)
    upper_face = expression_motion(prosody, frames, settings, for_expression)
    neutralise = settings.neutralise if settings.mouth > 0 else 0.0
    return replace(
        mouth,
        expression=np.clip(mouth.expression + upper_face.expression, 0.0, 1.0),
        rotation=head.rotation,
        translation=head.translation,
        breath=head.breath,
        blink=blink_track(frames, settings, for_blinks, prosody),
        gaze=gaze_track(settings, for_gaze, head.rotation),
        neutral=neutral_track(frames, settings.fps, neutralise),
        smile_kept=np.full(frames, settings.smile),
    )
