"""Whatever a user hands over, wherever: one clear sentence, the same at every entry point."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import gradio as gr
import numpy as np
import pytest
from PIL import Image

import app
from real3d import errors
from real3d.cli.main import main
from real3d.pipeline import engine_choice as engines
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.portrait import analyse_portrait
from real3d.ui.handlers.page_handlers import PageHandlers
from tests.support.faces import with_mask
from tests.support.fake_engine import FakeEngine
from tests.support.recordings import write_clip, write_voice
from tests.support.zero_gpu_host import zero_gpu_host

PHOTO = Path(__file__).parents[1] / "examples" / "portraits" / "astronaut.png"

CHOICES = {
    "head": 1.0,
    "mouth": 1.0,
    "expression": 1.0,
    "blink": 1.0,
    "gaze": 1.0,
    "neutralise": 1.0,
    "smile": 0.6,
    "mood": "calm",
    "seed": 0,
    "size": 512,
    "fps": 25.0,
    "engine": "auto",
}


def _empty(path: Path) -> Path:
    path.touch()
    return path


def _truncated_photo(folder: Path) -> Path:
    path = folder / "half.png"
    path.write_bytes(PHOTO.read_bytes()[:20_000])
    return path


def _mislabelled(folder: Path) -> Path:
    path = folder / "sound.jpg"
    path.write_bytes(write_voice(folder / "sound.wav").read_bytes())
    return path


def _wall(folder: Path) -> Path:
    path = folder / "wall.png"
    Image.fromarray(np.full((256, 256, 3), 128, np.uint8)).save(path)
    return path


def _masked(folder: Path) -> Path:
    portrait = analyse_portrait(np.array(Image.open(PHOTO).convert("RGB")))
    path = folder / "masked.png"
    masked = with_mask(portrait.image, portrait.landmarks, (230, 230, 230))
    Image.fromarray(masked).save(path)
    return path


BAD_PHOTOS: dict[str, tuple[Callable[[Path], Path], type[errors.Real3DError]]] = {
    "missing": (lambda folder: folder / "none.png", errors.FileMissingError),
    "folder": (lambda folder: folder, errors.FileMissingError),
    "empty": (lambda folder: _empty(folder / "empty.png"), errors.FileMissingError),
    "truncated": (_truncated_photo, errors.NotAPictureError),
    "mislabelled": (_mislabelled, errors.NotAPictureError),
    "without a face": (_wall, errors.NoFaceError),
    "with a covered mouth": (_masked, errors.MouthCoveredError),
}

BAD_VOICES: dict[str, tuple[Callable[[Path], Path], type[errors.Real3DError]]] = {
    "missing": (lambda folder: folder / "none.wav", errors.FileMissingError),
    "empty": (lambda folder: _empty(folder / "empty.wav"), errors.FileMissingError),
    "without samples": (
        lambda folder: write_voice(folder / "zero.wav", seconds=0),
        errors.InputError,
    ),
    "too short": (
        lambda folder: write_voice(folder / "click.wav", seconds=0.05),
        errors.AudioTooShortError,
    ),
    "a picture": (lambda _: PHOTO, errors.NotAudioError),
}


@pytest.fixture(autouse=True)
def fake_engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    engine = FakeEngine(name="mesh")
    monkeypatch.setattr(engines, "_mesh_engine", lambda: engine)
    return engine


@pytest.mark.parametrize("case", BAD_PHOTOS)
def test_bad_photos(case, tmp_path, capsys):
    make, kind = BAD_PHOTOS[case]
    _check_everywhere(make(tmp_path), write_voice(tmp_path / "voice.wav"), kind, tmp_path, capsys)


@pytest.mark.parametrize("case", BAD_VOICES)
def test_bad_voices(case, tmp_path, capsys):
    make, kind = BAD_VOICES[case]
    _check_everywhere(PHOTO, make(tmp_path), kind, tmp_path, capsys)


def _check_everywhere(
    photo: Path,
    voice: Path,
    kind: type[errors.Real3DError],
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """From Python, from the terminal and from the page: one sentence, and no file."""
    out = folder / "results" / "result.mp4"
    with pytest.raises(kind) as from_python:
        TalkingPortrait().generate(photo, voice, out=out)
    sentence = str(from_python.value)
    assert sentence.endswith(".")
    assert "Traceback" not in sentence

    arguments = ["generate", "--photo", str(photo), "--audio", str(voice), "--out", str(out)]
    assert main(arguments) == 2
    assert capsys.readouterr().err == f"real3d: {sentence}\n"

    with pytest.raises(gr.Error) as from_page:
        list(PageHandlers().videos.talk(str(photo), str(voice), **CHOICES))
    assert from_page.value.message == sentence

    assert not out.exists()
    assert not list(folder.glob("results/.*"))


def test_a_driving_video_without_a_face(tmp_path):
    wall = write_clip(tmp_path / "wall.mp4", np.full((128, 128, 3), 128, np.uint8))
    from real3d.mesh.engine import MeshEngine

    with pytest.raises(errors.NoFaceInVideoError):
        TalkingPortrait(MeshEngine()).generate(PHOTO, video=wall, out=tmp_path / "result.mp4")
    assert not (tmp_path / "result.mp4").exists()


def test_the_page_says_the_same_about_a_photo_before_any_job(tmp_path):
    remark, _ = PageHandlers().photos.portrait(str(_wall(tmp_path)))
    assert "No human face was found" in remark
    assert "Face found" in PageHandlers().photos.portrait(str(PHOTO))[0]


@pytest.mark.parametrize("port", ["occupied", "none"])
def test_a_port_that_cannot_be_used_is_said_in_a_sentence(port, monkeypatch, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(number) if port == "occupied" else "seven")
        monkeypatch.setattr(PageHandlers, "warm_up", lambda *_: None)
        assert app.main() == 1
    named, reason = {
        "occupied": (number, "another program has it"),
        "none": ("seven", "it is no number"),
    }[port]
    assert capsys.readouterr().err == (
        f"real3d: the page cannot use port {named}: {reason}.\n"
        "Choose another one: PORT=7861 make run\n"
    )


def test_a_zero_gpu_space_without_weights_hears_of_work_for_its_card(tmp_path):
    # A Space that does not report at its start is ended: “No @spaces.GPU function detected”.
    script = (
        "import sys\nfrom unittest.mock import Mock\n"
        "sys.modules['torch'] = None  # a build without CUDA is none that such a host has\n"
        "import app\napp.Thread = Mock()  # it does not warm up\nsys.exit(app.main())"
    )
    log = tmp_path / "log"
    with zero_gpu_host() as host, log.open("wb") as output, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        environment = host.environment | {
            "GRADIO_SERVER_NAME": "127.0.0.1",
            "HOME": str(tmp_path),
            "PORT": str(free.getsockname()[1]),
        }
        free.close()
        space = subprocess.Popen(
            [sys.executable, "-c", script],
            cwd=Path(app.__file__).parent,
            env=environment,
            stdout=output,
            stderr=output,
        )
        try:
            until = time.monotonic() + 120
            while b"Running on" not in log.read_bytes() and time.monotonic() < until:
                time.sleep(0.2)
            assert host.reports == ["/startup-report"]
        finally:
            space.terminate()
            space.wait(30)


def test_a_page_that_is_ended_from_outside_leaves_nothing_of_its_visitors(tmp_path):
    temporary, uploads = tmp_path / "temporary", tmp_path / "uploads"
    temporary.mkdir()
    environment = os.environ | {"TMPDIR": str(temporary), "GRADIO_TEMP_DIR": str(uploads)}
    script = (
        "import app, sys\nfrom unittest.mock import Mock\n"
        "app.Thread = Mock()  # it does not warm up\nsys.exit(app.main())"
    )
    command = [sys.executable, "-c", script]
    log = tmp_path / "log"
    with log.open("wb") as output, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        environment["PORT"] = str(free.getsockname()[1])
        free.close()
        page = subprocess.Popen(
            command, cwd=Path(app.__file__).parent, env=environment, stdout=output, stderr=output
        )
        try:
            until = time.monotonic() + 120
            while b"Running on" not in log.read_bytes() and time.monotonic() < until:
                time.sleep(0.2)
            (folder,) = uploads.iterdir()
            (folder / "face.jpg").touch()
            page.send_signal(signal.SIGTERM)
            assert page.wait(30) == 0
        finally:
            page.kill()
    assert not list(uploads.iterdir())
    assert not list(temporary.iterdir())
    assert "Traceback" not in log.read_text()
