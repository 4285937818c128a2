"""The inside of the mouth, drawn into the hole between the lips.

Its layers lie where their anatomy is: upper teeth ride on the skull, lower ones and the tongue on
the jaw, and the mouth that the photo itself shows open lies over them. `mouth_shading` lights them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from real3d.mesh.blendshapes import JAW_FULL_ANGLE, rotate_jaw
from real3d.mesh.camera import Camera
from real3d.mesh.head_transform import HeadTransform, head_to_space
from real3d.mesh.mouth_colours import (
    MouthColours,
    lip_colours,
    luminance,
    mouth_colours,
    saturation,
)
from real3d.mesh.mouth_opening import SAMPLES, MouthOpening
from real3d.mesh.mouth_shading import SHARP_EDGE, MouthLayers, MouthPaint, shade_mouth
from real3d.mesh.photo_look import photo_look
from real3d.mesh.photo_mouth import PhotoMouth, build_photo_mouth
from real3d.mesh.rig import Rig
from real3d.mesh.sheets import draw_sheet
from real3d.mesh.strokes import Window, stroke_coverage
from real3d.mesh.surface import Surface
from real3d.mesh.teeth import MILLIMETRE, DentalArch, ToothLook, dental_arches
from real3d.mesh.tongue import BLADE_SEEN, Tongue, build_tongue
from real3d.mesh.topology import face_topology
from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import Float32Array, FloatArray, Mask, Picture
from real3d.portrait import HeadPose, Portrait
from real3d.portrait.landmarks import MOUTH_CORNERS

_OVERSAMPLING = 2
"""The inside is drawn this much larger and shrunk, below the size from which pixels suffice."""
_FINE_ENOUGH = 768

_MARGIN = 4
"""Pixels around opening and tongue that soft edges and shadows may reach."""
_HAIR_FROM_TO = (0.55, 0.35)
"""Luminance of what lies above the mouth, over that of the skin: from a lip to hair."""
_HAIR_SATURATION = (0.55, 0.40)
"""And of their saturation: painted lips are dark too."""
_STRAND = 1.1
"""Millimetres that hair of a moustache hangs over the opening, in the mean."""
_SOFT_EDGE = 1.5
"""What softness of the photo adds to the width of the lips' edge."""
_NO_LAYER = np.zeros((0, 0, 4), np.uint8)

SEAM_GAP = 0.03
"""Gap between the lips, in face widths, below which a dark line is drawn between them."""
SEAM_DARKNESS = np.array([0.40, 0.25, 0.25], np.float32)
"""What of red, green and blue remains at the middle of the line."""


@dataclass(frozen=True)
class MouthInterior:
    """Everything inside the mouth that depends on the photo alone."""

    colours: MouthColours
    upper_teeth: DentalArch
    lower_teeth: DentalArch
    upper_teeth_in_space: FloatArray
    """[N, 3] at rest."""
    tongue: Tongue
    lips: Float32Array
    """[SAMPLES, 6] RGB of the upper and the lower lip, from corner to corner."""
    moustache: float
    """0..1, how much of one hangs over the upper lip."""
    overhang: FloatArray
    """[SAMPLES] millimetres that it hangs over the opening."""
    edge: float
    """Pixels over which lips and inside blend."""
    photo: PhotoMouth | None
    """The photo's own open mouth."""
    pose: HeadPose
    camera: Camera
    face_width: float
    """Pixels."""
    oversampling: int


@dataclass(frozen=True)
class MouthState:
    """What one frame asks of the mouth's inside."""

    jaw: float
    """`jawOpen`."""
    tongue_out: float
    rounding: float
    """0..1, how far the lips protrude."""
    neutral: float


def build_mouth(
    portrait: Portrait,
    rig: Rig,
    surface: Surface,
    hole: Mask | None,
) -> MouthInterior:
    """The inside of a portrait's mouth; `hole` [S, S] is its opening in an open-mouthed photo."""
    camera = surface.camera
    colours = mouth_colours(portrait, rig.open_mouth)
    closed = rig.rest + rig.neutral_offset
    centre = 0.5 * (closed[13] + closed[14])
    corners = closed[list(MOUTH_CORNERS)].mean(axis=0)
    centre[0] = 0.5 * (centre[0] + corners[0])
    oversampling = 1 if portrait.size >= _FINE_ENOUGH else _OVERSAMPLING
    look = photo_look(portrait)
    millimetre = portrait.pose.scale * MILLIMETRE
    upper, lower = dental_arches(
        centre,
        rig.mouth_scale,
        colours,
        oversampling * millimetre,
        ToothLook(
            person=int(portrait.key[:8], 16),
            softness=look.softness / millimetre,
            grain=look.grain,
        ),
    )
    lips = lip_colours(portrait, SAMPLES)
    moustache = _moustache(lips[:, :3], colours.skin_luminance)
    return MouthInterior(
        colours=colours,
        upper_teeth=upper,
        lower_teeth=lower,
        upper_teeth_in_space=head_to_space(upper.vertices, portrait.pose, camera),
        tongue=build_tongue(centre, rig.mouth_scale, colours),
        lips=lips,
        moustache=moustache,
        overhang=moustache * _strands(),
        edge=SHARP_EDGE + _SOFT_EDGE * look.softness,
        photo=None
        if hole is None
        else build_photo_mouth(
            portrait,
            camera,
            surface.vertices[face_topology().mouth.lower].astype(np.float64),
            colours,
            hole,
            upper,
        ),
        pose=portrait.pose,
        camera=camera,
        face_width=surface.face_width,
        oversampling=oversampling,
    )


def _moustache(upper_lip: Float32Array, skin_luminance: float) -> float:
    """0..1, how much the upper lip [SAMPLES, 3] is hair."""
    middle = np.median(upper_lip[SAMPLES // 4 : -SAMPLES // 4], axis=0)
    dark = smoothstep(float(luminance(middle)) / max(skin_luminance, 1.0), *_HAIR_FROM_TO)
    grey = smoothstep(float(saturation(middle)), *_HAIR_SATURATION)
    return float(dark * grey)


def _strands() -> FloatArray:
    """[SAMPLES] millimetres that strands of a whole moustache hang over the opening."""
    strands = np.random.default_rng(3).gamma(4.0, 0.25, SAMPLES)
    return _STRAND * np.convolve(strands, np.array([1, 2, 2, 1]) / 6, mode="same")


def draw_mouth(
    frame: Picture,  # [S, S, 3 or 4] in place
    mouth: MouthInterior,
    upper: FloatArray,  # [N, 2] the inner rims of the lips in the frame, corner to corner
    lower: FloatArray,  # [N, 2]
    head: HeadTransform,
    state: MouthState,
) -> None:
    """Draw the mouth's inside between the lips, and the seam where they meet."""
    gap = np.linalg.norm(lower - upper, axis=1)
    if gap.max() > 0.4:
        _draw_inside(frame, mouth, upper, lower, head, state)
    if mouth.photo is not None and state.neutral > 0:
        _draw_seam(frame, mouth, 0.5 * (upper + lower), gap, state.neutral)


def _draw_inside(
    frame: Picture,
    mouth: MouthInterior,
    upper: FloatArray,
    lower: FloatArray,
    head: HeadTransform,
    state: MouthState,
) -> None:
    blade = _Blade.of(mouth, head, state) if state.tongue_out > BLADE_SEEN else None
    around = [upper, lower] if blade is None else [upper, lower, blade.projected[:, :2]]
    window = Window.around(np.vstack(around), _MARGIN, frame.shape[0])
    if window.is_empty:
        return
    factor = mouth.oversampling
    millimetre = mouth.pose.scale * MILLIMETRE
    opening = MouthOpening.between(upper, lower, millimetre * mouth.overhang)
    lower_teeth = rotate_jaw(mouth.lower_teeth.vertices, JAW_FULL_ANGLE * state.jaw)
    lower_space = head_to_space(lower_teeth, mouth.pose, mouth.camera)
    layers = MouthLayers(
        lower_teeth=_layer(mouth.lower_teeth, lower_space, head, window, factor),
        upper_teeth=_layer(mouth.upper_teeth, mouth.upper_teeth_in_space, head, window, factor),
        blade=_NO_LAYER if blade is None else blade.layer(window, factor),
        photo=_NO_LAYER
        if mouth.photo is None
        else _photo_layer(mouth.photo, head, lower, window, factor, state),
    )
    if mouth.photo is not None and mouth.photo.has_upper_row:
        layers.upper_teeth[:] = 0
    colours = mouth.colours
    shade_mouth(
        frame,
        window.left,
        window.top,
        window.height,
        window.width,
        factor,
        opening.frame,
        opening.rims,
        _tongue_frame(mouth, head, state),
        layers,
        MouthPaint(
            cavity=colours.cavity.astype(np.float32),
            tongue=colours.tongue.astype(np.float32),
            lips=mouth.lips,
        ),
        millimetre,
        state.rounding,
        mouth.moustache,
        1.0 if mouth.photo is None else state.neutral,
        mouth.edge,
    )


@dataclass(frozen=True)
class _Blade:
    """The tongue that comes out, in one frame."""

    tongue: Tongue
    projected: FloatArray
    """[N, 3] pixels and depth."""
    texture: Picture

    @classmethod
    def of(cls, mouth: MouthInterior, head: HeadTransform, state: MouthState) -> _Blade:
        vertices, texture = mouth.tongue.blade_at(state.jaw, state.tongue_out)
        projected = head.project(head_to_space(vertices, mouth.pose, mouth.camera))
        return cls(mouth.tongue, projected, texture)

    def layer(self, window: Window, factor: int) -> Picture:
        tongue = self.tongue
        return draw_sheet(self.texture, tongue.uv, tongue.triangles, self.projected, window, factor)


def _layer(
    arch: DentalArch, space: FloatArray, head: HeadTransform, window: Window, factor: int
) -> Picture:
    """[h, w, 4] a row of teeth as the window sees it."""
    return draw_sheet(arch.texture, arch.uv, arch.triangles, head.project(space), window, factor)


def _photo_layer(
    photo: PhotoMouth,
    head: HeadTransform,
    lower: FloatArray,
    window: Window,
    factor: int,
    state: MouthState,
) -> Picture:
    texture = photo.texture(photo.share(state.neutral, state.jaw))
    projected = photo.project(head, lower)
    return draw_sheet(texture, photo.uv, photo.triangles, projected, window, factor)


def _tongue_frame(mouth: MouthInterior, head: HeadTransform, state: MouthState) -> Float32Array:
    """[2, 3] affine map from the frame's pixels to the tongue's ellipse (unit circle)."""
    body = mouth.tongue.body_at(state.jaw, state.tongue_out)
    points = head.project(head_to_space(body, mouth.pose, mouth.camera))[:, :2]
    axes = np.column_stack([points[1] - points[0], points[2] - points[0]])
    inverse = np.linalg.inv(axes)
    return np.column_stack([inverse, -inverse @ points[0]]).astype(np.float32)


def _draw_seam(
    frame: Picture,
    mouth: MouthInterior,
    middle: FloatArray,
    gap: FloatArray,
    neutral: float,
) -> None:
    """A soft dark line between lips that the photo shows apart and the motion has closed."""
    closed = (1 - np.clip(gap / (SEAM_GAP * mouth.face_width), 0, 1)) * neutral
    if closed.max() <= 0.02:
        return
    window = Window.around(middle, 6, frame.shape[0])
    if window.is_empty:
        return
    inner = middle[1:-1]
    segments = np.arange(len(inner) - 1) + 1
    taper = np.minimum(1, np.minimum(segments, len(inner) - segments) / 4)
    strength = np.clip(0.5 * (closed[1:-2] + closed[2:-1]), 0, 1) * taper
    line = stroke_coverage(
        inner,
        strength,
        0.008 * mouth.face_width,
        max(0.7, 0.007 * mouth.face_width),
        window,
    )
    region = frame[window.slices][..., :3]
    region[:] = region * (1 - line[..., None] * (1 - SEAM_DARKNESS))
