"""Compiled loops: they run wherever the program lies."""

from __future__ import annotations

import numba.core.caching

from real3d.numerics.compiled import compiled


def test_a_loop_is_compiled_also_where_nothing_can_be_kept(monkeypatch):
    monkeypatch.setattr(numba.core.caching.CompileResultCacheImpl, "_locator_classes", [])

    @compiled(fastmath=True)
    def twice(value):
        return 2 * value

    assert twice(21.0) == 42.0
    assert twice.signatures
