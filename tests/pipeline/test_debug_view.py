"""The steps of an engine beside its result."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from real3d.cli.main import main
from real3d.errors import SettingsError
from real3d.media import open_video
from real3d.pipeline.settings import Settings
from real3d.pipeline.talking_portrait import TalkingPortrait
from tests.support.fake_engine import FakeEngine
from tests.support.recordings import write_clip, write_voice

ROOT = Path(__file__).parents[2]
PHOTO = ROOT / "examples" / "portraits" / "astronaut.png"
SETTINGS = Settings(debug=True, badge=False)


@pytest.fixture(scope="module")
def pipeline() -> TalkingPortrait:
    return TalkingPortrait(FakeEngine())


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    return write_voice(tmp_path / "voice.wav")


def panels(frame: NDArray[np.uint8]) -> list[NDArray[np.uint8]]:
    """Without the rows that the titles take."""
    return [panel[40:] for panel in np.split(frame, frame.shape[1] // 512, axis=1)]


def test_photo_voice_steps_and_result_stand_side_by_side(pipeline, astronaut, voice, tmp_path):
    steps = pipeline.stream(astronaut, voice, settings=SETTINGS, out=tmp_path / "result.mp4")
    steps = list(steps)
    shown = [panels(step.frame) for step in steps if step.frame is not None]
    assert [len(row) for row in shown] == [4] * 15
    source, wave, view, result = shown[5]
    assert np.array_equal(source, pipeline.portrait(astronaut).image[40:])
    assert (view == 40).all()
    assert np.array_equal(result, source)
    assert wave.any()
    assert not np.array_equal(wave, shown[6][1])
    clip = open_video(steps[-1].result.path)
    assert (clip.width, clip.height, clip.has_audio) == (4 * 512, 512, True)


def test_the_driving_video_is_shown_where_there_is_one(pipeline, astronaut, tmp_path):
    clip = write_clip(tmp_path / "clip.mp4", np.full((128, 64, 3), 200, np.uint8), frames=5)
    steps = pipeline.stream(astronaut, video=clip, settings=SETTINGS, out=tmp_path / "result.mp4")
    frame = next(step.frame for step in steps if step.frame is not None)
    driving = panels(frame)[1]
    assert np.abs(driving[200, 256].astype(int) - 200).max() < 8
    assert not driving[:, :200].any()


@pytest.mark.parametrize("size", [768, 1024])
def test_large_results_are_shown_in_panels_of_the_usual_size(
    pipeline, astronaut, voice, tmp_path, size
):
    settings = Settings(size=size, debug=True)
    result = pipeline.generate(astronaut, voice, settings=settings, out=tmp_path / "result.mp4")
    clip = open_video(result.path)
    assert (clip.width, clip.height) == (4 * 512, 512)


def test_what_has_no_place_in_a_debug_view_is_said_before_any_work(astronaut, voice):
    engine = FakeEngine()
    pipeline = TalkingPortrait(engine)
    with pytest.raises(SettingsError, match="shows squares"):
        pipeline.generate(astronaut, voice, settings=Settings(framing="photo", debug=True))
    with pytest.raises(SettingsError, match="cannot be transparent"):
        pipeline.generate(astronaut, voice, background="transparent", settings=SETTINGS)
    assert engine.asked == []


def test_a_debug_view_is_no_measure_of_the_pace(astronaut, voice, tmp_path):
    pipeline = TalkingPortrait(FakeEngine())
    pipeline.avatar(pipeline.portrait(astronaut))  # a photo that is known takes less
    before = pipeline.estimate(astronaut, voice)
    pipeline.generate(astronaut, voice, settings=SETTINGS, out=tmp_path / "result.mp4")
    assert pipeline.estimate(astronaut, voice) == before


def test_the_terminal_has_it_too(voice, tmp_path, capsys):
    out = tmp_path / "result.mp4"
    command = ["generate", "--photo", str(PHOTO), "--audio", str(voice), "--out", str(out)]
    assert main([*command, "--engine", "mesh", "--debug", "--quiet"]) == 0
    clip = open_video(out)
    assert (clip.width, clip.height) == (5 * 512, 512)  # source, voice, mesh, depth, result
    frame = next(clip.frames(25))
    _, _, mesh, depth, result = panels(frame)
    for view in (mesh, depth):
        assert view[300, 256].any()
        assert not view[:40, :40].max() > 16
    assert result.any()
