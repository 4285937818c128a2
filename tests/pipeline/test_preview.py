"""A small moving picture of a result, and of nothing else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from real3d.cli.main import main
from real3d.errors import FileMissingError, InputError, OutputError, SettingsError
from real3d.pipeline.preview import preview_result
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.provenance.badge import make_badge
from real3d.provenance.verify import read_marks
from tests.support.fake_engine import FakeEngine
from tests.support.recordings import write_clip, write_voice


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory, astronaut: np.ndarray) -> Path:
    folder = tmp_path_factory.mktemp("result")
    voice = write_voice(folder / "voice.wav", seconds=0.6)
    out = folder / "hello.mp4"
    return TalkingPortrait(FakeEngine()).generate(astronaut, voice, out=out).path


@pytest.mark.parametrize("ending", ["webp", "gif"])
def test_it_moves_and_says_that_it_is_synthetic(result, ending, tmp_path):
    path = preview_result(result, tmp_path / f"a.{ending}")
    assert read_marks(path).state == "intact"
    with Image.open(path) as picture:
        assert picture.is_animated
        frame = np.asarray(picture.convert("RGB")).astype(int)
    badge = make_badge(480, 480)
    height, width = badge.alpha.shape[:2]
    corner = frame[badge.top : badge.top + height, badge.left : badge.left + width]
    assert corner.min() < 120  # a dark ground on a bright wall
    assert corner.max() > 230  # and white letters


def test_of_somebody_elses_video_it_would_say_what_is_not_true(astronaut, tmp_path):
    clip = write_clip(tmp_path / "clip.mp4", astronaut, frames=6)
    with pytest.raises(InputError, match=r"'clip\.mp4' was not made by this program"):
        preview_result(clip, tmp_path / "a.webp")
    assert not (tmp_path / "a.webp").exists()


def test_somebodys_file_is_not_replaced_unless_that_is_asked_for(result, tmp_path):
    out = tmp_path / "a.webp"
    out.write_bytes(b"somebody's own")
    with pytest.raises(OutputError, match="is there already"):
        preview_result(result, out)
    assert preview_result(result, out, overwrite=True) == out
    assert preview_result(result, out) == out  # one's own preview


def test_what_cannot_be_is_a_sentence(result, tmp_path):
    with pytest.raises(SettingsError, match=r"named \.gif or \.webp"):
        preview_result(result, tmp_path / "a.png")
    with pytest.raises(FileMissingError):
        preview_result(tmp_path / "nowhere.mp4", tmp_path / "a.webp")


def test_the_terminal_makes_one(result, tmp_path, capsys):
    out = tmp_path / "a.webp"
    assert main(["preview", str(result), "--out", str(out)]) == 0
    assert str(out) in capsys.readouterr().out
    assert main(["preview", str(result), "--out", str(tmp_path / "a.mov")]) == 2
