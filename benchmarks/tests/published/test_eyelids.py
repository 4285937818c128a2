from __future__ import annotations

from random import Random

import numpy as np
import pytest

from benchmarks.published.eyelids import close_eyes_as_published, published_schedule
from tests.support.goldens import motion_goldens, unpacked


@pytest.mark.parametrize("percent", ["025", "075"])
def test_the_published_edit_is_reproduced(percent: str) -> None:
    goldens = motion_goldens()
    levels = np.zeros((512, 512, 3), np.uint8)
    levels[80:300, 80:430] = goldens["blink_u8"]
    picture = ((levels + np.float32(0.5)) / np.float32(127.5) - 1).transpose(2, 0, 1)
    picture[:, (levels == 0).all(2)] = -1
    top, bottom, left, right = goldens["blink_window"]
    edited = close_eyes_as_published(picture.astype(np.float32), int(percent) / 100)
    found = np.rint((edited + 1) * 127.5).transpose(1, 2, 0)[top:bottom, left:right]
    differs = (found != goldens[f"blink_p{percent}"]).any(2)
    assert not (differs & ~unpacked(goldens[f"blink_p{percent}_tie"])).any()


@pytest.mark.parametrize(("frames", "seed"), [(130, 42), (8, 7)])
def test_the_published_times_are_reproduced(frames: int, seed: int) -> None:
    found = np.array(list(published_schedule(frames, Random(seed))))
    expected = motion_goldens()[f"blink_schedule_len{frames}_seed{seed}"]
    np.testing.assert_allclose(found, expected)


def test_a_face_without_open_eyes_is_left_alone() -> None:
    picture = np.full((3, 64, 64), 0.5, np.float32)
    edited = close_eyes_as_published(picture, 0.7)
    np.testing.assert_allclose(edited, picture, atol=1 / 127)
