"""Where the files lie that visitors of the page send and get."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from real3d.errors import OutputError
from real3d.runtime.work_folder import UPLOADS, sweep, work_folder

_VARIABLE = "GRADIO_TEMP_DIR"
"""Environment: the folder that the page's framework keeps files in."""


@contextmanager
def visitors_folder() -> Iterator[Path]:
    """Within the block, the page's framework keeps files in a new folder, which is gone after it.

    What an earlier page left, that was killed, is removed first. The new folder lies in the one
    that `GRADIO_TEMP_DIR` names, or with other temporary files.

    Raises:
        OutputError: there is no folder that can be written to.
    """
    chosen = os.environ.get(_VARIABLE)
    sweep()
    with ExitStack() as opening:
        try:
            parent = Path(os.path.abspath(chosen or tempfile.gettempdir()))
            parent.mkdir(parents=True, exist_ok=True)
            sweep(parent)
            folder = opening.enter_context(work_folder(UPLOADS, parent))
        except OSError as error:
            raise OutputError(
                "no-temporary-folder", variable=_VARIABLE, reason=str(error.strerror)
            ) from error
        os.environ[_VARIABLE] = str(folder)
        opening.callback(_restore, chosen)
        yield folder


def _restore(chosen: str | None) -> None:
    if chosen is None:
        del os.environ[_VARIABLE]
    else:
        os.environ[_VARIABLE] = chosen
