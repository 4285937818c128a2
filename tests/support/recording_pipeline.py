"""A pipeline that writes down what it is asked for, and makes nothing."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np

from real3d.errors import SettingsError
from real3d.messages.message import Message
from real3d.pipeline.portrait_cache import PortraitCache
from real3d.pipeline.request import JobRequest
from real3d.pipeline.result import Progress, Recipe, Result, Stage, Timings
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.pipeline.workload import Workload
from tests.support.fake_engine import FakeEngine

Record = dict[str, Any]
"""What was asked for, by dotted names: `settings.motion.head`."""


@dataclass(frozen=True)
class _NotPrepared:
    seconds: tuple[float, float, float]


class RecordingPipeline(TalkingPortrait):
    """Answers every request at once.

    Args:
        name: what it writes down as its own.
        records: where, shared with others.
        cache: of analysed photos, shared with others.
    """

    def __init__(self, name: str, records: list[Record], cache: PortraitCache) -> None:
        super().__init__(FakeEngine(name=name), cache=cache)
        self._name = name
        self._records = records

    def stream(
        self, *request: Any, live: bool = False, **more: Any
    ) -> Generator[Progress, None, None]:
        asked = request[0] if request else JobRequest(**more)
        self._write_down(request=asked, live=live)
        yield Progress(Stage.DONE, 1.0, Stage.DONE.value, result=_nothing_made(asked))

    def prepare(self, inputs: Any, request: JobRequest) -> Generator[Progress, None, Any]:
        """A comparison goes no further than to its second side."""
        self._write_down(request=request, prepared=True)
        if sum("prepared" in record for record in self._records) % 2 == 0:
            raise SettingsError("nothing-is-made")
        yield Progress(Stage.FACE, 0.0, Stage.FACE.value)
        return _NotPrepared(seconds=(0.0, 0.0, 0.0))

    def portrait(self, photo: Any, size: int = 512, face: Any = None, file: Any = None) -> Any:
        self._write_down(photo=photo, size=size, face=face)
        return super().portrait(photo, size, face, file)

    def avatar(self, portrait: Any) -> Any:
        """A view, an orbit or a model goes no further than this."""
        raise SettingsError("nothing-is-made")

    def planned_work(self, request: JobRequest, inputs: Any = None) -> Workload:
        """A job that is made has read its inputs, and has been written down already."""
        if inputs is None:
            self._write_down(request=request)
        return Workload(duration=1.0, fps=25.0, side=512, pixels=512 * 512)

    def _write_down(self, **asked: Any) -> None:
        record: Record = {"pipeline": self._name}
        for name, value in asked.items():
            _flatten(record, "" if name == "request" else name, value)
        # Where it is written is another place each time; only its kind is chosen.
        record["out"] = Path(record["out"] or "").suffix if "out" in record else None
        record["pictures"] = Path(record.get("pictures") or "").name
        self._records.append(record)


def differences(one: Record, other: Record) -> set[str]:
    """Names of what two requests do not have in common."""
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def _flatten(record: Record, name: str, value: Any) -> None:
    if is_dataclass(value):
        for each in fields(value):
            _flatten(record, f"{name}.{each.name}".lstrip("."), getattr(value, each.name))
    elif isinstance(value, np.ndarray):
        record[name] = (value.shape, value.tobytes())
    else:
        record[name] = None if value is None else value if _is_plain(value) else str(value)


def _is_plain(value: Any) -> bool:
    return isinstance(value, bool | int | float | str | tuple)


def _nothing_made(asked: JobRequest) -> Result:
    path = Path(asked.out or "")
    path.write_bytes(b"nothing")
    return Result(
        path=path,
        recipe=Recipe("0", "fake", "original", asked.settings),
        engine_reason=Message("engine-asked-for"),
        frames=1,
        fps=25.0,
        duration=0.04,
        advice=(),
        notes=(),
        marks=("badge", "tags", "manifest"),
        timings=Timings(0, 0, 0, 0, 0),
    )
