"""Options of the command line follow from the settings."""

from __future__ import annotations

import argparse
from typing import Any

import pytest

from real3d.cli.generate import add_job_options
from real3d.cli.setting_options import SETTINGS_CLASSES, option_name, read_settings, switch_names
from real3d.errors import SettingsError
from real3d.pipeline.settings import Settings
from real3d.runtime.settings import SettingSpec, setting_specs

SPECS = [spec for each in SETTINGS_CLASSES for spec in setting_specs(each)]


def _parse(*arguments: str) -> Settings:
    parser = argparse.ArgumentParser()
    add_job_options(parser)
    return read_settings(parser.parse_args(["--photo", "me.jpg", *arguments]))


def _value(settings: Settings, name: str) -> object:
    for part in (settings, settings.motion, settings.output):
        if hasattr(part, name):
            return getattr(part, name)
    raise AssertionError(name)


def _other(spec: SettingSpec) -> Any:
    """A value that is not the default."""
    if spec.choices:
        return next(choice for choice in spec.choices if choice != spec.default)
    low, high = spec.range
    if spec.keys:
        return {spec.keys[0]: high, spec.keys[1]: 0.25}
    return type(spec.default)(low if spec.default != low else high)


def test_without_options_the_settings_are_the_defaults():
    assert _parse() == Settings()


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_every_setting_can_be_chosen(spec):
    if spec.is_switch:
        assert _value(_parse(option_name(spec)), spec.name) is not spec.default
    else:
        other = _other(spec)
        written = ",".join(f"{k}={v}" for k, v in other.items()) if spec.keys else str(other)
        chosen = _parse(option_name(spec), written)
        assert _value(chosen, spec.name) == _other(spec)


def test_switches_are_known_to_tables_of_jobs():
    assert switch_names() == {"--no-badge", "--debug", "--with-driver", "--overwrite"}


def test_single_shapes_are_written_as_names_and_amounts():
    assert _parse("--shapes", "browInnerUp=0.4, cheekPuff=0.2").motion.shapes == {
        "browInnerUp": 0.4,
        "cheekPuff": 0.2,
    }


@pytest.mark.parametrize("text", ["browInnerUp", "browInnerUp=much", "tail=0.4", "jawOpen=2"])
def test_other_shapes_are_refused(text):
    with pytest.raises(SettingsError):
        _parse("--shapes", text)
