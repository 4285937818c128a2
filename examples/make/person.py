"""Skin, features, neck and clothes of a drawn person: relief and colour, before light falls on it.

Everything is drawn on the mean face seen from the front and placed by `Face`, so it follows the
person's own shape and the turn of the head.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from examples.make.canvas import Canvas, curve, mix, smoothstep
from examples.make.face import (
    EYES,
    Eye,
    Face,
    Shape,
)
from examples.make.light import normals
from real3d.portrait.landmarks import (
    LOWER_LIP_INNER,
    LOWER_LIP_OUTER,
    UPPER_LIP_INNER,
    UPPER_LIP_OUTER,
)

Colour = tuple[float, float, float]


def linear(red: int, green: int, blue: int) -> Colour:
    """A display colour (0-255) as linear light."""
    value = np.array([red, green, blue]) / 255
    value = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return tuple(float(v) for v in value)


@dataclass(frozen=True)
class Looks:
    """Colours and habits of one person, colours linear."""

    skin: Colour
    blush: Colour
    lips: Colour
    iris: Colour
    hair: Colour
    brow_weight: float = 1.0
    brow_length: float = 0.085
    lash_length: float = 0.05
    stubble: float = 0.0
    freckles: float = 0.0
    gloss: float = 1.0
    neck_width: float = 0.5
    pores: float = 1.0
    ears: bool = True
    hairline: tuple[tuple[float, float], ...] = ()  # on the mean face, from left to right
    shape: Shape = field(default_factory=Shape)


@dataclass
class Layers:
    """The picture while it is being built; later parts are laid over earlier ones."""

    height: NDArray
    normal: NDArray
    albedo: NDArray
    gloss: NDArray
    skin: NDArray
    alpha: NDArray

    @classmethod
    def empty(cls, canvas: Canvas) -> Layers:
        plane = np.zeros((canvas.pixels, canvas.pixels), np.float32)
        rgb = np.zeros((canvas.pixels, canvas.pixels, 3), np.float32)
        forward = rgb.copy()
        forward[..., 2] = 1
        return cls(plane - 1.5, forward, rgb, plane.copy(), plane.copy(), plane.copy())

    def lay(
        self,
        canvas: Canvas,
        mask: NDArray,
        height: NDArray,
        albedo: NDArray,
        gloss: NDArray | float,
        skin: float,
        bumps: NDArray | None = None,
    ) -> None:
        """Lay a part over what is there; `bumps` is fine relief that casts no shadow."""
        relief = height if bumps is None else height + bumps
        self.normal = mix(self.normal, normals(canvas, relief.astype(np.float32)), mask)
        self.normal /= np.linalg.norm(self.normal, axis=-1, keepdims=True)
        self.height = self.height + (height - self.height) * mask
        self.albedo = mix(self.albedo, albedo, mask)
        self.gloss = self.gloss + (gloss - self.gloss) * mask
        self.skin = self.skin + (skin - self.skin) * mask
        self.alpha = self.alpha + (1 - self.alpha) * mask


def rounded(canvas: Canvas, mask: NDArray, radius: float) -> NDArray:
    """Depth to take off near a silhouette so that the form turns away: 0 to `radius`."""
    inside = cv2.distanceTransform((mask > 0.5).astype(np.uint8), cv2.DIST_L2, 5) / canvas.scale
    t = np.clip(1 - inside / radius, 0, 1)
    return (radius * (1 - np.sqrt(np.maximum(1 - t * t, 0.0)))).astype(np.float32)


# --- skin --------------------------------------------------------------------------------------


def skin_albedo(face: Face, looks: Looks, rng: np.random.Generator) -> NDArray:
    canvas = face.canvas
    tone = np.ones((canvas.pixels, canvas.pixels, 3), np.float32) * np.float32(looks.skin)
    mottle = 0.035 * canvas.noise(rng, 0.16) + 0.03 * canvas.noise(rng, 0.05)
    mottle += 0.022 * canvas.noise(rng, 0.014)
    tone *= (1 + mottle[..., None] * np.float32([0.6, 1.0, 1.1])).clip(0.7, 1.3)

    def at(x: float, y: float, rx: float, ry: float) -> NDArray:
        px, py = face.place([[x, y]])[0]
        return canvas.spot(px, py, rx, ry)

    blush = 0.55 * (at(-0.46, 0.42, 0.17, 0.13) + at(0.46, 0.42, 0.17, 0.13))
    blush += 0.55 * at(0, 0.46, 0.12, 0.07) + 0.25 * at(0, 1.1, 0.16, 0.1)
    blush += 0.30 * (at(-0.36, -0.06, 0.15, 0.06) + at(0.36, -0.06, 0.15, 0.06))
    blush += 0.22 * (at(-0.2, 0.5, 0.05, 0.05) + at(0.2, 0.5, 0.05, 0.05))
    tone = mix(tone, tone * 0.35 + np.float32(looks.blush) * 0.65, blush.clip(0, 0.8))
    under_eye = at(-0.33, 0.15, 0.13, 0.04) + at(0.33, 0.15, 0.13, 0.04)
    tone *= 1 - under_eye[..., None] * np.float32([0.10, 0.13, 0.09])
    if looks.stubble:
        tone = _stubble(face, looks, tone, rng)
    if looks.freckles:
        tone = _freckles(face, looks, tone, rng)
    return tone


def _stubble(face: Face, looks: Looks, tone: NDArray, rng: np.random.Generator) -> NDArray:
    canvas = face.canvas
    beard = canvas.fill(
        face.line(
            [
                (-0.74, 0.42),
                (-0.62, 0.62),
                (-0.44, 0.74),
                (-0.30, 0.62),
                (-0.14, 0.585),
                (0, 0.60),
                (0.14, 0.585),
                (0.30, 0.62),
                (0.44, 0.74),
                (0.62, 0.62),
                (0.74, 0.42),
                (0.66, 0.9),
                (0.45, 1.15),
                (0, 1.36),
                (-0.45, 1.15),
                (-0.66, 0.9),
            ],
            160,
            closed=True,
        ),
        soft=0.06,
    )
    hairs = np.zeros((canvas.pixels, canvas.pixels), np.uint8)
    roots = rng.uniform((-0.8, 0.4), (0.8, 1.45), (9000, 2))
    lean = np.column_stack([0.15 * roots[:, 0], np.full(len(roots), 1.0)]) + rng.normal(
        0, 0.35, (9000, 2)
    )
    tips = roots + lean * rng.uniform(0.008, 0.018, (9000, 1))
    starts, ends = canvas.fixed_point(face.place(roots)), canvas.fixed_point(face.place(tips))
    for start, end, dark in zip(starts, ends, rng.integers(60, 200, len(roots)), strict=True):
        cv2.line(hairs, start.tolist(), end.tolist(), int(dark), 1, cv2.LINE_AA, 4)
    dark = np.float32(looks.hair)
    tone = mix(tone, tone * 0.55 + (0.05, 0.055, 0.065), 0.45 * looks.stubble * beard)
    return mix(tone, dark, looks.stubble * beard * hairs.astype(np.float32) / 255)


def _freckles(face: Face, looks: Looks, tone: NDArray, rng: np.random.Generator) -> NDArray:
    canvas = face.canvas
    dots = np.zeros((canvas.pixels, canvas.pixels), np.uint8)
    places = np.column_stack([rng.normal(0, 0.36, 420), rng.normal(0.33, 0.13, 420)])
    sizes = rng.gamma(2.0, 0.0022, len(places)) + 0.002
    for (x, y), size in zip(canvas.fixed_point(face.place(places)), sizes, strict=True):
        value = int(rng.integers(60, 220))
        cv2.circle(dots, (int(x), int(y)), int(size * canvas.scale * 16), value, -1, cv2.LINE_AA, 4)
    mask = canvas.blur(dots.astype(np.float32) / 255, 0.004)
    return mix(tone, np.float32(looks.skin) * np.float32([0.55, 0.42, 0.35]), looks.freckles * mask)


# --- relief of the features ---------------------------------------------------------------------


def feature_relief(face: Face, rng: np.random.Generator, pores: float) -> tuple[NDArray, NDArray]:
    """Relief the landmarks are too coarse for: (forms, fine bumps), face units."""
    canvas = face.canvas
    forms = np.zeros((canvas.pixels, canvas.pixels), np.float32)

    def at(x: float, y: float, rx: float, ry: float, turn: float = 0.0) -> NDArray:
        px, py = face.place([[x, y]])[0]
        return canvas.spot(px, py, rx, ry, turn)

    for side in (-1, 1):

        def flip(points: list[tuple[float, float]], s: int = side) -> list[tuple[float, float]]:
            return [(s * x, y) for x, y in points]

        eyeball = at(side * 0.355, -0.005, 0.135, 0.085)
        forms += 0.030 * eyeball
        crease = face.line(
            flip([(0.19, -0.005), (0.25, -0.085), (0.36, -0.125), (0.46, -0.095), (0.535, -0.02)])
        )
        forms -= 0.012 * canvas.stroke(crease, 0.016, 0.008, (0.1, 0.2))
        forms -= 0.011 * canvas.stroke(crease, 0.05, 0.03, (0.1, 0.1))
        bag = face.line(flip([(0.20, 0.10), (0.30, 0.155), (0.40, 0.15), (0.48, 0.10)]))
        forms -= 0.006 * canvas.stroke(bag, 0.03, 0.022, (0.4, 0.0))
        ala = face.line(
            flip([(0.165, 0.385), (0.20, 0.43), (0.205, 0.475), (0.18, 0.515), (0.14, 0.53)])
        )
        forms -= 0.030 * canvas.stroke(ala, 0.02, 0.013, (0.0, 0.4))
        forms += 0.020 * at(side * 0.15, 0.46, 0.035, 0.04)
        fold = face.line(flip([(0.215, 0.47), (0.27, 0.56), (0.33, 0.66), (0.355, 0.76)]))
        forms -= 0.012 * canvas.stroke(fold, 0.03, 0.028, (0.5, 0.0))
        forms -= 0.006 * at(side * 0.285, 0.76, 0.025, 0.03)
        ridge = face.line(flip([(0.032, 0.56), (0.042, 0.62), (0.052, 0.655)]))
        forms += 0.007 * canvas.stroke(ridge, 0.02, 0.012, (0.3, 0.6))
        forms += 0.012 * at(side * 0.07, 0.815, 0.05, 0.028)
    forms -= 0.012 * canvas.stroke(
        face.line([(0, 0.56), (0, 0.61), (0, 0.66)]), 0.03, 0.014, (0.3, 0.7)
    )
    forms += 0.010 * at(0, 0.455, 0.05, 0.04)
    forms += 0.012 * at(0, 0.715, 0.035, 0.022)
    seam = mouth_line(face)
    forms -= 0.030 * canvas.stroke(seam, 0.012, 0.010, (0.3, 0.3))
    rim = face.through(UPPER_LIP_OUTER, 90)
    forms += 0.003 * canvas.stroke(rim, 0.012, 0.008, (0.0, 0.0))
    forms -= 0.018 * at(0, 0.925, 0.12, 0.03)

    fine = 0.00030 * canvas.noise(rng, 0.016) + 0.0002 * canvas.noise(rng, 0.05)
    fine += 0.00016 * canvas.noise(rng, 0.008)
    bumps = pores * fine
    wrinkles = canvas.noise(rng, 0.012, 5.0) * 0.0006
    bumps = bumps + (wrinkles - 0.6 * bumps) * lips_mask(face, 0.01)
    return forms, bumps.astype(np.float32)


def mouth_line(face: Face) -> NDArray:
    inner = 0.5 * (
        face.landmarks[list(UPPER_LIP_INNER), :2] + face.landmarks[list(LOWER_LIP_INNER), :2]
    )
    corners = face.landmarks[[61, 291], :2]
    return curve(np.vstack([corners[:1], inner[1:-1], corners[1:]]), 90)


def lips_mask(face: Face, soft: float) -> NDArray:
    upper, lower = face.through(UPPER_LIP_OUTER, 90), face.through(LOWER_LIP_OUTER, 90)
    return face.canvas.fill(np.vstack([upper, lower[::-1]]), soft)


def paint_lips(face: Face, looks: Looks, albedo: NDArray, rng: np.random.Generator) -> NDArray:
    canvas = face.canvas
    streaks = 0.06 * canvas.noise(rng, 0.014, 4.0) + 0.05 * canvas.noise(rng, 0.05)
    colour = np.float32(looks.lips) * (1 + streaks[..., None]).clip(0.7, 1.3)
    upper = canvas.fill(
        np.vstack([face.through(UPPER_LIP_OUTER, 90), mouth_line(face)[::-1]]), 0.012
    )
    colour = colour * (1 - 0.22 * upper[..., None])
    albedo = mix(albedo, colour, 0.88 * lips_mask(face, 0.010))
    seam = mouth_line(face)
    dark = np.float32(looks.lips) * np.float32([0.22, 0.13, 0.13])
    albedo = mix(albedo, dark, 0.55 * canvas.stroke(seam, 0.020, 0.012, (0.2, 0.2)))
    return mix(albedo, dark * 0.6, 0.9 * canvas.stroke(seam, 0.007, 0.003, (0.25, 0.25)))


def paint_nostrils(face: Face, looks: Looks, albedo: NDArray) -> NDArray:
    canvas = face.canvas
    dark = np.float32(looks.skin) * np.float32([0.16, 0.08, 0.06])
    for s in (-1, 1):
        hole = face.line(
            [
                (s * 0.058, 0.505),
                (s * 0.085, 0.485),
                (s * 0.125, 0.487),
                (s * 0.148, 0.505),
                (s * 0.125, 0.517),
                (s * 0.085, 0.518),
            ],
            48,
            closed=True,
        )
        albedo = mix(
            albedo,
            np.float32(looks.skin) * 0.45 * np.float32([1, 0.7, 0.6]),
            0.55 * canvas.fill(hole, 0.018),
        )
        albedo = mix(albedo, dark, 0.92 * canvas.fill(hole, 0.007))
        ala = face.line(
            [(s * 0.20, 0.455), (s * 0.203, 0.485), (s * 0.18, 0.517), (s * 0.14, 0.532)]
        )
        albedo = mix(
            albedo,
            albedo * np.float32([0.62, 0.45, 0.42]),
            0.55 * canvas.stroke(ala, 0.014, 0.009, (0.1, 0.3)),
        )
    return albedo


# --- eyes and brows, drawn over the lit face in display colours ---------------------------------


def paint_eye(
    face: Face, eye: Eye, looks: Looks, picture: NDArray, light: float, rng: np.random.Generator
) -> NDArray:
    """Eyeball, iris, lids' edges and catch-lights of one eye, over the lit picture (linear)."""
    canvas = face.canvas
    upper, lower = face.through(eye.upper, 80), face.through(eye.lower, 80)
    opening = canvas.fill(np.vstack([upper, lower[::-1]]), 0.003)
    outer, inner = upper[0], upper[-1]
    middle = 0.5 * (outer + inner)
    gx, gy = canvas.grid()
    centre = face.landmarks[eye.iris, :2]
    radius = 0.0685 * (1 + 0.3 * face.shape.eye_size)

    # The white: a ball lit from above the nose, warm in the corners.
    ball = ((gx - middle[0]) / 0.20) ** 2 + ((gy - middle[1] - 0.005) / 0.13) ** 2
    white = np.float32([0.50, 0.455, 0.42]) * light * (1 - 0.50 * np.clip(ball, 0, 1.4))[..., None]
    corner = canvas.spot(*inner, 0.045, 0.04) + 0.6 * canvas.spot(*outer, 0.045, 0.04)
    white = mix(white, np.float32([0.40, 0.19, 0.16]) * light, 0.75 * corner.clip(0, 1))

    # The iris: fibres from the pupil outwards, a dark ring, brighter opposite the light.
    dx, dy = (gx - centre[0]) / radius, (gy - centre[1]) / radius
    r = np.sqrt(dx * dx + dy * dy)
    angle = np.arctan2(dy, dx)
    fibres = np.interp(angle, np.linspace(-np.pi, np.pi, 241), _circular_noise(rng, 240))
    fibres = fibres + 0.5 * np.interp(
        angle, np.linspace(-np.pi, np.pi, 91), _circular_noise(rng, 90)
    )
    colour = np.float32(looks.iris) * (1 + 0.28 * fibres * smoothstep(0.3, 0.6, r))[..., None]
    glow = canvas.spot(
        centre[0] + 0.25 * radius, centre[1] + 0.45 * radius, 0.55 * radius, 0.40 * radius
    )
    colour = colour * (0.75 + 1.3 * glow[..., None]) * light
    colour = colour * (1 - 0.75 * smoothstep(0.72, 1.0, r))[..., None]
    colour = colour * smoothstep(0.36, 0.46, r)[..., None] + 0.004
    ball_colour = mix(white, colour, 1 - smoothstep(0.93, 1.06, r))

    # The upper lid's shadow and its lashes' shade.
    lid = canvas.stroke(upper, 0.055, 0.018, (0.8, 0.8))
    ball_colour = ball_colour * (1 - 0.72 * np.clip(lid, 0, 1))[..., None]
    ball_colour = ball_colour * (1 - 0.25 * canvas.stroke(lower, 0.02, 0.01, (0.6, 0.6)))[..., None]
    glint = _window(canvas, centre + radius * np.array([-0.30, -0.34]), 0.22 * radius)
    ball_colour = ball_colour + glint[..., None] * np.float32([1.5, 1.5, 1.45]) * light
    soft = canvas.spot(
        centre[0] + 0.42 * radius, centre[1] + 0.42 * radius, 0.13 * radius, 0.13 * radius
    )
    ball_colour = ball_colour + 0.16 * soft[..., None] * light
    picture = mix(picture, ball_colour, opening)

    # Caruncle, wet line of the lower lid, edge of the upper lid.
    flesh = np.float32(looks.blush) * 0.8 * light + np.float32([0.03, 0.0, 0.0])
    nose_side = canvas.spot(inner[0] + eye.side * 0.012, inner[1] + 0.004, 0.015, 0.012)
    picture = mix(picture, flesh, 0.75 * nose_side * opening)
    rim = lower + np.array([0, 0.006])
    picture = mix(picture, flesh * 1.15, 0.55 * canvas.stroke(rim, 0.013, 0.004, (0.2, 0.3)))
    picture = (
        picture
        + 0.07 * light * canvas.stroke(lower - (0, 0.001), 0.004, 0.002, (0.0, 0.0))[..., None]
    )
    dark = np.float32([0.018, 0.010, 0.008])
    edge = canvas.stroke(upper - (0, 0.004), 0.013, 0.004, (0.7, 0.35))
    return mix(picture, dark, 0.88 * edge)


def _circular_noise(rng: np.random.Generator, count: int) -> NDArray:
    values = rng.standard_normal(count)
    return np.append(values, values[0])


def _window(canvas: Canvas, centre: NDArray, size: float) -> NDArray:
    """A softbox's reflection, slightly bent."""
    corners = np.array([(-0.75, -0.9), (0.6, -1.0), (0.75, 0.75), (-0.65, 0.85)]) * size + centre
    return canvas.fill(corners, 0.005)


@dataclass(frozen=True)
class Hairs:
    """Short single hairs: polylines [n, k, 2] on the canvas, with a darkness each."""

    lines: NDArray
    strength: NDArray  # [n] in [0, 1]


def draw_hairs(
    canvas: Canvas, picture: NDArray, hairs: Hairs, colour: Colour, width: float
) -> NDArray:
    """Draw tapering hairs over the (linear) picture, the darkest last."""
    mask = np.zeros((canvas.pixels, canvas.pixels), np.uint8)
    points = canvas.fixed_point(hairs.lines).tolist()
    steps = hairs.lines.shape[1] - 1
    for n in np.argsort(hairs.strength).tolist():
        value = int(255 * hairs.strength[n])
        for k in range(steps):
            thickness = max(1, round(width * canvas.scale * (1 - 0.8 * k / steps)))
            cv2.line(mask, points[n][k], points[n][k + 1], value, thickness, cv2.LINE_AA, 4)
    return mix(picture, colour, mask.astype(np.float32) / 255)


def lashes(face: Face, eye: Eye, looks: Looks, rng: np.random.Generator, upper: bool) -> Hairs:
    edge = face.through(eye.upper if upper else eye.lower, 120)
    edge = edge + np.array([0, -0.004 if upper else 0.008])
    count = 75 if upper else 40
    t = np.sort(rng.uniform(0.02 if upper else 0.08, 0.86 if upper else 0.75, count))
    roots = edge[(t * 119).astype(int)]
    # From the outer corner (t = 0) to the inner one, lashes turn from outwards to upright.
    out = eye.side * (0.95 - 1.25 * t) + rng.normal(0, 0.12, count)
    up = np.full(count, -1.0 if upper else 0.9)
    direction = np.column_stack([out, up])
    direction /= np.linalg.norm(direction, axis=1, keepdims=True)
    length = (
        looks.lash_length
        * (1.15 - 0.55 * t)
        * rng.uniform(0.6, 1.1, count)
        * (1 if upper else 0.42)
    )
    s = np.linspace(0, 1, 6)[None, :, None]
    bend = np.column_stack([out * 0.25, np.full(count, 0.55 if upper else 0.1)])
    lines = roots[:, None] + length[:, None, None] * (
        direction[:, None] * s + bend[:, None] * (s * (1 - s))
    )
    return Hairs(lines, rng.uniform(0.8, 1.0, count) * (1 if upper else 0.5))


def brow(face: Face, eye: Eye, looks: Looks, rng: np.random.Generator) -> tuple[Hairs, NDArray]:
    """Hairs of one eyebrow and the soft shade under them."""
    left = eye.side < 0
    top = face.landmarks[[107, 66, 105, 63, 70] if left else [336, 296, 334, 293, 300], :2]
    low = face.landmarks[[55, 65, 52, 53, 46] if left else [285, 295, 282, 283, 276], :2]
    count = int(430 * looks.brow_weight)
    t, across = rng.beta(1.1, 1.25, count), rng.beta(1.6, 1.6, count)
    top_line, low_line = curve(top, 100), curve(low, 100)
    low_line = low_line + (top_line - low_line) * 0.22
    thin = np.linspace(0, 1, 100)[:, None]
    low_line = low_line + (top_line - low_line) * (0.55 * thin**1.5)
    index = (t * 99).astype(int)
    roots = low_line[index] + (top_line[index] - low_line[index]) * across[:, None]
    along = np.gradient(0.5 * (top_line + low_line), axis=0)[index]
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    # Hairs stand up near the nose, then lie outwards; upper ones lean down, lower ones up.
    lift = (0.95 - 1.0 * t) + (0.5 - across) * -0.9 * (t > 0.3) + rng.normal(0, 0.14, count)
    direction = along + np.column_stack([np.zeros(count), -lift])
    direction /= np.linalg.norm(direction, axis=1, keepdims=True)
    length = looks.brow_length * rng.uniform(0.6, 1.15, count) * (1 - 0.35 * t)
    s = np.linspace(0, 1, 5)[None, :, None]
    sag = np.column_stack([along[:, 0] * 0.2, np.full(count, 0.15)])
    lines = roots[:, None] + length[:, None, None] * (direction[:, None] * s + sag[:, None] * s * s)
    shade = face.canvas.fill(np.vstack([top_line, low_line[::-1]]), 0.022)
    return Hairs(lines, rng.uniform(0.35, 0.92, count)), shade


# --- ears, neck and clothes ---------------------------------------------------------------------


def lay_neck(face: Face, looks: Looks, layers: Layers, albedo: NDArray) -> None:
    canvas = face.canvas
    gx, gy = canvas.grid()
    w = looks.neck_width
    right = [
        (w, 0.6),
        (w * 0.98, 1.1),
        (w * 1.0, 1.42),
        (w * 1.2, 1.62),
        (w * 1.9, 1.78),
        (1.35, 1.98),
        (1.5, 2.9),
    ]
    outline = curve(np.array(right), 60)
    outline = np.vstack([outline, outline[::-1] * (-1, 1)])
    mask = canvas.fill(outline, 0.003)
    height = -1.05 + 0.62 * np.sqrt(np.clip(1 - (gx / (w * 1.30)) ** 2, 0, 1))
    chest = -0.55 + 0.25 * np.clip(gy - 1.6, 0, 1.2) - 0.05 * gx**2
    blend = smoothstep(1.45, 2.0, gy + 0.25 * np.abs(gx))
    height = height * (1 - blend) + chest * blend - rounded(canvas, mask, 0.30)
    for s in (-1, 1):
        tendon = curve(np.array([(s * w * 0.92, 1.15), (s * w * 0.62, 1.5), (s * 0.13, 1.93)]), 60)
        height += 0.035 * canvas.stroke(tendon, 0.07, 0.045, (0.2, 0.7))
        bone = curve(np.array([(s * 0.13, 1.97), (s * 0.6, 1.93), (s * 1.3, 1.98)]), 60)
        height += 0.035 * canvas.stroke(bone, 0.05, 0.04, (0.8, 0.1))
        height -= 0.03 * canvas.spot(s * 0.55, 1.84, 0.22, 0.05)
    height -= 0.05 * canvas.spot(0, 1.95, 0.06, 0.06)
    layers.lay(
        canvas,
        mask,
        canvas.blur(height.astype(np.float32), 0.02),
        albedo * 0.94,
        0.35 * looks.gloss,
        1.0,
    )


def lay_ears(face: Face, looks: Looks, layers: Layers, albedo: NDArray) -> None:
    canvas = face.canvas
    for s in (-1, 1):

        def spot3(points: list[tuple[float, float]], side: int = s) -> NDArray:
            flat = np.array([(side * x, y, 0.72 + 0.5 * (x - 0.8)) for x, y in points])
            return face.pose(face.individual(flat))[:, :2]

        rim = curve(
            spot3(
                [
                    (0.74, -0.02),
                    (0.83, -0.10),
                    (0.905, -0.06),
                    (0.915, 0.08),
                    (0.875, 0.25),
                    (0.835, 0.38),
                    (0.79, 0.44),
                    (0.74, 0.40),
                    (0.70, 0.2),
                ]
            ),
            120,
            closed=True,
        )
        mask = canvas.fill(rim, 0.003)
        height = -0.62 - rounded(canvas, mask, 0.05) + np.zeros_like(mask)
        helix = curve(
            spot3([(0.77, 0.0), (0.83, -0.065), (0.885, -0.04), (0.893, 0.08), (0.86, 0.22)]), 60
        )
        height += 0.05 * canvas.stroke(helix, 0.02, 0.012, (0.6, 0.2))
        anti = curve(spot3([(0.83, 0.02), (0.855, 0.1), (0.835, 0.2), (0.80, 0.27)]), 60)
        height += 0.035 * canvas.stroke(anti, 0.025, 0.014, (0.3, 0.3))
        hollow = spot3([(0.79, 0.15)])[0]
        height -= 0.07 * canvas.spot(hollow[0], hollow[1], 0.028, 0.07)
        lobe = spot3([(0.80, 0.37)])[0]
        height += 0.03 * canvas.spot(lobe[0], lobe[1], 0.03, 0.04)
        red = mix(albedo, albedo * 0.55 + np.float32(looks.blush) * 0.40, np.full_like(mask, 0.35))
        red = red * (1 - 0.5 * canvas.spot(hollow[0], hollow[1], 0.03, 0.08)[..., None])
        layers.lay(canvas, mask, height.astype(np.float32), red * 0.9, 0.4 * looks.gloss, 1.0)


def scalp_mask(face: Face, looks: Looks, soft: float = 0.03) -> NDArray:
    """Where the skin shows through hair and is as dark as it."""
    line = face.line(looks.hairline, 80)
    above = np.array([(2.0, line[-1, 1]), (2.0, -2.0), (-2.0, -2.0), (-2.0, line[0, 1])])
    return face.canvas.fill(np.vstack([line, above]), soft)


def lay_head(
    face: Face, looks: Looks, layers: Layers, rng: np.random.Generator, albedo: NDArray
) -> None:
    canvas = face.canvas
    mask = canvas.fill(face.outline, 0.003)
    forms, bumps = feature_relief(face, rng, looks.pores)
    height = face.height + forms - 0.9 * rounded(canvas, mask, 0.11)
    skin = paint_nostrils(face, looks, paint_lips(face, looks, albedo, rng))
    hairy = scalp_mask(face, looks)
    skin = mix(skin, looks.hair, 0.9 * hairy)
    nose = face.landmarks[4, :2]
    shine = (
        0.75
        + 0.55 * canvas.spot(nose[0], nose[1] - 0.15, 0.10, 0.25)
        + 0.35 * canvas.spot(0, -0.4, 0.4, 0.15)
    )
    shine = shine * (1 + 0.10 * canvas.noise(rng, 0.02)) * (1 - 0.6 * hairy) + 0.5 * lips_mask(
        face, 0.012
    )
    layers.lay(canvas, mask, height.astype(np.float32), skin, looks.gloss * shine, 1.0, bumps)


def paint_features(
    face: Face, looks: Looks, picture: NDArray, light: tuple[float, float], rng: np.random.Generator
) -> NDArray:
    """Eyes, lashes and brows over the lit picture; `light` on the image's left and right eye."""
    canvas = face.canvas
    dark = linear(26, 18, 15)
    for eye, level in zip(EYES, light, strict=True):
        hairs, shade = brow(face, eye, looks, rng)
        picture = mix(
            picture,
            picture * 0.45 + np.float32(looks.hair) * 0.45,
            np.clip(0.6 * looks.brow_weight, 0, 0.8) * shade,
        )
        picture = draw_hairs(canvas, picture, hairs, looks.hair, 0.0055)
        picture = paint_eye(face, eye, looks, picture, level, rng)
        picture = draw_hairs(
            canvas, picture, lashes(face, eye, looks, rng, upper=False), dark, 0.004
        )
        picture = draw_hairs(
            canvas, picture, lashes(face, eye, looks, rng, upper=True), dark, 0.0054
        )
    return picture
