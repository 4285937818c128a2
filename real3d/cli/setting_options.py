"""Settings as options of a command line, made from the fields that carry them."""

from __future__ import annotations

import argparse
from collections.abc import Collection
from functools import partial
from typing import Any, TypeVar

from real3d.media.output_settings import OutputSettings
from real3d.motion.settings import MotionSettings
from real3d.pipeline.settings import Settings
from real3d.runtime.settings import SettingSpec, parse_amounts, setting_specs

T = TypeVar("T")

SETTINGS_CLASSES: tuple[type, ...] = (MotionSettings, Settings, OutputSettings)
"""Every dataclass with settings; their names are different, because options have no prefixes."""


def add_setting_options(
    group: argparse._ArgumentGroup, settings: type, only: Collection[str] | None = None
) -> None:
    """Offer the settings of a dataclass as options of one group of a command line.

    Args:
        group: of the command line.
        settings: the dataclass.
        only: the names of those that are offered; None for all.
    """
    for spec in setting_specs(settings):
        if only is not None and spec.name not in only:
            continue
        if spec.is_switch:
            action = "store_false" if spec.default else "store_true"
            group.add_argument(option_name(spec), dest=spec.name, action=action, help=_help(spec))
        elif spec.keys:
            group.add_argument(
                option_name(spec),
                metavar="NAME=X,...",
                type=partial(parse_amounts, name=spec.name),
                default=spec.default,
                help=_help(spec),
            )
        elif spec.choices:
            group.add_argument(
                option_name(spec),
                type=type(spec.default),
                default=spec.default,
                choices=spec.choices,
                help=_help(spec),
            )
        else:
            group.add_argument(
                option_name(spec),
                metavar="N" if isinstance(spec.default, int) else "X",
                type=type(spec.default),
                default=spec.default,
                help=_help(spec),
            )


def option_name(spec: SettingSpec) -> str:
    """`--head`; `--no-badge` for a switch that is on unless it is switched off."""
    name = spec.name.replace("_", "-")
    return f"--no-{name}" if spec.is_switch and spec.default else f"--{name}"


def switch_names() -> frozenset[str]:
    """The options without a value."""
    specs = (spec for each in SETTINGS_CLASSES for spec in setting_specs(each))
    return frozenset(option_name(spec) for spec in specs if spec.is_switch) | {"--overwrite"}


def read_settings(options: argparse.Namespace) -> Settings:
    """The settings that a command line asks for.

    Raises:
        SettingsError: one of them is outside its range.
    """
    return instance(
        Settings,
        options,
        motion=instance(MotionSettings, options),
        output=instance(OutputSettings, options),
    )


def instance(settings: type[T], options: argparse.Namespace, **parts: Any) -> T:
    """The dataclass that the options of `add_setting_options` describe.

    Raises:
        SettingsError: one of them is outside its range.
    """
    chosen = {spec.name: getattr(options, spec.name) for spec in setting_specs(settings)}
    return settings(**chosen, **parts)


def _help(spec: SettingSpec) -> str:
    if spec.is_switch:
        return f"leave out {spec.help}" if spec.default else spec.help
    if spec.keys:
        return f"{spec.help}, as in {spec.keys[0]}=0.4 ({spec.low}..{spec.high} each)"
    default = f"{spec.default:g}" if isinstance(spec.default, float) else spec.default
    values = "" if spec.choices else f", {spec.values}"
    return f"{spec.help}{values} (default {default})".replace("%", "%%")
