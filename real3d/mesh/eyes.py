"""The eyes beneath the lids: eyeballs that look around, and lids without lashes for a blink.

The eye openings of the mesh are holes. Under each lies a flat picture of the eyeball, a white with
an iris that can be shifted; at rest it is the photo itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from real3d.mesh.camera import Camera
from real3d.mesh.compositing import blend
from real3d.mesh.head_transform import HeadTransform
from real3d.mesh.mouth_colours import luminance
from real3d.mesh.strokes import Window, polygon_coverage, stroke_coverage
from real3d.mesh.texture import fine_window
from real3d.mesh.topology import EYES, EyeTopology
from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import BoolArray, Float32Array, FloatArray, Mask, Picture
from real3d.portrait import Portrait
from real3d.portrait.push_pull import push_pull

# Shares of the eye's width.
_GAZE_REACH = np.array([0.20, 0.13])
_LASH_BAND = 0.20
_LASH_THICKNESS = 0.035

_LASHES_DARKER = 0.88
"""Pixels darker than this share of the lid's skin are lashes or their shadow."""
_LID_CHANGE = (0.15, 0.75)
"""Lid closures between which the lid's picture changes to the one without lashes."""
_SYNTHETIC_GAZE = 0.10
"""Gaze from which on the eyeball is the painted one; below, the photo shines through."""


@dataclass(frozen=True)
class Eyeball:
    """One eye's picture; pixels of a box of the portrait."""

    width: float
    """Corner to corner, pixels."""
    anchors: FloatArray
    """[3, 3] three corners of the box in the camera's space."""
    photo: Float32Array
    """[h, w, 3]."""
    white: Float32Array
    """[h, w, 3] the eyeball without its iris."""
    iris: Float32Array
    """[h, w, 3] the whole iris, hidden parts completed."""
    iris_alpha: Float32Array
    """[h, w]."""


@dataclass(frozen=True)
class Lid:
    """The skin around one eye without its lashes, for stretching over the eyeball."""

    window: Window
    bare: Picture
    """[2h, 2w, 3] on the texture's doubled grid."""
    lash: float
    """Luminance of the lashes."""


@dataclass(frozen=True)
class Eye:
    """Everything of one eye that depends on the photo alone."""

    ball: Eyeball
    lid: Lid


def build_eyes(portrait: Portrait, camera: Camera) -> tuple[Eye, Eye]:
    """(left, right)."""
    left, right = EYES
    return _build_eye(portrait, camera, left), _build_eye(portrait, camera, right)


def lid_change(blink: float) -> float:
    """Share 0..1 of the lid's picture without lashes at a lid closure 0..1."""
    return float(smoothstep(blink, *_LID_CHANGE))


def draw_eye(
    frame: Picture,  # [S, S, 3 or 4] in place
    eye: Eye,
    upper: FloatArray,  # [N, 2] the lids' rims in the frame, corner to corner
    lower: FloatArray,  # [N, 2]
    head: HeadTransform,
    gaze: FloatArray,  # [2]
    blink: float,
) -> None:
    """Draw the eyeball into the opening between the lids, and the lash line of a closing lid."""
    rim = np.vstack([upper, lower[-2:0:-1]])
    window = Window.around(rim, 3, frame.shape[0])
    if window.width < 4 or window.height < 3:
        return
    mask = cv2.GaussianBlur(polygon_coverage(rim, window), (0, 0), 0.6)
    ball = _warp_to_head(_eyeball_picture(eye.ball, gaze), eye.ball, head, window)
    if blink > 0.02:
        ball = ball * _lid_shadow(mask, eye.ball.width, blink)[..., None]
    blend(frame, ball, mask, window.left, window.top)
    change = lid_change(blink)
    if change > 0:
        _draw_lashes(frame, eye, upper, window, change)


def _eyeball_picture(ball: Eyeball, gaze: FloatArray) -> Float32Array:
    """The eyeball's picture with the iris shifted."""
    gaze_length = float(np.hypot(*gaze))
    if gaze_length < 1e-3:
        return ball.photo
    shift = np.column_stack([np.eye(2), gaze * _GAZE_REACH * ball.width]).astype(np.float32)
    size = ball.iris_alpha.shape[::-1]
    alpha = cv2.warpAffine(ball.iris_alpha, shift, size)[..., None]
    iris = cv2.warpAffine(ball.iris, shift, size, borderMode=cv2.BORDER_REPLICATE)
    painted = ball.white * (1 - alpha) + iris * alpha
    share = min(gaze_length / _SYNTHETIC_GAZE, 1.0)
    return ball.photo * np.float32(1 - share) + painted * np.float32(share)


def _warp_to_head(
    picture: Float32Array, ball: Eyeball, head: HeadTransform, window: Window
) -> Float32Array:
    """The eyeball's picture where the head has carried it. It is small and nearly flat: an affine
    map is enough."""
    height, width = ball.iris_alpha.shape
    corners = np.array([[0, 0], [width - 1, 0], [0, height - 1]], np.float32)
    target = head.project(ball.anchors)[:, :2] - (window.left, window.top)
    affine = cv2.getAffineTransform(corners, target.astype(np.float32))
    return cv2.warpAffine(
        picture, affine, (window.width, window.height), borderMode=cv2.BORDER_REPLICATE
    )


def _lid_shadow(mask: Float32Array, width: float, blink: float) -> Float32Array:
    """Factor [h, w]: darker near the lids the more they close."""
    depth = cv2.GaussianBlur(mask, (0, 0), max(1.0, 0.05 * width))
    return 1 - min(1.0, 2 * blink) * 0.45 * (1 - np.clip(1.4 * depth - 0.3, 0, 1))


def _draw_lashes(
    frame: Picture, eye: Eye, upper: FloatArray, window: Window, change: float
) -> None:
    middle = (np.arange(len(upper) - 1) + 0.5) / (len(upper) - 1)
    taper = np.minimum(1, 0.35 + 1.3 * np.sin(np.pi * middle))
    line = stroke_coverage(
        upper,
        taper,
        _LASH_THICKNESS * eye.ball.width,
        max(0.6, 0.015 * eye.ball.width),
        window,
    )
    layer = np.empty((*line.shape, 3), np.float32)
    layer[:] = eye.lid.lash * np.array([1.1, 0.9, 0.8], np.float32)
    blend(frame, layer, line * np.float32(0.8 * change), window.left, window.top)


# --- what depends on the photo alone ---------------------------------------------------------


def _build_eye(portrait: Portrait, camera: Camera, eye: EyeTopology) -> Eye:
    upper = portrait.landmarks[list(eye.upper)]
    lower = portrait.landmarks[list(eye.lower)]
    width = float(np.linalg.norm(upper[0, :2] - upper[-1, :2]))
    rim = np.vstack([upper, lower[-2:0:-1]])
    return Eye(
        ball=_build_ball(portrait, camera, rim, portrait.landmarks[list(eye.iris)], width),
        lid=_build_lid(portrait, upper[:, :2], lower[:, :2], rim[:, :2], width),
    )


def _build_ball(
    portrait: Portrait, camera: Camera, rim: FloatArray, iris: FloatArray, width: float
) -> Eyeball:
    window = Window.around(rim[:, :2], int(0.35 * width), portrait.size)
    photo = portrait.image[window.slices].astype(np.float32)
    opening = polygon_coverage(rim[:, :2], window) > 0.5
    inside = cv2.erode(opening.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    if inside.sum() < 30:  # a very small eye has no pixels to spare
        inside = opening
    rows, columns = np.mgrid[0 : window.height, 0 : window.width]
    centre = iris[0, :2] - (window.left, window.top)
    radius = float(np.linalg.norm(iris[1:, :2] - iris[0, :2], axis=1).mean())
    distance = np.hypot(columns - centre[0], rows - centre[1])
    white_visible = inside & (distance > 1.15 * radius)
    if white_visible.sum() < 8:
        white_visible = opening
    return Eyeball(
        width=width,
        anchors=_anchors(camera, rim, window),
        photo=photo,
        white=push_pull(photo, white_visible.astype(np.float32)).astype(np.float32),
        iris=_whole_iris(photo, inside & (distance < 1.3 * radius), distance, radius),
        iris_alpha=np.clip((1.08 * radius - distance) / (0.16 * radius) + 0.5, 0, 1).astype(
            np.float32
        ),
    )


def _anchors(camera: Camera, rim: FloatArray, window: Window) -> FloatArray:
    """Three corners of the window on the plane through the lids' rim."""
    plane, *_ = np.linalg.lstsq(np.column_stack([rim[:, :2], np.ones(len(rim))]), rim[:, 2], None)
    right, bottom = window.left + window.width - 1, window.top + window.height - 1
    corners = np.array([[window.left, window.top], [right, window.top], [window.left, bottom]])
    depth = np.column_stack([corners, np.ones(3)]) @ plane
    return camera.unproject(np.column_stack([corners, depth]))


def _whole_iris(
    photo: Float32Array,
    visible: BoolArray,
    distance: FloatArray,
    radius: float,
) -> Float32Array:
    """The iris with what the lids hide filled in from its radial profile. (Mirroring the visible
    half would double the catch-light.)"""
    reach = max(int(1.4 * radius), 3)
    profile = np.zeros((reach + 1, 3))
    last = np.median(photo[visible], axis=0) if visible.any() else np.full(3, 40.0)
    for ring in range(reach + 1):
        pixels = photo[visible & (np.abs(distance - ring) <= 0.75)]
        last = np.median(pixels, axis=0) if len(pixels) >= 3 else last
        profile[ring] = last
    rings = np.clip(distance, 0, reach)
    hidden = np.stack(
        [np.interp(rings, np.arange(reach + 1), profile[:, k]) for k in range(3)], axis=-1
    )
    kept = cv2.erode(visible.astype(np.float32), np.ones((3, 3)))
    kept = cv2.GaussianBlur(kept, (0, 0), 0.7)[..., None]
    return (photo * kept + hidden * (1 - kept)).astype(np.float32)


def _build_lid(
    portrait: Portrait, upper: FloatArray, lower: FloatArray, rim: FloatArray, width: float
) -> Lid:
    size = portrait.size
    low = np.array([upper[:, 0].min() - 0.22 * width, upper[:, 1].min() - 0.40 * width])
    high = np.array([upper[:, 0].max() + 0.22 * width, lower[:, 1].max() + 0.10 * width])
    window = Window.around(np.stack([low, high]), 0, size)
    skin = portrait.image[window.slices].astype(np.float32)
    opening = (polygon_coverage(rim, window) > 0.5).astype(np.uint8)
    near = cv2.dilate(opening, _disc(_LASH_BAND * width)) > 0
    rows, columns = np.mgrid[0 : window.height, 0 : window.width]
    rows, columns = rows + window.top, columns + window.left
    order = np.argsort(upper[:, 0])
    margin = np.interp(columns, upper[order, 0], upper[order, 1])
    middle = np.interp(columns, upper[order, 0], (0.35 * upper + 0.65 * lower)[order, 1])
    above = near & (rows < middle)

    bright = luminance(skin)
    clear = (rows < margin - 0.10 * width) & (rows > margin - 0.30 * width) & (opening == 0)
    reference = np.percentile(bright[clear], 55) if clear.sum() > 10 else np.median(bright)
    lashes = above & ((bright < _LASHES_DARKER * reference) | (opening > 0))
    lashes = (cv2.dilate(lashes.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0) & above
    unknown = lashes | (near & ~above)
    filled = push_pull(skin, (~unknown).astype(np.float32))
    soft = cv2.GaussianBlur(above.astype(np.float32), (0, 0), max(1.0, 0.03 * width))[..., None]
    dark = float(np.percentile(bright[above], 5)) if above.any() else 20.0
    return Lid(
        window=window,
        bare=fine_window(skin * (1 - soft) + filled * soft, portrait, window),
        lash=dark,
    )


def _disc(radius: float) -> Mask:
    side = 2 * max(int(radius), 1) + 1
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
