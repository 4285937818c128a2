"""Everything in a `JobRequest` reaches the engine or the file: one test for each of its fields."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from real3d.errors import InputError, SettingsError
from real3d.media import OutputSettings, open_video, read_audio, read_image
from real3d.motion import MotionSettings
from real3d.motion.motion_file import load_motion
from real3d.motion.shipped import find_motion
from real3d.pipeline.portrait_cache import PortraitCache
from real3d.pipeline.request import JobRequest
from real3d.pipeline.result import Result
from real3d.pipeline.settings import Settings
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.provenance.verify import read_marks
from tests.support.recording_engine import RecordingEngine
from tests.support.recordings import header, write_clip, write_voice
from tests.support.tracks import lively_motion

AMARA = Path(__file__).parents[2] / "examples" / "portraits" / "amara.jpg"
CACHE = PortraitCache()


@pytest.fixture(autouse=True)
def temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def engine(tmp_path: Path) -> RecordingEngine:
    """One of its own for each test: avatars are shared by engines of one name."""
    return RecordingEngine(name=tmp_path.name, supported_settings=frozenset(vars(MotionSettings())))


@pytest.fixture
def make(engine: RecordingEngine, astronaut: np.ndarray, tmp_path: Path) -> Callable[..., Result]:
    """A short job with some things about it changed."""
    pipeline = TalkingPortrait(engine, cache=CACHE)
    voice = write_voice(tmp_path / "voice.wav", seconds=0.24)

    def run(**changed: Any) -> Result:
        request = JobRequest(astronaut, audio=voice, out=tmp_path / "result.mp4")
        return pipeline.generate(replace(request, **changed))

    return run


def test_every_field_is_looked_at():
    looked_at = {
        "photo",
        "audio",
        "video",
        "background",
        "settings",
        "out",
        "face",
        "head_from",
        "motion",
        *("text", "voice", "speed"),  # in test_spoken_text.py
        "transcript",  # in test_captioning.py
        "pictures",
        "preview",
        "overwrite",
        "fingerprint",
    }
    assert {field.name for field in fields(JobRequest)} == looked_at


def test_photo(make, engine):
    make(photo=AMARA)
    seen, given = engine.portraits[0].image, read_image(AMARA)
    assert np.abs(seen.mean(axis=(0, 1)) - given.mean(axis=(0, 1))).max() < 12


def test_audio(make, engine, tmp_path):
    other = write_voice(tmp_path / "other.wav", seconds=0.4)
    result = make(audio=other)
    ((audio, settings),) = engine.heard
    assert audio.path == other
    assert settings == MotionSettings()
    assert result.duration == pytest.approx(0.4)
    assert np.abs(read_audio(result.path).samples).max() > 0.1


def test_video(make, engine, astronaut, tmp_path):
    clip = write_clip(tmp_path / "clip.mp4", astronaut, frames=6)
    result = make(video=clip, audio=None)
    ((watched, _),) = engine.watched
    assert watched.path == clip
    assert engine.heard == []
    assert result.frames == 6


def test_head_from(make, engine, astronaut, tmp_path):
    """The head of the video, the rest of the voice."""
    clip = write_clip(tmp_path / "clip.mp4", astronaut, frames=6)
    engine.tracked = lively_motion(6)
    make(head_from=clip)
    ((watched, _),) = engine.watched
    assert watched.path == clip
    motion, _ = engine.rendered[0]
    assert np.array_equal(motion.translation, engine.tracked.translation[: len(motion)])
    assert motion.rotation.any()
    assert not motion.with_channels(jawOpen=0.0).expression.any()


def test_motion(make, engine):
    """One that comes with the program; a voice is only its sound."""
    result = make(motion="wink")
    kept = load_motion(find_motion("wink"))
    assert engine.heard == engine.watched == []
    assert result.duration == pytest.approx(kept.duration)
    motion, _ = engine.rendered[0]
    assert motion.channel("mouthSmileLeft").max() > 0.8
    assert np.ptp(motion.blink, axis=0)[0] > 0.9


def test_a_motion_alone_is_enough(make):
    assert make(motion="nod", audio=None).duration > 2


@pytest.mark.parametrize(
    ("others", "sentence"),
    [
        ({"motion": "nodd"}, "There is no motion “nodd”"),
        ({"motion": "nod", "head_from": "clip.mp4"}, "moves the head already"),
        ({"motion": "nod", "video": "clip.mp4"}, "give one of them"),
    ],
)
def test_a_motion_that_cannot_be_played_is_a_sentence(make, others, sentence):
    with pytest.raises(InputError, match=sentence):
        make(**others)


def test_keeping_a_motion_says_how_far_it_is_and_plays_what_was_seen(engine, astronaut, tmp_path):
    engine.tracked = lively_motion(6)
    clip = write_clip(tmp_path / "clip.mp4", astronaut, frames=6)
    steps = []
    TalkingPortrait(engine).keep_motion(clip, tmp_path / "kept.json", on_progress=steps.append)
    assert steps[0].fraction == 0.0
    kept = load_motion(tmp_path / "kept.json")
    np.testing.assert_allclose(kept.rotation, engine.tracked.rotation, atol=1e-4)


def test_keeping_a_motion_that_is_stopped_leaves_no_file(engine, astronaut, tmp_path):
    clip = write_clip(tmp_path / "clip.mp4", astronaut, frames=6)
    with closing(TalkingPortrait(engine).stream_motion(clip, tmp_path / "kept.json")) as steps:
        next(steps)
    assert not (tmp_path / "kept.json").exists()


def test_an_engine_with_other_expressions_plays_no_motions(make, engine):
    engine.basis = ("other",)
    with pytest.raises(InputError, match="plays no kept motions"):
        make(motion="nod")


@pytest.mark.parametrize(
    ("background", "corner"),
    [("#20a060", (32, 160, 96)), (np.full((64, 64, 3), 77, np.uint8), (77, 77, 77))],
    ids=["colour", "picture"],
)
def test_background(make, engine, background, corner):
    make(background=background)
    _, behind = engine.rendered[0]
    assert behind.shape == (512, 512, 3)
    assert np.abs(behind[4, 4].astype(int) - corner).max() <= 1


def test_a_background_picture_from_a_file(make, engine, tmp_path):
    Image.fromarray(np.full((64, 64, 3), 77, np.uint8)).save(tmp_path / "wall.png")
    make(background=tmp_path / "wall.png")
    assert np.abs(engine.rendered[0][1].astype(int) - 77).max() <= 1


@pytest.mark.parametrize("background", [None, "original", "blur"])
def test_the_photos_own_background(make, engine, background):
    make(background=background)
    portrait, (_, behind) = engine.portraits[0], engine.rendered[0]
    clear = portrait.alpha == 0
    difference = np.abs(behind.astype(int) - portrait.image)[clear].mean()
    assert (difference > 1) == (background == "blur")


def test_out(make, tmp_path):
    result = make(out=tmp_path / "new" / "name.mp4")
    assert result.path == tmp_path / "new" / "name.mp4"
    assert open_video(result.path).width == 512


def test_face(make, engine, astronaut):
    small = np.pad(astronaut[::2, ::2], ((0, 256), (0, 0), (0, 0)), mode="edge")
    two = np.ascontiguousarray(np.hstack([astronaut, small]))
    make(photo=two, face=(620.0, 65.0))
    assert engine.portraits[0].crop.left > 400


def test_pictures(make, tmp_path):
    result = make(
        pictures=tmp_path / "frames.zip", background="transparent", out=tmp_path / "a.webm"
    )
    assert result.pictures == tmp_path / "frames.zip"
    with zipfile.ZipFile(result.pictures) as archive:
        assert len(archive.namelist()) == result.frames
        (tmp_path / "first.png").write_bytes(archive.read("00001.png"))
    assert np.array(Image.open(tmp_path / "first.png")).shape == (512, 512, 4)


def test_preview(make, tmp_path):
    result = make(preview=tmp_path / "small.gif")
    assert result.preview == tmp_path / "small.gif"
    assert json.loads(result.to_json())["preview"] == str(result.preview)
    assert read_marks(result.preview).synthetic
    with Image.open(result.preview) as picture:
        assert picture.is_animated
        assert max(picture.size) <= 480


def test_a_preview_with_another_ending_is_refused_before_any_work(make, engine, tmp_path):
    with pytest.raises(SettingsError, match=r"named \.gif or \.webp"):
        make(preview=tmp_path / "small.png")
    assert engine.portraits == []
    assert not (tmp_path / "result.mp4").exists()


@pytest.mark.parametrize("channels", [1, 2, 4])
def test_an_array_that_is_not_rgb_is_no_photo(make, channels):
    with pytest.raises(InputError, match="RGB"):
        make(photo=np.zeros((512, 512, channels), np.uint8))


def test_settings_of_the_movement_reach_the_engine_as_they_are(make, engine):
    settings = MotionSettings(head=0.5, mouth=1.5, gaze=0.2, fps=30, seed=9)
    result = make(settings=Settings(motion=settings))
    assert engine.heard[0][1] == settings
    assert result.fps == 30
    assert result.seed == 9
    assert open_video(result.path).fps == 30


@pytest.mark.parametrize("driver", ["video", "head_from"])
def test_settings_of_the_movement_reach_whoever_watches_a_video(
    make, engine, astronaut, tmp_path, driver
):
    clip = write_clip(tmp_path / "clip.mp4", astronaut, frames=6)
    settings = MotionSettings(head=0.5, fps=30)
    make(**{driver: clip}, settings=Settings(motion=settings))
    assert engine.watched[0][1] == settings


@pytest.mark.parametrize("driver", ["video", "head_from"])
def test_what_is_seen_in_a_video_is_smoothed_as_much_as_is_asked(
    make, engine, astronaut, tmp_path, driver
):
    clip = write_clip(tmp_path / "clip.mp4", astronaut, frames=20)
    voice = write_voice(tmp_path / "long.wav", seconds=0.8)
    engine.tracked = lively_motion(20)
    trembles = []
    for amount in (0.0, 1.0):
        settings = Settings(motion=MotionSettings(smoothing=amount))
        make(**{driver: clip}, audio=voice, settings=settings)
        motion, _ = engine.rendered[-1]
        trembles.append(np.abs(np.diff(motion.translation, 3, axis=0)).mean())
    assert trembles[1] < 0.2 * trembles[0]


def test_a_head_turns_no_further_than_the_photo_can_show(make, engine, astronaut, tmp_path):
    clip = write_clip(tmp_path / "clip.mp4", astronaut, frames=6)
    wild = lively_motion(6)
    engine.tracked = replace(wild, rotation=wild.rotation + 1.0)
    make(video=clip)
    motion, _ = engine.rendered[0]
    assert np.degrees(np.abs(motion.rotation)).max() < 31


def test_settings_of_the_output_reach_the_encoder(make):
    result = make(settings=Settings(output=OutputSettings(crf=23, preset="ultrafast", threads=1)))
    content = result.path.read_bytes()
    assert b" crf=23.0 " in content
    assert b" subme=0 " in content


def test_the_size(make):
    result = make(settings=Settings(size=768))
    clip = open_video(result.path)
    assert (clip.width, clip.height) == (768, 768)


def test_the_badge_is_there_unless_it_is_not_wanted(make):
    frames = []
    for badge in (True, False):
        result = make(settings=Settings(badge=badge))
        assert ("badge" in result.marks) == badge
        frames.append(next(open_video(result.path).frames(25)).astype(int))
    assert np.abs(frames[0] - frames[1]).max() > 60


def test_the_file_is_signed_as_the_result_says(make):
    result = make()
    assert "manifest" in result.marks
    assert read_marks(result.path).manifest is not None


def test_nothing_that_the_photo_says_of_its_owner_travels_into_the_result(
    make, astronaut, tmp_path
):
    """Where it was taken, with what and by whom; neither into the video nor into its frames."""
    exif = Image.Exif()
    exif[0x010F] = "PRIVATE camera"
    exif[0x013B] = "PRIVATE name"
    exif.get_ifd(0x8825)[29] = "PRIVATE place"
    photo = tmp_path / "photo.jpg"
    Image.fromarray(astronaut).save(photo, exif=exif, comment=b"PRIVATE comment", quality=95)
    assert photo.read_bytes().count(b"PRIVATE") == 4
    assert read_image(photo).shape == (512, 512, 3)
    result = make(photo=photo, pictures=tmp_path / "frames.zip")
    assert b"PRIVATE" not in result.path.read_bytes()
    assert str(tmp_path) not in header(result.path).replace(str(result.path), "")
    with zipfile.ZipFile(result.pictures) as archive:
        assert not any(b"PRIVATE" in archive.read(name) for name in archive.namelist())


def test_a_bar_never_goes_backwards_though_a_head_is_watched_before_the_voice_is_heard(
    engine, astronaut, tmp_path
):
    request = JobRequest(
        astronaut,
        audio=write_voice(tmp_path / "voice.wav", seconds=0.24),
        head_from=write_clip(tmp_path / "clip.mp4", astronaut, frames=6),
        out=tmp_path / "result.mp4",
    )
    fractions = [step.fraction for step in TalkingPortrait(engine, cache=CACHE).stream(request)]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0


def test_the_bar_moves_with_every_frame(engine, astronaut, tmp_path):
    voice = write_voice(tmp_path / "voice.wav", seconds=0.24)
    request = JobRequest(astronaut, audio=voice, out=tmp_path / "result.mp4")
    steps = TalkingPortrait(engine, cache=CACHE).stream(request)
    fractions = [step.fraction for step in steps if step.frame is not None]
    assert len(fractions) == 6
    assert np.diff(fractions).min() > 0.05


@pytest.mark.parametrize("debug", [False, True])
def test_estimates_learn_from_jobs_but_not_from_debug_views(astronaut, tmp_path, debug):
    """A debug view takes its own time, and is made for once."""
    pipeline = TalkingPortrait(RecordingEngine(name=tmp_path.name, delay=0.1), cache=CACHE)
    voice = write_voice(tmp_path / "voice.wav", seconds=0.6)
    usual = JobRequest(astronaut, audio=voice, out=tmp_path / "result.mp4")
    pipeline.avatar(pipeline.portrait(astronaut))  # a photo that is known takes less
    before = pipeline.estimate(usual).seconds
    list(pipeline.stream(replace(usual, settings=Settings(debug=debug))))
    assert (pipeline.estimate(usual).seconds == before) == debug
