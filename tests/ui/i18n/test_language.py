"""Two languages, and nothing that is said in only one of them."""

from __future__ import annotations

import re
from dataclasses import fields
from types import SimpleNamespace

import pytest

from real3d.messages.message import Message
from real3d.motion import MotionSettings
from real3d.motion.shipped import shipped_motions
from real3d.pipeline.engine_choice import choose_engine
from real3d.pipeline.result import Stage
from real3d.pipeline.settings import Settings
from real3d.runtime.settings import setting_specs
from real3d.ui.i18n.chinese import CHINESE, CHINESE_MOTIONS, CHINESE_SETTINGS
from real3d.ui.i18n.english import ENGLISH, ENGLISH_MOTIONS, ENGLISH_SETTINGS
from real3d.ui.i18n.language import I18N, IN_CHINESE, IN_ENGLISH, request_language
from real3d.ui.i18n.words import Words


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


OFFERED = [
    spec
    for settings in (MotionSettings, Settings)
    for spec in setting_specs(settings)
    if spec.placement != "terminal"
]


@pytest.mark.parametrize("spec", OFFERED, ids=lambda spec: spec.name)
def test_every_setting_of_the_page_has_its_words_in_both_languages(spec):
    english, chinese = ENGLISH_SETTINGS[spec.name], CHINESE_SETTINGS[spec.name]
    assert english.label != chinese.label
    assert bool(english.hint) == bool(chinese.hint)
    assert set(english.choices) == set(chinese.choices) == set(spec.choices)


def test_motions_and_voices_have_their_names_in_both_languages():
    assert set(ENGLISH_MOTIONS) == set(CHINESE_MOTIONS) == set(shipped_motions())
    english, chinese = (I18N.translations[name] for name in ("en", "zh"))
    assert english["motion_count-to-five"] == "Count to five · 5 s"
    assert chinese["motion_count-to-five"] == "数到五 · 5 秒"
    assert english["voice_george"] == "George, British man"
    assert chinese["voice_george"] == "George，英式英语男声"
    assert "2,000" in english["text_hint"]
    assert "2,000" in chinese["text_hint"]


def test_no_words_are_left_of_settings_that_the_page_does_not_offer():
    names = {spec.name for spec in OFFERED}
    assert set(ENGLISH_SETTINGS) == set(CHINESE_SETTINGS) == names


def test_a_message_is_said_in_the_language():
    message = Message("setting-without-effect", name="gaze", engine="triplane")
    assert IN_ENGLISH.translate(message) == str(message)
    assert IN_CHINESE.translate(message) == "“gaze”对引擎“triplane”不起作用。"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("zh-CN,zh;q=0.9", IN_CHINESE), ("en-GB,en;q=0.9,zh;q=0.5", IN_ENGLISH), ("", IN_ENGLISH)],
)
def test_the_browser_says_which_language(accepted, language):
    assert request_language(SimpleNamespace(headers={"accept-language": accepted})) is language
    assert request_language(None) is IN_ENGLISH


@pytest.mark.parametrize(
    "message",
    [
        *(stage.value for stage in Stage),
        Message("rendering-frame", number=5, total=10),
        Message("watching-share", share=0.4),
        *(choose_engine(name).reason for name in ("auto", "mesh")),
        Message("result-unsigned", reason=Message("c2pa-missing")),
    ],
    ids=lambda message: message.code,
)
def test_progress_and_remarks_are_said_in_chinese(message):
    said = IN_CHINESE.translate(message)
    assert said != str(message)
    assert not re.search("[a-z]{3}", said.replace("c2pa-python", ""))
