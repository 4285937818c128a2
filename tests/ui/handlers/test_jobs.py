"""What a visitor sees of one job: the last result stays until a new one comes, an error is said."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import gradio as gr
import numpy as np
import pytest

from real3d.errors import NoFaceError
from real3d.pipeline.result import Progress, Stage
from real3d.ui.handlers.examples import NO_EXAMPLES
from real3d.ui.handlers.jobs import PageJob, result_name, stream_job, throttle
from real3d.ui.handlers.kept_results import KeptResults
from real3d.ui.handlers.running_jobs import RunningJobs
from real3d.ui.i18n.language import request_language

ENGLISH = None
CHINESE = SimpleNamespace(headers={"accept-language": "zh"}, session_hash=None)
PROGRAM = SimpleNamespace(headers={"x-gradio-user": "api"}, session_hash=None)
PAGE = SimpleNamespace(headers={"x-gradio-user": "app"}, session_hash=None)


def _refused(out: Path, live: bool) -> Generator[Progress, None, None]:
    yield Progress(Stage.FACE, 0.0, Stage.FACE.value)
    raise NoFaceError("no-face")


def _watched(out: Path, live: bool) -> Generator[Progress, None, None]:
    assert live
    yield Progress(Stage.RENDERING, 0.5, Stage.RENDERING.value, frame=np.zeros((8, 8, 3), np.uint8))
    raise NoFaceError("no-face")


def _unwatched(out: Path, live: bool) -> Generator[Progress, None, None]:
    assert not live
    yield Progress(Stage.RENDERING, 0.5, Stage.RENDERING.value, frame=np.zeros((8, 8, 3), np.uint8))
    raise NoFaceError("no-face")


def _updates(start, request=ENGLISH) -> list:
    """All that is shown, up to the error that ends it, which nobody raises at a visitor."""
    shown = []
    job = stream_job(
        lambda: PageJob(start, key=None, name="a.mp4"),
        request,
        KeptResults(NO_EXAMPLES),
        RunningJobs(),
    )
    with nullcontext() if request is PAGE else pytest.raises(gr.Error):
        shown.extend(job)
    return shown


@pytest.mark.parametrize("start", ["refused", "watched"])
def test_the_last_result_stays_whatever_becomes_of_the_next_one(start):
    for video, _, recipe in _updates({"refused": _refused, "watched": _watched}[start], PAGE):
        assert video == recipe == gr.skip()


@pytest.mark.parametrize("request_in", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_an_error_stays_where_the_result_would_be(request_in):
    """A notice that pops up is gone after a few seconds."""
    video, status, recipe = _updates(_refused, request_in)[-1]
    assert request_language(request_in).translate(NoFaceError("no-face").message) in status
    assert "data-passing" in status, "it goes as soon as something is changed"
    assert video == recipe == gr.skip()


def test_what_cannot_be_parsed_is_said_there_too():
    def refused() -> PageJob:
        raise NoFaceError("no-face")

    shown = []
    with pytest.raises(gr.Error):
        shown.extend(stream_job(refused, ENGLISH, KeptResults(NO_EXAMPLES), RunningJobs()))
    (update,) = shown
    assert str(NoFaceError("no-face")) in update[1]


def test_a_result_is_named_after_its_photo_and_what_drives_it():
    assert result_name(".mp4", "/tmp/1/me.jpg", Path("/tmp/2/hello.wav")) == "me-hello.mp4"
    assert result_name(".glb", "/tmp/1/me.jpg", None) == "me.glb"
    assert len(result_name(".mp4", *("脸" * 80, "声" * 80)).encode()) < 200


def test_the_page_gets_what_can_be_seen_already():
    assert "data-frame" in _updates(_watched, PAGE)[0][1]


def test_a_program_gets_stages_and_nothing_to_be_seen():
    status = _updates(_unwatched, PROGRAM)[0][1]
    assert "<progress" in status
    assert "data-" not in status


def test_frames_are_shown_a_few_times_a_second_and_every_stage_once():
    """A thousand updates at once would keep the line to the browser busy."""
    rendering = [Progress(Stage.RENDERING, 0.5, Stage.RENDERING.value) for _ in range(1000)]
    stages = [Progress(stage, 0.1, stage.value) for stage in (Stage.FACE, Stage.AVATAR)]
    shown = [step.stage for step in throttle(iter([*stages, *rendering]))]
    assert shown[:3] == [Stage.FACE, Stage.AVATAR, Stage.RENDERING]
    assert len(shown) < 20
