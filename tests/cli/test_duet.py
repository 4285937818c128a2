"""`python -m real3d duet`: two faces of one photo, two voices, one video."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from real3d.cli.main import main
from real3d.media import open_video
from tests.support.recordings import write_voice

PORTRAITS = Path(__file__).parents[2] / "examples" / "portraits"


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """512 x 256: two people side by side."""
    halves = [
        np.asarray(Image.open(PORTRAITS / name).convert("RGB").resize((256, 256)))
        for name in ("clara.jpg", "daniel.jpg")
    ]
    path = tmp_path_factory.mktemp("pair") / "pair.png"
    Image.fromarray(np.hstack(halves)).save(path)
    return path


@pytest.fixture(scope="module")
def voices(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("voices")
    first = write_voice(folder / "first.wav", 0.4)
    second = write_voice(folder / "second.wav", 0.3)
    return ["--first", str(first), "--second", str(second)]


def test_two_people_speak_in_turns(pair, voices, tmp_path, capsys):
    out = tmp_path / "talk.mp4"
    assert main(["duet", str(pair), *voices, "--engine", "mesh", "--out", str(out), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    (left, _), (right, _) = record["recipe"]["duet"]["faces"]
    assert left < 256 < right
    assert record["recipe"]["duet"]["order"] == "in turns"
    clip = open_video(out)
    assert (clip.width, clip.height, clip.has_audio) == (512, 256, True)
    assert clip.duration == pytest.approx(1.0, abs=0.05)


def test_the_faces_and_the_order_can_be_chosen(pair, voices, tmp_path, capsys):
    out = tmp_path / "talk.mp4"
    chosen = ["--first-face", "390,130", "--together", "--seed", "7", "--size", "512"]
    command = ["duet", str(pair), *voices, *chosen, "--engine", "mesh", "--out", str(out)]
    assert main([*command, "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    (first, _), (second, _) = record["recipe"]["duet"]["faces"]
    assert second < 256 < first
    assert record["recipe"]["duet"]["order"] == "together"
    assert record["seed"] == 7
    assert open_video(out).duration == pytest.approx(0.4, abs=0.05)


@pytest.mark.parametrize(
    ("extra", "sentence"),
    [
        (["--first-face", "130,130", "--second-face", "135,130"], "The same face is chosen twice"),
        (["--second-face", "3,3"], "There is no human face at 3,3 of the photo"),
        (["--mouth", "9"], "choose a value from 0 to 2"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(pair, voices, tmp_path, capsys, extra, sentence):
    out = tmp_path / "talk.mp4"
    assert main(["duet", str(pair), *voices, *extra, "--engine", "mesh", "--out", str(out)]) == 2
    (line,) = capsys.readouterr().err.splitlines()[-1:]
    assert sentence in line
    assert not out.exists()


def test_one_voice_is_not_enough(pair, voices, capsys):
    with pytest.raises(SystemExit):
        main(["duet", str(pair), *voices[:2]])
    assert "--second" in capsys.readouterr().err
