"""A voice becomes a moving mouth: what a mouth shows, as this rig's ARKit blendshapes.

`real3d.speech.mouth_shape` decides gap, jaw, contact, rounding and spreading; here they are shared
among blendshapes, by what each of them makes of the mouth on this rig. `MotionSettings.mouth`
scales how far the mouth opens and `MotionSettings.articulation` how strongly the lips take shape:
the two axes of JALI (Edwards et al. 2016).
"""

from __future__ import annotations

import numpy as np

from real3d.media import Audio
from real3d.motion.settings import MotionSettings
from real3d.motion.track import MIN_JAW, Motion
from real3d.numerics.types import FloatArray
from real3d.speech.articulation import Articulation, estimate_articulation
from real3d.speech.mouth_shape import JAW_GAP, MouthShape, mouth_shape
from real3d.speech.prosody import Prosody

GAP_OF_JAW, GAP_OF_LIPS, GAP_OF_FUNNEL = JAW_GAP, 0.089, 0.075
"""Gap that one unit of `jawOpen`, of the lips' parting, of `mouthFunnel` makes on this rig."""
UPPER_LIP, MAX_PARTING = 0.6, 0.75
"""The upper lip's share of the lower one's movement, and the most of that."""
PUCKER, PUCKER_LOSS = 1.1, 3.0
FUNNEL, FUNNEL_OF_OPEN = 0.3, 1.5
"""At full rounding, and how they change with the gap: the lips of a nearly closed mouth ("oo")
protrude, those of an open one ("oh") flare."""
STRETCH = 0.9
"""`mouthStretch` at full spreading."""
TUCK_GAP = 0.045
"""Gap that an f leaves open, in outer-eye-corner distances: the edge of the upper teeth."""
TUCK_ROLL, TUCK_SHRUG, TUCK_RAISE = 0.6, 0.4, 0.2
TONGUE_BETWEEN_TEETH = 0.35
"""`tongueOut` at which the tip lies between the teeth."""
MIN_GAP = 1e-3
"""Gap below which a mouth looks shut, in outer-eye-corner distances."""


def mouth_from_audio(audio: Audio, prosody: Prosody, settings: MotionSettings) -> Motion:
    """The mouth that says `audio`: a motion in which only mouth blendshapes are filled.

    Args:
        audio: 16 kHz mono.
        prosody: of the same recording, at `settings.fps`.
        settings: `mouth` is a factor on the opening (0: the mouth does not move at all),
            `articulation` one on the shapes of the lips.
    """
    if settings.mouth == 0 or not len(audio.samples):
        return Motion.still(len(prosody), settings.fps)
    return mouth_from_articulation(estimate_articulation(audio), prosody, settings)


def mouth_from_articulation(
    articulation: Articulation, prosody: Prosody, settings: MotionSettings
) -> Motion:
    """Articulation as ARKit blendshapes, the mouth a little ahead of the sound.

    Args:
        articulation: 50 times per second.
        prosody: of the same recording, at `settings.fps`; its loudness tells the voice's effort.
        settings: as for `mouth_from_audio`.
    """
    if not articulation.voice_activity.any():
        return Motion.still(len(prosody), settings.fps)
    shape = mouth_shape(articulation, prosody, settings.mouth)
    return mouth_blendshapes(shape, settings)


def commanded_gap(motion: Motion) -> FloatArray:
    """[T] gap between the lips that a motion's blendshapes make, in outer-eye-corner distances."""
    jaw = motion.channel("jawOpen")
    gap = (
        GAP_OF_JAW * jaw
        + GAP_OF_FUNNEL * motion.channel("mouthFunnel")
        + GAP_OF_LIPS * motion.channel("mouthLowerDownLeft")
    )
    return gap * (1.0 - motion.channel("mouthClose") / np.maximum(jaw, MIN_JAW))


def mouth_blendshapes(shape: MouthShape, settings: MotionSettings) -> Motion:
    """What a mouth shows as ARKit blendshapes, each frame for itself.

    Args:
        shape: at `settings.fps`.
        settings: `articulation` is a factor on the shapes of the lips.
    """
    strength = settings.articulation * min(settings.mouth, 1.0)
    gap = shape.gap * (1.0 - shape.tuck) + np.minimum(shape.gap, TUCK_GAP) * shape.tuck
    rounding, tuck = strength * shape.rounding, strength * shape.tuck
    funnel = np.clip(rounding * (FUNNEL + FUNNEL_OF_OPEN * gap), 0.0, 1.0)
    pucker = np.clip(rounding * PUCKER * (1.0 - PUCKER_LOSS * gap), 0.0, 1.0)
    stretch = np.clip(strength * STRETCH * shape.spreading, 0.0, 1.0)

    made = GAP_OF_JAW * shape.jaw + GAP_OF_FUNNEL * funnel
    parting = np.clip((gap - made) / GAP_OF_LIPS, 0.0, MAX_PARTING)
    raising = np.clip(UPPER_LIP * parting + TUCK_RAISE * tuck, 0.0, 1.0)
    # Lips are quicker than the jaw: what it leaves open too long, they close.
    excess = np.maximum(made - gap, 0.0) / np.maximum(made, MIN_GAP)
    return Motion.still(len(gap), settings.fps).with_channels(
        jawOpen=shape.jaw,
        mouthClose=np.maximum(shape.contact, excess) * np.maximum(shape.jaw, MIN_JAW),
        mouthFunnel=funnel,
        mouthPucker=pucker,
        mouthStretchLeft=stretch,
        mouthStretchRight=stretch,
        mouthLowerDownLeft=parting,
        mouthLowerDownRight=parting,
        mouthUpperUpLeft=raising,
        mouthUpperUpRight=raising,
        mouthRollLower=np.clip(TUCK_ROLL * tuck, 0.0, 1.0),
        mouthShrugLower=np.clip(TUCK_SHRUG * tuck, 0.0, 1.0),
        tongueOut=np.clip(TONGUE_BETWEEN_TEETH * strength * shape.tongue, 0.0, 1.0),
    )
