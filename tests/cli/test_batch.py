"""Many jobs from a table: mistakes, interruptions, and what is there already."""

from __future__ import annotations

import fcntl
import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from real3d.cli.job_table import read_jobs
from real3d.cli.main import main
from real3d.pipeline import engine_choice as engines
from tests.support.caption_track import read_track
from tests.support.fake_engine import FakeEngine
from tests.support.recordings import write_voice

ROOT = Path(__file__).parents[2]
PHOTO = ROOT / "examples" / "portraits" / "astronaut.png"


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    """Takes the place of the mesh engine."""
    engine = FakeEngine(name="mesh")
    monkeypatch.setattr(engines, "_mesh_engine", lambda: engine)
    return engine


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    return write_voice(tmp_path / "voice.wav")


def _table(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_every_row_becomes_a_video(voice, tmp_path, capsys):
    table = _table(
        tmp_path / "jobs.csv",
        "photo,audio,out,seed,no-badge,background",
        f"{PHOTO},{voice},{tmp_path}/a.mp4,7,,",
        f'{PHOTO},{voice},"{tmp_path}/b, c.webm",,yes,transparent',
    )
    assert main(["batch", str(table)]) == 0
    assert (tmp_path / "a.mp4").exists()
    assert (tmp_path / "b, c.webm").exists()
    assert "2 made, 0 there already, 0 failed." in capsys.readouterr().out


def test_what_is_there_is_neither_made_again_nor_touched(voice, tmp_path, engine, capsys):
    table = _table(
        tmp_path / "jobs.csv",
        "photo,audio,out",
        f"{PHOTO},{voice},{tmp_path}/a.mp4",
        f"{PHOTO},{voice},{tmp_path}/b.mp4",
    )
    assert main(["batch", str(table)]) == 0
    (tmp_path / "b.mp4").unlink()
    before = (tmp_path / "a.mp4").stat().st_mtime_ns
    assert main(["batch", str(table)]) == 0
    assert (tmp_path / "a.mp4").stat().st_mtime_ns == before
    assert "1 made, 1 there already, 0 failed." in capsys.readouterr().out
    assert engine.asked.count("listen") == 3


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-2000])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _remove_pictures(path: Path) -> None:
    path.with_suffix(".zip").unlink()


def _cut_pictures(path: Path) -> None:
    _cut(path.with_suffix(".zip"))


@pytest.mark.parametrize("spoil", [_cut, _empty, _remove_pictures, _cut_pictures])
def test_a_result_that_is_not_whole_is_made_again(voice, tmp_path, capsys, spoil):
    out = tmp_path / "a.mp4"
    row = f"{PHOTO},{voice},{out},{out.with_suffix('.zip')}"
    table = _table(tmp_path / "jobs.csv", "photo,audio,out,pictures", row)
    assert main(["batch", str(table)]) == 0
    spoil(out)
    assert main(["batch", str(table)]) == 0
    assert main(["batch", str(table)]) == 0
    said = capsys.readouterr().out
    assert said.count("1 made, 0 there already, 0 failed.") == 2
    assert said.count("0 made, 1 there already, 0 failed.") == 1


def test_a_result_of_another_row_or_of_other_files_is_made_again(voice, tmp_path, capsys):
    table, out = tmp_path / "jobs.csv", tmp_path / "a.mp4"
    other = write_voice(tmp_path / "other.wav", seconds=0.5)
    for row in (
        f"{voice},{out},",
        f"{voice},{out},9",
        f"{other},{out},9",
    ):
        _table(table, "photo,audio,out,seed", f"{PHOTO},{row}")
        assert main(["batch", str(table)]) == 0
    other.write_bytes(voice.read_bytes())
    assert main(["batch", str(table)]) == 0
    assert capsys.readouterr().out.count("1 made, 0 there already") == 4
    assert main(["batch", str(table)]) == 0


def test_captions_of_a_table_are_made_again_when_their_words_change(voice, tmp_path, capsys):
    words = tmp_path / "words.txt"
    row = f"{PHOTO},{voice},{tmp_path}/a.mp4,track,{words}"
    table = _table(tmp_path / "jobs.csv", "photo,audio,out,captions,transcript-file", row)
    for said in ("First", "First", "Second"):
        words.write_text(said, encoding="utf-8")
        assert main(["batch", str(table)]) == 0
        assert [caption.text for caption in read_track(tmp_path / "a.mp4")] == [said]
    report = capsys.readouterr().out
    assert report.count("1 made, 0 there already, 0 failed.") == 2
    assert report.count("0 made, 1 there already, 0 failed.") == 1


def test_what_somebody_else_made_is_neither_kept_for_a_result_nor_replaced(voice, tmp_path, capsys):
    table = _table(
        tmp_path / "jobs.csv",
        "photo,audio,out,overwrite",
        f"{PHOTO},{voice},{tmp_path}/a.mp4,",
        f"{PHOTO},{voice},{tmp_path}/b.mp4,no",
        f"{PHOTO},{voice},{tmp_path}/c.mp4,yes",
    )
    (tmp_path / "a.mp4").write_text("made yesterday")
    (tmp_path / "b.mp4").mkdir()
    (tmp_path / "c.mp4").write_text("made yesterday")
    assert main(["batch", str(table)]) == 2
    assert (tmp_path / "a.mp4").read_text() == "made yesterday"
    assert (tmp_path / "c.mp4").stat().st_size > 1000
    said = capsys.readouterr().out
    assert "not made by this program" in said
    assert "is a folder" in said
    assert "1 made, 0 there already, 2 failed." in said


SPREADSHEETS = {
    "semicolons": ("{head};audio;out;blink\r\n{photo};{voice};{out};0,5\r\n", "utf-8-sig"),
    "tabs": ("{head}\taudio\tout\tblink\n{photo}\t{voice}\t{out}\t0.5\n", "utf-8"),
    "windows": ("{head};audio;out;blink\r\n{photo};{voice};{out};0,5\r\n", "cp1252"),
    "unicode": ("{head}\taudio\tout\tblink\r\n{photo}\t{voice}\t{out}\t0,5\r\n", "utf-16"),
    "announced": ("sep=;\r\n{head};audio;out;blink\r\n{photo};{voice};{out};0,5\r\n", "utf-8"),
    "old": ("{head},audio,out,blink\r{photo},{voice},{out},0.5\r", "utf-8"),
    "quoted": ('"{head}";"audio";"out";"blink"\n"{photo}";"{voice}";"{out}";"0,5"\n', "utf-8"),
}


@pytest.mark.parametrize("kind", SPREADSHEETS)
def test_a_table_is_read_as_spreadsheets_write_it(kind, voice, tmp_path):
    text, encoding = SPREADSHEETS[kind]
    out = tmp_path / "größe.mp4"
    filled = text.format(head="Photo", photo=PHOTO, voice=voice, out=out)
    (tmp_path / "jobs.csv").write_bytes(filled.encode(encoding))
    (job,) = read_jobs(tmp_path / "jobs.csv")
    assert job.out == out
    assert job.request.settings.motion.blink == 0.5
    assert job.row == (3 if kind == "announced" else 2)


def test_a_place_in_a_photo_keeps_its_comma(voice, tmp_path):
    table = _table(tmp_path / "jobs.csv", "photo;audio;out;face", f"{PHOTO};{voice};a.mp4;32,14")
    assert read_jobs(table)[0].request.face == (32, 14)


def test_no_row_writes_what_is_read_before(voice, tmp_path, capsys):
    (tmp_path / "clip.mp4").write_text("a recording")
    (tmp_path / "link.mp4").symlink_to(tmp_path / "clip.mp4")
    table = _table(
        tmp_path / "jobs.csv",
        "photo,audio,video,out",
        f"{PHOTO},{voice},{tmp_path}/clip.mp4,{tmp_path}/a.mp4",
        f"{PHOTO},{voice},,{tmp_path}/link.mp4",
        f"{PHOTO},,{tmp_path}/a.mp4,{tmp_path}/b.mp4",
    )
    assert main(["batch", str(table)]) == 2
    said = capsys.readouterr().err
    assert "Line 3: writes the file that line 2 reads" in said
    assert "Line 4" not in said


def test_one_failure_does_not_stop_the_rest_and_is_tried_again(voice, tmp_path, capsys):
    table = _table(
        tmp_path / "jobs.csv",
        "photo,audio,out",
        f"{tmp_path}/none.png,{voice},{tmp_path}/a.mp4",
        f"{PHOTO},{voice},{tmp_path}/b.mp4",
    )
    assert main(["batch", str(table)]) == 2
    printed = capsys.readouterr().out
    assert "a.mp4: failed. There is no file 'none.png'" in printed
    assert "1 made, 0 there already, 1 failed." in printed
    (tmp_path / "none.png").write_bytes(PHOTO.read_bytes())
    assert main(["batch", str(table)]) == 0
    assert "1 made, 1 there already, 0 failed." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (("photo,audio,out",), "lists no jobs"),
        (("photo,audio,out", "{photo},{voice},"), "Line 2: “out” is empty"),
        (("photo,audio,out", ",{voice},a.mp4"), "Line 2: The following arguments are required"),
        (("photo,audio,out,had", "p,v,a.mp4,1"), "Line 2: Unrecognized arguments: --had=1"),
        (("photo,audio,out,head", "p,v,a.mp4,", "p,v,b.mp4,5"), "Line 3: “head” is 5"),
        (("photo,audio,out,size", "p,v,a.mp4,700"), "Line 2: Argument --size: invalid choice"),
        (("photo,audio,out", "p,v,a.mp4", "p,v,./a.mp4"), "Line 3: writes the same file"),
        (("photo,audio,out", "p,v,a.mp4,more"), "more cells than the first"),
        (("photo,photo,out", "p,v,a.mp4"), "two columns “photo”"),
        (("photo,audio,out,no-badge", "p,v,a.mp4,maybe"), "write yes or no"),
        (("photo,audio,out", '"p,v,a.mp4'), "cannot be read as a table"),
    ],
)
def test_mistakes_are_found_before_anything_starts(rows, sentence, voice, tmp_path, capsys, engine):
    filled = [row.format(photo=PHOTO, voice=voice) for row in rows]
    assert main(["batch", str(_table(tmp_path / "jobs.csv", *filled))]) == 2
    assert sentence in capsys.readouterr().err
    assert engine.asked == []


def test_a_table_that_is_no_text_is_an_error(tmp_path, capsys):
    path = tmp_path / "jobs.csv"
    path.write_bytes(PHOTO.read_bytes())
    assert main(["batch", str(path)]) == 2
    assert "Save it as CSV in UTF-8" in capsys.readouterr().err


def test_a_spreadsheet_s_byte_order_mark_and_empty_rows_do_not_matter(voice, tmp_path):
    path = tmp_path / "jobs.csv"
    text = f"photo,audio,out,\r\n{PHOTO},{voice},{tmp_path}/a.mp4,\r\n,,,\r\n"
    path.write_text(text, encoding="utf-8-sig")
    assert main(["batch", str(path)]) == 0
    assert (tmp_path / "a.mp4").exists()


def test_two_processes_do_not_work_on_one_table(voice, tmp_path, capsys, engine):
    table = _table(tmp_path / "jobs.csv", "photo,audio,out", f"{PHOTO},{voice},{tmp_path}/a.mp4")
    with table.open() as busy:
        fcntl.flock(busy, fcntl.LOCK_EX)
        assert main(["batch", str(table)]) == 2
    assert "Another process is at work on 'jobs.csv'" in capsys.readouterr().err
    assert engine.asked == []


def test_a_batch_that_was_killed_goes_on_where_it_was(tmp_path):
    short, long = (
        write_voice(tmp_path / f"{seconds}.wav", seconds=seconds) for seconds in (0.4, 120)
    )
    table = _table(
        tmp_path / "jobs.csv",
        "photo,audio,out",
        f"{PHOTO},{short},{tmp_path}/out/a.mp4",
        f"{PHOTO},{long},{tmp_path}/out/b.mp4",
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "real3d", "batch", str(table)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"TMPDIR": str(tmp_path)},
    )
    try:
        first = tmp_path / "out" / "a.mp4"
        for _ in range(600):
            if first.exists():
                break
            time.sleep(0.1)
    finally:
        process.kill()
        process.wait()
    made_at = first.stat().st_mtime_ns
    assert not (tmp_path / "out" / "b.mp4").exists()

    long.write_bytes(short.read_bytes())
    assert main(["batch", str(table)]) == 0
    assert (tmp_path / "out" / "b.mp4").exists()
    assert first.stat().st_mtime_ns == made_at


@pytest.mark.skipif(importlib.util.find_spec("ray") is not None, reason="Ray is installed")
def test_without_ray_the_reason_is_told(voice, tmp_path, capsys):
    table = _table(tmp_path / "jobs.csv", "photo,audio,out", f"{PHOTO},{voice},{tmp_path}/a.mp4")
    assert main(["batch", str(table), "--ray"]) == 2
    assert "Ray is not installed" in capsys.readouterr().err


@pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="Ray is not installed")
def test_a_batch_on_a_local_cluster(tmp_path, capsys):
    voice = write_voice(tmp_path / "voice.wav", seconds=0.4)
    table = _table(
        tmp_path / "jobs.csv",
        "photo,audio,out",
        f"{PHOTO},{voice},{tmp_path}/a.mp4",
        f"{tmp_path}/none.png,{voice},{tmp_path}/b.mp4",
        f"{PHOTO},{voice},{tmp_path}/c.mp4",
    )
    assert main(["batch", str(table), "--ray"]) == 2
    printed = capsys.readouterr().out
    assert "2 made, 0 there already, 1 failed." in printed
    assert "There is no file 'none.png'" in printed
    assert (tmp_path / "c.mp4").exists()
