"""The avatar at rest as a file for 3D programs and websites: geometry and texture in one GLB.

The format is Khronos' glTF 2.0, binary: https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html.
Photos hold their own light, so the material is unlit (KHR_materials_unlit).

Convention
    x to the image's right, y up, z towards the viewer, metres, the origin between the ears.
"""

from __future__ import annotations

import json
import os
import struct
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from real3d.mesh.avatar import MeshAvatar
from real3d.mesh.topology import Slit, face_topology
from real3d.numerics.types import Float32Array, IndexArray
from real3d.provenance.tags import DIGITAL_SOURCE_TYPE, SENTENCE
from real3d.runtime.version import __version__

FACE_WIDTH = 0.14
"""Metres from ear to ear of a grown-up."""
_FAINTEST = 0.5
"""Opacity below which the texture is cut out: most viewers do not sort transparent triangles."""

_FLOAT, _UNSIGNED_INT = 5126, 5125
_VERTICES, _INDICES = 34962, 34963
_CLAMP = 33071
_JSON_CHUNK, _BINARY_CHUNK = 0x4E4F534A, 0x004E4942


def write_glb(avatar: MeshAvatar, path: str | os.PathLike[str]) -> None:
    """Write the avatar's front as a GLB file (about 1 MB at 512 pixels)."""
    portrait = avatar.portrait
    texture = np.dstack([portrait.cutout[..., ::-1], (portrait.alpha * 255).astype(np.uint8)])
    parts = (
        _positions(avatar).tobytes(),
        ((avatar.surface.uv + 0.5) / portrait.size).astype("<f4").tobytes(),
        _triangles(avatar).tobytes(),
        cv2.imencode(".png", texture)[1].tobytes(),
    )
    document = _document(avatar, [len(part) for part in parts])
    Path(path).write_bytes(_container(document, b"".join(_padded(part, b"\0") for part in parts)))


def _positions(avatar: MeshAvatar) -> Float32Array:
    """[V, 3] in the convention above."""
    surface = avatar.surface
    centre = np.append(surface.camera.centre, surface.camera.reference_depth)
    metres = (surface.vertices - centre) * (FACE_WIDTH / surface.face_width)
    return (metres * (1, -1, -1)).astype("<f4")


def _triangles(avatar: MeshAvatar) -> NDArray[np.uint32]:
    """[F, 3] of the surface, counter-clockwise from the front, the eyes and the lips closed."""
    topology = face_topology()
    lids = [_closed(slit) for slit in (topology.mouth, *topology.eyes)]
    triangles = np.vstack([avatar.surface.triangles, *lids])
    # The mesh reaches beyond the picture, where the texture would only be smeared.
    middle = avatar.surface.uv[triangles].mean(axis=1)
    size = avatar.portrait.size
    triangles = triangles[((middle >= 0) & (middle < size)).all(axis=1)]
    corners = avatar.surface.uv[triangles]
    first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    clockwise = first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0] > 0  # y points down
    triangles[clockwise] = triangles[clockwise][:, ::-1]
    return triangles.astype("<u4")


def _closed(slit: Slit) -> IndexArray:
    """A strip of triangles between the two rims, which shows what the photo has there."""
    upper, lower = slit.upper, slit.lower
    return np.vstack(
        [
            np.column_stack([upper[:-1], lower[:-1], upper[1:]]),
            np.column_stack([upper[1:], lower[:-1], lower[1:]]),
        ]
    ).astype(np.int32)


def _document(avatar: MeshAvatar, lengths: list[int]) -> bytes:
    """The JSON part: what the parts of the binary one are, in their order."""
    positions, triangles = _positions(avatar), _triangles(avatar)
    starts = np.cumsum([0, *(length + -length % 4 for length in lengths)]).tolist()
    targets = (_VERTICES, _VERTICES, _INDICES, None)
    views = [
        {"buffer": 0, "byteOffset": start, "byteLength": length}
        | ({} if target is None else {"target": target})
        for start, length, target in zip(starts, lengths, targets, strict=False)
    ]
    document = {
        "asset": {
            "version": "2.0",
            "generator": f"real3d {__version__}",
            "extras": {"comment": SENTENCE, "DigitalSourceType": DIGITAL_SOURCE_TYPE},
        },
        "extensionsUsed": ["KHR_materials_unlit"],
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0, "name": "portrait"}],
        "meshes": [
            {
                "primitives": [
                    {"attributes": {"POSITION": 0, "TEXCOORD_0": 1}, "indices": 2, "material": 0}
                ]
            }
        ],
        "materials": [
            {
                "pbrMetallicRoughness": {
                    "baseColorTexture": {"index": 0},
                    "metallicFactor": 0,
                    "roughnessFactor": 1,
                },
                "alphaMode": "MASK",
                "alphaCutoff": _FAINTEST,
                "doubleSided": True,
                "extensions": {"KHR_materials_unlit": {}},
            }
        ],
        "textures": [{"source": 0, "sampler": 0}],
        "samplers": [{"wrapS": _CLAMP, "wrapT": _CLAMP}],
        "images": [{"bufferView": 3, "mimeType": "image/png"}],
        "accessors": [
            {
                "bufferView": 0,
                "componentType": _FLOAT,
                "count": len(positions),
                "type": "VEC3",
                "min": positions.min(axis=0).tolist(),
                "max": positions.max(axis=0).tolist(),
            },
            {"bufferView": 1, "componentType": _FLOAT, "count": len(positions), "type": "VEC2"},
            {
                "bufferView": 2,
                "componentType": _UNSIGNED_INT,
                "count": triangles.size,
                "type": "SCALAR",
            },
        ],
        "bufferViews": views,
        "buffers": [{"byteLength": starts[-1]}],
    }
    return json.dumps(document, separators=(",", ":")).encode()


def _container(document: bytes, binary: bytes) -> bytes:
    chunks = b"".join(
        struct.pack("<II", len(content), kind) + content
        for kind, content in (
            (_JSON_CHUNK, _padded(document, b" ")),
            (_BINARY_CHUNK, binary),
        )
    )
    return struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks


def _padded(content: bytes, filler: bytes) -> bytes:
    """Chunks and parts begin at multiples of four bytes."""
    return content + filler * (-len(content) % 4)
