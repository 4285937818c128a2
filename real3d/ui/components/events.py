"""What the page's events have in common."""

from __future__ import annotations

from typing import Any

QUICK: dict[str, Any] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
"""For events that only change the page: at once, unseen, and not part of the API."""
