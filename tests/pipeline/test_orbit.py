"""Views of a photo from somewhere else."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.errors import NoFaceError
from real3d.media import open_video
from real3d.mesh.engine import MeshEngine
from real3d.pipeline.orbit import orbit_video, view, view_range
from real3d.pipeline.request import JobRequest
from real3d.pipeline.talking_portrait import TalkingPortrait
from tests.support.fake_engine import FakeEngine
from tests.support.recordings import header


@pytest.fixture(scope="module")
def pipeline() -> TalkingPortrait:
    return TalkingPortrait(MeshEngine())


def test_the_head_turns_to_the_side_that_was_asked_for(pipeline, astronaut):
    front, left, right = (view(pipeline, astronaut, 0, yaw) for yaw in (0, -10, 10))
    portrait = pipeline.portrait(astronaut)
    x, y = portrait.landmarks[1, :2].astype(int)  # the tip of the nose
    around = (slice(y - 40, y + 40), slice(x - 60, x + 60))
    assert np.abs(front[around].astype(int) - portrait.image[around]).mean() < 3

    def shift(picture: np.ndarray) -> int:
        nose = front[y - 15 : y + 15, x - 15 : x + 15].astype(int)
        steps = range(-30, 31)
        moved = [picture[y - 15 : y + 15, x - 15 + s : x + 15 + s] for s in steps]
        return steps[int(np.argmin([np.abs(nose - piece).mean() for piece in moved]))]

    assert shift(left) < -2
    assert shift(right) > 2


def test_a_view_shows_that_it_is_synthetic(pipeline, astronaut):
    corner = (slice(10, 45), slice(-60, None))
    shown, photo = (
        view(pipeline, astronaut, 0, 0)[corner],
        pipeline.portrait(astronaut).image[corner],
    )
    assert (np.abs(shown.astype(int) - photo).max(axis=2) > 60).mean() > 0.2


def test_the_range_is_that_of_the_photo(pipeline, astronaut):
    (down, up), (left, right) = view_range(pipeline, astronaut)
    assert -15.1 < down < -8 < 8 < up < 15.1
    assert -25.1 < left < -14 < 14 < right < 25.1


def test_a_picture_without_a_face_has_no_views(pipeline):
    with pytest.raises(NoFaceError):
        view(pipeline, np.full((256, 256, 3), 128, np.uint8), 0, 0)


def test_the_round_is_a_marked_video_of_six_seconds(astronaut, tmp_path):
    steps = list(
        orbit_video(
            TalkingPortrait(FakeEngine()), JobRequest(astronaut, out=tmp_path / "round.mp4")
        )
    )
    assert open_video(tmp_path / "round.mp4").duration == pytest.approx(6.0)
    assert "compositeWithTrainedAlgorithmicMedia" in header(tmp_path / "round.mp4")
    assert steps[-1].result.frames == 150
