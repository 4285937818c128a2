"""Results of bundled files come back; nobody else's do."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from real3d.pipeline.result import Recipe, Result, Settings, Timings
from real3d.ui.components.controls import Choices
from real3d.ui.examples import Examples
from real3d.ui.handlers.kept_results import KeptResults

CHOICES = Choices("auto", 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 25.0, 512)


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
        engine_reason="",
        frames=1,
        fps=25,
        duration=0.04,
        advice=(),
        notes=(),
        marks=(),
        timings=Timings(0, 0, 0, 0, 0),
    )


def test_a_result_comes_back_though_its_own_file_has_gone(kept, photo, tmp_path):
    key = kept.key([str(photo), None], ("", CHOICES))
    assert kept.find(key) is None
    result = a_result(tmp_path)
    kept.keep(key, result)
    result.path.unlink()
    found = kept.find(key)
    assert found.path.read_bytes() == b"a video"
    assert replace(found, path=result.path) == result


def test_whole_numbers_are_the_same_from_browsers_and_from_programs(kept, photo):
    whole = Choices("auto", 1, 1, 1, 1, 1, 1, 25, 512)
    assert kept.key([str(photo)], ("", whole)) == kept.key([str(photo)], ("", CHOICES))


def test_it_does_not_matter_where_a_copy_of_the_file_lies(kept, photo, tmp_path):
    elsewhere = tmp_path / "upload" / "IMG_1.JPG"
    elsewhere.parent.mkdir()
    shutil.copyfile(photo, elsewhere)
    assert kept.key([str(elsewhere)], CHOICES) == kept.key([str(photo)], CHOICES) is not None


def test_other_choices_and_other_places_of_a_file_are_other_results(kept, photo):
    keys = {
        kept.key([str(photo), None], ("", CHOICES)),
        kept.key([None, str(photo)], ("", CHOICES)),
        kept.key([str(photo), None], ("10,20", CHOICES)),
        kept.key([str(photo), None], ("", replace(CHOICES, head=1.05))),
    }
    assert len(keys) == 4


def test_a_visitors_own_file_has_no_key_even_if_it_is_as_long(kept, photo, tmp_path):
    own = tmp_path / "own.jpg"
    own.write_bytes(b"A photo")
    assert kept.key([str(photo), str(own)], CHOICES) is None


def test_of_results_made_at_the_same_time_the_first_stays(kept, photo, tmp_path):
    key = kept.key([str(photo)], CHOICES)
    results = []
    for number in range(8):
        folder = tmp_path / str(number)
        folder.mkdir()
        results.append(a_result(folder, bytes([number]) * 1000))
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda result: kept.keep(key, result), results))
    first = kept.find(key)
    assert first.path.read_bytes() in {result.path.read_bytes() for result in results}
    assert [file.name for file in first.path.parent.iterdir()] == [first.path.name]
