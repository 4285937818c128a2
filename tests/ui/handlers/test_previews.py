"""A result's small moving picture from the page, or a sentence."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import gradio as gr
import numpy as np
import pytest

from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.ui.handlers.previews import preview
from tests.support.fake_engine import FakeEngine
from tests.support.recordings import write_clip, write_voice

FROM_THE_PAGE = SimpleNamespace(headers={"x-gradio-user": "app"})
FROM_A_PROGRAM = SimpleNamespace(headers={})


@pytest.fixture
def clip(tmp_path: Path, astronaut: np.ndarray) -> str:
    return str(write_clip(tmp_path / "clip.mp4", astronaut, frames=3))


def test_it_has_the_name_of_its_video_and_goes_after_it_was_taken(astronaut, tmp_path):
    voice = write_voice(tmp_path / "voice.wav")
    video = TalkingPortrait(FakeEngine()).generate(astronaut, voice, out=tmp_path / "me-hello.mp4")
    with closing(preview(str(video.path), FROM_THE_PAGE)) as steps:
        path = Path(next(steps)[0])
        assert path.name == "me-hello.webp"
        assert path.exists()
    assert not path.exists()


def test_another_video_is_a_sentence_in_the_status_of_the_page(clip):
    ((path, status),) = preview(clip, FROM_THE_PAGE)
    assert path is None
    assert "was not made by this program" in status


def test_a_program_gets_the_same_as_an_error(clip):
    with pytest.raises(gr.Error, match="was not made by this program"):
        list(preview(clip, FROM_A_PROGRAM))


def test_without_a_video_there_is_nothing_to_show():
    with pytest.raises(gr.Error, match="Make a video first"):
        list(preview(None, FROM_THE_PAGE))
