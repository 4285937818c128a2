"""Every argument of every handler reaches the job, and no other part of it.

A handler is called twice, with one argument changed; what the pipeline was asked for has to differ
in what that argument stands for, and in nothing else.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio as gr
import numpy as np
import pytest
from PIL import Image

from real3d.media import open_video
from real3d.motion.settings import MotionSettings
from real3d.motion.shipped import find_shipped
from real3d.pipeline.portrait_cache import PortraitCache
from real3d.pipeline.request import JobRequest
from real3d.pipeline.settings import ENGINE_NAMES, Settings
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.runtime.settings import SettingSpec, setting_specs
from real3d.ui.handlers import comparisons
from real3d.ui.handlers.examples import NO_EXAMPLES, Examples
from real3d.ui.handlers.page_handlers import PageHandlers
from tests.support.fake_engine import FakeEngine
from tests.support.recording_pipeline import Record, RecordingPipeline, differences
from tests.support.recordings import write_clip, write_voice

PHOTO = Path(__file__).parents[3] / "examples" / "portraits" / "astronaut.png"
CACHE = PortraitCache()
FACE = "236,115"
POINT = (236.0, 115.0)

JOBS = ("videos.talk", "videos.drive", "videos.background")
BY_PIPELINE_ALONE = ("photos.portrait", "looks.first", "looks.look", "looks.orbit", "looks.model")
ESTIMATES = ("estimates.video", "estimates.comparison")
COMPARISONS = ("comparisons.compare", "estimates.comparison")
WITH_CHOICES = (*JOBS, "comparisons.compare", *ESTIMATES)
OTHERS = ("photos.choose_face", "estimates.look_around")
"""They take one photo and nothing else that a job is made of."""
OF_ONE_VIDEO = ("motions.keep_motion",)
"""It makes no job; see `test_motions.py`."""
OF_TWO = ("duets.duet", "duets.answerers", "estimates.duet")
"""They are about two people; see `test_duets.py`."""
OF_SLIDERS = ("looks.spoken", "looks.like")
"""They make none either; see `test_page_handlers.py`."""
OF_THE_WORKSPACE = ("photos.show", "estimates.of_mode")
"""They choose among the others; see `test_page_handlers.py`."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Two of each kind, by names that tests use as values."""
    folder = tmp_path_factory.mktemp("files")
    photo = np.array(Image.open(PHOTO).convert("RGB"))
    Image.fromarray(photo).save(folder / "photo.png")
    Image.fromarray(np.ascontiguousarray(photo[:, ::-1])).save(folder / "other_photo.png")
    Image.fromarray(np.full((64, 64, 3), 90, np.uint8)).save(folder / "wall.png")
    Image.fromarray(np.full((64, 64, 3), 30, np.uint8)).save(folder / "other_wall.png")
    write_voice(folder / "voice.wav")
    write_voice(folder / "other_voice.wav", seconds=0.7)
    write_clip(folder / "clip.mp4", photo, frames=4)
    write_clip(folder / "other_clip.mp4", photo, frames=5)
    for name, motion in (("own_motion", "nod"), ("other_motion", "laugh")):
        (folder / f"{name}.json").write_bytes(find_shipped(motion).read_bytes())
    return {path.stem: str(path) for path in folder.iterdir()}


BASE: dict[str, dict[str, Any]] = {
    "videos.talk": {"photo": "photo", "audio": "voice"},
    "videos.drive": {"photo": "photo", "video": "clip"},
    "videos.background": {
        "photo": "photo",
        "audio": "voice",
        "video": None,
        "kind": "picture",
        "picture": "wall",
        "colour": "#102030",
    },
    "comparisons.compare": {"photo": "photo", "audio": "voice", "video": None, "sources": False},
    "estimates.video": {"photo": "photo", "audio": "voice"},
    "estimates.comparison": {"photo": "photo", "audio": "voice"},
    "photos.portrait": {"photo": "photo"},
    "looks.first": {"photo": "photo"},
    "looks.look": {"photo": "photo", "pitch": 0.0, "yaw": 0.0},
    "looks.orbit": {"photo": "photo"},
    "looks.model": {"photo": "photo"},
}

ARGUMENTS: dict[str, tuple[Any, set[str]]] = {
    "photo": ("other_photo", {"photo"}),
    "audio": ("other_voice", {"audio"}),
    "video": ("other_clip", {"video"}),
    "head_from": ("clip", {"head_from"}),
    "face": (FACE, {"face"}),
    "pictures": (True, {"pictures"}),
    "picture": ("other_wall", {"background"}),
    "background": ("transparent", {"background"}),
    "kind": ("blur", {"background"}),
    "colour": ("#405060", {"background"}),
    "text": ("Hello.", {"text"}),
    "voice": ("george", {"voice"}),
    "speed": (1.5, {"speed"}),
    "transcript": ("Hello.", {"transcript"}),
    "motion": ("nod", {"motion"}),
    "motion_file": ("own_motion", {"motion"}),
}
"""Another value of each argument, and what of the job it changes."""

ARE_FILES = ("photo", "audio", "video", "head_from", "picture", "motion_file")

WITHOUT_EFFECT_ON_THE_REQUEST = {
    *("request", "choices", "given", "sources", "pose", "driver"),
}
"""Each is seen elsewhere, and has a test of its own below."""

FIRST: dict[tuple[str, str], dict[str, Any]] = {
    ("videos.background", "colour"): {"kind": "colour"},
    **{
        (name, argument): {"text": "Hello world."}
        for name in ("videos.talk", "videos.background", *ESTIMATES)
        for argument in ("voice", "speed")
    },
    ("comparisons.compare", "motion"): {"audio": None, "motion": "wink"},
    ("comparisons.compare", "motion_file"): {"audio": None, "motion_file": "other_motion"},
}
"""What else has to be chosen for an argument to count."""

OF_ESTIMATES = ("audio", "text", "voice", "speed", "video", "motion", "motion_file")
"""What may move the face, which estimates take by name."""
OF_SPEECH = {("comparisons.compare", argument) for argument in ("text", "voice", "speed")}
"""What a comparison has said before its sides are asked, and that in a test of its own."""


def _cases() -> Iterator[tuple[str, str]]:
    for name in BASE:
        arguments = (*inspect.signature(_method(PageHandlers({}), name)).parameters,)
        for argument in arguments + (OF_ESTIMATES if name in ESTIMATES else ()):
            if argument not in WITHOUT_EFFECT_ON_THE_REQUEST and (name, argument) not in OF_SPEECH:
                yield name, argument


def _method(handlers: PageHandlers, name: str) -> Callable[..., Any]:
    group, method = name.split(".")
    return getattr(getattr(handlers, group), method)


def _with_paths(given: dict[str, Any], files: dict[str, str]) -> dict[str, Any]:
    """Arguments with the paths of their files in the place of their names."""
    return {
        key: files.get(value, value) if key in ARE_FILES else value for key, value in given.items()
    }


class Asking:
    """Handlers whose pipelines write down what they are asked for."""

    def __init__(self, files: dict[str, str], examples: Examples = NO_EXAMPLES) -> None:
        self.records: list[Record] = []
        pipelines = {name: RecordingPipeline(name, self.records, CACHE) for name in ENGINE_NAMES}
        self._handlers = PageHandlers(pipelines, examples)
        self._files = files

    def ask(self, name: str, **changed: Any) -> list[Record]:
        """What the pipelines are asked for when a handler is called."""
        given = {**BASE[name], **changed}
        given = _with_paths(given, self._files)
        before = len(self.records)
        with suppress(gr.Error):  # nothing is made
            answer = _method(self._handlers, name)(**given)
            _ = list(answer) if inspect.isgenerator(answer) else answer
        return self.records[before:]


@pytest.fixture
def asking(files: dict[str, str]) -> Asking:
    return Asking(files)


def test_every_handler_is_looked_at():
    handlers = PageHandlers({})
    found = {
        f"{group}.{name}"
        for group, each in vars(handlers).items()
        if not group.startswith("_") and group not in ("running", "left")
        for name, _ in inspect.getmembers(each, inspect.ismethod)
        if not name.startswith("_")
    }
    assert found == {*BASE, *OTHERS, *OF_ONE_VIDEO, *OF_TWO, *OF_SLIDERS, *OF_THE_WORKSPACE}


@pytest.mark.parametrize(("name", "argument"), list(_cases()))
def test_every_argument_reaches_the_job_and_changes_nothing_else(asking, name, argument):
    other, expected = ARGUMENTS[argument]
    first = FIRST.get((name, argument), {})
    before, after = asking.ask(name, **first), asking.ask(name, **{**first, argument: other})
    assert before
    assert len(before) == len(after)
    for one, two in zip(before, after, strict=True):
        changed = differences(one, two)
        if argument == "photo" and "photo" not in changed:
            continue  # a view of it was asked for by its portrait
        assert changed == expected
    assert any(differences(one, two) for one, two in zip(before, after, strict=True))


MOVE = {
    "voice": ("audio", "voice"),
    "words": ("text", "Hello."),
    "video": ("video", "clip"),
    "motion": ("motion", "nod"),
}
"""What moves a face, by its driver: a field of the request, and a value of its argument."""


@pytest.mark.parametrize(
    ("name", "drivers"),
    [
        ("videos.talk", ("voice", "words")),
        ("videos.drive", ("video", "motion")),
        ("videos.background", (*MOVE,)),
        ("comparisons.compare", ("voice", "video", "motion")),
        ("estimates.video", (*MOVE,)),
        ("estimates.comparison", (*MOVE,)),
    ],
)
def test_of_all_that_is_given_what_is_chosen_moves_the_face(asking, name, drivers):
    everything = dict(MOVE[driver] for driver in drivers)
    for driver in drivers:
        record = asking.ask(name, **everything, driver=driver)[0]
        given = {field for field, _ in MOVE.values() if record[field] is not None}
        assert given == {MOVE[driver][0]}


@pytest.mark.parametrize(
    ("name", "driver", "sentence"),
    [
        ("videos.talk", "voice", "Choose or record a voice first."),
        ("videos.talk", "words", "Type what the photo is to say first."),
        ("videos.talk", None, "Choose or record a voice first, or give a text."),
        ("videos.drive", "video", "Choose or record a driving video first."),
        ("videos.drive", "motion", "Choose a motion first."),
        ("videos.drive", None, "Choose or record a driving video first, or choose a motion."),
        ("videos.background", "words", "Type what the photo is to say first."),
        ("comparisons.compare", "motion", "Choose a motion first."),
    ],
)
def test_what_is_chosen_and_missing_is_asked_for(files, name, driver, sentence):
    """Whatever else there is."""
    others = {"audio": "voice", "text": "Hello.", "video": "clip", "motion": "nod"}
    left = {MOVE[driver][0]} if driver else {*others}
    takes = inspect.signature(_method(PageHandlers({}), name)).parameters
    given = {key: value for key, value in others.items() if key in takes and key not in left}
    given = _with_paths({"photo": "photo", **given}, files)
    with pytest.raises(gr.Error) as error:
        list(_method(PageHandlers({}), name)(**given, driver=driver))
    assert error.value.message == sentence


@pytest.mark.parametrize(
    ("name", "given", "sentence"),
    [
        ("videos.talk", {"audio": "voice", "text": "Hello."}, "leave the recording"),
        ("videos.drive", {"video": "clip", "motion": "nod"}, "both move the face"),
        ("videos.drive", {"motion": "nod", "motion_file": "own_motion"}, "One motion moves"),
        ("videos.drive", {"motion": "jump"}, "There is no motion “jump”"),
        ("videos.drive", {"motion_file": "photo"}, "is no motion that this program has kept"),
        ("videos.talk", {"text": "  "}, "The text is empty"),
        ("videos.talk", {"text": "Hello.", "voice": "gorge"}, "did you mean “george”"),
        ("videos.talk", {"text": "Hello.", "speed": 3.0}, "“speed” is 3"),
    ],
)
def test_what_excludes_each_other_or_cannot_be_is_a_sentence(files, name, given, sentence):
    handlers = PageHandlers({"auto": TalkingPortrait(FakeEngine(name="mesh"), cache=CACHE)})
    given = _with_paths({"photo": "photo", **given}, files)
    with pytest.raises(gr.Error, match=sentence):
        list(_method(handlers, name)(**given))
    if name in JOBS:
        assert sentence in handlers.estimates.video(**given)


def test_a_comparison_is_of_the_text_that_is_given(files, monkeypatch):
    asked = []

    def compare(left: object, right: object, request: JobRequest, **more: object) -> Iterator[None]:
        asked.append(request)
        yield from ()

    monkeypatch.setattr(comparisons, "compare", compare)
    handlers = PageHandlers({"auto": TalkingPortrait(FakeEngine())})
    said = {"text": "Hello.", "voice": "george", "speed": 1.5}
    list(handlers.comparisons.compare(files["photo"], **said))
    assert {name: getattr(asked[0], name) for name in said} == said
    assert asked[0].audio is None


@pytest.mark.parametrize("name", ["videos.talk", "videos.background"])
def test_typed_words_are_not_captioned_with_those_of_another_recording(asking, name):
    given = {"text": "Hello world.", "transcript": "Of the recording."}
    (of_words,) = asking.ask(name, driver="words", **given)
    assert of_words["transcript"] is None
    (of_voice,) = asking.ask(name, driver="voice", **given)
    assert of_voice["transcript"] == "Of the recording."


def test_without_a_text_nobody_says_anything(asking):
    (record,) = asking.ask("videos.talk", voice="george", speed=2.0)
    assert (record["text"], record["voice"], record["speed"]) == (None, "heart", 1.0)


@pytest.mark.parametrize("name", [name for name, argument in _cases() if argument == "face"])
def test_a_face_is_a_point_of_the_photo(asking, name):
    assert all(record["face"] == POINT for record in asking.ask(name, face=FACE))
    assert all(record["face"] is None for record in asking.ask(name))


def _other_value(spec: SettingSpec) -> Any:
    if spec.is_switch:
        return not spec.default
    if spec.choices:
        return next(choice for choice in spec.choices if choice != spec.default)
    if spec.keys:
        return {spec.keys[0]: 0.5}
    low, high = spec.range
    return (
        7
        if isinstance(spec.default, int)
        else next(
            value
            for value in (0.5 * (low + high) + 0.25 * (high - low), high)
            if value != spec.default
        )
    )


SETTINGS = {
    spec.name: (_other_value(spec), place + spec.name)
    for each, place in ((MotionSettings, "settings.motion."), (Settings, "settings."))
    for spec in setting_specs(each)
}


OF_SQUARES = ("framing", "debug", "captions", "with_driver")
"""Settings that a comparison has no place for."""


@pytest.mark.parametrize(
    ("name", "setting"),
    [
        (name, setting)
        for name in WITH_CHOICES
        for setting in SETTINGS
        if name != "comparisons.compare" or setting not in OF_SQUARES
    ],
)
def test_every_setting_reaches_the_job_and_changes_nothing_else(asking, name, setting):
    other, place = SETTINGS[setting]
    before, after = asking.ask(name), asking.ask(name, **{setting: other})
    assert before
    for one, two in zip(before, after, strict=True):
        assert differences(one, two) - {"size"} == {place}
        assert str(two[place]) == str(other)


@pytest.mark.parametrize("name", COMPARISONS)
@pytest.mark.parametrize(
    "setting", [name for name in SETTINGS if name not in (*OF_SQUARES, "fps", "size")]
)
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_setting_of_one_side_stays_on_that_side(asking, name, setting, side):
    other, place = SETTINGS[setting]
    before, after = asking.ask(name), asking.ask(name, **{f"{side}_{setting}": other})
    left, right = (str(record[place]) for record in _sides(after))
    other, usual = str(other), str(_sides(before)[0][place])
    assert (left, right) == ((other, usual) if side == "left" else (usual, other))


def _sides(records: list[Record]) -> list[Record]:
    return [record for record in records if "settings.size" in record]


@pytest.mark.parametrize("name", [*JOBS, "estimates.video"])
def test_the_engine_that_is_chosen_is_asked(asking, name):
    for engine in ENGINE_NAMES:
        assert [record["pipeline"] for record in asking.ask(name, engine=engine)] == [engine]


@pytest.mark.parametrize("name", COMPARISONS)
def test_each_side_is_asked_of_its_own_engine(asking, name):
    asked = _sides(asking.ask(name, left_engine="mesh", right_engine="triplane"))
    assert [record["pipeline"] for record in asked] == ["mesh", "triplane"]


@pytest.mark.parametrize("name", ["videos.talk", "videos.background"])
def test_where_the_heads_movement_comes_from_is_heeded(asking, name, files):
    still, other, natural = (
        asking.ask(name, pose=pose, head_from=files["clip"])[0]
        for pose in ("still", "video", "natural")
    )
    assert still["settings.motion.head"] == 0
    assert still["head_from"] is None
    assert other["head_from"] == natural["head_from"] == files["clip"]
    assert other["settings.motion.head"] == 1


@pytest.mark.parametrize("name", ["videos.talk", "videos.background", "estimates.video"])
def test_the_page_keeps_a_clip_for_the_head_that_is_not_chosen_any_more(asking, files, name):
    chosen, otherwise = (
        asking.ask(name, driver="voice", pose=pose, head_from=files["clip"])[0]
        for pose in ("video", "natural")
    )
    assert chosen["head_from"] == files["clip"]
    assert otherwise["head_from"] is None


def test_a_head_that_follows_the_driving_video_follows_no_other(asking):
    (record,) = asking.ask("videos.background", video="clip", head_from="other_clip")
    assert record["head_from"] is None


def test_a_voice_stays_the_sound_of_a_driven_photo(asking, files):
    (record,) = asking.ask("videos.drive", audio="voice")
    assert record["audio"] == files["voice"]
    assert record["video"] == files["clip"]


@pytest.mark.parametrize(
    ("kind", "background", "suffix"),
    [
        ("original", "original", ".mp4"),
        ("blur", "blur", ".mp4"),
        ("transparent", "transparent", ".webm"),
        ("colour", "#102030", ".mp4"),
        ("picture", None, ".mp4"),
    ],
)
def test_each_kind_of_background_is_asked_for(asking, files, kind, background, suffix):
    (record,) = asking.ask("videos.background", kind=kind)
    assert record["background"] == (background or files["wall"])
    assert record["out"] == suffix


@pytest.mark.parametrize("name", [*JOBS, "comparisons.compare"])
def test_videos_can_be_played_while_they_are_made(asking, name, files):
    if name == "comparisons.compare":
        pipeline = TalkingPortrait(FakeEngine(name="mesh"))
        pages = PageHandlers({"auto": pipeline})
        voice = str(write_voice(Path(files["voice"]).with_name("long.wav"), seconds=3.0))
        told = pages.comparisons.compare(files["photo"], voice, None, False)
        assert any("data-pictures" in str(status) for _, status, _ in told)
    else:
        assert asking.ask(name)[0]["live"] is True


@pytest.mark.parametrize(("video", "panels"), [(None, 3), ("clip", 4)])
def test_the_sources_of_a_comparison_are_shown_when_they_are_asked_for(files, video, panels):
    handlers = PageHandlers({"auto": TalkingPortrait(FakeEngine(name="mesh"))})
    widths = {}
    for sources in (False, True):
        job = handlers.comparisons.compare(
            files["photo"], files["voice"], files.get(video), sources
        )
        for path, _, _ in job:
            if isinstance(path, str):
                widths[sources] = open_video(path).width
    assert widths == {False: 2 * 512, True: panels * 512}


@pytest.mark.parametrize("command", [{"pitch": 8.0}, {"yaw": 8.0}, {"pitch": -8.0}, {"yaw": -8.0}])
def test_a_look_turns_the_head_as_it_is_told(files, command):
    """Up is up and right is right: the nose goes there."""
    from real3d.portrait.landmarks import detect_landmarks

    handlers = PageHandlers({"mesh": TalkingPortrait("mesh", cache=CACHE)})
    still, turned = (
        detect_landmarks(
            handlers.looks.look(files["photo"], **{"pitch": 0.0, "yaw": 0.0, **angles})
        )
        for angles in ({}, command)
    )
    axis = 1 if "pitch" in command else 0
    nose = [face[1, axis] - face[[33, 263], axis].mean() for face in (still, turned)]
    (angle,) = command.values()
    assert (nose[1] - nose[0]) * angle * (-1 if axis == 1 else 1) > 8


@pytest.mark.parametrize("name", [*(name for name in BASE if name != "looks.first"), OTHERS[1]])
def test_every_handler_that_says_something_speaks_the_visitors_language(files, tmp_path, name):
    """Whatever it says about a photo that cannot be used, or of a job."""
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture at all")
    said = []
    for accepted in ("zh-CN", "en"):
        handlers = PageHandlers({each: TalkingPortrait(FakeEngine()) for each in ENGINE_NAMES})
        handler = _method(handlers, name)
        photo = str(broken) if not name.startswith("estimates") else files["photo"]
        given = {**BASE.get(name, {}), "photo": photo}
        given = _with_paths(given, files)
        request = SimpleNamespace(headers={"accept-language": accepted}, session_hash=None)
        said.append(_words(handler, given | {"request": request}))
    chinese, english = (any("\u4e00" <= letter <= "\u9fff" for letter in text) for text in said)
    assert chinese
    assert not english


def _words(handler: Callable[..., Any], given: dict[str, Any]) -> str:
    try:
        answer = handler(**given)
        return str(list(answer) if inspect.isgenerator(answer) else answer)
    except gr.Error as error:
        return str(error)


NOT_KEPT = ("pictures", "text", "voice", "speed", "motion_file", "transcript")
"""What is made each time; of what is a visitor's own see `test_kept_results.py`."""
KEPT = [
    *((name, argument) for name, argument in _cases() if name in JOBS and argument not in NOT_KEPT),
    *((name, setting) for name in JOBS for setting in SETTINGS),
    *((name, "engine") for name in JOBS),
]


@pytest.mark.parametrize(("name", "argument"), KEPT)
def test_a_kept_result_is_given_to_the_same_request_and_to_no_other(files, name, argument):
    """Of bundled examples alone; any argument makes it another job."""
    paths = tuple(Path(path) for path in files.values())
    asking = Asking(files, Examples(paths, (), (), ()))
    if argument == "engine":
        other = "triplane"
    else:
        other = (ARGUMENTS.get(argument) or SETTINGS[argument])[0]
    first = FIRST.get((name, argument), {})
    assert len(asking.ask(name, **first)) == 1
    assert asking.ask(name, **first) == [], "it was kept"
    assert len(asking.ask(name, **{**first, argument: other})) == 1, "it is another one"
    assert asking.ask(name, **{**first, argument: other}) == []


def test_frames_that_are_asked_for_are_made_each_time(files):
    """A kept result has none beside it."""
    asking = Asking(files, Examples(tuple(Path(path) for path in files.values()), (), (), ()))
    assert len(asking.ask("videos.background")) == 1
    for _ in range(2):
        (record,) = asking.ask("videos.background", pictures=True)
        assert record["pictures"].endswith(".zip")


@pytest.mark.parametrize(
    "changed",
    [{"sources": True}, {"left_head": 0.5}, {"right_head": 0.5}, {"seed": 4}, {"face": FACE}],
    ids=str,
)
def test_a_comparison_is_kept_for_the_same_request_alone(files, changed):
    engine = FakeEngine(name="mesh")
    examples = Examples(tuple(Path(path) for path in files.values()), (), (), ())
    handlers = PageHandlers({"auto": TalkingPortrait(engine, cache=CACHE)}, examples)

    def made(**more: Any) -> bool:
        before = engine.asked.count("listen")
        list(handlers.comparisons.compare(files["photo"], files["voice"], None, **more))
        return engine.asked.count("listen") > before

    usual = {"sources": False}
    assert made(**usual)
    assert not made(**usual)
    assert made(**(usual | changed))


@pytest.mark.parametrize("name", COMPARISONS)
def test_a_side_has_its_own_setting_before_that_of_both(asking, name):
    asked = _sides(asking.ask(name, left_head=0.5, head=1.5))
    assert [record["settings.motion.head"] for record in asked] == [0.5, 1.5]


def test_the_estimate_of_a_comparison_counts_both_sides(files, monkeypatch):
    def said(method: str, seconds: float) -> str:
        monkeypatch.setattr(
            TalkingPortrait, "expected_seconds", lambda _, work: seconds * work.people
        )
        handlers = PageHandlers({"auto": TalkingPortrait(FakeEngine())})
        return _method(handlers, method)(files["photo"], audio=files["voice"])

    assert said("estimates.comparison", 40.0) == said("estimates.video", 80.0)
    assert said("estimates.comparison", 40.0) != said("estimates.video", 40.0)


def test_no_more_results_are_kept_than_a_folder_should_hold(files):
    """A megabyte each, from anybody who moves a slider: those that come late are made anew."""
    asking = Asking(files, Examples(tuple(Path(path) for path in files.values()), (), (), ()))
    first, again = (
        [len(asking.ask("videos.talk", seed=seed)) for seed in range(50)] for _ in range(2)
    )
    assert sum(first) == 50
    assert again[0] == 0
    assert 10 <= sum(again) < 50
