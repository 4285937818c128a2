"""Two languages, and nothing that is said in only one of them."""

from __future__ import annotations

import ast
import re
from dataclasses import fields
from pathlib import Path
from types import SimpleNamespace

import pytest

from real3d import errors
from real3d.pipeline.engine_choice import choose_engine
from real3d.pipeline.result import Stage
from real3d.triplane.predictor import TOO_LITTLE_MEMORY
from real3d.triplane.weights.files import OWN_FILES, _missing_sentence
from real3d.ui.i18n.chinese import CHINESE, SENTENCES
from real3d.ui.i18n.english import ENGLISH
from real3d.ui.i18n.language import IN_CHINESE, IN_ENGLISH, request_language
from real3d.ui.i18n.words import Words

SOURCE = Path(errors.__file__).parent
SAYING = {name for name in vars(errors) if name.endswith("Error")} | {"Advice"}
NOT_FOR_VISITORS = (
    *(
        "real3d/runtime/system_libraries.py",
        "real3d/cli/main.py",
        "real3d/cli/batch.py",
        "real3d/cli/ray_batch.py",
    ),
    *("real3d/cli/doctor.py", "real3d/triplane/weights/files.py", "real3d/triplane/weights/hub.py"),
    *("real3d/provenance/verify.py", "real3d/evaluation/performance.py"),
)
UNREACHABLE = (
    "The picture is an array of",  # the page hands over files
    "The quality (crf) is",  # and has no such settings
    "There is no preset",
    "The number of threads",
    "The tag ",
    "has to be named",
    "Pictures go into a .zip",
    " is a folder. Choose another name",
)


def _sentences() -> list[str]:
    """All sentences for users in the rooms' source, with a 7 in the place of what is put in."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        if path.parent.name in ("ui", "triplane") or str(path).endswith(NOT_FOR_VISITORS):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in SAYING and node.args:
                found.append(_text(node.args[-1]))
    return [text for text in found if text and not any(part in text for part in UNREACHABLE)]


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values
        )
    return ""


@pytest.mark.parametrize("sentence", _sentences())
def test_every_sentence_of_the_rooms_is_known_in_chinese(sentence):
    sentence = sentence.replace("to the 7;", "to the left;")
    assert IN_CHINESE.said(sentence) != sentence


def test_every_word_is_translated_and_takes_the_same_things_in():
    same = [
        field.name
        for field in fields(Words)
        if getattr(ENGLISH, field.name) == getattr(CHINESE, field.name)
    ]
    assert same == []
    for field in fields(Words):
        english, chinese = (
            sorted(re.findall(r"{\w+}", getattr(words, field.name))) for words in (ENGLISH, CHINESE)
        )
        assert english == chinese, field.name


def test_what_is_put_into_a_sentence_is_carried_over():
    said = IN_CHINESE.said("'my photo.png' is empty. Save or upload it again.")
    assert said == "“my photo.png”是空的。请重新保存或上传。"
    assert all(
        set(re.findall(r"{(\w+)}", chinese)) <= set(re.findall(r"{(\w+)}", english))
        for english, chinese in SENTENCES
    )


def test_what_stops_the_neural_engine_on_a_space_is_known_in_chinese(tmp_path):
    (tmp_path / "checkpoints").mkdir()
    for sentence in (
        TOO_LITTLE_MEMORY,
        _missing_sentence(["face_model.safetensors"]),
        _missing_sentence([file.name for file in OWN_FILES]),
        _missing_sentence([file.name for file in OWN_FILES], tmp_path / "nowhere"),
        _missing_sentence([OWN_FILES[0].name], tmp_path),
        "The tri-plane engine cannot run: “renderer.safetensors” cannot be downloaded from "
        "“me/weights”. Check REAL3D_WEIGHTS_REPO, its access rights and the connection.",
    ):
        assert "三平面引擎" in IN_CHINESE.said(sentence)


def test_a_setting_in_vain_is_named_in_chinese():
    said = IN_CHINESE.said("“gaze” has no effect with the engine “triplane”.")
    assert said == "“gaze”对引擎“triplane”不起作用。"


def test_english_says_what_the_rooms_say():
    assert IN_ENGLISH.said("Anything.") == "Anything."
    assert IN_CHINESE.said("A sentence that nobody knows.") == "A sentence that nobody knows."


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("zh-CN,zh;q=0.9", IN_CHINESE), ("en-GB,en;q=0.9,zh;q=0.5", IN_ENGLISH), ("", IN_ENGLISH)],
)
def test_the_browser_says_which_language(accepted, language):
    assert request_language(SimpleNamespace(headers={"accept-language": accepted})) is language
    assert request_language(None) is IN_ENGLISH


@pytest.mark.parametrize(
    "sentence",
    [
        *(stage.value for stage in Stage),
        "Rendering frame 5 of 10",
        "Watching the driving video: 40%",
        *(choose_engine(name).reason for name in ("auto", "mesh")),
        "1 frame of the driving video showed no face; the movement there is interpolated.",
        "3 frames of the driving video showed no face; the movement there is interpolated.",
        "The sound is longer than the driving video and was cut at 2.0 s.",
        "In the photo, head and shoulders take 900 pixels; a resolution above 512 is sharper "
        "there.",
    ],
)
def test_progress_and_remarks_are_known_in_chinese(sentence):
    assert not re.search("[a-z]{3}", IN_CHINESE.said(sentence))
