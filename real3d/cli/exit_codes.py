"""How a command ended, for shells and scripts."""

from __future__ import annotations

DONE, NOT_MARKED, USER_ERROR, INTERRUPTED = 0, 1, 2, 130
"""130 is what shells expect after Ctrl-C."""
