"""A web page with avatars as static files: any host serves it, and nothing runs there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from string import Template

from real3d.portable.player import HEARING, LICENCE, PLAYER, TRACKER
from real3d.provenance.tags import SENTENCE

PAGE = "index.html"
_TEMPLATE = PLAYER.with_name("site.html")

# The header configures a static Space: https://huggingface.co/docs/hub/spaces-sdks-static.
_README = f"""\
---
title: Portable avatars
emoji: 🗣️
colorFrom: green
colorTo: gray
sdk: static
app_file: {PAGE}
short_description: Photos that move in your browser
tags:
  - avatar
  - talking-head
  - 3d
---

# Portable avatars

{SENTENCE}

`{PAGE}` shows the avatars beside it with `{PLAYER.name}`. Any web server can serve this
folder, and so can a static Space.
"""

_ATTRIBUTES = """\
*.glb filter=lfs diff=lfs merge=lfs -text
*.bin filter=lfs diff=lfs merge=lfs -text
"""
"""For Git: Spaces take no other binary files."""


def site_files(avatars: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a site, by name.

    Args:
        avatars: GLB files by the name that is shown for each, at least one; see `avatar_glb`.
    """
    names = {f"{name}.glb": name for name in avatars}
    return {
        PAGE: _page(names).encode(),
        "README.md": _README.encode(),
        ".gitattributes": _ATTRIBUTES.encode(),
        PLAYER.name: PLAYER.read_bytes(),
        **{file.name: file.read_bytes() for file in (HEARING, TRACKER, LICENCE)},
        **{f"{name}.glb": content for name, content in avatars.items()},
    }


def _page(names: Mapping[str, str]) -> str:
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        mark=SENTENCE,
        first=escape(next(iter(names)), quote=True),
        # Within a script: no name may end it.
        avatars=json.dumps(names, ensure_ascii=False).replace("<", "\\u003c"),
    )
