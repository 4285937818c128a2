"""Results of bundled files come back; nobody else's do."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from pathlib import Path

import pytest

from real3d.messages.message import Message
from real3d.motion import MotionSettings
from real3d.motion.shipped import shipped_motions
from real3d.pipeline.request import JobRequest
from real3d.pipeline.result import Recipe, Result, Timings
from real3d.pipeline.settings import Settings
from real3d.ui.handlers.examples import Examples
from real3d.ui.handlers.kept_results import KeptResults


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "anna.jpg"
    path.write_bytes(b"a photo")
    return path


@pytest.fixture
def kept(photo: Path) -> KeptResults:
    return KeptResults(Examples((photo,), (), (), ()))


def a_result(folder: Path, content: bytes = b"a video") -> Result:
    path = folder / "result.mp4"
    path.write_bytes(content)
    return Result(
        path=path,
        recipe=Recipe(version="1", engine="mesh", background="original", settings=Settings()),
        engine_reason=Message("engine-asked-for"),
        frames=1,
        fps=25,
        duration=0.04,
        advice=(),
        notes=(),
        marks=(),
        timings=Timings(0, 0, 0, 0, 0),
    )


def a_key(kept: KeptResults, photo: object, **others: object) -> object:
    return kept.key(JobRequest(str(photo), **others), "auto")


def test_a_result_comes_back_though_its_own_file_has_gone(kept, photo, tmp_path):
    key = a_key(kept, photo)
    assert kept.find(key) is None
    result = a_result(tmp_path)
    kept.keep(key, result)
    result.path.unlink()
    found = kept.find(key)
    assert found.path.read_bytes() == b"a video"
    assert replace(found, path=result.path) == result


def test_whole_numbers_are_the_same_from_browsers_and_from_programs(kept, photo):
    whole, broken = (Settings(MotionSettings(head=head)) for head in (1, 1.0))
    assert a_key(kept, photo, settings=whole) == a_key(kept, photo, settings=broken)


def test_it_does_not_matter_where_a_copy_of_the_file_lies(kept, photo, tmp_path):
    elsewhere = tmp_path / "upload" / "IMG_1.JPG"
    elsewhere.parent.mkdir()
    shutil.copyfile(photo, elsewhere)
    assert a_key(kept, elsewhere) == a_key(kept, photo) is not None


def test_whatever_a_job_is_asked_for_makes_another_result(kept, photo):
    other = str(photo)
    asked: dict[str, object] = {
        "audio": other,
        "video": other,
        "head_from": other,
        "motion": shipped_motions()["nod"],
        "background": "blur",
        "face": (10.0, 20.0),
        "settings": Settings(MotionSettings(head=1.05)),
    }
    written = {"photo", "out", "overwrite", "fingerprint", "pictures", "preview"}
    words = {"text", "voice", "speed", "transcript"}  # below
    assert {each.name for each in fields(JobRequest)} == set(asked) | written | words
    keys = {a_key(kept, photo), a_key(kept, photo, background=photo)}
    keys |= {a_key(kept, photo, **{name: value}) for name, value in asked.items()}
    assert len(keys) == len(asked) + 2
    assert kept.key(JobRequest(other), "mesh") != kept.key(JobRequest(other), "auto")


@pytest.mark.parametrize("place", ["audio", "video", "head_from", "background"])
def test_a_visitors_own_file_has_no_key_even_if_it_is_as_long(kept, photo, tmp_path, place):
    own = tmp_path / "own.jpg"
    own.write_bytes(b"A photo")
    assert a_key(kept, photo, **{place: own}) is None


def test_a_visitors_own_words_have_no_key(kept, photo):
    assert a_key(kept, photo, text="Hello.") is None
    assert a_key(kept, photo, transcript="Hello.") is None


def test_of_results_made_at_the_same_time_the_first_stays(kept, photo, tmp_path):
    key = a_key(kept, photo)
    results = []
    for number in range(8):
        folder = tmp_path / str(number)
        folder.mkdir()
        results.append(a_result(folder, bytes([number]) * 1000))
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda result: kept.keep(key, result), results))
    first = kept.find(key)
    assert first.path.read_bytes() in {result.path.read_bytes() for result in results}
    assert [*first.path.parent.parent.glob("*/*")] == [first.path]


def test_every_motion_is_kept_on_its_own_and_a_visitors_own_never(kept, photo, tmp_path):
    shipped = shipped_motions()
    keys = [a_key(kept, photo, motion=shipped[name]) for name in ("nod", "laugh")]
    assert None not in keys
    assert len({*keys, a_key(kept, photo)}) == 3
    own = tmp_path / "own.json"
    own.write_bytes(shipped["nod"].read_bytes())
    assert a_key(kept, photo, motion=str(own)) is None
