"""All settings as a table for the documentation, made from the fields that carry them."""

from __future__ import annotations

from dataclasses import fields

from real3d.cli.setting_options import SETTINGS_CLASSES, option_name
from real3d.pipeline.settings import Settings
from real3d.runtime.settings import SettingSpec, setting_specs

_HEAD = ("name", "terminal", "Python", "values", "default", "what it sets")


def settings_table() -> str:
    """A Markdown table with a row for every setting, in the order of `--help`."""
    rows = [
        _row(spec, prefix)
        for settings, prefix in _prefixes().items()
        for spec in setting_specs(settings)
    ]
    lines = [_HEAD, ("---",) * len(_HEAD), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _prefixes() -> dict[type, str]:
    """What stands before the name of a setting that belongs to a part of `Settings`."""
    parts: dict[object, str] = {each.default_factory: f"{each.name}." for each in fields(Settings)}
    return {settings: parts.get(settings, "") for settings in SETTINGS_CLASSES}


def _row(spec: SettingSpec, prefix: str) -> tuple[str, ...]:
    return (
        spec.name,
        f"`{option_name(spec)}`",
        f"`{prefix}{spec.name}`",
        _values(spec),
        _in_words(spec.default),
        spec.help,
    )


def _values(spec: SettingSpec) -> str:
    if not spec.offered:
        return spec.values
    return f"{spec.values}; the page has {' and '.join(map(str, spec.offered))}"


def _in_words(value: object) -> str:
    if value == {}:
        return "none"
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value:g}" if isinstance(value, float) else str(value)
