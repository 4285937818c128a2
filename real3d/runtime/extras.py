"""What an extra of the package brings: asked for without it, it is a sentence, not a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from real3d.errors import ExtraMissingError


@contextmanager
def needs_extra(extra: str) -> Iterator[None]:
    """What is imported within the `with` block (or decorated function) needs an extra.

    Args:
        extra: as in `pip install 'real3d[extra]'`.

    Raises:
        ExtraMissingError: a library of the extra is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise ExtraMissingError("extra-missing", module=str(error.name), extra=extra) from error
