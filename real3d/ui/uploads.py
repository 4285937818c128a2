"""Files that were uploaded to this page and are named by their address.

Agents have no other name for a file of theirs. Gradio fetches every address as one of a stranger's,
and refuses those within the own network, so the page's own at home.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from gradio.utils import get_upload_folder

_ADDRESS = re.compile(r"https?://[^?#]+/gradio_api/file=([^?#]+)")


def as_uploaded(value: Any) -> Any:
    """What a program sends, with the path of an uploaded file in the place of its address.

    Whether that path may be used is checked by Gradio, as for every path that is sent.
    """
    match = isinstance(value, dict) and _ADDRESS.fullmatch(str(value.get("path")))
    if not match:
        return value
    path = Path(unquote(match[1])).resolve()
    kept_here = path.is_relative_to(Path(get_upload_folder()).resolve()) and path.is_file()
    return value | {"path": str(path), "url": None} if kept_here else value
