"""Hundreds of broken and hostile files at every door: an answer or one clear sentence, and nothing
left behind.

REAL3D_FUZZ (default 1) multiplies the number of damaged files.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from real3d.errors import Real3DError
from real3d.media import open_video, read_audio, read_image
from real3d.media.picture_decoding import decode_picture
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.provenance.verify import describe, read_marks
from tests.support.fake_engine import FakeEngine
from tests.support.hostile_files import (
    SECRET,
    hostile_pictures,
    hostile_sounds,
    hostile_videos,
    special_paths,
)
from tests.support.recordings import write_voice

PHOTO = Path(__file__).parents[2] / "examples" / "portraits" / "astronaut.png"

TIMES = int(os.environ.get("REAL3D_FUZZ", "1"))
PICTURES, SOUNDS, VIDEOS = 260 * TIMES, 100 * TIMES, 90 * TIMES
FEWEST_FILES = 500

pytestmark = pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")


@pytest.fixture(autouse=True)
def temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go during one test."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    folder = tmp_path / "uploads"
    folder.mkdir()
    return folder


def _complaint(read: Callable[[Path], object], path: Path) -> str:
    """What is wrong with how `read` treats a file; empty if nothing is."""
    try:
        read(path)
    except Real3DError as error:
        sentence = str(error)
        fine = sentence.endswith(".") and "\n" not in sentence.replace(path.name, "")
        return "" if fine and SECRET not in sentence else f"{path.name!r}: said {sentence!r}"
    except Exception as error:
        return f"{path.name!r}: {type(error).__name__}: {error}"
    return ""


def _check(read: Callable[[Path], object], paths: list[Path], left: Path) -> None:
    complaints = [complaint for path in paths if (complaint := _complaint(read, path))]
    assert complaints == []
    assert list(left.iterdir()) == []


def _read_picture(path: Path) -> None:
    """In this process, which an error that nobody foresaw would end."""
    picture = np.asarray(decode_picture(path, max_megapixels=50.0))
    assert picture.dtype == np.uint8
    assert picture.ndim == 3
    assert picture.shape[2] == 3


def _read_sound(path: Path) -> None:
    samples = read_audio(path).samples
    assert np.isfinite(samples).all()
    assert np.abs(samples).max() <= 1.0


def _read_video(path: Path) -> None:
    for frame in islice(open_video(path).frames(25.0, max_side=64), 5):
        assert frame.dtype == np.uint8


def _verify(path: Path) -> None:
    assert SECRET not in "\n".join(describe(read_marks(path)))


def test_there_are_enough_of_them(uploads):
    handmade = 0
    for make in (hostile_pictures, hostile_sounds, hostile_videos):
        handmade += len(list(make(uploads, 0)))
    assert handmade + PICTURES + SOUNDS + VIDEOS >= FEWEST_FILES


def test_pictures(uploads, temporary_folder):
    paths = list(hostile_pictures(uploads, PICTURES))
    _check(_read_picture, paths, temporary_folder)
    _check(_verify, paths[::8], temporary_folder)


def test_sounds(uploads, temporary_folder):
    paths = list(hostile_sounds(uploads, SOUNDS))
    _check(_read_sound, paths, temporary_folder)


def test_videos(uploads, temporary_folder):
    paths = list(hostile_videos(uploads, VIDEOS))
    _check(_read_video, paths, temporary_folder)
    _check(_verify, paths[::4], temporary_folder)


@pytest.mark.parametrize("read", [read_image, read_audio, open_video, read_marks])
def test_names_and_things_that_are_no_files(read, uploads, temporary_folder):
    paths = list(special_paths(uploads))
    _check(read, paths, temporary_folder)


def test_files_of_one_kind_in_the_place_of_another(uploads, temporary_folder):
    paths = [
        *islice(hostile_pictures(uploads, 0), 10),
        *islice(hostile_sounds(uploads, 0), 10),
        PHOTO,
        write_voice(uploads / "voice.wav"),
    ]
    for read in (_read_picture, _read_sound, _read_video):
        _check(read, paths, temporary_folder)


def test_a_job_with_such_files_leaves_nothing(uploads, tmp_path, temporary_folder):
    pipeline, voice = TalkingPortrait(FakeEngine()), write_voice(tmp_path / "voice.wav")
    jobs: list[tuple[Callable[[Path], object], list[Path]]] = [
        (
            lambda path: pipeline.generate(path, voice),
            [path for path in hostile_pictures(uploads, 8) if _refused(_read_picture, path)],
        ),
        (
            lambda path: pipeline.generate(PHOTO, voice, background=path),
            [path for path in hostile_pictures(uploads, 0) if _refused(_read_picture, path)][:8],
        ),
        (
            lambda path: pipeline.generate(PHOTO, path),
            [path for path in hostile_sounds(uploads, 0) if _refused(read_audio, path)],
        ),
        (
            lambda path: pipeline.generate(PHOTO, video=path),
            [path for path in hostile_videos(uploads, 0) if _refused(open_video, path)],
        ),
    ]
    for generate, paths in jobs:
        assert paths
        _check(generate, paths, temporary_folder)


def _refused(read: Callable[[Path], object], path: Path) -> bool:
    try:
        read(path)
    except Real3DError:
        return True
    return False
