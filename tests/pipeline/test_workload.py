"""What there is to do in a job."""

from __future__ import annotations

import pytest

from real3d.errors import TooLongError
from real3d.motion import MotionSettings
from real3d.pipeline.settings import Settings
from real3d.pipeline.workload import check_work, workload


def test_what_is_only_copied_or_put_beside_counts_less_than_what_is_rendered():
    size = (3072, 512)
    plain, framed, debug = (
        workload(1.0, settings, size).pixels
        for settings in (Settings(), Settings(framing="photo"), Settings(debug=True))
    )
    assert plain == 512 * 512
    assert plain < debug < framed < plain + size[0] * size[1]


def test_the_longest_voice_may_be_seen_as_large_as_the_page_offers():
    settings = Settings(size=1024, motion=MotionSettings(fps=30))
    check_work(workload(15 * 60.0, settings, (1024, 1024)).gigapixels)


def test_more_than_that_is_refused_with_the_limit():
    settings = Settings(size=1024, motion=MotionSettings(fps=60))
    with pytest.raises(TooLongError, match=r"57 gigapixels together; the limit is 30"):
        check_work(workload(15 * 60.0, settings, (1024, 1024)).gigapixels)


def test_a_transparent_result_and_pictures_take_longer_but_are_no_more_of_a_job():
    plain, clear, pictures = (
        workload(1.0, Settings(), (512, 512), **kind)
        for kind in ({}, {"transparent": True}, {"pictures": True})
    )
    assert 1 == plain.effort < clear.effort < pictures.effort
    assert plain.gigapixels == clear.gigapixels == pictures.gigapixels
