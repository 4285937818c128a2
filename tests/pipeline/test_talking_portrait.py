"""The road as a whole, with a small engine in the place of the real ones."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from real3d.errors import (
    EngineUnavailableError,
    InputError,
    NotAPictureError,
    NotAudioError,
    OutputError,
    SettingsError,
    TooLongError,
)
from real3d.media import open_video
from real3d.messages.message import Message
from real3d.motion import MotionSettings
from real3d.pipeline.request import JobRequest
from real3d.pipeline.result import Stage
from real3d.pipeline.settings import Settings
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.portrait.framing import OpenEdges
from tests.support.fake_engine import FakeAvatar, FakeEngine
from tests.support.recordings import header, write_clip, write_voice


@pytest.fixture(scope="module")
def pipeline():
    return TalkingPortrait(FakeEngine())


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    return write_voice(tmp_path / "voice.wav")


@pytest.fixture(autouse=True)
def temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go during one test."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_photo_and_a_voice_become_a_video_as_long_as_the_voice(pipeline, astronaut, voice):
    result = pipeline.generate(astronaut, voice)
    clip = open_video(result.path)
    assert clip.duration == pytest.approx(0.6, abs=0.05)
    assert clip.has_audio
    assert (clip.width, clip.height) == (512, 512)
    assert result.frames == 15


def test_a_driving_video_gives_its_movement_and_its_sound(pipeline, astronaut, voice, tmp_path):
    driving = write_clip(tmp_path / "clip.mp4", astronaut, frames=12, sound=voice)
    result = pipeline.generate(astronaut, video=driving, out=tmp_path / "result.mp4")
    assert open_video(result.path).has_audio
    assert result.frames == 12


def test_a_silent_driving_video_makes_a_silent_result(pipeline, astronaut, tmp_path):
    driving = write_clip(tmp_path / "clip.mp4", astronaut, frames=5)
    result = pipeline.generate(astronaut, video=driving, out=tmp_path / "result.mp4")
    assert not open_video(result.path).has_audio


def test_with_both_the_video_moves_the_face_and_the_audio_is_the_sound(astronaut, tmp_path):
    engine = FakeEngine()
    driving = write_clip(tmp_path / "clip.mp4", astronaut, frames=5)
    long_voice = write_voice(tmp_path / "long.wav", seconds=2.0)
    result = TalkingPortrait(engine).generate(
        astronaut, long_voice, driving, out=tmp_path / "result.mp4"
    )
    assert engine.asked == ["reconstruct", "watch"]
    assert open_video(result.path).has_audio
    assert any("cut at 0.2 s" in str(note) for note in result.notes)


def test_a_setting_that_the_engine_does_not_heed_is_reported(pipeline, astronaut, voice, tmp_path):
    chosen = Settings(motion=MotionSettings(gaze=2.0, blink=0.0))
    result = pipeline.generate(astronaut, voice, settings=chosen, out=tmp_path / "result.mp4")
    assert result.notes == (Message("setting-without-effect", name="gaze", engine="fake"),)


@pytest.mark.parametrize(
    ("faceless", "note", "sentence"),
    [
        (1, Message("frame-without-face"), "1 frame of the driving video showed no face; "),
        (3, Message("frames-without-face", count=3), "3 frames of the driving video showed no "),
    ],
)
def test_frames_without_a_face_are_reported(faceless, note, sentence, astronaut, tmp_path):
    driving = write_clip(tmp_path / "clip.mp4", astronaut, frames=5)
    pipeline = TalkingPortrait(FakeEngine(faceless=faceless))
    result = pipeline.generate(astronaut, video=driving, out=tmp_path / "result.mp4")
    assert result.notes == (note,)
    record = json.loads(result.to_json())
    assert record["engine_reason"] == "it was handed over by the caller"
    assert record["notes"] == [str(note)]
    assert str(note).startswith(sentence)


@pytest.mark.parametrize(
    ("level", "hears_voices", "notes"),
    [
        (0, True, (Message("voice-silent"),)),
        (2, False, (Message("voice-silent"),)),
        (8000, False, (Message("voice-absent"),)),
        (8000, True, ()),
    ],
)
def test_a_recording_without_a_voice_gets_a_remark(astronaut, tmp_path, level, hears_voices, notes):
    sound = write_voice(tmp_path / "voice.wav", level=level)
    pipeline = TalkingPortrait(FakeEngine(hears_voices=hears_voices))
    assert pipeline.generate(astronaut, sound, out=tmp_path / "a.mp4").notes == notes


def test_a_mouth_that_is_switched_off_needs_no_remark(astronaut, voice, tmp_path):
    pipeline = TalkingPortrait(FakeEngine(hears_voices=False))
    settings = Settings(motion=MotionSettings(mouth=0))
    result = pipeline.generate(astronaut, voice, settings=settings, out=tmp_path / "a.mp4")
    assert Message("voice-absent") not in result.notes


def test_the_steps_come_in_order_and_only_the_last_one_has_the_result(pipeline, astronaut, voice):
    steps = list(pipeline.stream(astronaut, voice))
    stages = list(dict.fromkeys(step.stage for step in steps))
    assert stages == [
        Stage.READING,
        Stage.FACE,
        Stage.AVATAR,
        Stage.LISTENING,
        Stage.RENDERING,
        Stage.FINISHING,
        Stage.DONE,
    ]
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert [step.result is not None for step in steps].count(True) == 1
    rendered = [step for step in steps if step.frame is not None]
    assert str(rendered[-1].message) == "Rendering frame 15 of 15"
    assert rendered[-1].frame.shape == (512, 512, 3)


def test_a_job_of_too_much_work_is_refused_before_it_begins(astronaut, voice, monkeypatch):
    monkeypatch.setattr("real3d.pipeline.workload.MAX_GIGAPIXELS", 1e-3)
    engine = FakeEngine()
    steps = TalkingPortrait(engine).stream(astronaut, voice)
    assert next(steps).stage is Stage.READING
    with pytest.raises(TooLongError, match="the limit is"):
        next(steps)
    with pytest.raises(TooLongError, match="the limit is"):
        TalkingPortrait(engine).estimate(astronaut, voice)


def test_a_job_that_is_made_in_one_call_teaches_the_estimate(astronaut, voice):
    pipeline = TalkingPortrait(FakeEngine(delay=0.05))
    before = pipeline.estimate(astronaut, voice).seconds
    pipeline.generate(astronaut, voice)
    assert pipeline.estimate(astronaut, voice).seconds != before


def test_the_second_voice_on_one_photo_finds_the_avatar_ready(astronaut, voice):
    engine = FakeEngine()
    pipeline = TalkingPortrait(engine)
    pipeline.generate(astronaut, voice)
    pipeline.generate(astronaut.copy(), voice)
    assert engine.asked == ["reconstruct", "listen", "listen"]
    assert pipeline.portrait(astronaut) is pipeline.portrait(astronaut.copy())


def test_a_job_that_is_stopped_leaves_nothing(pipeline, astronaut, voice, temporary_folder):
    with closing(pipeline.stream(astronaut, voice)) as steps:
        next(step for step in steps if step.frame is not None)
        assert list(temporary_folder.iterdir())
    assert not list(temporary_folder.iterdir())


def test_a_job_that_is_stopped_keeps_an_older_result(pipeline, astronaut, voice, tmp_path):
    out = tmp_path / "results" / "result.mp4"
    out.parent.mkdir()
    out.write_bytes(b"older")
    with closing(pipeline.stream(astronaut, voice, out=out, overwrite=True)) as steps:
        next(step for step in steps if step.frame is not None)
    assert out.read_bytes() == b"older"
    assert list(out.parent.iterdir()) == [out]


def test_results_without_a_name_never_meet(pipeline, astronaut, voice):
    first = pipeline.generate(astronaut, voice)
    second = pipeline.generate(astronaut, voice)
    assert first.path != second.path
    assert first.path.exists()


def test_a_transparent_result_is_webm(pipeline, astronaut, voice):
    result = pipeline.generate(astronaut, voice, background="transparent")
    assert result.path.suffix == ".webm"
    assert "vp9" in header(result.path)


def test_a_transparent_result_cannot_be_mp4(pipeline, astronaut, voice, tmp_path):
    with pytest.raises(SettingsError, match=r"\.webm"):
        pipeline.generate(astronaut, voice, background="transparent", out=tmp_path / "a.mp4")


def test_the_file_says_that_it_is_synthetic_and_how_it_was_made(pipeline, astronaut, voice):
    settings = Settings(motion=MotionSettings(seed=7))
    result = pipeline.generate(astronaut, voice, background="#20a060", settings=settings)
    tags = header(result.path)
    assert "digitalsourcetype/compositeWithTrainedAlgorithmicMedia" in tags
    assert "Synthetic media" in tags
    assert '"seed": 7' in tags
    assert '"background": "#20a060"' in tags


def test_the_record_holds_all_that_is_needed_to_make_it_again(pipeline, astronaut, voice):
    record = json.loads(pipeline.generate(astronaut, voice).to_json())
    assert record["recipe"]["engine"] == "fake"
    assert record["recipe"]["settings"]["motion"]["seed"] == record["seed"] == 0
    assert record["recipe"]["settings"]["size"] == 512
    assert record["frames"] == 15
    assert record["timings"]["total"] > 0
    assert Path(record["path"]).exists()


def test_nothing_to_move_the_face_is_an_error(pipeline, astronaut):
    with pytest.raises(InputError, match="There is nothing to move the face"):
        pipeline.generate(astronaut)


def test_an_unknown_background_is_an_error(pipeline, astronaut, voice):
    with pytest.raises(SettingsError, match="blurred"):
        pipeline.generate(astronaut, voice, background="blurred")


def test_a_background_picture_that_is_no_picture_is_an_error(pipeline, astronaut, voice):
    with pytest.raises(NotAPictureError):
        pipeline.generate(astronaut, voice, background=voice)


def test_a_photo_array_has_to_be_rgb(pipeline, voice):
    with pytest.raises(InputError, match="RGB"):
        pipeline.generate(np.zeros((64, 64), np.uint8), voice)


def test_a_text_file_is_no_voice(pipeline, astronaut, tmp_path):
    text = tmp_path / "voice.wav"
    text.write_text("this is not sound")
    with pytest.raises(NotAudioError):
        pipeline.generate(astronaut, text)


def test_a_place_that_cannot_be_written_to_is_known_before_the_work(astronaut, voice, tmp_path):
    engine = FakeEngine()
    blocker = tmp_path / "file"
    blocker.touch()
    with pytest.raises(OutputError):
        TalkingPortrait(engine).generate(astronaut, voice, out=blocker / "result.mp4")
    assert engine.asked == []


@pytest.mark.parametrize("size", [0, 500, 2048])
def test_sizes_that_no_engine_renders_are_refused(size):
    with pytest.raises(SettingsError, match="512, 768, 1024"):
        Settings(size=size)


def test_an_engine_that_cannot_run_is_never_replaced_by_another(astronaut, voice):
    with pytest.raises(EngineUnavailableError, match="tri-plane"):
        TalkingPortrait("triplane").generate(astronaut, voice)


def test_an_unknown_engine_is_an_error():
    with pytest.raises(SettingsError, match="auto, mesh, triplane"):
        _ = TalkingPortrait("magic").engine


def test_names_with_spaces_quotes_and_other_alphabets_work(pipeline, astronaut, tmp_path):
    folder = tmp_path / 'it\'s a "folder" мой файл 声音'
    folder.mkdir()
    voice = write_voice(folder / "-голос 'один'; $(x).wav")
    result = pipeline.generate(astronaut, voice, out=folder / 'ответ "1".mp4')
    assert open_video(result.path).has_audio
    assert sorted(os.listdir(folder)) == sorted([voice.name, result.path.name])


def test_the_mesh_engine_moves_the_photo(astronaut, tmp_path):
    voice = write_voice(tmp_path / "voice.wav", seconds=1.0)
    frames = [
        step.frame
        for step in TalkingPortrait("mesh").stream(astronaut, voice, out=tmp_path / "a.mp4")
        if step.frame is not None
    ]
    assert len(frames) == 25
    moved = [np.abs(frame.astype(int) - frames[0]).max() for frame in frames]
    assert max(moved) > 30


@pytest.mark.parametrize("framing", ["square", "photo", "16:9"])
def test_shoulders_stand_still_where_the_frames_fade_into_the_photo(
    pipeline, astronaut, voice, framing, monkeypatch
):
    asked = []
    monkeypatch.setattr(
        FakeAvatar, "within_photo", lambda avatar, edges: asked.append(edges) or avatar
    )
    wide = np.ascontiguousarray(np.pad(astronaut, ((0, 0), (101, 100), (0, 0)), mode="edge"))
    pipeline.generate(wide, voice, settings=Settings(framing=framing))
    # A wide view ends with the square below, or above its lower end.
    edges = OpenEdges(left=True, right=True, bottom=framing == "photo")
    assert asked == ([] if framing == "square" else [edges])


def test_in_the_framing_of_the_photo_the_result_has_its_shape(pipeline, astronaut, voice):
    wide = np.ascontiguousarray(np.pad(astronaut, ((0, 0), (101, 100), (0, 0)), mode="edge"))
    settings = Settings(framing="photo")
    steps = list(pipeline.stream(wide, voice, settings=settings))
    frame = next(step.frame for step in steps if step.frame is not None)
    assert frame.shape == (512, 712, 3)
    assert np.array_equal(frame[:, :4], wide[:512, :4])
    clip = open_video(steps[-1].result.path)
    assert (clip.width, clip.height) == (712, 512)


@pytest.mark.parametrize(("framing", "size"), [("9:16", (480, 854)), ("16:9", (854, 480))])
def test_a_result_can_be_upright_or_wide(pipeline, astronaut, voice, framing, size):
    result = pipeline.generate(astronaut, voice, settings=Settings(framing=framing))
    clip = open_video(result.path)
    assert (clip.width, clip.height) == size
    frame = next(clip.frames(25, max_side=854))
    assert frame.mean(axis=(0, 2)).min() > 8  # no bars
    assert frame.mean(axis=(1, 2)).min() > 8


@pytest.mark.parametrize("framing", ["photo", "9:16", "16:9"])
@pytest.mark.parametrize("background", ["transparent", "blur", "#204060"])
def test_more_of_the_photo_keeps_its_background(pipeline, astronaut, voice, framing, background):
    with pytest.raises(SettingsError, match=f"“{framing}” keeps .* choose the framing “square”"):
        pipeline.generate(
            astronaut, voice, background=background, settings=Settings(framing=framing)
        )


def test_the_driving_video_can_stand_beside_the_result(pipeline, astronaut, voice, tmp_path):
    wide = np.ascontiguousarray(np.pad(astronaut, ((0, 0), (101, 99), (0, 0)), mode="edge"))
    clip = write_clip(tmp_path / "clip.mp4", wide, frames=4)
    settings = Settings(with_driver=True)
    result = pipeline.generate(astronaut, video=clip, settings=settings)
    made = open_video(result.path)
    assert (made.width, made.height) == (712 + 512, 512)
    frame = next(made.frames(25))
    assert np.abs(frame[:, :712].astype(int) - wide[:, :712]).mean() < 6
    plain = pipeline.estimate(astronaut, video=clip)
    assert pipeline.estimate(astronaut, video=clip, settings=settings).seconds > plain.seconds
    # A voice has none.
    assert open_video(pipeline.generate(astronaut, voice, settings=settings).path).width == 512


@pytest.mark.parametrize(
    ("others", "sentence"),
    [
        ({"background": "transparent"}, "Beside a transparent result there is no place"),
        ({"settings": Settings(with_driver=True, debug=True)}, "shows the driving video already"),
    ],
)
def test_the_driving_video_beside_what_has_no_place_for_it(
    pipeline, astronaut, tmp_path, others, sentence
):
    clip = write_clip(tmp_path / "clip.mp4", astronaut, frames=4)
    asked = {"settings": Settings(with_driver=True)} | others
    with pytest.raises(SettingsError, match=sentence):
        pipeline.generate(astronaut, video=clip, **asked)


def test_an_unknown_framing_is_an_error():
    with pytest.raises(SettingsError, match="square, 9:16, 16:9, photo"):
        Settings(framing="wide")


def test_the_face_that_is_pointed_at_is_animated(pipeline, astronaut, voice):
    small = np.pad(astronaut[::2, ::2], ((0, 256), (0, 0), (0, 0)), mode="edge")
    two = np.ascontiguousarray(np.hstack([astronaut, small]))
    first, second = pipeline.portrait(two), pipeline.portrait(two, face=(620, 65))
    assert first.crop.left + first.crop.side < 560
    assert second.crop.left > 400
    assert first.key != second.key


def test_the_head_can_move_as_in_a_video_while_the_voice_speaks(astronaut, voice, tmp_path):
    engine = FakeEngine()
    clip = write_clip(tmp_path / "clip.mp4", astronaut, frames=4)
    result = TalkingPortrait(engine).generate(
        astronaut, voice, head_from=clip, out=tmp_path / "result.mp4"
    )
    assert engine.asked == ["reconstruct", "watch", "listen"]
    assert result.frames == 15


def test_two_videos_for_one_head_are_an_error(pipeline, astronaut, tmp_path):
    clip = write_clip(tmp_path / "clip.mp4", astronaut, frames=4)
    with pytest.raises(InputError, match="moves the head already"):
        pipeline.generate(astronaut, video=clip, head_from=clip)


def test_an_estimate_knows_the_length_and_grows_with_the_frame(pipeline, astronaut, voice):
    square = pipeline.estimate(astronaut, voice)
    wide = np.pad(astronaut, ((0, 0), (0, 1000), (0, 0)))
    framed = pipeline.estimate(wide, voice, settings=Settings(framing="photo"))
    assert square.duration == pytest.approx(0.6, abs=0.05)
    assert 0 < square.seconds < framed.seconds


@pytest.mark.parametrize("as_file", [True, False])
def test_an_estimate_knows_whether_the_photo_is_known(astronaut, voice, tmp_path, as_file):
    photo = astronaut
    if as_file:
        photo = tmp_path / "photo.png"
        Image.fromarray(astronaut).save(photo)
    pipeline = TalkingPortrait(FakeEngine())
    strange = pipeline.estimate(photo, voice).seconds
    portrait = pipeline.portrait(photo)
    analysed = pipeline.estimate(photo, voice).seconds
    pipeline.avatar(portrait)
    assert strange > analysed > pipeline.estimate(photo, voice).seconds


def test_an_estimate_knows_the_photo_of_the_job_before(astronaut, voice, tmp_path):
    photo = tmp_path / "photo.png"
    Image.fromarray(astronaut).save(photo)
    pipeline = TalkingPortrait(FakeEngine())
    assert _faces_to_do(pipeline, photo, voice) == (1, 1)
    pipeline.generate(photo, voice, out=tmp_path / "result.mp4")
    assert _faces_to_do(pipeline, photo, voice) == (0, 0)


def _faces_to_do(pipeline: TalkingPortrait, photo: Path, voice: Path) -> tuple[int, int]:
    """Those to be analysed, and to be built."""
    work = pipeline.planned_work(JobRequest(photo, voice))
    return work.analyses, work.avatars


def test_an_estimate_counts_what_has_to_be_heard_and_watched(pipeline, astronaut, voice, tmp_path):
    clip = write_clip(tmp_path / "clip.mp4", astronaut, frames=25)
    heard, watched, turned, played = (
        pipeline.planned_work(JobRequest(astronaut, **driver))
        for driver in (
            {"audio": voice},
            {"video": clip},
            {"audio": voice, "head_from": clip},
            {"motion": "nod"},
        )
    )
    assert (heard.heard, heard.watched) == (heard.duration, 0)
    assert (watched.heard, watched.watched) == (0, watched.duration)
    assert turned.heard == turned.duration
    assert turned.watched == watched.duration
    assert (played.heard, played.watched) == (0, 0)


def test_an_estimate_knows_what_takes_longer_to_write(pipeline, astronaut, voice):
    plain = pipeline.estimate(astronaut, voice)
    clear = pipeline.estimate(astronaut, voice, background="Transparent")
    kept = pipeline.estimate(astronaut, voice, background="wall.jpg", pictures="frames.zip")
    assert plain.seconds < clear.seconds < kept.seconds


def test_the_time_left_is_told_once_it_can_be_known(astronaut, tmp_path):
    voice = write_voice(tmp_path / "voice.wav", seconds=0.6)
    left = [
        step.seconds_left
        for step in TalkingPortrait(FakeEngine(delay=0.1)).stream(astronaut, voice)
        if step.frame is not None
    ]
    assert left[0] is None
    assert left[-1] == 0
    assert left[9] == pytest.approx(0.5, abs=0.3)


def test_a_square_that_is_enlarged_in_the_photo_is_remarked_on(pipeline, astronaut, voice):
    large = np.kron(astronaut, np.ones((4, 4, 1), np.uint8))
    framed = pipeline.generate(large, voice, settings=Settings(framing="photo"))
    assert any("a resolution above 512 is sharper" in str(note) for note in framed.notes)
    assert pipeline.generate(large, voice).notes == ()
    assert pipeline.generate(astronaut, voice, settings=Settings(framing="photo")).notes == ()
