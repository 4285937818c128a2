"""How a command ended, for shells and scripts."""

from __future__ import annotations

DONE, NOT_MARKED, USER_ERROR, CHANGED = 0, 1, 2, 3

READER_GONE = 141
"""What shells expect of a program whose output nobody reads to its end."""
