"""Settings are dataclass fields that carry their own range, choices, unit and help.

Whoever checks or offers a setting (validation, terminal, page, endpoint texts, documentation) reads
it from the field, so that a new setting is written once, next to what it sets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from numbers import Real
from typing import Any, Literal

from real3d.errors import SettingsError

Driver = Literal["any", "voice", "video"]
Placement = Literal["main", "advanced", "terminal"]

_METADATA_KEY = "setting"


@dataclass(frozen=True)
class SettingSpec:
    """One setting, as everybody who offers it needs to know it."""

    name: str
    default: Any
    help: str
    """What it does, in a clause for the terminal and for programs."""
    low: float | None
    high: float | None
    """Range of a number, both ends included; None for what is no number."""
    choices: tuple[Any, ...]
    """All values that it may have; empty for a range and for a switch."""
    keys: tuple[str, ...]
    """Names to which it gives amounts within its range; empty for what is one value."""
    offered: tuple[Any, ...]
    """Values that the page offers of a range, instead of a slider."""
    unit: str
    driver: Driver
    """What has to move the face for it to do anything."""
    placement: Placement
    """Where it is offered: on the page at once or folded away, or in the terminal alone."""

    @property
    def is_switch(self) -> bool:
        """Whether it is on or off."""
        return isinstance(self.default, bool)

    @property
    def range(self) -> tuple[float, float]:
        """(lowest, highest) value of a number, both included."""
        assert self.low is not None, f"“{self.name}” has no lowest value"
        assert self.high is not None, f"“{self.name}” has no highest value"
        return self.low, self.high

    @property
    def values(self) -> str:
        """The values that it may have, in a few letters: `0..2`, `512, 768, 1024`."""
        if self.is_switch:
            return "on, off"
        if self.keys:
            return f"NAME={self.low}..{self.high},..."
        if self.choices:
            return ", ".join(str(choice) for choice in self.choices)
        return f"{self.low}..{self.high}"


def setting(
    default: Any,
    help: str,
    *,
    low: float | None = None,
    high: float | None = None,
    choices: tuple[Any, ...] = (),
    keys: tuple[str, ...] = (),
    offered: tuple[Any, ...] = (),
    unit: str = "",
    driver: Driver = "any",
    placement: Placement = "advanced",
) -> Any:
    """A dataclass field that is a setting; see `SettingSpec`."""
    described = {
        "help": help,
        "low": low,
        "high": high,
        "choices": choices,
        "keys": keys,
        "offered": offered,
        "unit": unit,
        "driver": driver,
        "placement": placement,
    }
    if keys:  # A mapping has no hash of its own; equality still compares it.
        return field(default_factory=default.copy, hash=False, metadata={_METADATA_KEY: described})
    return field(default=default, metadata={_METADATA_KEY: described})


def setting_specs(settings: Any) -> tuple[SettingSpec, ...]:
    """The settings of a dataclass or of one of its instances, in their order."""
    return tuple(_spec(each) for each in fields(settings) if _METADATA_KEY in each.metadata)


def check_settings(settings: Any) -> None:
    """Compare every setting of an instance with its range or its choices.

    Raises:
        SettingsError: one of them is outside.
    """
    for spec in setting_specs(settings):
        _check(spec, getattr(settings, spec.name))


def parse_amounts(text: str, name: str) -> dict[str, float]:
    """Amounts by their names, as terminal and page write them: `browInnerUp=0.4, jawOpen=0.1`.

    Args:
        text: empty for none.
        name: of the setting, for the error.

    Raises:
        SettingsError: it is written otherwise.
    """
    amounts = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        key, _, amount = part.partition("=")
        try:
            amounts[key.strip()] = float(amount)
        except ValueError as error:
            raise SettingsError("setting-amounts-unreadable", name=name, value=text) from error
    return amounts


def _spec(described: Field[Any]) -> SettingSpec:
    made = described.default_factory
    default = described.default if made is MISSING else made()
    return SettingSpec(name=described.name, default=default, **described.metadata[_METADATA_KEY])


def _check(spec: SettingSpec, value: Any) -> None:
    if spec.is_switch:
        return
    if spec.choices:
        if value not in spec.choices:
            raise _not_a_choice(spec, value)
        return
    if not spec.keys:
        _check_number(spec, spec.name, value)
        return
    if not isinstance(value, Mapping):
        raise SettingsError("setting-amounts-unreadable", name=spec.name, value=value)
    for key, amount in value.items():
        if key not in spec.keys:
            raise SettingsError(
                "setting-unknown-word", name=spec.name, value=key, choices=spec.keys
            )
        _check_number(spec, key, amount)


def _check_number(spec: SettingSpec, name: str, value: Any) -> None:
    # A comparison with what is no number would be a traceback, and one with NaN is always false.
    is_number = isinstance(value, Real) and not isinstance(value, bool)
    low, high = spec.range
    if not (is_number and low <= value <= high):
        raise SettingsError("setting-outside", name=name, value=value, low=low, high=high)


def _not_a_choice(spec: SettingSpec, value: Any) -> SettingsError:
    name, choices = spec.name, spec.choices
    if isinstance(value, str):
        return SettingsError("setting-unknown-word", name=name, value=value, choices=choices)
    return SettingsError("setting-unknown-number", name=name, value=value, choices=choices)
