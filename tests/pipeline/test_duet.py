"""Two people of one photo speak, each with a voice of their own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from real3d.errors import InputError, OutputError, SettingsError, TooLongError
from real3d.media import open_video, read_audio
from real3d.motion import MotionSettings
from real3d.pipeline.duet import PAUSE_SECONDS, DuetRequest, Speaker, duet, estimate_duet
from real3d.pipeline.result import Result
from real3d.pipeline.settings import Settings
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.portrait.analysis import find_faces
from tests.support.fake_engine import FakeEngine
from tests.support.learning import Learning
from tests.support.recording_engine import RecordingEngine
from tests.support.recordings import header, write_voice
from tests.support.spoken import Speech

PORTRAITS = Path(__file__).parents[2] / "examples" / "portraits"
SIDE = 384
"""Pixels: of each half of the photo."""


def _half(name: str) -> np.ndarray:
    portrait = Image.open(PORTRAITS / name).convert("RGB")
    return np.asarray(portrait.resize((SIDE, SIDE), Image.Resampling.LANCZOS))


@pytest.fixture(scope="module")
def pair() -> np.ndarray:
    """[384, 768, 3] a woman on the left and a man on the right."""
    photo = np.hstack([_half("clara.jpg"), _half("daniel.jpg")])
    photo.setflags(write=False)
    return photo


@pytest.fixture(scope="module")
def places(pair: np.ndarray) -> tuple[tuple[float, float], tuple[float, float]]:
    """On the left and the right face."""
    left, right = sorted(face.centre for face in find_faces(pair))
    return left, right


@pytest.fixture
def asked(pair: np.ndarray, tmp_path: Path) -> DuetRequest:
    first = write_voice(tmp_path / "first.wav", 0.8)
    second = write_voice(tmp_path / "second.wav", 0.4)
    return DuetRequest(pair, Speaker(first), Speaker(second), out=tmp_path / "talk.mp4")


@pytest.fixture(scope="module")
def pipeline() -> TalkingPortrait:
    return TalkingPortrait(FakeEngine())


def _made(pipeline: TalkingPortrait, request: DuetRequest) -> Result:
    *_, last = duet(pipeline, request)
    assert last.result is not None
    return last.result


def _frames(result: Result) -> np.ndarray:
    return np.stack(list(open_video(result.path).frames(25.0)))


def test_the_second_voice_waits_for_the_first(pipeline, asked):
    result = _made(pipeline, asked)
    clip = open_video(result.path)
    assert (clip.width, clip.height, clip.has_audio) == (2 * SIDE, SIDE, True)
    assert result.duration == pytest.approx(0.8 + PAUSE_SECONDS + 0.4, abs=0.05)
    sound = read_audio(result.path).samples
    level = [np.abs(sound[round(at * 16_000) :][:1600]).max() for at in (0.4, 0.93, 1.3)]
    assert level[0] > 0.1
    assert level[1] < 0.02
    assert level[2] > 0.1


def test_both_voices_can_begin_together(pipeline, asked):
    result = _made(pipeline, replace(asked, order="together"))
    assert result.duration == pytest.approx(0.8, abs=0.05)


def test_each_hears_their_own_voice_and_silence_besides(asked):
    engine = RecordingEngine()
    _made(TalkingPortrait(engine), asked)
    (first, own), (second, other) = engine.heard
    assert len(first.samples) == len(second.samples) == round(1.5 * 16_000)
    assert np.abs(first.samples[:12_000]).max() > 0.1
    assert not first.samples[13_000:].any()
    assert not second.samples[: round(1.1 * 16_000)].any()
    assert np.abs(second.samples[-6_000:]).max() > 0.1
    assert own.seed != other.seed, "they do not blink at the same moments"


def test_the_left_one_of_the_largest_faces_begins(pipeline, asked, places):
    assert _made(pipeline, asked).recipe.duet.faces == places


def test_who_has_no_place_is_the_other_one(pipeline, asked, places):
    left, right = places
    begins = replace(asked, first=replace(asked.first, face=right))
    assert _made(pipeline, begins).recipe.duet.faces == (right, left)
    ends = replace(asked, second=replace(asked.second, face=left))
    assert _made(pipeline, ends).recipe.duet.faces == (right, left)


def test_the_file_says_how_it_was_made_and_that_it_is_synthetic(pipeline, asked, places):
    result = _made(pipeline, replace(asked, order="together"))
    assert json.loads(result.recipe.to_json())["duet"] == {
        "faces": [list(place) for place in places],
        "order": "together",
    }
    tags = header(result.path)
    assert "compositeWithTrainedAlgorithmicMedia" in tags
    assert '"order": "together"' in tags


def test_the_steps_run_forwards_to_the_result(pipeline, asked):
    steps = list(duet(pipeline, asked))
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions)
    assert steps[-1].result is not None
    assert sum(step.frame is not None for step in steps) == steps[-1].result.frames


def test_a_job_that_is_stopped_leaves_nothing(pipeline, asked, tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    out = tmp_path / "results" / "talk.mp4"
    steps = duet(pipeline, replace(asked, out=out))
    next(step for step in steps if step.frame is not None)
    assert any(scratch.iterdir()), "the mixed voices"
    steps.close()
    assert not any(scratch.iterdir())
    assert not list(out.parent.iterdir())


def _with_faces(asked: DuetRequest, *faces: Any) -> DuetRequest:
    first, second = faces
    return replace(
        asked, first=replace(asked.first, face=first), second=replace(asked.second, face=second)
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda asked: _with_faces(asked, (200, 190), (190, 200)), "same face is chosen twice"),
        (lambda asked: _with_faces(asked, (200, 190), (5, 5)), "no human face at 5,5"),
        (lambda asked: _with_faces(asked, (5, 380), None), "no human face at 5,380"),
        (lambda asked: replace(asked, photo=asked.photo[:, :SIDE]), "only one face"),
        (
            lambda asked: _with_faces(
                replace(asked, photo=asked.photo[:, :SIDE]), (200, 190), (190, 200)
            ),
            "only one face",
        ),
        (
            lambda asked: replace(asked, second=Speaker("missing.wav")),
            "There is no file 'missing.wav'",
        ),
    ],
)
def test_what_cannot_be_used_is_one_sentence(
    pipeline: TalkingPortrait,
    asked: DuetRequest,
    change: Callable[[DuetRequest], DuetRequest],
    sentence: str,
) -> None:
    with pytest.raises(InputError, match=sentence):
        list(duet(pipeline, change(asked)))
    assert not Path(asked.out).exists()


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (Settings(), "the whole photo"),
        (Settings(framing="9:16"), "the whole photo"),
        (Settings(framing="photo", captions="burnt"), "no captions"),
        (Settings(framing="photo", debug=True), "no debug view"),
    ],
)
def test_settings_without_a_place_for_two_are_an_error(pipeline, asked, settings, sentence):
    request = replace(asked, settings=settings)
    with pytest.raises(SettingsError, match=sentence):
        list(duet(pipeline, request))
    with pytest.raises(SettingsError, match=sentence):
        estimate_duet(pipeline, request)


@pytest.mark.parametrize("chosen", ["nobody", "the second", "both"])
def test_an_estimate_learns_from_the_job_before_and_knows_its_two(
    pair, asked, places, tmp_path, chosen
):
    photo = tmp_path / "photo.png"
    Image.fromarray(pair).save(photo)
    first, second = asked.first, asked.second
    if chosen != "nobody":
        second = replace(second, face=places[1])
    if chosen == "both":
        first = replace(first, face=places[0])
    request = replace(asked, photo=photo, first=first, second=second)
    learning = Learning()
    pipeline = TalkingPortrait(FakeEngine(), estimator=learning)
    before = estimate_duet(pipeline, request).seconds
    for number in range(2):
        _made(pipeline, replace(request, out=tmp_path / f"{number}.mp4"))
    assert learning.faces == [(2, 2), (0, 0)]
    work, _ = learning.jobs[0]
    assert (work.people, work.heard) == (2, pytest.approx(2 * 1.5, abs=0.01))
    assert estimate_duet(pipeline, request).seconds < before


def test_the_work_of_both_counts(asked, monkeypatch):
    pipeline = TalkingPortrait(FakeEngine())  # knows neither of them
    both = estimate_duet(pipeline, asked)
    assert both.duration == pytest.approx(1.5, abs=0.01)
    alone = pipeline.estimate(asked.photo, asked.first.audio, settings=asked.settings)
    one = alone.gigapixels * both.duration / 0.8
    assert 1.2 * one < both.gigapixels < 2 * one, "two are drawn, the photo is copied once"
    assert both.seconds > 1.5 * alone.seconds
    monkeypatch.setattr("real3d.pipeline.workload.MAX_GIGAPIXELS", 0.9 * both.gigapixels)
    with pytest.raises(TooLongError):
        list(duet(pipeline, asked))
    with pytest.raises(TooLongError):
        estimate_duet(pipeline, asked)


@pytest.mark.parametrize("whose", ["first", "second"])
def test_no_voice_is_written_over(pipeline, asked, whose, tmp_path):
    voice = tmp_path / "voice.mp4"
    voice.write_bytes(Path(asked.first.audio).read_bytes())
    request = replace(asked, **{whose: Speaker(voice)}, out=voice, overwrite=True)
    before = voice.read_bytes()
    with pytest.raises(OutputError):
        list(duet(pipeline, request))
    assert voice.read_bytes() == before


def test_who_stands_by_is_background_for_both(asked):
    names = ("clara.jpg", "daniel.jpg", "amara.jpg")
    crowd = np.hstack([_half(name)[:, 90:294] for name in names])
    left, middle, right = sorted(find_faces(crowd), key=lambda face: face.left)
    engine = RecordingEngine()
    chosen = _with_faces(replace(asked, photo=crowd), left.centre, right.centre)
    _made(TalkingPortrait(engine), chosen)
    assert len(engine.portraits) == 2
    for portrait in engine.portraits:
        x = (middle.centre[0] - portrait.crop.left) * portrait.size / portrait.crop.side
        y = (middle.centre[1] - portrait.crop.top) * portrait.size / portrait.crop.side
        assert 0 < x < portrait.size, "they are in the square"
        assert portrait.alpha[round(y), round(x)] == 0


def _write_part(speech: Speech, out: Path) -> Path:
    from real3d.media.wav import write_wav

    samples = speech.samples[8_000:24_000]
    write_wav(out, samples, 16_000)
    return out


def _moved(frames: np.ndarray, face: Any) -> float:
    """How much the lower half of a face changes from frame to frame."""
    left, top = round(face.left), round(face.top + 0.55 * face.height)
    mouth = frames[:, top : top + round(0.4 * face.height), left : left + round(face.width)]
    return float(np.abs(np.diff(mouth.astype(int), axis=0)).mean())


def test_who_speaks_moves_the_mouth_and_the_other_one_is_alive(pair, places, speech, tmp_path):
    first, second = (_write_part(speech, tmp_path / f"{name}.wav") for name in "ab")
    settings = Settings(MotionSettings(head=0.0), framing="photo", badge=False)
    request = DuetRequest(
        pair, Speaker(first), Speaker(second), settings=settings, out=tmp_path / "talk.mp4"
    )
    frames = _frames(_made(TalkingPortrait("mesh"), request))
    one, other = frames[:25], frames[34:58]
    left, right = (find_faces(pair, point=place)[0] for place in places)
    assert _moved(one, left) > 5 * _moved(one, right)
    assert _moved(other, right) > 5 * _moved(other, left)
