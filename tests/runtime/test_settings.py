"""A setting is written once: its range, choices and help are read from its field."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from real3d.errors import SettingsError
from real3d.media import OutputSettings
from real3d.motion import MotionSettings
from real3d.pipeline.settings import Settings
from real3d.runtime.settings import check_settings, setting, setting_specs

CLASSES = (MotionSettings, OutputSettings, Settings)
ALL = [(each, spec) for each in CLASSES for spec in setting_specs(each)]


@dataclass(frozen=True)
class Wink:
    strength: float = setting(0.5, "how far the lid falls", low=0, high=1, unit="share")
    side: str = setting("left", "which eye", choices=("left", "right"))
    slow: bool = setting(False, "take a second for it")

    def __post_init__(self) -> None:
        check_settings(self)


def test_a_field_carries_all_that_is_known_of_a_setting():
    strength, side, slow = setting_specs(Wink)
    assert (strength.name, strength.default, strength.range) == ("strength", 0.5, (0, 1))
    assert (strength.values, side.values, slow.values) == ("0..1", "left, right", "on, off")
    assert strength.unit == "share"
    assert slow.is_switch
    assert not side.is_switch


@pytest.mark.parametrize("strength", [0, 1, 0.25, np.float32(0.5), np.int64(1)])
def test_both_ends_of_a_range_belong_to_it(strength):
    assert Wink(strength=strength).strength == strength


@pytest.mark.parametrize("strength", [-0.01, 1.01, float("nan"), float("inf"), "0.5", None, True])
def test_what_lies_outside_or_is_no_number_is_refused(strength):
    with pytest.raises(SettingsError, match=r"“strength” is .*; choose a value from 0 to 1"):
        Wink(strength=strength)


def test_what_is_none_of_the_choices_is_refused():
    with pytest.raises(SettingsError, match="“side” is “both”; choose one of left, right"):
        Wink(side="both")


@pytest.mark.parametrize(("settings", "spec"), ALL, ids=lambda each: getattr(each, "name", ""))
def test_every_setting_of_the_project_has_a_help_and_refuses_what_is_outside(settings, spec):
    assert spec.help
    assert not spec.help.endswith(".")
    if spec.is_switch:
        return
    outside = ["none of these"] if spec.choices else [spec.range[0] - 1, spec.range[1] + 1]
    for value in outside:
        with pytest.raises(SettingsError, match=f"“{spec.name}”"):
            settings(**{spec.name: value})


def test_no_two_settings_share_a_name():
    names = [spec.name for _, spec in ALL]
    assert len(names) == len(set(names))
