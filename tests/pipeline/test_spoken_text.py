"""A photo that says what is typed, with stand-ins for the engine and for the voice."""

from __future__ import annotations

import json
import tempfile
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from real3d.errors import InputError, NoFaceError, OutputError, SettingsError
from real3d.media import open_video
from real3d.media.audio import read_audio
from real3d.pipeline.comparison import Side, compare
from real3d.pipeline.request import JobRequest
from real3d.pipeline.result import Stage
from real3d.pipeline.settings import Settings
from real3d.pipeline.spoken_text import write_speech
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.provenance.verify import describe, read_marks
from tests.support.caption_track import read_track
from tests.support.fake_engine import FakeEngine
from tests.support.recordings import write_voice
from tests.support.typed_voice import HummingNetwork, speak_without_downloads

LONG = f"{'Hello world ' * 9}stop. {'It is a cat ' * 9}stop."


@pytest.fixture(autouse=True)
def network(monkeypatch: pytest.MonkeyPatch) -> HummingNetwork:
    return speak_without_downloads(monkeypatch)


@pytest.fixture(autouse=True)
def temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture(scope="module")
def pipeline() -> TalkingPortrait:
    return TalkingPortrait(FakeEngine())


def test_a_text_becomes_a_video_with_a_voice_that_says_so(
    pipeline, astronaut, tmp_path, temporary_folder
):
    out = tmp_path / "hello.mp4"
    result = pipeline.generate(astronaut, text="Hello world!", voice="Emma", speed=1.2, out=out)
    assert open_video(out).has_audio
    assert result.duration == pytest.approx(len("həlˈO wˈɜɹld!") * 0.05 / 1.2 + 0.7, abs=0.1)
    recipe = json.loads(read_marks(out).recipe)
    assert recipe["speech"] == {
        "model": "Kokoro-82M",
        "voice": "emma",
        "language": "en-GB",
        "speed": 1.2,
    }
    assert read_marks(out).comment.endswith("The voice is synthetic too: emma of Kokoro-82M.")
    assert "synthetic voice emma of Kokoro-82M" in "".join(describe(read_marks(out)))
    assert result.timings.speaking > 0
    assert not any(temporary_folder.iterdir())


def test_typed_words_are_captions_at_once_when_they_are_said(pipeline, astronaut, tmp_path):
    settings = Settings(captions="track")
    out = tmp_path / "a.mp4"
    pipeline.generate(astronaut, text=f"{LONG} Dr. Bell, $5.", settings=settings, out=out)
    captions = read_track(out)
    assert " ".join(" ".join(each.text.split()) for each in captions) == f"{LONG} Dr. Bell, $5."
    assert captions[0].start == pytest.approx(0.2, abs=0.05)
    assert captions[-1].end <= open_video(out).duration + 0.05


def test_a_transcript_goes_before_the_typed_words(pipeline, astronaut, tmp_path):
    settings, out = Settings(captions="track"), tmp_path / "a.mp4"
    pipeline.generate(astronaut, text="Hello", transcript="你好", settings=settings, out=out)
    assert [each.text for each in read_track(out)] == ["你好"]


def test_a_recorded_voice_is_not_called_synthetic(pipeline, astronaut, tmp_path):
    voice = write_voice(tmp_path / "voice.wav")
    result = pipeline.generate(astronaut, voice, out=tmp_path / "a.mp4")
    assert result.recipe.speech is None
    assert "voice" not in read_marks(tmp_path / "a.mp4").comment


def test_the_text_is_spoken_after_the_face_is_found_and_the_bar_never_goes_back(
    pipeline, astronaut
):
    steps = list(pipeline.stream(astronaut, text=LONG))
    stages = list(dict.fromkeys(step.stage for step in steps))
    assert stages[:3] == [Stage.FACE, Stage.SPEAKING, Stage.READING]
    assert stages[-1] is Stage.DONE
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert any(str(step.message) == "Speaking the text: part 2 of 2" for step in steps)


def test_a_job_that_is_stopped_while_it_speaks_leaves_nothing(
    pipeline, astronaut, network, temporary_folder
):
    with closing(pipeline.stream(astronaut, text=LONG)) as steps:
        for step in steps:
            if str(step.message) == "Speaking the text: part 2 of 2":
                break
    assert len(network.heard) == 1
    assert not any(temporary_folder.iterdir())


def test_nothing_is_spoken_for_a_photo_without_a_face(pipeline, network):
    with pytest.raises(NoFaceError):
        pipeline.generate(np.full((300, 300, 3), 128, np.uint8), text="Hello")
    assert not network.heard


def test_nothing_is_spoken_for_a_place_that_cannot_be_written_to(
    pipeline, astronaut, network, tmp_path
):
    (tmp_path / "mine.mp4").write_bytes(b"somebody's own")
    with pytest.raises(OutputError, match="is there already"):
        pipeline.generate(astronaut, text="Hello", out=tmp_path / "mine.mp4")
    assert not network.heard


def test_nothing_is_spoken_for_captions_that_cannot_be_read(pipeline, astronaut, network):
    settings = Settings(captions="burnt")
    with pytest.raises(InputError, match="line of times that cannot be read"):
        pipeline.generate(
            astronaut, text="Hello", transcript="0:xx --> 1\nHello", settings=settings
        )
    assert not network.heard


@pytest.mark.parametrize("other", ["audio", "video"])
def test_a_text_and_a_recording_exclude_each_other(pipeline, astronaut, other):
    for ask in (pipeline.generate, pipeline.estimate):
        with pytest.raises(
            InputError, match="leave the recording, the driving video and the motion out"
        ):
            ask(astronaut, text="Hello", **{other: "some.file"})


def test_an_estimate_knows_how_long_a_text_is(pipeline, astronaut):
    short, long = (pipeline.estimate(astronaut, text=text) for text in ("Hello", LONG))
    assert 0.5 < short.duration < 2 < long.duration < 30
    # It has to be spoken before it is shown.
    assert long.seconds - short.seconds > 0.3 * (long.duration - short.duration)
    with pytest.raises(SettingsError, match="no voice"):
        pipeline.estimate(astronaut, text="Hello", voice="nobody")


def test_a_comparison_may_be_of_a_text(pipeline, astronaut, tmp_path):
    sides = (Side(pipeline, Settings()), Side(pipeline, Settings()))
    request = JobRequest(astronaut, text="Hello", out=tmp_path / "both.mp4")
    *_, last = compare(*sides, request)
    assert last.result is not None
    assert last.result.recipe.speech.voice == "heart"
    assert last.result.right.speech.voice == "heart"


def test_a_text_alone_becomes_a_wav_file(tmp_path):
    steps = list(write_speech("Hello world", "george", 1.0, tmp_path / "a.wav"))
    assert {step.stage for step in steps} == {Stage.SPEAKING}
    assert read_audio(tmp_path / "a.wav").duration > 0.5
