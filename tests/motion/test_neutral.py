import numpy as np
import pytest

from real3d.motion.neutral import fade, neutral_track


@pytest.mark.parametrize("frames", [1, 2, 3, 5, 50])
@pytest.mark.parametrize("fps", [10.0, 60.0])
def test_a_fade_begins_and_ends_at_exactly_nothing(frames, fps):
    track = fade(frames, fps, 0.5)
    assert track.shape == (frames,)
    assert track[0] == 0.0
    assert track[-1] == 0.0


def test_a_fade_is_complete_in_between():
    track = fade(100, 25.0, 0.2)
    assert (track[5:-5] == 1.0).all()
    assert (np.diff(track[:6]) > 0).all()
    assert np.array_equal(track, track[::-1])


def test_the_photos_expression_is_gone_after_a_fifth_of_a_second():
    track = neutral_track(50, 25.0, 0.8)
    assert track[0] == 0.0
    assert track[5] == pytest.approx(0.8)
    assert track.max() == pytest.approx(0.8)


def test_nothing_is_neutralised_when_switched_off():
    assert not neutral_track(50, 25.0, 0.0).any()
