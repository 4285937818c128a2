"""The fifteen visemes of Oculus' lip sync as ARKit blendshapes of this rig.

Speech programs for avatars name mouths by them (`viseme_aa`): sil is silence, the others are
written by a sound that they belong to.
"""

from __future__ import annotations

from collections.abc import Mapping

VISEMES: Mapping[str, Mapping[str, float]] = {
    "sil": {},
    "PP": {"jawOpen": 0.10, "mouthClose": 0.10, "mouthPress": 0.25},
    "FF": {"jawOpen": 0.12, "mouthRollLower": 0.60, "mouthShrugLower": 0.40, "mouthUpperUp": 0.20},
    "TH": {"jawOpen": 0.20, "mouthLowerDown": 0.30, "mouthUpperUp": 0.15, "tongueOut": 0.35},
    "DD": {"jawOpen": 0.18, "mouthLowerDown": 0.40, "mouthUpperUp": 0.24},
    "kk": {"jawOpen": 0.25, "mouthLowerDown": 0.30, "mouthUpperUp": 0.18},
    "CH": {
        **{"jawOpen": 0.12, "mouthFunnel": 0.45, "mouthPucker": 0.30},
        **{"mouthLowerDown": 0.35, "mouthUpperUp": 0.25},
    },
    "SS": {"jawOpen": 0.08, "mouthStretch": 0.35, "mouthLowerDown": 0.45, "mouthUpperUp": 0.27},
    "nn": {"jawOpen": 0.18, "mouthLowerDown": 0.30, "mouthUpperUp": 0.18},
    "RR": {"jawOpen": 0.20, "mouthFunnel": 0.30, "mouthPucker": 0.25, "mouthLowerDown": 0.20},
    "aa": {"jawOpen": 0.70, "mouthLowerDown": 0.30, "mouthUpperUp": 0.18},
    "E": {"jawOpen": 0.42, "mouthStretch": 0.40, "mouthLowerDown": 0.30, "mouthUpperUp": 0.18},
    "I": {"jawOpen": 0.24, "mouthStretch": 0.55, "mouthLowerDown": 0.45, "mouthUpperUp": 0.27},
    "O": {"jawOpen": 0.48, "mouthFunnel": 0.55, "mouthPucker": 0.40},
    "U": {"jawOpen": 0.24, "mouthFunnel": 0.30, "mouthPucker": 0.90},
}
"""By name, coefficients 0..1; a name without its side is of both."""
