"""The inside of the mouth, drawn into the hole between the lips.

Layers from back to front: cavity, tongue, lower teeth (they ride on the jaw), upper teeth (they
ride on the skull), darkness that falls in from the lips, and the photo's own teeth where it shows
them. The darkness is what makes teeth sit inside: narrow openings are dark, wide ones lit. It is
read off the blurred opening itself, shifted down because light comes from above.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numba import njit

from real3d.mesh.blendshapes import JAW_FULL_ANGLE, rotate_jaw
from real3d.mesh.camera import Camera
from real3d.mesh.compositing import as_picture, as_words, blend, composite
from real3d.mesh.head_transform import HeadTransform, head_to_space
from real3d.mesh.mouth_colours import MouthColours, mouth_colours
from real3d.mesh.photo_mouth import PhotoMouth, build_photo_mouth
from real3d.mesh.raster import SheetBuffers, rasterise
from real3d.mesh.rig import Rig
from real3d.mesh.strokes import Window, polygon_coverage, stroke_coverage
from real3d.mesh.teeth import MILLIMETRE, DentalArch, dental_arches
from real3d.numerics.types import Float32Array, FloatArray, IndexArray, Mask, Picture
from real3d.portrait import HeadPose, Portrait
from real3d.portrait.landmarks import MOUTH_CORNERS

_OVERSAMPLING = 2
"""The inside is drawn this much larger and shrunk, below the size from which pixels suffice."""
_FINE_ENOUGH = 768

# The tongue: centre below and behind the closed lips' line, half width, half height; millimetres.
_TONGUE_DOWN, _TONGUE_BACK = 4.0, 10.0
_TONGUE_HALF_WIDTH, _TONGUE_HALF_HEIGHT = 17.0, 7.0
_TONGUE_JAW_SHARE = 0.60
_TONGUE_OUT = 7.0
"""Millimetres that `tongueOut` raises and advances it."""

_OCCLUSION_REACH = 0.055
"""Reach of the darkness that falls in from the lips, in mouth widths."""
_PHOTO_GONE_AT_NEUTRAL, _PHOTO_GONE_AT_JAW = 0.4, 0.15
"""From here on nothing but the upper teeth is left of an opening that the photo shows."""
_LOWER_TEETH_BRIGHTNESS = np.array([0.76, 0.69, 0.65], np.float32)
"""Share of light on the lower teeth, behind the upper row and in the shadow of the lip."""

_ROUNDED_DARKNESS = np.array([0.36, 0.47, 0.50], np.float32)
"""Protruded lips shade what lies behind them by up to this share, least in red."""

_SEAM_GAP = 0.03
"""Gap between the lips, in face widths, below which a dark line is drawn between them."""
_SEAM_DARKNESS = np.array([0.40, 0.25, 0.25], np.float32)
"""What of red, green and blue remains at the middle of the line."""


@dataclass(frozen=True)
class MouthInterior:
    """Everything inside the mouth that depends on the photo alone."""

    colours: MouthColours
    upper_teeth: DentalArch
    lower_teeth: DentalArch
    upper_teeth_in_space: FloatArray
    """[N, 3] at rest."""
    tongue: FloatArray
    """[3, 3] centre, right end and top in the head frame."""
    photo: PhotoMouth | None
    """The photo's own open mouth."""
    pose: HeadPose
    camera: Camera
    mouth_width: float
    """Pixels."""
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

    @property
    def photo_share(self) -> float:
        """How much the opening is the photo's own: 1 at rest, 0 once the mouth is driven."""
        left = max(1 - self.neutral / _PHOTO_GONE_AT_NEUTRAL, 0.0)
        return left * max(1 - self.jaw / _PHOTO_GONE_AT_JAW, 0.0)


def build_mouth(
    portrait: Portrait,
    rig: Rig,
    camera: Camera,
    face_width: float,
    hole: Mask | None,
) -> MouthInterior:
    """The inside of a portrait's mouth; `hole` [S, S] is its opening in an open-mouthed photo."""
    colours = mouth_colours(portrait, rig.open_mouth)
    closed = rig.rest + rig.neutral_offset
    centre = 0.5 * (closed[13] + closed[14])
    corners = closed[list(MOUTH_CORNERS)].mean(axis=0)
    centre[0] = 0.5 * (centre[0] + corners[0])
    oversampling = 1 if portrait.size >= _FINE_ENOUGH else _OVERSAMPLING
    upper, lower = dental_arches(
        centre,
        rig.mouth_scale,
        colours,
        oversampling * portrait.pose.scale * MILLIMETRE,
    )
    tongue = centre + MILLIMETRE * np.array(
        [
            [0, _TONGUE_DOWN, _TONGUE_BACK],
            [_TONGUE_HALF_WIDTH, _TONGUE_DOWN, _TONGUE_BACK],
            [0, _TONGUE_DOWN - _TONGUE_HALF_HEIGHT, _TONGUE_BACK],
        ]
    )
    return MouthInterior(
        colours=colours,
        upper_teeth=upper,
        lower_teeth=lower,
        upper_teeth_in_space=head_to_space(upper.vertices, portrait.pose, camera),
        tongue=tongue,
        photo=None if hole is None else build_photo_mouth(portrait, camera, colours, hole),
        pose=portrait.pose,
        camera=camera,
        mouth_width=rig.basis.mouth_width * portrait.pose.scale,
        face_width=face_width,
        oversampling=oversampling,
    )


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
        rim = np.vstack([upper, lower[-2:0:-1]])
        window = Window.around(rim, 8, frame.shape[0])
        if not window.is_empty:
            mask = polygon_coverage(rim, window)
            inside = _draw_inside(mouth, mask, window, head, state)
            soft = cv2.GaussianBlur(mask, (0, 0), 0.7)
            blend(frame, inside, soft, window.left, window.top)
    if mouth.photo is not None and state.neutral > 0:
        _draw_seam(frame, mouth, 0.5 * (upper + lower), gap, state.neutral)


def _draw_inside(
    mouth: MouthInterior,
    mask: Float32Array,
    window: Window,
    head: HeadTransform,
    state: MouthState,
) -> Float32Array:
    """[h, w, 3] the window filled with the inside of the mouth."""
    factor = mouth.oversampling
    size = (window.width * factor, window.height * factor)
    aperture = cv2.resize(mask, size, interpolation=cv2.INTER_LINEAR) if factor > 1 else mask
    reach = factor * max(1.2, _OCCLUSION_REACH * mouth.mouth_width)
    aperture = cv2.GaussianBlur(aperture, (0, 0), reach)
    shift = np.array([[1, 0, 0], [0, 1, 0.30 * reach]], np.float32)
    lit = np.minimum(aperture, 1.05 * cv2.warpAffine(aperture, shift, size))

    angle = JAW_FULL_ANGLE * state.jaw
    lower_vertices = rotate_jaw(mouth.lower_teeth.vertices, angle)
    lower_space = head_to_space(lower_vertices, mouth.pose, mouth.camera)
    upper = _layer(mouth.upper_teeth, mouth.upper_teeth_in_space, head, window, factor)
    lower = _layer(mouth.lower_teeth, lower_space, head, window, factor)
    # The upper row casts a soft shadow on the lower one.
    millimetre = factor * mouth.pose.scale * MILLIMETRE
    drop = np.array([[1, 0, 0], [0, 1, 1.2 * millimetre]], np.float32)
    shadow = cv2.warpAffine(np.ascontiguousarray(upper[..., 3]), drop, size)
    shadow = cv2.GaussianBlur(shadow, (0, 0), max(0.6, 1.0 * millimetre))

    photo = np.zeros((size[1], size[0], 4), np.uint8)
    if mouth.photo is not None:
        photo = _photo_layer(mouth.photo, head, window, factor, state.photo_share)
        if mouth.photo.has_upper_row:
            upper[:] = 0
    inside = np.empty((size[1], size[0], 3), np.float32)
    _shade(
        lit,
        lower,
        _LOWER_TEETH_BRIGHTNESS,
        upper,
        shadow,
        photo,
        _tongue_frame(mouth, head, window, factor, state),
        mouth.colours.cavity,
        mouth.colours.tongue,
        (1 - _ROUNDED_DARKNESS * np.float32(state.rounding)),
        inside,
    )
    if factor == 1:
        return inside
    return cv2.resize(inside, (window.width, window.height), interpolation=cv2.INTER_AREA)


def _layer(
    arch: DentalArch, space: FloatArray, head: HeadTransform, window: Window, factor: int
) -> Picture:
    """[h, w, 4] a row of teeth as the window sees it."""
    return _warp(arch.texture, arch.uv, arch.triangles, head.project(space), window, factor)


def _photo_layer(
    photo: PhotoMouth, head: HeadTransform, window: Window, factor: int, share: float
) -> Picture:
    return _warp(
        photo.texture(share),
        photo.uv,
        photo.triangles,
        head.project(photo.vertices),
        window,
        factor,
    )


def _warp(
    texture: Picture,
    uv: Float32Array,
    triangles: IndexArray,
    projected: FloatArray,
    window: Window,
    factor: int,
) -> Picture:
    local = projected.astype(np.float32)
    local[:, 0] = (local[:, 0] - window.left + 0.5) * factor - 0.5
    local[:, 1] = (local[:, 1] - window.top + 0.5) * factor - 0.5
    shape = (window.height * factor, window.width * factor)
    sheet = SheetBuffers.empty(*shape)
    rasterise(local, uv, triangles, sheet)
    seen = np.zeros(shape, np.uint32)
    composite(sheet, as_words(texture), 1, seen, seen)
    return as_picture(seen)


def _tongue_frame(
    mouth: MouthInterior, head: HeadTransform, window: Window, factor: int, state: MouthState
) -> FloatArray:
    """[2, 3] affine map from the window's pixels to the tongue's ellipse (unit circle)."""
    tongue = rotate_jaw(mouth.tongue, _TONGUE_JAW_SHARE * JAW_FULL_ANGLE * state.jaw)
    tongue = tongue + state.tongue_out * MILLIMETRE * np.array([0, -_TONGUE_OUT, -_TONGUE_OUT])
    points = head.project(head_to_space(tongue, mouth.pose, mouth.camera))[:, :2]
    points = (points - (window.left, window.top) + 0.5) * factor - 0.5
    axes = np.column_stack([points[1] - points[0], points[2] - points[0]])
    inverse = np.linalg.inv(axes)
    return np.column_stack([inverse, -inverse @ points[0]])


@njit(cache=True, nogil=True, fastmath=True)
def _shade(
    lit: Float32Array,  # [h, w] blurred opening
    lower: Picture,  # [h, w, 4] premultiplied
    lower_brightness: Float32Array,  # [3]
    upper: Picture,  # [h, w, 4]
    shadow: Picture,  # [h, w] of the upper row
    photo: Picture,  # [h, w, 4]
    tongue_frame: FloatArray,  # [2, 3]
    cavity: FloatArray,  # [3]
    tongue: FloatArray,  # [3]
    light_within: Float32Array,  # [3]
    out: Float32Array,  # [h, w, 3]
) -> None:
    height, width = lit.shape
    for row in range(height):
        for column in range(width):
            a = tongue_frame[0, 0] * column + tongue_frame[0, 1] * row + tongue_frame[0, 2]
            b = tongue_frame[1, 0] * column + tongue_frame[1, 1] * row + tongue_frame[1, 2]
            # b grows upwards; below its middle the tongue runs down to the floor of the mouth.
            upright = b if b > 0 else 0.25 * b
            radius = abs(a) ** 2.6 + upright * upright
            body = min(max((1 - radius) * 1.3, 0.0), 1.0)
            tone = (
                0.50
                + 0.34 * min(max(1 - b, 0.0), 1.4)
                - 0.06 * np.exp(-((a / 0.16) ** 2))
                - 0.18 * a * a
            )
            # The throat, above and behind the tongue, is the darkest place.
            throat = np.exp(-0.5 * (a * a / 0.30 + (b - 1.7) ** 2 / 1.2))
            walls = 1.25 - 0.85 * throat
            shadowed = 1 - 0.45 * shadow[row, column] / 255
            open_share = min(max((lit[row, column] - 0.12) / 0.60, 0.0), 1.0)
            light = 0.42 + 0.58 * open_share**0.9
            lower_left = 1 - lower[row, column, 3] / 255
            upper_left = 1 - upper[row, column, 3] / 255
            photo_left = 1 - photo[row, column, 3] / 255
            for k in range(3):
                value = cavity[k] * walls * (1 - body) + tongue[k] * tone * body
                front = lower[row, column, k] * lower_brightness[k] * shadowed
                value = value * lower_left + front
                value = value * upper_left + upper[row, column, k]
                value = value * light * photo_left + photo[row, column, k]
                out[row, column, k] = value * light_within[k]


def _draw_seam(
    frame: Picture,
    mouth: MouthInterior,
    middle: FloatArray,
    gap: FloatArray,
    neutral: float,
) -> None:
    """A soft dark line between lips that the photo shows apart and the motion has closed."""
    closed = (1 - np.clip(gap / (_SEAM_GAP * mouth.face_width), 0, 1)) * neutral
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
    region[:] = region * (1 - line[..., None] * (1 - _SEAM_DARKNESS))
