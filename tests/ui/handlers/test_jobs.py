"""What a visitor sees of one job: the last result goes, the new one comes, an error is said."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from types import SimpleNamespace

import gradio as gr
import pytest

from real3d.errors import NoFaceError
from real3d.pipeline.result import Progress, Stage
from real3d.ui.handlers.examples import NO_EXAMPLES
from real3d.ui.handlers.jobs import PageJob, stream_job, throttle
from real3d.ui.handlers.kept_results import KeptResults
from real3d.ui.handlers.running_jobs import RunningJobs
from real3d.ui.i18n.language import request_language

ENGLISH = request_language(None)
CHINESE = request_language(SimpleNamespace(headers={"accept-language": "zh"}))


def _refused(out: Path) -> Generator[Progress, None, None]:
    yield Progress(Stage.FACE, 0.0, Stage.FACE.value)
    raise NoFaceError("no-face")


def _updates(start, language=ENGLISH) -> list:
    """All that is shown, up to the error that ends it."""
    shown = []
    job = stream_job(
        lambda: PageJob(start, key=None),
        language,
        KeptResults(NO_EXAMPLES),
        RunningJobs().begin(None),
    )
    with pytest.raises(gr.Error):
        shown.extend(job)
    return shown


def test_the_last_result_goes_before_anything_is_made():
    video, _, recipe = _updates(_refused)[0]
    assert video is None
    assert recipe is None


@pytest.mark.parametrize("language", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_an_error_stays_where_the_result_would_be(language):
    """A notice that pops up is gone after a few seconds."""
    video, status, recipe = _updates(_refused, language)[-1]
    assert language.translate(NoFaceError("no-face").message) in status
    assert video is None
    assert recipe is None


def test_what_cannot_be_parsed_is_said_there_too():
    def refused() -> PageJob:
        raise NoFaceError("no-face")

    shown = []
    with pytest.raises(gr.Error):
        shown.extend(
            stream_job(refused, ENGLISH, KeptResults(NO_EXAMPLES), RunningJobs().begin(None))
        )
    (update,) = shown
    assert str(NoFaceError("no-face")) in update[1]


def test_frames_are_shown_a_few_times_a_second_and_every_stage_once():
    """A thousand updates at once would keep the line to the browser busy."""
    rendering = [Progress(Stage.RENDERING, 0.5, Stage.RENDERING.value) for _ in range(1000)]
    stages = [Progress(stage, 0.1, stage.value) for stage in (Stage.FACE, Stage.AVATAR)]
    shown = [step.stage for step in throttle(iter([*stages, *rendering]))]
    assert shown[:3] == [Stage.FACE, Stage.AVATAR, Stage.RENDERING]
    assert len(shown) < 20
