"""The motion of a visitor's video as a file."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import gradio as gr
import numpy as np
import pytest

from real3d.motion.motion_file import load_motion
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.ui.handlers.page_handlers import PageHandlers
from tests.support.fake_engine import FakeEngine
from tests.support.recordings import write_clip

PAGE = SimpleNamespace(
    headers={"accept-language": "en", "x-gradio-user": "app"}, session_hash="visitor"
)
"""A request of somebody who sees the page."""


@pytest.fixture(scope="module")
def handlers() -> PageHandlers:
    return PageHandlers({"mesh": TalkingPortrait(FakeEngine(name="mesh"))})


@pytest.fixture
def clip(tmp_path: Path, astronaut: np.ndarray) -> str:
    return str(write_clip(tmp_path / "waving hand.mp4", astronaut, frames=50))


@pytest.fixture(autouse=True)
def temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_motion_is_kept_under_the_name_of_its_video(handlers, clip, temporary_folder):
    told = []
    for file, status in handlers.motions.keep_motion(clip):
        told.append(status)
        if isinstance(file, str):
            assert Path(file).name == "waving hand.json"
            assert load_motion(file).duration == pytest.approx(2.0)
    assert "Watching the driving video" in told[0]
    assert 'value="0.000"' in told[0]
    assert "The motion is ready: 2 s, 50 frames." in told[-1]
    assert not list(temporary_folder.iterdir())


def test_who_goes_away_leaves_nothing(handlers, clip, temporary_folder):
    with closing(handlers.motions.keep_motion(clip)) as updates:
        next(updates)
        assert list(temporary_folder.iterdir())
    assert not list(temporary_folder.iterdir())


def test_who_stops_it_gets_no_file(handlers, clip, temporary_folder):
    updates = handlers.motions.keep_motion(clip, PAGE)
    next(updates)
    handlers.running.stop(PAGE)
    updates.close()
    assert not list(temporary_folder.iterdir())


def test_what_is_no_video_is_a_sentence(handlers, tmp_path):
    text = tmp_path / "clip.mp4"
    text.write_text("no video")
    missing = "Choose or record a driving video first."
    for video, sentence in ((None, missing), (str(text), "holds no")):
        with pytest.raises(gr.Error, match=sentence):
            list(handlers.motions.keep_motion(video))
        *_, (file, said) = handlers.motions.keep_motion(video, PAGE)
        assert file == gr.skip()
        assert sentence in said
