"""`python -m real3d avatar`: what is printed, and with which exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from real3d.cli.main import main

PHOTO = Path(__file__).parents[2] / "examples" / "portraits" / "astronaut.png"


def test_the_file_and_its_size_are_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "me.glb"
    assert main(["avatar", str(PHOTO), "--out", str(out)]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith(f"{out}\n  size     1.2 MB\n")
    assert "Traceback" not in printed.err


@pytest.mark.parametrize(
    ("photo", "out", "sentence"),
    [
        ("missing.jpg", "me.glb", "There is no file 'missing.jpg'"),
        (__file__, "me.glb", "is not a picture that can be read"),
        (str(PHOTO), "me.obj", "has to be named .glb"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(
    photo: str, out: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["avatar", photo, "--out", str(tmp_path / out)]) == 2
    (line,) = capsys.readouterr().err.splitlines()[-1:]
    assert sentence in line
    assert not (tmp_path / out).exists()
