"""What moves the face, of all that a visitor or a program has given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from real3d.errors import InputError
from real3d.motion.shipped import find_shipped
from real3d.ui.handlers.parsing import visible_error
from real3d.ui.i18n.language import Language

DRIVERS = ("voice", "words", "video", "motion")
"""What may move it: a recording, typed words, a driving video, a kept motion."""

_GIVEN_BY = {
    "voice": ("audio",),
    "words": ("text", "voice", "speed"),
    "video": ("video",),
    "motion": ("motion", "motion_file"),
}
"""The parameters of each."""


def parse_driving(driver: str | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a `JobRequest` that say what moves the face; none if nothing does.

    Args:
        driver: one of `DRIVERS`, of which the rest is left out, as the page has all of them at a
            time; None for programs, which give what they mean.
        given: by the names of parameters; what is None or an empty text counts as not given.

    Raises:
        InputError: two motions are given.
        SettingsError: no motion of that name comes with the program.
    """
    chosen = DRIVERS if driver is None else (driver,)
    names = [name for each in chosen for name in _GIVEN_BY[each]]
    fields = {name: given[name] for name in names if given.get(name) not in (None, "")}
    if "text" not in fields:
        fields = {name: fields[name] for name in fields if name not in _GIVEN_BY["words"]}
    own = fields.pop("motion_file", None)
    if own is None and "motion" in fields:
        fields["motion"] = find_shipped(fields["motion"])
    elif own is not None:
        if "motion" in fields:
            raise InputError("two-motions")
        fields["motion"] = own
    return fields


def parse_head_clip(pose: str, head_from: str | None, driver: str | None) -> str | None:
    """The video that the head's movement comes from, if it comes from one.

    Args:
        pose: one of `POSES`.
        head_from: the video that was given.
        driver: as in `parse_driving`: programs mean the video that they give, while the page keeps
            that of a visitor who has chosen otherwise since.
    """
    return head_from if pose == "video" or (pose == "natural" and driver is None) else None


def require_driving(
    driver: str | None, given: Mapping[str, Any], language: Language, otherwise: str
) -> dict[str, Any]:
    """As `parse_driving`, where something has to move the face.

    Args:
        driver, given: as there.
        language: of the visitor.
        otherwise: what is said to programs that have given nothing.

    Raises:
        gr.Error: nothing does.
    """
    fields = parse_driving(driver, given)
    if fields:
        return fields
    words = language.words
    missing = {
        "voice": words.no_voice,
        "words": words.no_text,
        "video": words.no_clip,
        "motion": words.no_motion,
    }
    raise visible_error(otherwise if driver is None else missing[driver])
