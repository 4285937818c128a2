"""A message is a code with fields, and one sentence in every language."""

from __future__ import annotations

import pickle

import pytest

from real3d.messages.chinese import CHINESE
from real3d.messages.english import ENGLISH
from real3d.messages.message import Message, translate


def test_a_printed_message_is_its_english_sentence():
    message = Message("file-empty", name="my photo.png")
    assert str(message) == "'my photo.png' is empty. Save or upload it again."
    assert f"{message}" == translate(message, ENGLISH)


def test_the_same_message_is_said_in_another_language():
    message = Message("file-empty", name="my photo.png")
    assert translate(message, CHINESE) == "“my photo.png”是空的。请重新保存或上传。"


def test_what_is_put_in_is_never_taken_for_a_template():
    assert "'{name}.png'" in str(Message("file-empty", name="{name}.png"))


def test_numbers_stay_numbers_for_programs_and_are_rounded_for_people():
    message = Message("sound-cut", seconds=2.04)
    assert message.fields == {"seconds": 2.04}
    assert "cut at 2.0 s" in str(message)


@pytest.mark.parametrize(
    ("side", "english", "chinese"), [("left", "left", "左"), ("right", "right", "右")]
)
def test_words_within_a_sentence_are_translated_too(side, english, chinese):
    message = Message("turned", degrees=30.4, side=Message(side))
    assert f"turned 30° to the {english};" in str(message)
    assert translate(message, CHINESE).startswith(f"脸向{chinese}转了 30°")


def test_a_list_is_written_as_the_language_does():
    message = Message("tensors-missing", count=3, names=("a", "b", Message("and-more", count=1)))
    assert str(message) == "3 missing (a, b, and 1 more)"
    assert translate(message, CHINESE) == "缺少 3 个（a、b、另有 1 个）"


def test_messages_are_compared_by_code_and_fields():
    one = Message("disk-full", name="a.mp4", folder="b")
    assert one == Message("disk-full", folder="b", name="a.mp4")
    assert len({one, Message("disk-full", folder="b", name="a.mp4")}) == 1
    assert one != Message("disk-full", name="a.mp4", folder="c")


def test_messages_pass_from_process_to_process():
    message = Message("turned", degrees=30.0, side=Message("left"))
    assert pickle.loads(pickle.dumps(message)) == message


def test_a_sentence_that_no_table_knows_is_said_as_it_is():
    assert str(Message("Out of ink {cyan}.")) == "Out of ink {cyan}."
