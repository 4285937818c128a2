import pytest

from real3d.motion.neutral import neutral_track


def test_the_photos_expression_is_gone_after_a_fifth_of_a_second():
    track = neutral_track(50, 25.0, 0.8)
    assert track[0] == 0.0
    assert track[5] == pytest.approx(0.8)
    assert track.max() == pytest.approx(0.8)


def test_nothing_is_neutralised_when_switched_off():
    assert not neutral_track(50, 25.0, 0.0).any()
