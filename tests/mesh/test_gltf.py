"""The 3D model, read back as a viewer reads it."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import cv2
import numpy as np
import pytest

from real3d.mesh.gltf import write_glb


@pytest.fixture(scope="module")
def glb(astronaut_avatar, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "portrait.glb"
    write_glb(astronaut_avatar, path)
    return path


def _read(path: Path) -> tuple[dict, bytes]:
    content = path.read_bytes()
    magic, version, length = struct.unpack_from("<4sII", content)
    assert (magic, version, length) == (b"glTF", 2, len(content))
    size, kind = struct.unpack_from("<I4s", content, 12)
    assert kind == b"JSON"
    binary_size, kind = struct.unpack_from("<I4s", content, 20 + size)
    assert kind == b"BIN\0"
    binary = content[28 + size :]
    assert len(binary) == binary_size
    return json.loads(content[20 : 20 + size]), binary


def _view(document: dict, binary: bytes, index: int) -> bytes:
    view = document["bufferViews"][index]
    assert view["byteOffset"] % 4 == 0
    return binary[view["byteOffset"] : view["byteOffset"] + view["byteLength"]]


def test_the_head_has_the_size_of_a_head_and_looks_at_the_viewer(glb):
    document, binary = _read(glb)
    points = np.frombuffer(_view(document, binary, 0), "<f4").reshape(-1, 3)
    assert len(points) == document["accessors"][0]["count"]
    nose, forehead, chin = points[1], points[10], points[152]
    assert 0.12 < np.linalg.norm(forehead - chin) < 0.25
    assert nose[2] > max(forehead[2], chin[2])
    assert forehead[1] > chin[1]


def test_every_triangle_is_of_points_that_exist_and_faces_the_front(glb):
    document, binary = _read(glb)
    points = np.frombuffer(_view(document, binary, 0), "<f4").reshape(-1, 3)
    triangles = np.frombuffer(_view(document, binary, 2), "<u4").reshape(-1, 3)
    assert triangles.max() < len(points)
    a, b, c = (points[triangles[:, k]] for k in range(3))
    normal_z = np.cross(b - a, c - a)[:, 2]
    assert (normal_z > 0).mean() > 0.95


def test_the_texture_is_the_person_without_the_background(glb, astronaut_portrait):
    document, binary = _read(glb)
    texture = cv2.imdecode(
        np.frombuffer(_view(document, binary, 3), np.uint8), cv2.IMREAD_UNCHANGED
    )
    assert texture.shape == (512, 512, 4)
    assert np.array_equal(texture[..., 2::-1], astronaut_portrait.cutout)
    assert document["materials"][0]["alphaMode"] == "MASK"


def test_the_model_says_that_it_is_synthetic(glb):
    document, _ = _read(glb)
    extras = document["asset"]["extras"]
    assert extras["DigitalSourceType"].endswith("compositeWithTrainedAlgorithmicMedia")


def test_nothing_is_shown_that_the_photo_does_not_hold(glb):
    document, binary = _read(glb)
    uv = np.frombuffer(_view(document, binary, 1), "<f4").reshape(-1, 2)
    triangles = np.frombuffer(_view(document, binary, 2), "<u4").reshape(-1, 3)
    middle = uv[triangles].mean(axis=1)
    assert (middle >= 0).all()
    assert (middle <= 1.01).all()
