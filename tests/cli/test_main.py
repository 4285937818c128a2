"""The terminal: exit codes, what is printed where, Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from real3d.cli import doctor
from real3d.cli.main import main
from real3d.pipeline import engine_choice as engines
from tests.support.fake_engine import FakeEngine
from tests.support.recordings import write_voice

ROOT = Path(__file__).parents[2]
PHOTO = ROOT / "examples" / "portraits" / "astronaut.png"

HEAVY = ("numpy", "cv2", "mediapipe", "numba", "scipy", "librosa", "gradio", "torch", "PIL")


@pytest.fixture
def fake_engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    """Takes the place of the mesh engine."""
    engine = FakeEngine(name="mesh")
    monkeypatch.setattr(engines, "_mesh_engine", lambda: engine)
    return engine


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    return write_voice(tmp_path / "voice.wav")


def _generate(*arguments: object) -> int:
    return main(["generate", *map(str, arguments)])


def _run(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "real3d", *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False, **options
    )


def test_help_answers_at_once_and_shows_examples():
    began = time.monotonic()
    answer = _run("generate", "--help")
    assert time.monotonic() - began < 3  # 0.05 s on an idle machine
    assert answer.returncode == 0
    assert "--photo me.jpg --audio hello.wav" in answer.stdout


def test_help_loads_nothing_heavy():
    script = (
        "import sys, real3d.cli.main\n"
        "try: real3d.cli.main.main(['generate', '--help'])\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    command = [sys.executable, "-c", script]
    answer = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert answer.stderr.strip() == "[]"


def test_importing_the_package_loads_nothing_heavy():
    script = f"import sys, real3d; print([name for name in {HEAVY} if name in sys.modules])"
    command = [sys.executable, "-c", script]
    answer = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert answer.stdout.strip() == "[]"


@pytest.mark.usefixtures("fake_engine")
def test_the_report_names_the_file_the_engine_and_the_speed(voice, tmp_path, capsys):
    out = tmp_path / "hello.mp4"
    assert _generate("--photo", PHOTO, "--audio", voice, "--out", out) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith(f"{out}\n")
    assert "mesh: it runs on any computer" in printed.out
    assert "15 frames, seed 0" in printed.out
    assert "frames per second" in printed.out
    assert printed.err == ""  # no bar where nobody watches


@pytest.mark.usefixtures("fake_engine")
def test_json_is_all_that_is_printed(voice, tmp_path, capsys):
    out = tmp_path / "hello.mp4"
    arguments = ("--photo", PHOTO, "--audio", voice, "--out", out, "--seed", 5, "--crf", 30)
    assert _generate(*arguments, "--head", 0.5, "--json") == 0
    record = json.loads(capsys.readouterr().out)
    assert record["path"] == str(out)
    assert record["seed"] == 5
    assert record["recipe"]["settings"]["motion"]["head"] == 0.5
    assert record["recipe"]["settings"]["output"]["crf"] == 30


@pytest.mark.usefixtures("fake_engine")
def test_quiet_prints_nothing(voice, tmp_path, capsys):
    out = tmp_path / "hello.mp4"
    assert _generate("--photo", PHOTO, "--audio", voice, "--out", out, "--quiet") == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "nothing to move the face"),
        (("--audio", "missing.wav"), "no file 'missing.wav'"),
        (("--audio", "{voice}", "--text", "Hello"), "leave the recording, the driving video"),
        (("--text", " "), "The text is empty"),
        (("--text", "Hello", "--voice", "gorge"), "did you mean “george”?"),
        (("--text", "Hello", "--speed", "9"), "from 0.5 to 2"),
        (("--text-file", "missing.txt"), "no file 'missing.txt'"),
        (("--text-file", PHOTO), "cannot be read as text"),
        (("--audio", PHOTO), "holds no sound"),
        (("--video", PHOTO), "no moving pictures"),
        (("--audio", "{voice}", "--engine", "triplane"), "tri-plane engine cannot run"),
        (("--audio", "{voice}", "--head", "3"), "from 0 to 2"),
        (("--audio", "{voice}", "--fps", "5"), "from 10 to 60"),
        (("--audio", "{voice}", "--seed", "-1"), "“seed”"),
        (("--audio", "{voice}", "--crf", "99"), "crf"),
        (("--audio", "{voice}", "--background", "puce"), "“puce” is not a background"),
        (("--audio", "{voice}", "--background", "no.jpg"), "no file 'no.jpg'"),
        (("--audio", "{voice}", "--out", "a.avi"), ".mp4"),
        (("--audio", "{voice}", "--out", "/proc/no/a.mp4"), "cannot be written"),
    ],
)
@pytest.mark.usefixtures("fake_engine")
def test_what_a_user_can_mend_is_one_line_and_exit_code_2(arguments, sentence, voice, capsys):
    filled = [voice if argument == "{voice}" else argument for argument in arguments]
    assert _generate("--photo", PHOTO, *filled) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("real3d: ")
    assert printed.err.count("\n") == 1
    assert sentence in printed.err


@pytest.mark.parametrize("arguments", [(), ("--photo",), ("--photo", "a", "--size", "700")])
def test_a_command_line_that_is_not_understood_ends_with_exit_code_2(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        _generate(*arguments)
    assert stopped.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_whatever_ends_a_job_leaves_nothing(number, code, tmp_path):
    voice = write_voice(tmp_path / "long.wav", seconds=120)
    results = tmp_path / "results"
    command = [sys.executable, "-m", "real3d", "generate", "--photo", str(PHOTO)]
    command += ["--audio", str(voice), "--out", str(results / "a.mp4")]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"TMPDIR": str(tmp_path)},
    )
    try:
        _wait_for_frames(results)
        process.send_signal(number)
        printed, complaint = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == code
    assert printed == ""
    assert complaint == "real3d: stopped; nothing was kept.\n"
    assert list(results.iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} == {"long.wav", "results"}


def _wait_for_frames(folder: Path) -> None:
    """Until the encoder has written something into its hidden folder."""
    for _ in range(600):
        if any(path.stat().st_size > 0 for path in folder.glob(".real3d-*/*")):
            return
        time.sleep(0.1)
    pytest.fail("no frame was written within a minute")


def test_a_result_without_a_name_is_a_new_temporary_file(
    fake_engine, voice, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert _generate("--photo", PHOTO, "--audio", voice) == 0
    path = Path(capsys.readouterr().out.splitlines()[0])
    assert path.exists()
    assert tmp_path in path.parents


@pytest.mark.usefixtures("fake_engine")
def test_verify_tells_marked_files_from_others_by_its_exit_code(voice, tmp_path, capsys):
    out = tmp_path / "hello.mp4"
    assert _generate("--photo", PHOTO, "--audio", voice, "--out", out, "--quiet") == 0
    assert main(["verify", str(out)]) == 0
    assert "Marked as synthetic." in capsys.readouterr().out
    assert main(["verify", "--json", str(out)]) == 0
    assert json.loads(capsys.readouterr().out)["state"] == "intact"
    assert main(["verify", str(voice)]) == 1
    assert "Not marked" in capsys.readouterr().out
    assert main(["verify", str(ROOT / "LICENSE")]) == 2
    assert capsys.readouterr().err.startswith("real3d: 'LICENSE' is no video")


@pytest.mark.usefixtures("fake_engine")
def test_the_badge_can_be_left_out_at_home_but_not_on_a_space(voice, tmp_path, capsys, monkeypatch):
    out = tmp_path / "hello.mp4"
    arguments = ("--photo", PHOTO, "--audio", voice, "--out", out, "--no-badge")
    assert _generate(*arguments, "--json") == 0
    assert "badge" not in json.loads(capsys.readouterr().out)["marks"]
    monkeypatch.setenv("SPACE_ID", "somebody/portraits")
    assert _generate(*arguments) == 2
    assert "On a Space every result shows its badge" in capsys.readouterr().err


def test_doctor_says_which_engine_would_run(capsys):
    assert main(["doctor"]) == 0
    assert "Engine: mesh" in capsys.readouterr().out


def test_doctor_ends_with_2_where_something_is_missing(monkeypatch, capsys):
    broken = doctor.Finding("ffmpeg", doctor.State.BROKEN, "It is not there.", "video")
    monkeypatch.setattr(doctor, "examine", lambda: [broken])
    assert main(["doctor"]) == 2
    assert "until this is mended: ffmpeg" in capsys.readouterr().out


def test_the_whole_photo_can_be_the_frame_and_a_face_be_pointed_at(
    fake_engine, voice, tmp_path, capsys
):
    code = _generate(
        "--photo", PHOTO, "--audio", voice, "--framing", "photo", "--face", "224,120",
        "--out", tmp_path / "a.mp4", "--json",
    )  # fmt: skip
    assert code == 0
    assert json.loads(capsys.readouterr().out)["recipe"]["settings"]["framing"] == "photo"


def test_a_face_that_is_no_point_is_a_usage_error(capsys):
    with pytest.raises(SystemExit) as exit_:
        _generate("--photo", PHOTO, "--face", "left")
    assert exit_.value.code == 2
    assert "as in 320,140" in capsys.readouterr().err


def test_what_cannot_be_printed_is_a_sentence(voice):
    command = [sys.executable, "-m", "real3d", "verify", str(voice)]
    with open("/dev/full", "w") as full:
        answer = subprocess.run(
            command,
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert answer.returncode == 2
    assert answer.stderr.startswith("real3d: The system refused something (No space left")
    assert answer.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("typed", "meant"), [("--phto", "--photo"), ("--bakground=blur", "--background")]
)
def test_a_mistyped_option_is_named_with_the_one_that_was_meant(typed, meant, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["generate", typed, "me.jpg"])
    (said,) = capsys.readouterr().err.splitlines()
    assert said.endswith(f"there is no {typed.partition('=')[0]}; did you mean {meant}?")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (["generat", "--photo", "me.jpg"], "there is no command “generat”; did you mean generate?"),
        (["weights", "statsu"], "there is no command “statsu”; did you mean status?"),
        (["weights", "x"], "there is no command “x”; there are status, convert, push, compile."),
    ],
)
def test_a_mistyped_command_is_named_with_the_one_that_was_meant(typed, answer, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(typed)
    (said,) = capsys.readouterr().err.splitlines()
    assert said.endswith(answer)


def test_an_option_like_no_other_is_called_unknown(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["generate", "--photo", "me.jpg", "--qqqqqqq"])
    assert "unrecognized arguments: --qqqqqqq" in capsys.readouterr().err
