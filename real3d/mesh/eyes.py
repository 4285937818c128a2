"""The eyes: eyeballs that look around beneath lids that close.

The eye openings of the mesh are holes. Under each lies a flat picture of the eyeball, a white with
an iris that can be shifted; at rest it is the photo itself. A closing lid is painted over it
(`lids.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from real3d.mesh.camera import Camera
from real3d.mesh.compositing import blend
from real3d.mesh.eye_coordinates import EyeCoordinates
from real3d.mesh.head_transform import HeadTransform
from real3d.mesh.lid_skin import LidSkin, build_lid_skin
from real3d.mesh.lids import SEEN, draw_lid, lid_closure, lid_margins
from real3d.mesh.strokes import Window, polygon_coverage
from real3d.mesh.topology import EYES, EyeTopology
from real3d.numerics.types import BoolArray, Float32Array, FloatArray, Picture
from real3d.portrait import Portrait
from real3d.portrait.push_pull import push_pull

GAZE_REACH = np.array([0.20, 0.13])
"""Shift of the iris at a full gaze, in eye widths."""
_SYNTHETIC_GAZE = 0.10
"""Gaze from which on the eyeball is the painted one; below, the photo shines through."""
_SURROUNDINGS = 0.57
"""What of the skin around the eye belongs to its pictures, in eye widths."""
_DRAWN_AROUND = 0.55
"""What of the skin around the eye a lid changes, in eye widths."""
_CORNERS = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
_MIDDLE = np.array([[0.3, 0.3], [0.7, 0.3], [0.3, 0.7]])
"""Places by which an eye's pictures follow the head, as shares of their width and height."""
_LEAST = 1 / 255
"""Coverage of a pixel that is seen."""
_EDGE = 0.6
"""Softness of the edges of eyeball and lids, pixels."""
_CATCH_LIGHT = 1.5, 30
"""What is so many times, and by so many levels, brighter than the iris usually is that far from
its centre mirrors a light."""
_LIGHT_FOLLOWS = 0.5
"""A mirrored light stays with the lamp: it follows the eye by half."""
_USUAL_WHITE = 65
"""Percentile of what is seen beside the iris that is as bright as the white: lashes and the
blurred edges of lids are darker."""
_CLEAR_WHITE = (0.80, 1.20)
"""Shares of that brightness below which it is lashes or the iris's blurred rim, and above which it
mirrors a light."""
_BESIDE_IRIS = (1.3, 1.55)
"""Distances from the iris's centre, in its radii, between which the painted white gives way to the
photo."""
_RIM_SHADE, _RIM_SHADE_REACH = 0.35, 0.10
"""Under the upper lid the white is darker by so much, within so many eye widths."""
_CORNER_SHADE, _CORNER_SHADE_REACH = 0.30, 0.22
"""And in its corners, where the ball turns away beneath the lids."""


@dataclass(frozen=True)
class Eyeball:
    """One eye's picture; pixels of a box of the portrait."""

    width: float
    """Corner to corner, pixels."""
    anchors: FloatArray
    """[3, 3] three corners of the box in the camera's space: left top, right top, left bottom."""
    middle: FloatArray
    """[3, 3] points nearer to its middle there, at 0.3 and 0.7 of its width and height."""
    photo: Float32Array
    """[h, w, 3]."""
    white: Float32Array
    """[h, w, 3] the eyeball without its iris, behind frames of glasses."""
    iris: Float32Array
    """[h, w, 4] the whole iris, hidden parts completed, without its catch-light: premultiplied
    colours, and opacity."""
    catch_light: Float32Array
    """[h, w, 3] what the mirrored light adds to the iris."""


@dataclass(frozen=True)
class Eye:
    """Everything of one eye that depends on the photo alone."""

    ball: Eyeball
    lid: LidSkin


def build_eyes(portrait: Portrait, camera: Camera, glasses: Float32Array) -> tuple[Eye, Eye]:
    """(left, right); `glasses` [S, S] is where frames cover the face, see `glasses.py`."""
    left, right = EYES
    return (
        _build_eye(portrait, camera, left, glasses),
        _build_eye(portrait, camera, right, glasses),
    )


def draw_eye(
    frame: Picture,  # [S, S, 3 or 4] in place
    eye: Eye,
    upper: FloatArray,  # [N, 2] the eye's rims in the frame, corner to corner
    lower: FloatArray,  # [N, 2]
    head: HeadTransform,
    gaze: FloatArray,  # [2]
    blink: float,
) -> None:
    """Draw the eyeball into the opening of the eye, and the lids over it."""
    closure = lid_closure(blink, float(gaze[1]))
    closing = closure > SEEN
    around = 3 + (int(_DRAWN_AROUND * eye.ball.width) if closing else 0)
    rim = np.vstack([upper, lower[-2:0:-1]])
    window = Window.around(rim, around, frame.shape[0])
    if window.width < 4 or window.height < 3:
        return
    opening = _soft_coverage(rim, window)
    to_window = _head_affine(eye.ball, head, window)
    ball = _warp(_eyeball_picture(eye.ball, gaze), to_window, window)
    if not closing:
        blend(frame, ball, opening, window.left, window.top)
        return
    margin, lower_margin = lid_margins(upper, lower, closure)
    left_open = _soft_coverage(np.vstack([margin, lower_margin[::-1]]), window)
    ball *= _lid_shadow(left_open, eye.ball.width, closure)[..., None]
    skin = _warp(eye.lid.skin, to_window, window)
    # Into the eyeball's picture, not over it: their soft edges would let it shine through.
    hidden = np.clip(1 - left_open / np.maximum(opening, _LEAST), 0, 1)
    ball += (skin[..., :3] - ball) * hidden[..., None]
    blend(frame, ball, opening, window.left, window.top)
    front = None if eye.lid.front is None else _warp(eye.lid.front, to_window, window)
    draw_lid(frame, eye.lid, skin, front, left_open, (upper, lower), closure, window)


def _soft_coverage(outline: FloatArray, window: Window) -> Float32Array:
    return cv2.GaussianBlur(polygon_coverage(outline, window), (0, 0), _EDGE)


def _eyeball_picture(ball: Eyeball, gaze: FloatArray) -> Float32Array:
    """The eyeball's picture with the iris shifted."""
    gaze_length = float(np.hypot(*gaze))
    if gaze_length < 1e-3:
        return ball.photo
    shift = np.column_stack([np.eye(2), gaze * GAZE_REACH * ball.width]).astype(np.float32)
    size = ball.photo.shape[1::-1]
    iris = cv2.warpAffine(ball.iris, shift, size)
    painted = ball.white * (1 - iris[..., 3:]) + iris[..., :3]
    shift[:, 2] *= _LIGHT_FOLLOWS
    painted += cv2.warpAffine(ball.catch_light, shift, size)
    share = np.float32(min(gaze_length / _SYNTHETIC_GAZE, 1.0))
    return painted if share == 1 else ball.photo + share * (painted - ball.photo)


def _head_affine(ball: Eyeball, head: HeadTransform, window: Window) -> Float32Array:
    """[2, 3] from the eye's pictures to where the head has carried them. They are small and nearly
    flat: an affine map is enough, if it is right in their middle."""
    height, width = ball.photo.shape[:2]
    places = _MIDDLE * (width - 1, height - 1)
    target = head.project(ball.middle)[:, :2] - (window.left, window.top)
    affine = cv2.getAffineTransform(places.astype(np.float32), target.astype(np.float32))
    return affine.astype(np.float32)


def _warp(picture: Float32Array, affine: Float32Array, window: Window) -> Float32Array:
    size = (window.width, window.height)
    return cv2.warpAffine(picture, affine, size, borderMode=cv2.BORDER_REPLICATE)


def _lid_shadow(left_open: Float32Array, width: float, closure: float) -> Float32Array:
    """Factor [h, w]: darker near the lids the more they close."""
    depth = cv2.GaussianBlur(left_open, (0, 0), max(1.0, 0.08 * width))
    return 1 - min(1.0, 2 * closure) * 0.55 * (1 - np.clip(1.4 * depth - 0.3, 0, 1))


# --- what depends on the photo alone ---------------------------------------------------------


def _build_eye(portrait: Portrait, camera: Camera, eye: EyeTopology, glasses: Float32Array) -> Eye:
    upper = portrait.landmarks[list(eye.upper)]
    lower = portrait.landmarks[list(eye.lower)]
    brow = portrait.landmarks[list(eye.brow), :2]
    iris = portrait.landmarks[list(eye.iris)]
    width = float(np.linalg.norm(upper[0, :2] - upper[-1, :2]))
    rim = np.vstack([upper, lower[-2:0:-1]])
    window = Window.around(rim[:, :2], int(_SURROUNDINGS * width), portrait.size)
    return Eye(
        ball=_build_ball(portrait, camera, window, rim, iris, width, glasses),
        lid=build_lid_skin(portrait, window, upper[:, :2], lower[:, :2], brow, glasses),
    )


def _build_ball(
    portrait: Portrait,
    camera: Camera,
    window: Window,
    rim: FloatArray,
    iris: FloatArray,
    width: float,
    glasses: Float32Array,
) -> Eyeball:
    photo = portrait.image[window.slices].astype(np.float32)
    opening = polygon_coverage(rim[:, :2], window) > 0.5
    inside = cv2.erode(opening.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    if inside.sum() < 30:  # a very small eye has no pixels to spare
        inside = opening
    rows, columns = np.mgrid[0 : window.height, 0 : window.width]
    centre = iris[0, :2] - (window.left, window.top)
    radius = float(np.linalg.norm(iris[1:, :2] - iris[0, :2], axis=1).mean())
    distance = np.hypot(columns - centre[0], rows - centre[1])
    covered = glasses[window.slices][..., None]
    white_visible = inside & (distance > 1.25 * radius) & (covered[..., 0] < 0.3)
    if white_visible.sum() < 8:
        white_visible = opening
    iris_visible = inside & (distance < 1.3 * radius)
    usual = _radial_profile(photo, iris_visible, distance, radius)
    # Before the rest is filled in, which would take a light at the lid's edge for the lid's.
    light = _catch_light(photo, usual, inside, distance < 0.95 * radius)
    whole = _whole_iris(photo - light, iris_visible, usual)
    opacity = np.clip((1.08 * radius - distance) / (0.16 * radius) + 0.5, 0, 1)[..., None]
    white = _white(photo, white_visible) * _rim_shade(rim, window)
    # Corners and lashes stay those of the photo, or the eye would stare.
    beside = np.clip((distance / radius - _BESIDE_IRIS[0]) / np.ptp(_BESIDE_IRIS), 0, 1)
    white += (photo - white) * beside[..., None]
    return Eyeball(
        width=width,
        anchors=_on_lids(camera, rim, window, _CORNERS),
        middle=_on_lids(camera, rim, window, _MIDDLE),
        photo=photo,
        white=white + covered * (photo - white),
        iris=np.dstack([whole * opacity, opacity]).astype(np.float32),
        catch_light=light,
    )


def _white(photo: Float32Array, visible: BoolArray) -> Float32Array:
    """[h, w, 3] the eyeball without its iris."""
    bright = photo.mean(axis=2)
    usual = float(np.percentile(bright[visible], _USUAL_WHITE))
    clear = visible & (bright > _CLEAR_WHITE[0] * usual) & (bright < _CLEAR_WHITE[1] * usual)
    known = clear if clear.sum() > 8 else visible
    return push_pull(photo, known.astype(np.float32)).astype(np.float32)


def _rim_shade(rim: FloatArray, window: Window) -> Float32Array:
    """[h, w, 1] factor: the shade of the lids and lashes on the white.

    `rim` [N, 3] runs around the opening, from the outer corner over the upper lid.
    """
    half = len(rim) // 2
    upper, lower = rim[: half + 1, :2], np.vstack([rim[half:, :2], rim[:1, :2]])[::-1]
    eye = EyeCoordinates.of(upper, lower, window)
    depth = np.clip(-eye.above / _RIM_SHADE_REACH, 0, 1)
    inwards = np.clip(0.5 * (1 - np.abs(eye.u)) / _CORNER_SHADE_REACH, 0, 1)
    shade = (1 - _RIM_SHADE * (1 - depth) ** 2) * (1 - _CORNER_SHADE * (1 - inwards) ** 2)
    return shade[..., None].astype(np.float32)


def _catch_light(
    photo: Float32Array, usual: Float32Array, inside: BoolArray, iris: BoolArray
) -> Float32Array:
    """[h, w, 3] what is much brighter than the rest of its ring of the iris, inside the lids."""
    level, factor, step = usual.mean(axis=2), *_CATCH_LIGHT
    mirrored = inside & iris & (photo.mean(axis=2) > np.maximum(factor * level, level + step))
    # With all of its soft edge: what stayed behind would be a second light.
    soft = cv2.dilate(mirrored.astype(np.float32), np.ones((5, 5)))
    soft *= cv2.dilate(inside.astype(np.float32), np.ones((3, 3)))
    soft = cv2.GaussianBlur(soft, (0, 0), 0.6)[..., None]
    return np.maximum(photo - usual, 0) * soft


def _on_lids(camera: Camera, rim: FloatArray, window: Window, shares: FloatArray) -> FloatArray:
    """[N, 3] points of the window, as shares of its size, on the plane through the lids' rim."""
    plane, *_ = np.linalg.lstsq(np.column_stack([rim[:, :2], np.ones(len(rim))]), rim[:, 2], None)
    places = shares * (window.width - 1, window.height - 1) + (window.left, window.top)
    depth = np.column_stack([places, np.ones(len(places))]) @ plane
    return camera.unproject(np.column_stack([places, depth]))


def _radial_profile(
    photo: Float32Array, visible: BoolArray, distance: FloatArray, radius: float
) -> Float32Array:
    """[h, w, 3] what is usual of the visible pixels at each distance from the iris's centre."""
    reach = max(int(1.4 * radius), 3)
    profile = np.zeros((reach + 1, 3))
    last = np.median(photo[visible], axis=0) if visible.any() else np.full(3, 40.0)
    for ring in range(reach + 1):
        pixels = photo[visible & (np.abs(distance - ring) <= 0.75)]
        last = np.median(pixels, axis=0) if len(pixels) >= 3 else last
        profile[ring] = last
    rings = np.clip(distance, 0, reach)
    channels = [np.interp(rings, np.arange(reach + 1), profile[:, k]) for k in range(3)]
    return np.stack(channels, axis=-1).astype(np.float32)


def _whole_iris(photo: Float32Array, visible: BoolArray, usual: Float32Array) -> Float32Array:
    """The iris with what the lids hide filled in from its radial profile. (Mirroring the visible
    half would double the catch-light.)"""
    kept = cv2.erode(visible.astype(np.float32), np.ones((3, 3)))
    kept = cv2.GaussianBlur(kept, (0, 0), 0.7)[..., None]
    return photo * kept + usual * (1 - kept)
