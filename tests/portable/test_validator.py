"""Khronos' validator on the file of a face that laughs and of one with closed lips."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from real3d.media import read_image
from real3d.mesh.avatar import build_avatar
from real3d.portable.avatar_file import avatar_glb
from real3d.portrait import analyse_portrait
from tests.support.node import WEB, needs_node, run_node

CLOSED = Path(__file__).parents[2] / "examples" / "portraits" / "clara.jpg"


def faults(path: Path) -> list[object]:
    report = json.loads(run_node(WEB / "tools" / "validate.mjs", path))
    assert report["errors"] + report["warnings"] == len(report["faults"])
    return report["faults"]


@needs_node
def test_the_format_is_kept(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "laughing.glb"
    path.write_bytes(content)
    assert faults(path) == []
    path.write_bytes(avatar_glb(build_avatar(analyse_portrait(read_image(CLOSED)))))
    assert faults(path) == []


@needs_node
def test_the_validator_finds_what_is_wrong(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "broken.glb"
    path.write_bytes(content.replace(b'"VEC3"', b'"VEC2"', 1))
    with pytest.raises(AssertionError):
        assert faults(path) == []
