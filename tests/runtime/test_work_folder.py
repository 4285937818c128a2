"""Folders for what is being made: gone with whoever made them, however that ended."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from real3d.runtime.work_folder import (
    EXAMPLES,
    HIDDEN,
    JOB,
    UPLOADS,
    result_folder,
    sweep,
    work_folder,
)

_KILLED = """
import os, signal, sys
from pathlib import Path
from real3d.runtime.work_folder import *
with work_folder({prefix!r}, Path(sys.argv[1])) as folder:
    Path(folder, "unfinished").touch()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def _run(script: str, folder: Path) -> None:
    subprocess.run([sys.executable, "-c", script, str(folder)], check=False, timeout=60)


@pytest.mark.parametrize("stop", [None, KeyboardInterrupt])
def test_a_folder_is_gone_after_its_block(stop, tmp_path):
    try:
        with work_folder(JOB, tmp_path) as folder:
            (folder / "unfinished").touch()
            if stop:
                raise stop
    except KeyboardInterrupt:
        pass
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("prefix", [HIDDEN, JOB, EXAMPLES, UPLOADS])
def test_what_a_killed_process_left_is_swept_at_once(prefix, tmp_path):
    _run(_KILLED.format(prefix=prefix), tmp_path)
    assert [path.name for path in tmp_path.glob("*/*")] == ["unfinished"]
    sweep(tmp_path)
    assert not list(tmp_path.iterdir())


def test_what_is_being_made_is_not_swept(tmp_path):
    with work_folder(HIDDEN, tmp_path) as mine:
        sweep(tmp_path)
        assert mine.is_dir()


def test_what_another_process_is_making_is_not_swept(tmp_path):
    script = _KILLED.format(prefix=HIDDEN).replace(
        "os.kill(os.getpid(), signal.SIGKILL)", "print(folder, flush=True); input()"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        theirs = Path(other.stdout.readline().decode().strip())
        sweep(tmp_path)
        assert theirs.is_dir()
        other.communicate(b"\n", timeout=60)
    assert not theirs.exists()


def test_what_looks_alike_but_is_somebodys_own_is_not_swept(tmp_path):
    for name in (
        ".real3d-settings",
        ".real3d-unfinished",
        "real3d-page-job-of-mine",
        "real3d-page",
    ):
        (tmp_path / name).mkdir()
    (tmp_path / f"{HIDDEN}abcdefgh").write_text("a file")
    (tmp_path / f"{HIDDEN}hgfedcba").symlink_to(tmp_path / "real3d-page")
    before = {*tmp_path.iterdir()}
    sweep(tmp_path)
    assert {*tmp_path.iterdir()} == before


def test_a_result_without_a_name_stays_and_an_unfinished_one_goes(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with result_folder() as finished:
        (finished / "portrait.mp4").touch()
    with pytest.raises(KeyboardInterrupt), result_folder() as failed:
        raise KeyboardInterrupt
    _run(
        "import os, signal, sys, tempfile; tempfile.tempdir = sys.argv[1]\n"
        "from real3d.runtime.work_folder import *\n"
        "with result_folder() as folder, work_folder(HIDDEN, folder):\n"
        "    os.kill(os.getpid(), signal.SIGKILL)",
        tmp_path,
    )
    assert not failed.exists()
    assert len(list(tmp_path.iterdir())) == 2
    sweep()
    assert [path.name for path in tmp_path.glob("*/*")] == ["portrait.mp4"]
    assert list(tmp_path.iterdir()) == [finished]


def test_a_thread_that_is_still_at_work_leaves_nothing_when_the_process_ends(tmp_path):
    _run(
        "import sys, tempfile, time\n"
        "from pathlib import Path\n"
        "from threading import Event, Thread\n"
        "from real3d.runtime.work_folder import *\n"
        "tempfile.tempdir, at_work = sys.argv[1], Event()\n"
        "def job():\n"
        "    with work_folder(JOB), result_folder():\n"
        "        at_work.set(); time.sleep(60)\n"
        "Thread(target=job, daemon=True).start(); at_work.wait()",
        tmp_path,
    )
    assert not list(tmp_path.iterdir())


def test_a_folder_that_somebody_sweeps_while_it_is_made_is_made_again(tmp_path, monkeypatch):
    import tempfile

    make, made = tempfile.mkdtemp, []

    def make_and_sweep(**arguments: object) -> str:
        made.append(make(**arguments))
        if len(made) == 1:
            sweep(tmp_path)
        return made[-1]

    monkeypatch.setattr(tempfile, "mkdtemp", make_and_sweep)
    with work_folder(JOB, tmp_path) as folder:
        assert folder.is_dir()
    assert len(made) == 2


def test_where_there_is_no_temporary_folder_nothing_is_swept(monkeypatch):
    def missing() -> str:
        raise FileNotFoundError("No usable temporary directory found")

    monkeypatch.setattr("tempfile.gettempdir", missing)
    sweep()
