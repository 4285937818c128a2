"""`real3d voices`, and texts on the command line."""

from __future__ import annotations

from pathlib import Path

import huggingface_hub
import pytest

from real3d.cli.generate import add_job_options, job_request
from real3d.cli.job_table import read_jobs
from real3d.cli.main import main
from real3d.cli.parser import Parser
from real3d.errors import InputError, OutputError
from real3d.text_to_speech import model_files


def _request(*arguments: str):
    parser = Parser()
    add_job_options(parser)
    return job_request(parser.parse_args(["--photo", "me.jpg", *arguments]))


def test_the_voices_are_listed_with_what_they_are(monkeypatch, capsys):
    monkeypatch.setattr(huggingface_hub, "try_to_load_from_cache", lambda *given, **more: None)
    assert main(["voices"]) == 0
    text = capsys.readouterr().out
    assert "george     en-GB  George, British man\n" in text
    assert "network  missing" in text
    assert "Apache 2.0" in text


def test_all_of_them_can_be_downloaded_at_once(monkeypatch, capsys, tmp_path):
    asked = []

    def fetch(file):
        asked.append(file.name)
        yield 1.0

    monkeypatch.setattr(model_files, "fetch", fetch)
    monkeypatch.setattr(huggingface_hub, "try_to_load_from_cache", lambda *given, **more: "/a")
    assert main(["voices", "--download"]) == 0
    assert asked[0] == "onnx/model_quantized.onnx"
    assert len(asked) == 11
    assert capsys.readouterr().out.count("downloaded") == 10


def test_a_text_comes_from_the_command_line_or_from_a_file(tmp_path: Path):
    file = tmp_path / "text.txt"
    file.write_text("\ufeffHello\nyou", encoding="utf-8")
    assert _request("--text", "Hi", "--voice", "emma", "--speed", "1.5").text == "Hi"
    assert _request("--text-file", str(file)).text == "Hello\nyou"
    assert _request("--audio", "a.wav").text is None


@pytest.mark.parametrize("option", ["--text-file", "--transcript-file"])
@pytest.mark.parametrize("output", ["--out", "--preview", "--pictures"])
def test_the_file_of_a_text_is_not_written_over(tmp_path: Path, option, output):
    file = tmp_path / "text.txt"
    file.write_text("Hello", encoding="utf-8")
    linked = tmp_path / "result.mp4"
    linked.symlink_to(file)
    with pytest.raises(OutputError, match=r"result.mp4' is one of the files"):
        _request(option, str(file), output, str(linked), "--overwrite")


def test_a_file_that_is_no_text_is_named(tmp_path: Path):
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match=r"'a.txt' cannot be read as text"):
        _request("--text-file", str(tmp_path / "a.txt"))


def test_one_text_is_enough(capsys):
    with pytest.raises(SystemExit):
        main(["generate", "--photo", "a.jpg", "--text", "Hi", "--text-file", "b.txt"])
    assert "not allowed with" in capsys.readouterr().err


def test_a_row_of_a_table_is_known_by_its_text_and_voice(tmp_path: Path):
    table = tmp_path / "jobs.csv"
    table.write_text(
        "photo,text,voice,out\n"
        "a.jpg,Hello,heart,1.mp4\na.jpg,Hello,heart,2.mp4\na.jpg,Hello,emma,3.mp4\n"
        "a.jpg,Bye,heart,4.mp4\n"
    )
    first, same, *others = (job.fingerprint() for job in read_jobs(table))
    assert first == same
    assert len({first, *others}) == 3
