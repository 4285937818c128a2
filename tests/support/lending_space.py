"""A ZeroGPU Space for tests: what passes goes through a pipe, and an error arrives as its name."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from types import SimpleNamespace

import pytest


class LendingSpace:
    """Stands in for the package `spaces` there."""

    def __init__(self, longest: float = inf) -> None:
        """
        Args:
            longest: seconds for which the card is lent; whoever asks for more gets none.
        """
        self.longest = longest
        self.seconds: list[float] = []
        """For which the card was asked for."""

    @contextmanager
    def opened(self) -> Iterator[None]:
        """What is built here believes to be on such a Space."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SPACES_ZERO_GPU", "true")
            patch.setitem(sys.modules, "spaces", SimpleNamespace(GPU=self.GPU))
            yield

    def GPU(self, task: Callable[..., Iterator], duration: Callable[..., float]) -> Callable:
        """As `spaces.GPU`, for generator functions."""

        def lent(*arguments: object) -> Iterator:
            self.seconds.append(duration(*arguments))
            if self.seconds[-1] > self.longest:
                raise RuntimeError("ZeroGPU illegal duration")
            try:
                for outcome in task(*pickle.loads(pickle.dumps(arguments))):
                    yield pickle.loads(pickle.dumps(outcome))
            except Exception as error:
                raise RuntimeError(type(error).__name__) from None

        return lent
