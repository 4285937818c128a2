"""The movement of a clip is kept at the terminal, and played on a photo."""

from __future__ import annotations

import pytest

from real3d.cli.main import main
from real3d.motion.motion_file import load_motion
from tests.support.page_server import ROOT

CLIP = ROOT / "examples" / "clips" / "nod_and_talk.mp4"


def test_a_clip_is_kept_as_a_small_file(tmp_path, capsys):
    out = tmp_path / "mine.json"
    assert main(["motion", str(CLIP), "--out", str(out)]) == 0
    motion = load_motion(out)
    assert out.stat().st_size < 500_000
    assert motion.channel("jawOpen").max() > 0.15, "he talks"
    assert f"{len(motion)} frames" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("clip", "out", "sentence"),
    [
        ("missing.mp4", "mine.json", "no file"),
        (str(CLIP), "mine.txt", ".json"),
        (str(CLIP), "notes.json", "--overwrite"),
    ],
)
def test_what_a_user_can_mend_is_one_line(clip, out, sentence, tmp_path, capsys):
    (tmp_path / "notes.json").write_text('{"mine": 1}')
    assert main(["motion", clip, "--out", str(tmp_path / out)]) == 2
    printed = capsys.readouterr().err
    assert printed.count("\n") == 1
    assert sentence in printed
    assert (tmp_path / "notes.json").read_text() == '{"mine": 1}'
