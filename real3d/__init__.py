"""One photo and something to drive it become a talking portrait.

`TalkingPortrait` is what people use; the folders are the steps on the road that it runs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from real3d.pipeline import Progress, Result, Settings, Stage, TalkingPortrait

__version__ = "0.1.0"
__all__ = ["Progress", "Result", "Settings", "Stage", "TalkingPortrait", "__version__"]


def __getattr__(name: str) -> Any:
    """Loads the pipeline when one of its names is first asked for: the package itself is light."""
    if name in __all__:
        return getattr(import_module("real3d.pipeline"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
