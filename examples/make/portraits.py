"""Make the drawn example portraits: `python -m examples.make.portraits` -> examples/portraits/.

Both people are nobody: the mean of many faces, given a shape, colours and light of its own by hand.
Each takes about half a minute and is the same picture, bit for bit, every time on one machine.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from examples.make import backdrop, clothes, hair
from examples.make.canvas import Canvas, mix, smoothstep
from examples.make.face import Face, Shape
from examples.make.light import Light, Surface, develop, shade
from examples.make.person import (
    Layers,
    Looks,
    lay_ears,
    lay_head,
    lay_neck,
    linear,
    paint_features,
    scalp_mask,
    skin_albedo,
)

FOLDER = Path(__file__).parents[1] / "portraits"
SIZE = 768


@dataclass(frozen=True)
class Sitting:
    """One portrait: who, in which light, where."""

    seed: int
    looks: Looks
    lights: list[Light]
    sky: tuple[float, float, float]
    ground: tuple[float, float, float]
    eye_light: tuple[float, float]
    scene: Callable[[np.random.Generator, int, int], NDArray]
    scene_exposure: float
    dress: Callable[[Face, Layers, np.random.Generator], None]
    comb: Callable[[Face, NDArray, NDArray, np.random.Generator], None]  # behind and front layers
    exposure: float = 1.0


# --- Daniel -------------------------------------------------------------------------------------

DANIEL = Looks(
    skin=linear(206, 158, 128),
    blush=linear(190, 100, 82),
    lips=linear(168, 98, 88),
    iris=linear(84, 54, 32),
    hair=linear(30, 22, 19),
    brow_weight=1.1,
    brow_length=0.095,
    lash_length=0.025,
    stubble=0.75,
    gloss=0.6,
    neck_width=0.54,
    hairline=(
        (-0.80, 0.05),
        (-0.70, -0.22),
        (-0.63, -0.42),
        (-0.53, -0.57),
        (-0.30, -0.665),
        (0, -0.69),
        (0.30, -0.665),
        (0.53, -0.57),
        (0.63, -0.42),
        (0.70, -0.22),
        (0.80, 0.05),
    ),
    shape=Shape(
        jaw_width=0.10,
        chin_length=0.06,
        nose_width=0.09,
        nose_length=0.03,
        lip_fullness=-0.08,
        mouth_width=0.05,
        eye_size=-0.07,
        brow_height=-0.028,
        smile=0.014,
        yaw=np.radians(7.0),
    ),
)


def comb_daniel(face: Face, behind: NDArray, front: NDArray, rng: np.random.Generator) -> None:
    strands, shades = hair.short_hair(face, rng, 15000)
    fibre = hair.Fibre(
        root=(0.085, 0.065, 0.055),
        tip=(0.20, 0.15, 0.12),
        gloss=(0.55, 0.44, 0.36),
        rim=(0.30, 0.27, 0.25),
        rim_side=1,
        key=(-0.55, -0.6, 0.6),
        gloss_strength=0.30,
        width=face.canvas.supersampling * 0.7,
    )
    hair.draw(face, front, strands, fibre, rng, shades)
    # The hairline is thin: strands fade into the skin there.
    scalp = scalp_mask(face, DANIEL, soft=0.05)
    ragged = scalp * (1 - scalp) * face.canvas.noise(rng, 0.035, 3.0)
    fade = smoothstep(0.12, 0.55, scalp + ragged)
    front[:] = (front * fade[..., None]).astype(np.uint8)


# --- Amara --------------------------------------------------------------------------------------

AMARA = Looks(
    skin=linear(136, 91, 69),
    blush=linear(146, 78, 56),
    lips=linear(150, 74, 64),
    iris=linear(62, 36, 20),
    hair=linear(22, 15, 12),
    brow_weight=1.0,
    brow_length=0.07,
    lash_length=0.068,
    gloss=0.85,
    neck_width=0.39,
    pores=0.7,
    ears=False,
    hairline=(
        (-0.85, 0.3),
        (-0.72, -0.15),
        (-0.62, -0.45),
        (-0.40, -0.62),
        (0, -0.66),
        (0.40, -0.62),
        (0.62, -0.45),
        (0.72, -0.15),
        (0.85, 0.3),
    ),
    shape=Shape(
        jaw_width=-0.05,
        chin_length=-0.02,
        nose_width=0.10,
        nose_length=-0.01,
        lip_fullness=0.18,
        mouth_width=0.02,
        eye_size=0.10,
        smile=0.02,
        eye_tilt=0.006,
        brow_height=0.02,
        yaw=np.radians(-3.0),
        roll=np.radians(-2.0),
    ),
)


def comb_amara(face: Face, behind: NDArray, front: NDArray, rng: np.random.Generator) -> None:
    fibre = hair.Fibre(
        root=(0.10, 0.065, 0.045),
        tip=(0.27, 0.165, 0.10),
        gloss=(0.80, 0.62, 0.45),
        rim=(0.75, 0.55, 0.30),
        rim_side=-1,
        key=(0.6, -0.6, 0.55),
        gloss_strength=0.34,
        width=face.canvas.supersampling * 0.6,
    )
    curls = hair.Curls(part=0.06)

    deep = replace(fibre, root=(0.05, 0.032, 0.024), tip=(0.12, 0.075, 0.05))
    strands, shades = hair.long_hair(rng, 200, replace(curls, frames_face=False), behind_the_ears)
    hair.draw(face, behind, strands, deep, rng, shades)
    smooth = replace(
        curls, end=0.1, radius=0.025, turns=2.5, lock_width=0.012, strands=1, volume=0.10
    )
    strands, shades = hair.long_hair(rng, 9000, smooth, along_the_parting)
    hair.draw(face, front, strands, fibre, rng, shades)
    strands, shades = hair.long_hair(rng, 340, curls, along_the_parting)
    hair.draw(face, front, strands, fibre, rng, shades)


# --- Clara --------------------------------------------------------------------------------------

CLARA = Looks(
    skin=linear(228, 190, 170),
    blush=linear(214, 126, 112),
    lips=linear(190, 100, 98),
    iris=linear(84, 112, 92),
    hair=linear(96, 50, 28),
    brow_weight=0.85,
    brow_length=0.075,
    lash_length=0.055,
    freckles=0.55,
    gloss=0.6,
    neck_width=0.37,
    pores=0.6,
    ears=False,
    hairline=(
        (-0.85, 0.3),
        (-0.74, -0.15),
        (-0.64, -0.42),
        (-0.42, -0.60),
        (0, -0.66),
        (0.42, -0.60),
        (0.64, -0.42),
        (0.74, -0.15),
        (0.85, 0.3),
    ),
    shape=Shape(
        jaw_width=-0.06,
        chin_length=0.02,
        nose_width=-0.09,
        nose_length=0.012,
        lip_fullness=-0.03,
        mouth_width=0.04,
        eye_size=0.07,
        eye_tilt=-0.004,
        brow_height=0.012,
        smile=0.004,
        yaw=np.radians(5.0),
        roll=np.radians(2.0),
    ),
)


def comb_clara(face: Face, behind: NDArray, front: NDArray, rng: np.random.Generator) -> None:
    fibre = hair.Fibre(
        root=(0.27, 0.125, 0.062),
        tip=(0.46, 0.235, 0.12),
        gloss=(0.95, 0.68, 0.46),
        rim=(0.65, 0.40, 0.22),
        rim_side=1,
        key=(-0.5, -0.6, 0.6),
        gloss_strength=0.40,
        width=face.canvas.supersampling * 0.6,
    )
    straight = hair.Curls(
        end=2.15,
        radius=0.035,
        turns=1.5,
        lock_width=0.085,
        strands=36,
        volume=0.085,
        part=-0.05,
        flare=0.03,
        beside_face=0.84,
        uneven=0.16,
    )
    deep = replace(fibre, root=(0.14, 0.065, 0.035), tip=(0.27, 0.13, 0.065))
    strands, shades = hair.long_hair(
        rng, 320, replace(straight, frames_face=False), behind_the_ears
    )
    hair.draw(face, behind, strands, deep, rng, shades)
    fine = replace(straight, lock_width=0.02, strands=1, volume=0.06, beside_face=0.92)
    strands, shades = hair.long_hair(rng, 5000, fine, along_the_parting)
    hair.draw(face, front, strands, fibre, rng, shades)
    strands, shades = hair.long_hair(rng, 240, straight, along_the_parting)
    hair.draw(face, front, strands, fibre, rng, shades)


def behind_the_ears(points: NDArray) -> NDArray:
    """Chance of a root on the back of the head."""
    return ((points[:, 2] > 0.75) & (points[:, 1] < 0.3)) * 1.0


def along_the_parting(points: NDArray) -> NDArray:
    """Chance of a root on the crown down to a round hairline."""
    x, y, z = points.T
    line = -0.64 - 0.05 * np.cos(7 * x) + 1.6 * np.maximum(np.abs(x) - 0.42, 0)
    return ((y < line) & (z < 0.9)) * 1.0


SITTINGS = {
    "daniel": Sitting(
        seed=5,
        looks=DANIEL,
        lights=[
            Light((-0.70, -0.50, 0.60), (1.30, 1.24, 1.15), 0.65, 0.55),
            Light((0.80, -0.05, 0.60), (0.14, 0.16, 0.19)),
            Light((0.93, -0.30, -0.15), (0.5, 0.44, 0.36)),
        ],
        sky=(0.22, 0.24, 0.275),
        ground=(0.10, 0.08, 0.07),
        eye_light=(0.85, 0.62),
        scene=backdrop.room,
        scene_exposure=0.55,
        dress=clothes.shirt_and_jacket,
        comb=comb_daniel,
    ),
    "amara": Sitting(
        seed=8,
        looks=AMARA,
        lights=[
            Light((0.55, -0.55, 0.65), (1.44, 1.33, 1.17), 0.60, 0.6),
            Light((-0.80, -0.05, 0.60), (0.20, 0.26, 0.28)),
            Light((-0.95, -0.30, -0.10), (0.40, 0.35, 0.25)),
        ],
        sky=(0.30, 0.34, 0.34),
        ground=(0.15, 0.15, 0.08),
        eye_light=(0.62, 0.85),
        scene=backdrop.garden,
        scene_exposure=0.72,
        dress=partial(clothes.knit_top, dye=linear(196, 134, 52)),
        comb=comb_amara,
        exposure=1.1,
    ),
    "clara": Sitting(
        seed=21,
        looks=CLARA,
        lights=[
            Light((-0.50, -0.55, 0.68), (1.10, 0.99, 0.86), 0.55, 0.6),
            Light((0.85, -0.05, 0.50), (0.20, 0.16, 0.17)),
            Light((0.95, -0.30, -0.10), (0.55, 0.35, 0.22)),
        ],
        sky=(0.22, 0.24, 0.32),
        ground=(0.13, 0.10, 0.09),
        eye_light=(0.80, 0.68),
        scene=backdrop.evening,
        scene_exposure=1.3,
        dress=partial(clothes.knit_top, dye=linear(38, 66, 74)),
        comb=comb_clara,
    ),
}


def paint(sitting: Sitting, supersampling: int) -> NDArray:
    """The finished portrait, uint8 RGB [768, 768, 3]."""
    canvas = Canvas(SIZE, supersampling, width=4.0, origin_y=1.72)
    rng = np.random.default_rng(sitting.seed)
    looks = sitting.looks
    face = Face(canvas, looks.shape)

    layers = Layers.empty(canvas)
    albedo = skin_albedo(face, looks, rng)
    lay_neck(face, looks, layers, albedo)
    sitting.dress(face, layers, rng)
    if looks.ears:
        lay_ears(face, looks, layers, albedo)
    lay_head(face, looks, layers, rng, albedo)

    behind, front = (np.zeros((canvas.pixels, canvas.pixels, 4), np.uint8) for _ in range(2))
    sitting.comb(face, behind, front, rng)
    surface = Surface(
        layers.height,
        layers.normal,
        layers.albedo,
        layers.gloss,
        layers.skin,
        _hair_shadow(canvas, front[..., 3], sitting.lights[0]),
    )
    lit = shade(
        canvas, surface, sitting.lights, np.float32(sitting.sky), np.float32(sitting.ground)
    )
    lit = paint_features(face, looks, lit, sitting.eye_light, rng)

    small = 3 * SIZE // 4
    # The place has its own dice, so that it stays when the person changes.
    place = np.random.default_rng([sitting.seed, 1])
    scene = backdrop.photograph(sitting.scene(place, small, small), sitting.scene_exposure)
    picture = cv2.resize(scene, (canvas.pixels, canvas.pixels), interpolation=cv2.INTER_CUBIC)
    picture = _over(picture, behind)
    picture = mix(picture, develop(lit, sitting.exposure), layers.alpha)
    picture = _over(picture, front)
    return _finish(canvas, picture, rng)


def _over(picture: NDArray, layer: NDArray) -> NDArray:
    rgba = layer.astype(np.float32) / 255
    return picture * (1 - rgba[..., 3:]) + rgba[..., :3]


def _hair_shadow(canvas: Canvas, alpha: NDArray, key: Light) -> NDArray:
    """Shade that hair in front throws on the skin: close contact and a softer cast part."""
    alpha = alpha.astype(np.float32) / 255
    toward = key.unit / np.hypot(*key.unit[:2])

    def shifted(distance: float) -> NDArray:
        move = np.float32(
            [
                [1, 0, -toward[0] * distance * canvas.scale],
                [0, 1, -toward[1] * distance * canvas.scale],
            ]
        )
        return cv2.warpAffine(alpha, move, alpha.shape[::-1])

    contact, cast = canvas.blur(shifted(0.02), 0.02), canvas.blur(shifted(0.09), 0.06)
    return np.clip(0.55 * contact + 0.45 * cast, 0, 1)


def _finish(canvas: Canvas, picture: NDArray, rng: np.random.Generator) -> NDArray:
    """Shrink, bloom a little, and add the grain of a photograph."""
    image = cv2.resize(picture.astype(np.float32), (SIZE, SIZE), interpolation=cv2.INTER_AREA)
    bright = np.clip(image - 0.75, 0, 1)
    image = image + 0.20 * cv2.GaussianBlur(bright, (0, 0), 7)
    image = image + 0.06 * (smoothstep(0, 1, image) - image)
    grain = cv2.GaussianBlur(rng.standard_normal((SIZE, SIZE)).astype(np.float32), (0, 0), 0.6)
    image = image + 0.010 * grain[..., None]
    return (image.clip(0, 1) * 255).round().astype(np.uint8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    # argparse checks an empty list against the choices too.
    parser.add_argument("names", nargs="*", choices=[*SITTINGS, []], help="default: all")
    parser.add_argument("--supersampling", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for name in arguments.names or SITTINGS:
        picture = paint(SITTINGS[name], arguments.supersampling)
        Image.fromarray(picture).save(arguments.folder / f"{name}.jpg", quality=95, subsampling=0)


if __name__ == "__main__":
    main()
