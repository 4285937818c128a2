"""Two people on the page: what is chosen reaches the job, what is missing is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
import numpy as np
import pytest
from PIL import Image

from real3d.pipeline.duet import DuetRequest, Speaker
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.ui.handlers import duets
from real3d.ui.handlers.page_handlers import PageHandlers
from tests.support.fake_engine import FakeEngine
from tests.support.recordings import write_voice

PORTRAITS = Path(__file__).parents[3] / "examples" / "portraits"


def _row(*names: str) -> np.ndarray:
    """[256, 256 N, 3] people side by side."""
    people = (Image.open(PORTRAITS / name).convert("RGB").resize((256, 256)) for name in names)
    return np.hstack([np.asarray(person) for person in people])


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("photo") / "us.png"
    Image.fromarray(_row("clara.jpg", "daniel.jpg")).save(path)
    return str(path)


@pytest.fixture(scope="module")
def voices(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("voices")
    return {
        "first": str(write_voice(folder / "hello.wav", 0.4)),
        "second": str(write_voice(folder / "hi.wav", 0.3)),
    }


@pytest.fixture(scope="module")
def handlers() -> PageHandlers:
    pipeline = TalkingPortrait(FakeEngine(name="mesh"))
    return PageHandlers({"auto": pipeline, "mesh": pipeline})


def test_two_people_speak(handlers, pair, voices):
    *_, (video, status, recipe) = handlers.duets.duet(pair, **voices, head=0.5)
    assert Path(video).name == "us-hello-hi.mp4"
    assert "1.0 s" in status
    assert recipe["duet"]["order"] == "in turns"
    assert recipe["settings"]["motion"]["head"] == 0.5


def test_everything_that_is_chosen_reaches_the_job(handlers, pair, voices, monkeypatch):
    asked: list[DuetRequest] = []

    def make(pipeline: object, request: DuetRequest, live: bool) -> Iterator[Any]:
        asked.append(request)
        yield from ()

    monkeypatch.setattr(duets, "duet", make)
    chosen = {"face": "390,130", "second_face": "130,128", "together": True}
    list(handlers.duets.duet(pair, **voices, **chosen, size=768, seed=5, mood="happy"))
    (request,) = asked
    assert request.photo == pair
    assert request.first == Speaker(voices["first"], (390.0, 130.0))
    assert request.second == Speaker(voices["second"], (130.0, 128.0))
    assert request.order == "together"
    assert request.out is not None
    settings = request.settings
    assert (settings.framing, settings.size, settings.motion.seed) == ("photo", 768, 5)
    assert settings.motion.mood == "happy"


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("photo", "Choose a photo first."),
        ("first", "a voice for each of the two"),
        ("second", "a voice for each of the two"),
    ],
)
def test_what_is_missing_is_asked_for(handlers, pair, voices, missing, sentence):
    given = {"photo": pair, **voices, missing: None}
    with pytest.raises(gr.Error, match=sentence):
        list(handlers.duets.duet(**given))
    assert handlers.estimates.duet(**given) == ""


def test_a_photo_of_one_person_is_refused(handlers, voices):
    with pytest.raises(gr.Error, match="only one face"):
        list(handlers.duets.duet(str(PORTRAITS / "clara.jpg"), **voices))


def test_the_estimate_knows_whether_one_waits_for_the_other(handlers, pair, tmp_path):
    voice = str(write_voice(tmp_path / "voice.wav", 2.0))
    voices = {"first": voice, "second": voice}
    given = {"mode": "duet", "photo": pair, "voice_driver": "voice", "video_driver": "video"}
    given |= {"driver": "voice", "framing": "square", "captions": "burnt", "debug": True, **voices}
    assert "4 s of video" in handlers.estimates.of_mode(**given)
    assert "2 s of video" in handlers.estimates.of_mode(**given, together=True)


def test_who_answers_is_asked_where_there_is_a_choice(handlers, pair, tmp_path):
    shown, place = handlers.duets.answerers("duet", pair)
    assert shown["visible"] is False
    assert place == ""
    three = str(tmp_path / "three.png")
    Image.fromarray(_row("clara.jpg", "daniel.jpg", "amara.jpg")).save(three)
    shown, place = handlers.duets.answerers("duet", three, "390,130")
    assert shown["visible"] is True
    assert [label for label, _ in shown["choices"]] == ["Face 2", "Face 3"]
    assert place == shown["value"] == shown["choices"][0][1]
    left, right = sorted(float(place.split(",")[0]) for _, place in shown["choices"])
    assert left < 256
    assert right > 512


def test_in_other_tabs_and_without_a_photo_nobody_is_looked_for(handlers, pair):
    shown, _ = handlers.duets.answerers("voice", pair)
    assert "choices" not in shown
    shown, _ = handlers.duets.answerers("duet", None)
    assert shown["visible"] is False
