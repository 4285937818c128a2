"""One photo and something to drive it become a talking portrait.

`TalkingPortrait` is what people use; the folders are the steps on the road that it runs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from real3d.runtime.version import __version__

if TYPE_CHECKING:
    from real3d.pipeline.result import Progress, Result, Settings, Stage
    from real3d.pipeline.talking_portrait import TalkingPortrait

__all__ = ["Progress", "Result", "Settings", "Stage", "TalkingPortrait", "__version__"]

_HOMES = {
    "Progress": "real3d.pipeline.result",
    "Result": "real3d.pipeline.result",
    "Settings": "real3d.pipeline.result",
    "Stage": "real3d.pipeline.result",
    "TalkingPortrait": "real3d.pipeline.talking_portrait",
}
"""Where each public name lives. Loaded when first asked for: `import real3d` is quick."""


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
