"""What the controls hold becomes settings, whole or with a sentence."""

from __future__ import annotations

from pathlib import Path

import gradio as gr
import pytest

from real3d.errors import SettingsError
from real3d.motion import MotionSettings
from real3d.pipeline.settings import Settings
from real3d.runtime.settings import setting_specs
from real3d.ui.handlers.parsing import (
    parse_background,
    parse_choices,
    parse_point,
    require,
    side_choices,
)

MOTION = [spec for spec in setting_specs(MotionSettings) if spec.name != "fps"]


def test_without_controls_everything_has_its_default():
    chosen = parse_choices({})
    assert (chosen.engine, chosen.settings, chosen.pose) == ("auto", Settings(), "natural")


AMOUNTS = [spec for spec in MOTION if not (spec.choices or spec.keys)]


@pytest.mark.parametrize("spec", AMOUNTS, ids=lambda spec: spec.name)
def test_every_amount_arrives(spec):
    value = spec.range[1] if spec.default != spec.range[1] else spec.range[0]
    assert getattr(parse_choices({spec.name: value}).settings.motion, spec.name) == value


def test_mood_and_shapes_arrive():
    motion = parse_choices({"mood": "sad", "shapes": "browInnerUp=0.4"}).settings.motion
    assert (motion.mood, dict(motion.shapes)) == ("sad", {"browInnerUp": 0.4})


def test_resolution_rate_framing_and_steps_arrive():
    chosen = parse_choices(
        {"size": 768, "fps": 30, "framing": "photo", "debug": True, "engine": "mesh"}
    )
    settings = chosen.settings
    assert (settings.size, settings.motion.fps, settings.framing) == (768, 30, "photo")
    assert settings.debug
    assert chosen.engine == "mesh"


def test_a_whole_number_that_the_browser_sends_as_a_fraction_stays_whole():
    seed = parse_choices({"seed": 7.0}).settings.motion.seed
    assert (seed, type(seed)) == (7, int)


def test_a_head_that_keeps_still_does_not_move():
    assert parse_choices({"pose": "still", "head": 1.5}).settings.motion.head == 0


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"seed": None}, "“Seed” is empty"),
        ({"head": 5}, "“head” is 5"),
        ({"head": "much"}, "“head” is much"),
        ({"seed": float("nan")}, "“seed” is nan"),
        ({"seed": float("inf")}, "“seed” is inf"),
        ({"pose": "upside down"}, "“pose” is “upside down”"),
        ({"size": 640}, "“size” is 640"),
        ({"engine": "steam"}, "no engine “steam”"),
        ({"engine": None}, "no engine “None”"),
    ],
)
def test_what_cannot_be_used_is_said(given, words):
    with pytest.raises(SettingsError, match=words):
        parse_choices(given)


def test_each_side_of_a_comparison_has_its_own_and_what_is_common():
    given = {"left_head": 0.5, "right_head": 2.0, "left_engine": "mesh", "fps": 30}
    assert side_choices(given, "left") == {"head": 0.5, "engine": "mesh", "fps": 30}
    assert side_choices(given, "right") == {"head": 2.0, "fps": 30}


def test_a_point_is_two_numbers_or_nothing():
    assert parse_point("") is None
    assert parse_point("12.5,40") == (12.5, 40)
    for text in ("12", "left,top", "1,2,3"):
        with pytest.raises(SettingsError, match="give x,y in pixels"):
            parse_point(text)


def test_backgrounds_are_files_colours_or_words():
    assert parse_background("picture", "beach.jpg", "") == Path("beach.jpg")
    assert parse_background("colour", None, "rgba(32.4, 160, 96, 1)") == "#20a060"
    assert parse_background("colour", "beach.jpg", "#102030") == "#102030"
    assert parse_background("blur", "beach.jpg", "#102030") == "blur"


def test_what_is_needed_is_asked_for():
    assert require("me.jpg", "Choose a photo.") == "me.jpg"
    with pytest.raises(gr.Error, match="Choose a photo"):
        require(None, "Choose a photo.")
