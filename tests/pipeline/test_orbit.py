"""A photo that looks around."""

from __future__ import annotations

import pytest

from real3d.media import open_video
from real3d.mesh.engine import MeshEngine
from real3d.pipeline.orbit import estimate_orbit, orbit_video
from real3d.pipeline.request import JobRequest
from real3d.pipeline.talking_portrait import TalkingPortrait
from tests.support.fake_engine import FakeEngine
from tests.support.learning import Learning
from tests.support.recordings import header


@pytest.fixture(scope="module")
def pipeline() -> TalkingPortrait:
    return TalkingPortrait(MeshEngine())


def test_the_round_is_a_marked_video_of_six_seconds(astronaut, tmp_path):
    steps = list(
        orbit_video(
            TalkingPortrait(FakeEngine()), JobRequest(astronaut, out=tmp_path / "round.mp4")
        )
    )
    assert open_video(tmp_path / "round.mp4").duration == pytest.approx(6.0)
    assert "compositeWithTrainedAlgorithmicMedia" in header(tmp_path / "round.mp4")
    assert steps[-1].result.frames == 150


def test_an_estimate_knows_the_photo_and_learns(astronaut, tmp_path):
    learning = Learning()
    pipeline = TalkingPortrait(FakeEngine(), estimator=learning)
    request = JobRequest(astronaut, out=tmp_path / "round.mp4")
    before = estimate_orbit(pipeline, request)
    assert before.duration == 6.0
    list(orbit_video(pipeline, request))
    assert learning.faces == [(1, 1)]
    list(orbit_video(pipeline, request))
    assert learning.faces[1] == (0, 0)
    assert estimate_orbit(pipeline, request).gigapixels == before.gigapixels
