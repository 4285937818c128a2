"""The folder of the page's visitors: new at every start, swept when an earlier page was killed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from real3d.errors import OutputError
from real3d.runtime.visitors_folder import visitors_folder
from real3d.runtime.work_folder import JOB

_KILLED = """
import os, signal
from pathlib import Path
from real3d.runtime.visitors_folder import visitors_folder
from real3d.runtime.work_folder import JOB, work_folder
with visitors_folder(), work_folder(JOB):
    Path(os.environ["GRADIO_TEMP_DIR"], "face.jpg").touch()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("chosen", [True, False])
def test_the_next_start_removes_what_visitors_of_a_killed_page_left(chosen, tmp_path, monkeypatch):
    temporary, uploads = tmp_path / "temporary", tmp_path / "uploads"
    temporary.mkdir()
    environment = {**os.environ, "TMPDIR": str(temporary), "GRADIO_TEMP_DIR": str(uploads)}
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(uploads))
    if not chosen:
        del environment["GRADIO_TEMP_DIR"]
        monkeypatch.delenv("GRADIO_TEMP_DIR")
    subprocess.run([sys.executable, "-c", _KILLED], env=environment, check=False, timeout=60)
    assert len([*tmp_path.rglob("face.jpg")]) == 1
    assert len([*temporary.glob(f"{JOB}*")]) == 1
    with visitors_folder() as folder:
        assert os.environ["GRADIO_TEMP_DIR"] == str(folder)
        assert folder.parent == (uploads if chosen else temporary)
        assert not [*tmp_path.rglob("face.jpg")]
        assert not [*temporary.glob(f"{JOB}*")]
    assert not folder.exists()
    assert os.environ.get("GRADIO_TEMP_DIR") == (str(uploads) if chosen else None)


def test_a_place_that_cannot_be_written_to_is_a_sentence(monkeypatch):
    monkeypatch.setenv("GRADIO_TEMP_DIR", "/proc/uploads")
    with pytest.raises(OutputError, match="no place for the files of visitors"), visitors_folder():
        pass
