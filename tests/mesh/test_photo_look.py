from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from real3d.mesh.photo_look import photo_look


def blurred(portrait, sigma: float):
    return replace(portrait, image=cv2.GaussianBlur(portrait.image, (0, 0), sigma))


def test_a_blurred_photo_is_as_soft_as_its_blur(astronaut_portrait):
    sharp = photo_look(astronaut_portrait)
    soft = photo_look(blurred(astronaut_portrait, 2.0))
    assert sharp.softness < 0.8
    assert soft.softness == pytest.approx(2.0, abs=0.5)


def test_noise_is_told_and_no_more_of_it_than_teeth_can_bear(astronaut_portrait):
    noise = np.random.default_rng(0).normal(0, 1, (*astronaut_portrait.image.shape[:2], 1))

    def noisy(deviation: float):
        image = np.clip(astronaut_portrait.image + deviation * noise, 0, 255).astype(np.uint8)
        return photo_look(replace(astronaut_portrait, image=image)).grain

    assert photo_look(blurred(astronaut_portrait, 2.0)).grain < 0.5
    assert noisy(3.0) > photo_look(astronaut_portrait).grain + 0.2
    assert noisy(20.0) <= 2.5
