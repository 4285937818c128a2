"""Make the example backgrounds: `python -m examples.make.backgrounds` -> examples/backgrounds/."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from examples.make import backdrop

FOLDER = Path(__file__).parents[1] / "backgrounds"
SIZE = (720, 1280)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, scene, seed, exposure in (
        ("evening_street", backdrop.evening, 11, 1.15),
        ("living_room", backdrop.room, 4, 0.8),
    ):
        rng = np.random.default_rng(seed)
        picture = backdrop.photograph(scene(rng, *SIZE), exposure) * 255
        grain = cv2.GaussianBlur(rng.normal(0, 2.2, (*SIZE, 1)), (0, 0), 0.7)[..., None]
        picture = (picture + grain).clip(0, 255).round().astype(np.uint8)
        Image.fromarray(picture).save(FOLDER / f"{name}.jpg", quality=86, optimize=True)


if __name__ == "__main__":
    main()
