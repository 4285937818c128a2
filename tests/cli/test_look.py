"""`python -m real3d look`: a picture with another face, and what it says of itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from real3d.cli.main import main
from real3d.provenance.verify import read_marks

PORTRAITS = Path(__file__).parents[2] / "examples" / "portraits"
PHOTO, OTHER = PORTRAITS / "clara.jpg", PORTRAITS / "astronaut.png"


@pytest.mark.parametrize("ending", ["png", "jpg", "webp"])
def test_the_picture_is_written_and_says_that_it_is_synthetic(tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"smile.{ending}"
    assert main(["look", str(PHOTO), "--smile", "0.8", "--out", str(out), "--quiet"]) == 0
    assert Image.open(out).size == (512, 512)
    assert "compositeWithTrainedAlgorithmicMedia" in read_marks(out).source_type
    assert list(tmp_path.iterdir()) == [out]


def test_what_is_given_replaces_what_the_other_picture_shows(tmp_path: Path) -> None:
    like = ["look", str(PHOTO), "--like", str(OTHER), "--quiet", "--out"]
    laughing, shut = tmp_path / "laughing.png", tmp_path / "shut.png"
    assert main([*like, str(laughing)]) == 0
    assert main([*like, str(shut), "--left-eye", "1", "--right-eye", "1"]) == 0
    first, second = (np.asarray(Image.open(each)).astype(int) for each in (laughing, shut))
    photo = tmp_path / "photo.png"
    assert main(["look", str(PHOTO), "--out", str(photo), "--quiet"]) == 0
    assert np.abs(first - np.asarray(Image.open(photo))).max() > 60, "another face"
    assert np.abs(first - second).max() > 60, "shut eyes"


@pytest.mark.parametrize(
    ("extra", "out", "sentence"),
    [
        ([], "me.gif", "has to be named .png, .jpg or .webp"),
        (["--smile", "3"], "me.png", "choose a value from -1 to 1"),
        (["--like", __file__], "me.png", "is not a picture that can be read"),
        (["--like", "missing.jpg"], "me.png", "There is no file 'missing.jpg'"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(
    extra: list[str],
    out: str,
    sentence: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["look", str(PHOTO), *extra, "--out", str(tmp_path / out)]) == 2
    (line,) = capsys.readouterr().err.splitlines()[-1:]
    assert sentence in line
    assert not any(tmp_path.iterdir())


def test_the_photo_is_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = tmp_path / "me.jpg"
    photo.write_bytes(PHOTO.read_bytes())
    assert main(["look", str(photo), "--out", str(photo), "--overwrite"]) == 2
    assert photo.read_bytes() == PHOTO.read_bytes()
