"""Captions of a job, from the request to the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from real3d.captions.caption import Caption
from real3d.captions.files import MAX_LETTERS, srt_text
from real3d.errors import InputError, Real3DError, SettingsError
from real3d.media import open_video
from real3d.pipeline.comparison import Side, compare
from real3d.pipeline.portrait_cache import PortraitCache
from real3d.pipeline.request import JobRequest
from real3d.pipeline.result import Result
from real3d.pipeline.settings import Settings
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.provenance.verify import read_marks
from tests.support.caption_track import read_track
from tests.support.fake_engine import FakeEngine
from tests.support.recordings import write_clip, write_voice

CACHE = PortraitCache()
SRT = srt_text([Caption(0.0, 0.24, "First words"), Caption(0.24, 9.0, "and the second ones")])


@pytest.fixture
def make(astronaut: np.ndarray, tmp_path: Path) -> Callable[..., Result]:
    """A short job that speaks for half a second, with some things about it changed."""
    pipeline = TalkingPortrait(FakeEngine(), cache=CACHE)
    voice = write_voice(tmp_path / "voice.wav", seconds=0.48)

    def run(captions: str = "none", **changed: Any) -> Result:
        settings = replace(changed.pop("settings", Settings()), captions=captions)
        request = JobRequest(astronaut, audio=voice, settings=settings, out=tmp_path / "a.mp4")
        return pipeline.generate(replace(request, **changed))

    return run


def _low(result: Result) -> np.ndarray:
    """[T] how much white there is where captions are."""
    frames = open_video(result.path).frames(result.fps, max_side=512)
    return np.array([(frame[440:500, 60:450] > 230).all(axis=2).sum() for frame in frames])


def test_burnt_captions_are_in_the_frames_of_their_time(make):
    plain = _low(make())
    burnt = _low(make("burnt", transcript=srt_text([Caption(0.2, 0.36, "HELLO WORLD")])))
    more = burnt - plain > 500
    assert np.flatnonzero(more).tolist() == [5, 6, 7, 8]
    assert not read_track(make("burnt", transcript=SRT).path)


def test_a_track_is_beside_the_frames_and_ends_with_them(make):
    plain = _low(make())
    result = make("track", transcript=SRT)
    assert np.abs(_low(result) - plain).max() < 50
    captions = read_track(result.path)
    assert [each.text for each in captions] == ["First words", "and the second ones"]
    assert captions[1].end == pytest.approx(0.48, abs=0.01)
    assert read_marks(result.path).state == "intact"


def test_a_transparent_video_has_a_track_of_its_own_kind(make, tmp_path):
    out = tmp_path / "a.webm"
    result = make("track", transcript=SRT, background="transparent", out=out)
    assert read_track(result.path)[0].text == "First words"


@pytest.mark.parametrize("driver", ["voice", "video", "brief", "mute", "motion"])
def test_plain_words_are_seen_within_the_video_whatever_moves_the_face(
    make, driver, astronaut, tmp_path
):
    clip = tmp_path / "clip.mp4"
    sound = {"video": 1.0, "brief": 0.1}.get(driver)
    own = None if sound is None else write_voice(tmp_path / "own.wav", seconds=sound)
    write_clip(clip, astronaut, frames=12, sound=own)
    watched = {"video": clip, "audio": None}
    others = {"voice": {}, "motion": {"motion": "wink", "audio": None}}
    given = others.get(driver, watched)
    result = make("track", transcript="Plain words.\nAnd more of them.", **given)
    captions = read_track(result.path)
    assert " ".join(each.text for each in captions) == "Plain words. And more of them."
    assert captions[-1].end <= result.duration + 0.01


def test_no_captions_are_made_of_a_transcript_that_nobody_asked_for(make):
    assert not read_track(make(transcript=SRT).path)


@pytest.mark.parametrize(
    ("transcript", "sentence"),
    [
        (None, "no words for the captions"),
        (" \n", "no words for the captions"),
        ("1\n00:xx --> 00:00:02,000\nHello", "line of times that cannot be read"),
        ("a" * (MAX_LETTERS + 1), "have 50001 characters"),
    ],
)
@pytest.mark.parametrize("captions", ["burnt", "track"])
def test_what_cannot_be_shown_is_a_sentence_before_any_work(
    make, captions, transcript, sentence, tmp_path
):
    with pytest.raises(InputError, match=sentence):
        make(captions, transcript=transcript)
    assert not (tmp_path / "a.mp4").exists()


def test_a_comparison_has_none(astronaut, tmp_path):
    side = Side(TalkingPortrait(FakeEngine()), Settings(captions="burnt"))
    request = JobRequest(astronaut, write_voice(tmp_path / "a.wav"), transcript=SRT)
    with pytest.raises(SettingsError, match="A comparison has no captions"):
        list(compare(side, side, request))


def test_an_unknown_way_is_refused():
    with pytest.raises(Real3DError, match="none, burnt, track"):
        Settings(captions="loud")
