"""What the mesh engine makes of one portrait: geometry, rig, mouth and eyes.

Everything here depends on the photo alone and never changes afterwards; frames are drawn from it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from real3d.mesh.eyes import Eye
from real3d.mesh.folds import Folds
from real3d.mesh.mouth import MouthInterior
from real3d.mesh.photo_mouth import CleanLips
from real3d.mesh.rig import Rig
from real3d.mesh.surface import Surface
from real3d.mesh.texture import fine_texture
from real3d.numerics.types import Float32Array, Picture
from real3d.portrait import Portrait


@dataclass(frozen=True)
class Reconstruction:
    """One portrait as a relief with a rig, a mouth and eyes."""

    portrait: Portrait
    surface: Surface
    rig: Rig
    mouth: MouthInterior
    eyes: tuple[Eye, Eye]
    """(left, right)."""
    folds: Folds
    lips: CleanLips | None
    """What replaces the fringe of teeth around a mouth that the photo shows open."""

    def texture(self, background: Picture | None) -> Picture:
        """[2S, 2S, 4] the person, premultiplied, with colours fit for the background."""
        own = background is not None and np.array_equal(background, self.portrait.clean_background)
        portrait = self.portrait
        colours = portrait.foreground if own else portrait.cutout
        alpha = portrait.own_alpha if own else portrait.alpha
        person = colours.astype(np.float32)
        if self.lips is not None:
            mask: Float32Array = self.lips.mask[..., None]
            person = person * (1 - mask) + self.lips.picture.astype(np.float32) * mask
        return fine_texture(person, alpha, portrait)
