"""What the buttons do, without a browser."""

from __future__ import annotations

import re
import sys
import tempfile
import zipfile
from base64 import b64decode
from contextlib import closing
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import gradio as gr
import numpy as np
import pytest
from PIL import Image

from real3d.media import open_video
from real3d.pipeline.request import JobRequest
from real3d.pipeline.settings import Settings
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.text_to_speech import lexicon, model_files
from real3d.ui.handlers.driving import DRIVERS
from real3d.ui.handlers.examples import Examples
from real3d.ui.handlers.page_handlers import PageHandlers
from real3d.ui.handlers.parsing import parse_choices
from tests.support.fake_engine import FakeEngine
from tests.support.learning import Learning
from tests.support.recordings import write_clip, write_voice
from tests.support.typed_voice import speak_without_downloads

PORTRAITS = Path(__file__).parents[3] / "examples" / "portraits"
PHOTO, CLARA = str(PORTRAITS / "astronaut.png"), str(PORTRAITS / "clara.jpg")

CHOICES = {
    "head": 1.0,
    "mouth": 1.0,
    "expression": 1.0,
    "blink": 1.0,
    "gaze": 1.0,
    "neutralise": 1.0,
    "smile": 0.6,
    "mood": "calm",
    "mood_amount": 1.0,
    "shapes": "",
    "fps": 25.0,
    "size": 512,
    "seed": 0,
    "engine": "auto",
}


@pytest.fixture(scope="module")
def handlers() -> PageHandlers:
    return PageHandlers({"auto": TalkingPortrait(FakeEngine(name="mesh"))})


@pytest.fixture
def voice(tmp_path: Path) -> str:
    return str(write_voice(tmp_path / "voice.wav"))


@pytest.fixture(autouse=True)
def temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_the_steps_can_be_shown_beside_the_result():
    assert parse_choices(CHOICES | {"debug": True}).settings.debug
    assert not parse_choices(CHOICES).settings.debug


def test_every_stage_is_told_by_name(handlers, voice):
    told = [status for _, status, _ in handlers.videos.talk(PHOTO, voice, **CHOICES)]
    for stage in ("Reading the files", "Finding the face", "Listening", "Rendering", "Finishing"):
        assert any(stage in status for status in told), stage
    assert "Made by the mesh engine" in told[-1]


def test_what_is_said_of_a_result_begins_with_the_result(handlers, voice):
    *_, (_, status, _) = handlers.videos.talk(PHOTO, voice, **CHOICES)
    assert status.startswith('<p class="made" data-done>The video is ready: ')


def test_the_folder_of_a_request_goes_with_it(handlers, voice, temporary_folder):
    for video, _, _ in handlers.videos.talk(PHOTO, voice, **CHOICES):
        if isinstance(video, str):
            assert Path(video).exists()
    assert not list(temporary_folder.iterdir())


def test_a_visitor_who_goes_away_leaves_nothing(handlers, voice, temporary_folder):
    with closing(handlers.videos.talk(PHOTO, voice, **CHOICES)) as updates:
        next(status for _, status, _ in updates if "Rendering" in status)
        assert list(temporary_folder.iterdir())
    assert not list(temporary_folder.iterdir())


def test_transparent_results_are_webm(handlers, voice):
    updates = handlers.videos.background(
        PHOTO, voice, None, "transparent", None, "#000000", **CHOICES
    )
    videos = [video for video, *_ in updates if isinstance(video, str)]
    assert [Path(video).suffix for video in videos] == [".webm"]


@pytest.mark.parametrize(
    ("job", "sentence"),
    [
        (lambda handlers: handlers.videos.talk(None, None, **CHOICES), "Choose a photo first."),
        (lambda handlers: handlers.videos.talk(PHOTO, None, **CHOICES), "a voice first"),
        (
            lambda handlers: handlers.videos.drive(PHOTO, None, None, **CHOICES),
            "a driving video first",
        ),
        (
            lambda handlers: handlers.videos.background(
                PHOTO, None, None, "blur", None, "", **CHOICES
            ),
            "a voice or a driving video first",
        ),
        (
            lambda handlers: handlers.videos.background(
                PHOTO, PHOTO, None, "picture", None, "", **CHOICES
            ),
            "a background picture first",
        ),
        (
            lambda handlers: handlers.videos.background(
                PHOTO, PHOTO, None, "colour", None, "red", **CHOICES
            ),
            "“red” is not a background",
        ),
        (
            lambda handlers: handlers.videos.talk(PHOTO, PHOTO, **{**CHOICES, "seed": None}),
            "“Seed” is empty",
        ),
        (
            lambda handlers: handlers.videos.talk(PHOTO, PHOTO, **{**CHOICES, "head": 5}),
            "from 0 to 2",
        ),
    ],
)
def test_what_is_missing_is_said(handlers, job, sentence):
    with pytest.raises(gr.Error) as error:
        list(job(handlers))
    assert sentence in error.value.message


def test_transparent_results_come_as_pictures_too_if_they_are_asked_for(handlers, voice):
    updates = handlers.videos.background(
        PHOTO, voice, None, "transparent", None, "#000000", True, **CHOICES
    )
    archives = []
    for *_, archive in updates:
        if isinstance(archive, str):
            with zipfile.ZipFile(archive) as pictures:
                archives.append(len(pictures.namelist()))
    assert archives == [15]
    updates = handlers.videos.background(PHOTO, voice, None, "blur", None, "#000000", **CHOICES)
    assert not any(isinstance(archive, str) for *_, archive in updates)


def test_what_is_played_while_it_is_made_is_a_film_in_pieces(handlers, tmp_path):
    voice = str(write_voice(tmp_path / "voice.wav", seconds=4.0))
    told = [status for _, status, _ in handlers.videos.talk(PHOTO, voice, **CHOICES)]
    pieces = [re.search(r'data-pictures="([^"]+)" data-sound="([^"]*)"', str(s)) for s in told]
    pictures = b"".join(b64decode(piece.group(1)) for piece in pieces if piece)
    assert pictures[4:8] == b"ftyp"
    film = tmp_path / "film.mp4"
    film.write_bytes(pictures)
    assert 1.0 <= open_video(film).duration <= 4.0
    first = next(str(status) for status in told if "data-pictures" in str(status))
    assert 'data-codec="avc1.' in first
    assert 'data-duration="4.0"' in first


def test_the_head_follows_another_video_only_when_that_is_chosen(voice, astronaut, tmp_path):
    clip = str(write_clip(tmp_path / "clip.mp4", astronaut, frames=6))
    for pose, watched in (("natural", 0), ("still", 0), ("video", 1)):
        engine = FakeEngine(name="mesh")
        handlers = PageHandlers({"auto": TalkingPortrait(engine)})
        given = None if pose == "natural" else clip
        *_, (_, _, recipe) = handlers.videos.talk(PHOTO, voice, given, **CHOICES, pose=pose)
        assert engine.asked.count("watch") == watched, pose
        assert (recipe["settings"]["motion"]["head"] == 0) == (pose == "still")
    with pytest.raises(gr.Error, match="a video for the head movement first"):
        list(handlers.videos.talk(PHOTO, voice, **CHOICES, pose="video"))


def test_no_photo_is_no_remark(handlers):
    assert handlers.photos.portrait(None) == ("", None)


def test_warming_up_leaves_nothing_and_needs_no_examples(handlers, voice, temporary_folder):
    handlers.warm_up()
    examples = Examples((Path(PHOTO),), (Path(voice),), (), ())
    handlers = PageHandlers({"auto": TalkingPortrait(FakeEngine(name="mesh"))}, examples)
    before = set(temporary_folder.iterdir())
    handlers.warm_up()
    assert set(temporary_folder.iterdir()) == before


def test_the_frame_just_made_is_shown_while_the_others_are_rendered(handlers, voice):
    told = [status for _, status, _ in handlers.videos.talk(PHOTO, voice, **CHOICES)]
    assert any("data:image/jpeg" in status for status in told)
    assert "data:image/jpeg" not in told[-1]


def test_one_of_several_faces_is_chosen_in_the_photo(handlers, tmp_path):
    photo = np.array(Image.open(PHOTO).convert("RGB"))
    two = tmp_path / "two.png"
    Image.fromarray(np.hstack([photo, photo])).save(two)
    remark, view = handlers.photos.show(str(two))
    assert "The photo shows 2 faces" in remark
    faces = re.findall(r'aria-pressed="(\w+)" aria-label="(Face \d)" data-face="(\d+),(\d+)"', view)
    assert [face[:2] for face in faces] == [("true", "Face 1"), ("false", "Face 2")]
    other = ",".join(faces[1][2:])
    remark, chosen, face = handlers.photos.choose_face(str(two), SimpleNamespace(face=other))
    assert "The face that you chose" in remark
    assert face == other
    assert re.search(rf'aria-pressed="true"[^>]*data-face="{other}"', chosen)


def test_a_place_without_a_face_changes_nothing_but_the_remark(handlers):
    remark, *others = handlers.photos.choose_face(PHOTO, SimpleNamespace(face="20,500"))
    assert "no human face at the chosen place" in remark
    assert others == [gr.skip(), gr.skip()]


def test_a_single_face_leaves_nothing_to_choose(handlers):
    _, view = handlers.photos.show(PHOTO)
    assert "<image" in view
    assert "data-face" not in view


def test_what_moves_the_face_is_what_the_tab_says(
    handlers, voice, astronaut, tmp_path, monkeypatch
):
    """A recording, words, a driving video and a motion may all be there; only one is seen."""
    speak_without_downloads(monkeypatch)
    clip = str(write_clip(tmp_path / "clip.mp4", astronaut, frames=75))
    given = {"photo": PHOTO, "audio": voice, "video": clip}
    given |= {"text": "Hello world, hello cat.", "motion": "sing"}
    for driver, name in zip(DRIVERS, ("voice", "heart", "clip", "sing"), strict=True):
        *_, (film, *_) = handlers.videos.background(**given, kind="blur", driver=driver, **CHOICES)
        assert Path(film).name == f"astronaut-{name}.mp4"
    said = {
        driver: handlers.estimates.video(PHOTO, **{name: given[name]}, **CHOICES)
        for driver, name in zip(DRIVERS, ("audio", "text", "video", "motion"), strict=True)
    }
    assert len(set(said.values())) == len(DRIVERS)
    elsewhere = [("background", "", "", driver, driver) for driver in DRIVERS]
    for mode, *drivers, counts in (
        ("voice", "voice", "video", "video", "voice"),
        ("voice", "words", "video", "video", "words"),
        ("video", "voice", "video", "voice", "video"),
        ("video", "voice", "motion", "voice", "motion"),
        *elsewhere,
    ):
        named = dict(zip(("voice_driver", "video_driver", "driver"), drivers, strict=True))
        assert handlers.estimates.of_mode(mode, **named, **given, **CHOICES) == said[counts]


def test_typed_words_are_spoken_and_the_result_says_that_the_voice_is_synthetic(
    handlers, monkeypatch
):
    network = speak_without_downloads(monkeypatch)
    *told, (film, said, recipe) = handlers.videos.talk(
        PHOTO, text="Hello world.", voice="george", driver="words", **CHOICES
    )
    assert any("Speaking the text" in status for _, status, _ in told)
    assert Path(film).name == "astronaut-george.mp4"
    assert recipe["speech"]["voice"] == "george"
    assert "The voice is synthetic too: george of Kokoro-82M." in said
    assert len(network.heard) == 1


def test_an_estimate_of_words_knows_what_is_downloaded_and_what_cannot_be(handlers, monkeypatch):
    words = {"photo": PHOTO, "text": "Hello world.", **CHOICES}
    speak_without_downloads(monkeypatch)
    assert "1 s of video: about" in handlers.estimates.video(**words)
    assert "downloaded" not in handlers.estimates.video(**words)
    monkeypatch.setattr(model_files, "missing_bytes", lambda voice: 92_900_000)
    assert "First the voice is downloaded, once: 93 MB." in handlers.estimates.video(**words)
    assert handlers.estimates.video(**{**words, "text": "a" * 2001}).startswith(
        '<p class="bad" data-passing>✗ The text has 2001 characters'
    )


def test_without_the_extra_words_are_refused_with_what_to_install(handlers, monkeypatch):
    monkeypatch.setitem(sys.modules, "misaki", None)
    lexicon.load_lexicon.cache_clear()
    words = {"photo": PHOTO, "text": "Hello world.", **CHOICES}
    advice = re.compile(r"is not installed. Install it with “pip install 'real3d\[speech\]'”")
    assert advice.search(unescape(handlers.estimates.video(**words)))
    with pytest.raises(gr.Error, match=advice):
        list(handlers.videos.talk(**words))


def test_an_estimate_is_there_as_soon_as_it_can_be(handlers, voice):
    assert handlers.estimates.video(PHOTO, **CHOICES) == ""
    assert "1 s of video: about" in handlers.estimates.video(PHOTO, audio=voice, **CHOICES)
    assert "holds no sound" in handlers.estimates.video(PHOTO, audio=PHOTO, **CHOICES)


def test_an_estimate_knows_the_photo_that_is_seen(handlers, voice, tmp_path):
    photo = tmp_path / "photo.png"
    photo.write_bytes(Path(PHOTO).read_bytes())
    pipeline = TalkingPortrait(FakeEngine(name="mesh"))
    handlers = PageHandlers({"auto": pipeline})
    assert pipeline.planned_work(JobRequest(photo, voice)).analyses == 1
    handlers.photos.show(str(photo))
    assert pipeline.planned_work(JobRequest(photo, voice)).analyses == 0


def test_the_first_estimate_knows_the_machine(voice):
    photos = (Path(PHOTO), Path(CLARA))
    learning = Learning()
    pipeline = TalkingPortrait(FakeEngine(name="mesh"), estimator=learning)
    PageHandlers({"auto": pipeline}, Examples(photos, (Path(voice),), (), ())).warm_up()
    assert learning.faces == [(1, 1), (1, 1)], "the first job loads networks, the second tells"
    assert all(work.heard > 0.5 for work, _ in learning.jobs)


def test_the_panels_of_a_debug_view_are_part_of_its_estimate(tmp_path):
    pipeline = TalkingPortrait(FakeEngine(name="mesh"))
    voice = str(write_voice(tmp_path / "voice.wav", seconds=20))
    plain, beside = (
        pipeline.estimate(PHOTO, voice, settings=Settings(debug=debug)) for debug in (False, True)
    )
    assert beside.duration == plain.duration
    assert beside.seconds > 1.3 * plain.seconds
    handlers = PageHandlers({"auto": pipeline})
    said = [
        handlers.estimates.video(PHOTO, audio=voice, **CHOICES, debug=debug)
        for debug in (False, True)
    ]
    assert said[0] != said[1]


def test_settings_that_make_no_video_are_said_in_place_of_an_estimate(handlers, voice):
    assert "“fps” is 500" in handlers.estimates.video(PHOTO, audio=voice, **{**CHOICES, "fps": 500})


def test_what_is_too_much_work_is_said_before_it_begins(handlers, voice, monkeypatch):
    work = TalkingPortrait(FakeEngine()).estimate(PHOTO, voice).gigapixels
    for times, refused in ((0.9, (True, True)), (1.9, (False, True)), (2.1, (False, False))):
        monkeypatch.setattr("real3d.pipeline.workload.MAX_GIGAPIXELS", times * work)
        one = handlers.estimates.video(PHOTO, audio=voice, **CHOICES)
        two = handlers.estimates.comparison(PHOTO, audio=voice, fps=25, size=512)
        assert ("the limit is" in one, "the limit is" in two) == refused


def test_what_one_of_two_engines_heeds_is_heeded():
    handlers = PageHandlers(
        {"mesh": TalkingPortrait("mesh"), "triplane": TalkingPortrait("triplane")}
    )
    assert "gaze" not in handlers.supported_settings("triplane"), "known without its weights"
    assert "gaze" in handlers.supported_settings("mesh")
    assert "gaze" in handlers.supported_settings("triplane", "mesh")
    assert "head" in handlers.supported_settings("triplane")


def test_an_orbit_is_estimated_too(handlers):
    handlers = PageHandlers({"mesh": TalkingPortrait(FakeEngine(name="mesh"))})
    assert handlers.estimates.look_around(None) == ""
    assert "6 s of video: about" in handlers.estimates.look_around(PHOTO)


@pytest.mark.parametrize(
    ("engine", "words"),
    [("mesh", "It uses none of your GPU quota."), ("triplane", "It uses about")],
)
def test_where_there_are_quotas_an_estimate_says_what_it_takes(monkeypatch, voice, engine, words):
    monkeypatch.setenv("SPACES_ZERO_GPU", "true")
    handlers = PageHandlers({"auto": TalkingPortrait(FakeEngine(name=engine))})
    assert words in handlers.estimates.video(PHOTO, audio=voice, **CHOICES)


def test_a_face_that_is_no_point_is_said(handlers, voice):
    with pytest.raises(gr.Error, match="give x,y in pixels"):
        list(handlers.videos.talk(PHOTO, voice, face="left", **CHOICES))


def test_a_visitor_from_china_reads_chinese(handlers):
    request = SimpleNamespace(
        headers={"accept-language": "zh-CN,zh;q=0.9,en;q=0.8"}, session_hash=None
    )
    assert "已找到人脸" in handlers.photos.portrait(PHOTO, request=request)[0]
    with pytest.raises(gr.Error, match="请先选择一张照片"):
        list(handlers.videos.talk(None, None, request=request, **CHOICES))


def test_what_is_made_of_bundled_files_alone_is_made_once(voice):
    engine = FakeEngine(name="mesh")
    examples = Examples((Path(PHOTO),), (Path(voice),), (), ())
    handlers = PageHandlers({"auto": TalkingPortrait(engine)}, examples)
    first = list(handlers.videos.talk(PHOTO, voice, **CHOICES))[-1]
    again = list(handlers.videos.talk(PHOTO, voice, **CHOICES))
    assert engine.asked.count("listen") == 1
    assert [status for _, status, _ in again] == [first[1]]
    assert Path(again[0][0]).exists()
    list(handlers.videos.talk(PHOTO, voice, **{**CHOICES, "head": 2.0}))
    assert engine.asked.count("listen") == 2


def test_an_estimate_knows_what_has_been_made_already(voice):
    examples = Examples((Path(PHOTO),), (Path(voice),), (), ())
    handlers = PageHandlers({"auto": TalkingPortrait(FakeEngine(name="mesh"))}, examples)
    list(handlers.videos.talk(PHOTO, voice, **CHOICES))
    estimate = handlers.estimates.video
    assert "it plays at once" in estimate(PHOTO, audio=voice, **CHOICES)
    assert "of video: about" in estimate(PHOTO, audio=voice, **{**CHOICES, "head": 2.0})
    assert "of video: about" in estimate(
        PHOTO, audio=voice, background="transparent", pictures=True, **CHOICES
    )


def test_what_is_made_of_a_visitors_file_is_never_kept(voice, tmp_path):
    engine = FakeEngine(name="mesh")
    handlers = PageHandlers(
        {"auto": TalkingPortrait(engine)}, Examples((Path(PHOTO),), (Path(voice),), (), ())
    )
    own = str(write_voice(tmp_path / "own.wav", seconds=0.8))
    for _ in range(2):
        list(handlers.videos.talk(PHOTO, own, **CHOICES))
    assert engine.asked.count("listen") == 2


def test_a_first_look_sets_the_sliders_to_what_the_photo_can_show():
    handlers = PageHandlers({"mesh": TalkingPortrait(FakeEngine(name="mesh"))})
    pitch, yaw, picture, turning = handlers.looks.first(PHOTO)
    assert (pitch["minimum"], pitch["maximum"], pitch["value"]) == (-11, 11, 0)
    assert yaw["minimum"] < 0 < yaw["maximum"]
    assert picture.shape == (512, 512, 3)
    assert turning["visible"]
    assert handlers.looks.look(PHOTO, pitch=3.0, yaw=5.0).shape == (512, 512, 3)


def test_a_face_that_was_set_is_kept_for_the_next_photo_as_far_as_it_turns():
    handlers = PageHandlers({"mesh": TalkingPortrait(FakeEngine(name="mesh"))})
    pitch, yaw, *_ = handlers.looks.first(PHOTO, pitch=-40.0, yaw=5.5, smile=1.0)
    assert pitch["value"] == pitch["minimum"]
    assert yaw["value"] == 5.5


def test_sliders_are_set_as_another_picture_shows_it_and_as_far_as_the_photo_turns():
    handlers = PageHandlers({"mesh": TalkingPortrait("mesh")})
    pose = {"left_eye": 0.0, "yaw": 3.0, "shapes": "", "mood": "sad"}
    eye, yaw, shapes, mood = handlers.looks.like(CLARA, like=PHOTO, **pose)
    assert 0 <= eye < 0.2
    assert 2 * yaw == round(2 * yaw), "of the slider's steps"
    assert "mouthSmileLeft=" in shapes
    assert mood == "calm"
    assert handlers.looks.like(CLARA, like=None, **pose) == [gr.skip()] * 4


def test_a_picture_without_a_face_sets_no_slider(tmp_path):
    handlers = PageHandlers({"mesh": TalkingPortrait(FakeEngine(name="mesh"))})
    wall = tmp_path / "wall.png"
    Image.new("RGB", (300, 300), "grey").save(wall)
    with pytest.raises(gr.Error, match="No human face"):
        handlers.looks.like(PHOTO, like=str(wall), yaw=0.0)


def test_a_photo_speaks_with_the_face_that_was_set():
    handlers = PageHandlers({"mesh": TalkingPortrait(FakeEngine(name="mesh"))})
    mood, shapes = handlers.looks.spoken(mood="sad", brows=0.5, shapes="cheekPuff=0.4")
    assert mood == "sad"
    assert shapes == "browInnerUp=0.50, browOuterUpLeft=0.50, browOuterUpRight=0.50, cheekPuff=0.40"


def test_the_3d_model_is_a_glb_and_nothing_is_left_behind():
    for path in PageHandlers({"mesh": TalkingPortrait("mesh")}).looks.model(PHOTO):
        assert Path(path).read_bytes()[:4] == b"glTF"
    assert not Path(path).exists()


def test_a_photo_that_cannot_be_used_has_no_look(tmp_path):
    wall = tmp_path / "wall.png"
    Image.fromarray(np.full((256, 256, 3), 128, np.uint8)).save(wall)
    handlers = PageHandlers({"mesh": TalkingPortrait(FakeEngine(name="mesh"))})
    for photo in (None, str(wall)):
        *_, picture, turning = handlers.looks.first(photo)
        assert picture is None
        assert not turning["visible"]


def test_a_comparison_takes_the_choices_of_each_side(handlers, voice):
    sides = {
        f"{side}_{name}": CHOICES[name]
        for side in ("left", "right")
        for name in ("head", "mouth", "expression", "blink", "engine")
    }
    both = {name: CHOICES[name] for name in ("gaze", "neutralise", "smile", "fps", "size", "seed")}
    job = handlers.comparisons.compare(
        PHOTO, voice, None, True, **{**sides, "right_head": 0.5}, **both
    )
    *_, (video, _, recipe) = job
    assert recipe["left"]["settings"]["motion"]["head"] == 1.0
    assert recipe["right"]["settings"]["motion"]["head"] == 0.5
    assert video.endswith(".mp4")
    assert "about" in handlers.estimates.comparison(PHOTO, audio=voice, fps=25, size=512)
