"""One photo and something to drive it become a talking portrait.

`TalkingPortrait` is what people use; the folders are the steps on the road that it runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import lazy_loader

from real3d.runtime.version import __version__

if TYPE_CHECKING:
    from real3d.pipeline.request import JobRequest
    from real3d.pipeline.result import Progress, Result, Stage
    from real3d.pipeline.settings import Settings
    from real3d.pipeline.talking_portrait import TalkingPortrait

__getattr__, __dir__, _ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "pipeline.request": ["JobRequest"],
        "pipeline.result": ["Progress", "Result", "Stage"],
        "pipeline.settings": ["Settings"],
        "pipeline.talking_portrait": ["TalkingPortrait"],
    },
)
__all__ = [
    "JobRequest",
    "Progress",
    "Result",
    "Settings",
    "Stage",
    "TalkingPortrait",
    "__version__",
]
