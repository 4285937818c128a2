"""Two settings in one video."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.errors import SettingsError, TooLongError
from real3d.media import open_video
from real3d.motion import MotionSettings
from real3d.pipeline.comparison import Side, compare, estimate_comparison
from real3d.pipeline.request import JobRequest
from real3d.pipeline.settings import Settings
from real3d.pipeline.talking_portrait import TalkingPortrait
from tests.support.fake_engine import FakeEngine
from tests.support.learning import Learning
from tests.support.recording_engine import RecordingEngine
from tests.support.recordings import header, write_clip, write_voice


@pytest.fixture(scope="module")
def pipeline() -> TalkingPortrait:
    return TalkingPortrait(FakeEngine())


def _sides(pipeline: TalkingPortrait) -> tuple[Side, Side]:
    calm, lively = (Settings(MotionSettings(head=head)) for head in (0.0, 2.0))
    return Side(pipeline, calm), Side(pipeline, lively)


def test_both_sides_are_in_one_video_with_the_sound(pipeline, astronaut, tmp_path):
    voice = write_voice(tmp_path / "voice.wav")
    steps = list(
        compare(*_sides(pipeline), JobRequest(astronaut, voice, out=tmp_path / "result.mp4"))
    )
    result = steps[-1].result
    clip = open_video(result.path)
    assert (clip.width, clip.height, clip.has_audio) == (1024, 512, True)
    assert result.recipe.settings.motion.head == 0.0
    assert result.right.settings.motion.head == 2.0
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions)


def test_both_sides_together_may_be_too_much_work(pipeline, astronaut, tmp_path, monkeypatch):
    voice = write_voice(tmp_path / "voice.wav")
    work = pipeline.estimate(astronaut, voice).gigapixels
    monkeypatch.setattr("real3d.pipeline.workload.MAX_GIGAPIXELS", 1.9 * work)
    with pytest.raises(TooLongError, match="the limit is"):
        list(compare(*_sides(pipeline), JobRequest(astronaut, voice, out=tmp_path / "a.mp4")))


def test_an_estimate_knows_what_both_sides_share_and_learns(astronaut, tmp_path):
    voice = write_voice(tmp_path / "voice.wav", 1.0)
    learning = Learning()
    sides = _sides(TalkingPortrait(FakeEngine(), estimator=learning))
    request = JobRequest(astronaut, voice, out=tmp_path / "result.mp4")
    alone = sides[0].pipeline.estimate(astronaut, voice)
    both = estimate_comparison(*sides, request)
    assert both.gigapixels == 2 * alone.gigapixels
    assert alone.seconds < both.seconds < 1.7 * alone.seconds, "one photo is analysed once"
    for _ in range(2):
        list(compare(*sides, request))
    assert learning.faces == [(1, 1), (0, 0)]
    assert learning.jobs[0][0].heard == pytest.approx(2.0, abs=0.01)


def test_the_sides_of_an_estimate_may_have_two_engines(astronaut, tmp_path):
    voice = write_voice(tmp_path / "voice.wav", 1.0)
    one, other = (TalkingPortrait(FakeEngine(name=name)) for name in ("one", "other"))
    request = JobRequest(astronaut, voice)
    same, different = (
        estimate_comparison(Side(one, Settings()), Side(second, Settings()), request).seconds
        for second in (one, other)
    )
    assert same < different < 2 * one.estimate(request).seconds, "two avatars of one portrait"


def test_the_file_holds_both_recipes_and_the_mark(pipeline, astronaut, tmp_path):
    voice = write_voice(tmp_path / "voice.wav")
    *_, last = compare(*_sides(pipeline), JobRequest(astronaut, voice, out=tmp_path / "result.mp4"))
    tags = header(last.result.path)
    assert "compositeWithTrainedAlgorithmicMedia" in tags
    assert '"head": 0.0' in tags
    assert '"head": 2.0' in tags


def test_photo_and_driving_video_can_stand_beside_them(pipeline, astronaut, tmp_path):
    narrow = np.full((128, 64, 3), 200, np.uint8)
    clip = write_clip(tmp_path / "clip.mp4", narrow, frames=5)
    request = JobRequest(astronaut, video=clip, out=tmp_path / "result.mp4")
    steps = list(compare(*_sides(pipeline), request, sources=True))
    frame = next(step.frame for step in steps if step.frame is not None)
    assert frame.shape == (512, 4 * 512, 3)
    assert np.array_equal(frame[:, :512], pipeline.portrait(astronaut).image)
    assert np.abs(frame[256, 768].astype(int) - 200).max() < 8
    assert not frame[:, 512:600].any()


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        (Settings(size=768), "one resolution"),
        (Settings(MotionSettings(fps=30)), "one number of frames per second"),
        (Settings(framing="photo"), "shows squares"),
        (Settings(debug=True), "no debug view"),
        (Settings(with_driver=True), "among its sources"),
        (Settings(captions="burnt"), "has no captions"),
    ],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_sides_that_do_not_fit_together_are_an_error(
    pipeline, astronaut, tmp_path, other, sentence, swapped
):
    voice = write_voice(tmp_path / "voice.wav")
    sides = [_sides(pipeline)[0], Side(pipeline, other)]
    with pytest.raises(SettingsError, match=sentence):
        list(compare(*sides[:: -1 if swapped else 1], JobRequest(astronaut, voice)))


def test_each_side_moves_by_its_own_settings(astronaut, tmp_path):
    engines = [RecordingEngine(name=name) for name in ("one", "two")]
    calm, lively = (Settings(MotionSettings(head=head)) for head in (0.5, 2.0))
    sides = [
        Side(TalkingPortrait(engine), settings)
        for engine, settings in zip(engines, (calm, lively), strict=True)
    ]
    voice = write_voice(tmp_path / "voice.wav")
    list(compare(*sides, JobRequest(astronaut, voice, out=tmp_path / "result.mp4")))
    heads = [settings.head for engine in engines for _, settings in engine.heard]
    assert heads == [0.5, 2.0]


def test_a_comparison_that_is_stopped_leaves_nothing(pipeline, astronaut, tmp_path):
    voice = write_voice(tmp_path / "voice.wav")
    out = tmp_path / "results" / "result.mp4"
    steps = compare(*_sides(pipeline), JobRequest(astronaut, voice, out=out))
    next(step for step in steps if step.frame is not None)
    steps.close()
    assert not list(out.parent.iterdir())
