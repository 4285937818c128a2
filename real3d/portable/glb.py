"""A glTF 2.0 file while it is put together: arrays, pictures, materials, meshes and nodes.

The format is Khronos' glTF 2.0, binary: https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html.
Photos hold their own light, so every material is unlit (KHR_materials_unlit). Morph targets are
sparse and normalised shorts (KHR_mesh_quantization): most of a face stands still in each.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from real3d.numerics.types import FloatArray, IndexArray
from real3d.portable.pictures import Encoded

_COMPONENTS = {"f4": 5126, "u2": 5123, "u1": 5121, "i2": 5122}
_KINDS = {1: "SCALAR", 2: "VEC2", 3: "VEC3", 4: "VEC4", 16: "MAT4"}
_VERTICES, _INDICES = 34962, 34963
_CLAMP, _LINEAR = 33071, 9729
_SHORT = 32767
_JSON_CHUNK, _BINARY_CHUNK = 0x4E4F534A, 0x004E4942

AnimatedPath = Literal["translation", "rotation", "weights"]
AlphaMode = Literal["OPAQUE", "MASK", "BLEND"]
Morphs = Mapping[str, FloatArray]
"""[V, 3] displacements in metres at full strength, less than one metre each, by name."""


class Animation:
    """Movements of nodes at common times."""

    def __init__(self, builder: GlbBuilder, entry: dict[str, Any], times: int) -> None:
        self._builder, self._entry, self._times = builder, entry, times

    def channel(self, node: int, path: AnimatedPath, values: FloatArray) -> None:
        """Values [T, n] of a node: a translation, a quaternion (x, y, z, w), or its weights."""
        output = self._builder.values(values.reshape(-1, 1) if path == "weights" else values)
        samplers = self._entry["samplers"]
        samplers.append({"input": self._times, "output": output, "interpolation": "LINEAR"})
        target = {"node": node, "path": path}
        self._entry["channels"].append({"sampler": len(samplers) - 1, "target": target})


class GlbBuilder:
    """Collects the parts of one file. Whatever is added is known by the index that is returned."""

    def __init__(self) -> None:
        self._binary = bytearray()
        self._lists: dict[str, list[dict[str, Any]]] = {}
        self._roots: list[int] = []

    def vertices(self, values: NDArray[Any], normalised: bool = False) -> int:
        """An attribute [V, n]: float32 or float64 as floats, integers as they are."""
        values = values.astype("<f4") if values.dtype.kind == "f" else values
        bounded = values.dtype.kind == "f" and values.shape[1] == 3
        return self._accessor(values, _VERTICES, normalised, bounded)

    def matrices(self, values: FloatArray) -> int:
        """Matrices [N, 4, 4], which are stored by columns."""
        columns = values.transpose(0, 2, 1).reshape(-1, 16)
        return self._accessor(columns.astype("<f4"), None, False, False)

    def indices(self, triangles: IndexArray) -> int:
        """The corners [F, 3] of triangles among at most 65535 vertices."""
        return self._accessor(triangles.reshape(-1, 1).astype("<u2"), _INDICES, False, False)

    def morph(self, ways: FloatArray) -> int:
        """A morph target's displacements [V, 3], metres."""
        short = np.rint(ways * _SHORT).astype("<i2")
        moved = np.flatnonzero(short.any(axis=1))
        if not len(moved):
            moved = np.array([0])  # the format asks for one at least
        bounds = short if len(moved) == len(short) else np.vstack([short[moved], [[0, 0, 0]]])
        return self._add(
            "accessors",
            {
                "componentType": _COMPONENTS["i2"],
                "normalized": True,
                "count": len(short),
                "type": "VEC3",
                "min": bounds.min(axis=0).tolist(),
                "max": bounds.max(axis=0).tolist(),
                "sparse": {
                    "count": len(moved),
                    "indices": {
                        "bufferView": self._view(moved.astype("<u2").tobytes()),
                        "componentType": _COMPONENTS["u2"],
                    },
                    "values": {"bufferView": self._view(short[moved].tobytes())},
                },
            },
        )

    def image(self, name: str, encoded: Encoded) -> int:
        """A picture that the file carries, whether a material shows it or only our player."""
        view = self._view(encoded.content)
        return self._add("images", {"name": name, "bufferView": view, "mimeType": encoded.mime})

    def material(self, name: str, image: int, mode: AlphaMode, light: float = 1.0) -> int:
        """An unlit surface that shows a picture of the same name, in so much light (0..1)."""
        surface: dict[str, Any] = {
            "baseColorTexture": {"index": self._add("textures", {"source": image, "sampler": 0})}
        }
        if light < 1:
            surface["baseColorFactor"] = [*[round(_linear(light), 4)] * 3, 1]
        return self._material(name, surface, mode)

    def colour(self, name: str, rgb: FloatArray) -> int:
        """An unlit surface of one colour, [3] sRGB 0..255."""
        linear = [round(_linear(value), 4) for value in np.clip(rgb / 255, 0, 1).tolist()]
        return self._material(name, {"baseColorFactor": [*linear, 1]}, "OPAQUE")

    def primitive(
        self, attributes: Mapping[str, int], triangles: IndexArray, material: int
    ) -> dict[str, Any]:
        """Triangles [F, 3] of one material, for `mesh`."""
        indices = self.indices(triangles)
        return {"attributes": dict(attributes), "indices": indices, "material": material}

    def mesh(
        self, name: str, primitives: Sequence[dict[str, Any]], morphs: Morphs | None = None
    ) -> int:
        """Primitives that share their vertices, and their morph targets."""
        document: dict[str, Any] = {"name": name, "primitives": list(primitives)}
        if morphs:
            targets = [{"POSITION": self.morph(ways)} for ways in morphs.values()]
            for primitive in primitives:
                primitive["targets"] = targets
            document["weights"] = [0] * len(targets)
            document["extras"] = {"targetNames": list(morphs)}
        return self._add("meshes", document)

    def node(self, name: str, parent: int | None = None, **properties: Any) -> int:
        """A node of the scene below `parent`, or a root."""
        index = self._add("nodes", {"name": name, **properties})
        if parent is None:
            self._roots.append(index)
        else:
            self._lists["nodes"][parent].setdefault("children", []).append(index)
        return index

    def find_node(self, name: str) -> int:
        """The node of that name."""
        return [node["name"] for node in self._lists["nodes"]].index(name)

    def morphed_nodes(self) -> Iterator[tuple[int, list[str]]]:
        """Nodes whose meshes have morph targets, with the targets' names."""
        for index, node in enumerate(self._lists["nodes"]):
            mesh = self._lists["meshes"][node["mesh"]] if "mesh" in node else {}
            if "extras" in mesh:
                yield index, mesh["extras"]["targetNames"]

    def animation(self, name: str, times: FloatArray) -> Animation:
        """One at these times [T], seconds, rising."""
        entry: dict[str, Any] = {"name": name, "samplers": [], "channels": []}
        self._add("animations", entry)
        return Animation(self, entry, self.values(times[:, None], bounded=True))

    def values(self, values: FloatArray, bounded: bool = False) -> int:
        """Numbers [N, n] that belong to no vertex; with their least and greatest if `bounded`."""
        return self._accessor(values.astype("<f4"), None, False, bounded)

    def skin(self, joints: Sequence[int], inverse_bind: FloatArray) -> int:
        """A skin of joints (nodes) with matrices [J, 4, 4]."""
        matrices = self.matrices(inverse_bind)
        return self._add("skins", {"joints": list(joints), "inverseBindMatrices": matrices})

    def to_bytes(self, asset: Mapping[str, Any], extras: Mapping[str, Any]) -> bytes:
        """The file; `extras` goes to its one scene."""
        document = {
            "asset": {"version": "2.0", **asset},
            "extensionsUsed": ["KHR_materials_unlit", "KHR_mesh_quantization"],
            "extensionsRequired": ["KHR_mesh_quantization"],
            "scene": 0,
            "scenes": [{"nodes": self._roots, "extras": extras}],
            "samplers": [
                {"wrapS": _CLAMP, "wrapT": _CLAMP, "magFilter": _LINEAR, "minFilter": _LINEAR}
            ],
            **self._lists,
            "buffers": [{"byteLength": len(self._binary)}],
        }
        text = json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()
        return _container(text, bytes(self._binary))

    def _material(self, name: str, surface: dict[str, Any], mode: AlphaMode) -> int:
        return self._add(
            "materials",
            {
                "name": name,
                "pbrMetallicRoughness": {**surface, "metallicFactor": 0, "roughnessFactor": 1},
                "alphaMode": mode,
                "doubleSided": True,
                "extensions": {"KHR_materials_unlit": {}},
            },
        )

    def _accessor(
        self, values: NDArray[Any], target: int | None, normalised: bool, bounded: bool
    ) -> int:
        """Values [N, n] whose rows begin at multiples of four bytes, except indices."""
        accessor: dict[str, Any] = {
            "bufferView": self._view(np.ascontiguousarray(values).tobytes(), target),
            "componentType": _COMPONENTS[values.dtype.str[1:]],
            "count": len(values),
            "type": _KINDS[values.shape[1]],
        }
        if normalised:
            accessor["normalized"] = True
        if bounded:
            accessor |= {"min": values.min(axis=0).tolist(), "max": values.max(axis=0).tolist()}
        return self._add("accessors", accessor)

    def _view(self, content: bytes, target: int | None = None) -> int:
        start = len(self._binary)
        self._binary += _padded(content, b"\0")
        view = {"buffer": 0, "byteOffset": start, "byteLength": len(content)}
        return self._add("bufferViews", view if target is None else view | {"target": target})

    def _add(self, kind: str, entry: dict[str, Any]) -> int:
        entries = self._lists.setdefault(kind, [])
        entries.append(entry)
        return len(entries) - 1


def _linear(value: float) -> float:
    """An sRGB share as light."""
    return float(value**2.2)


def _container(document: bytes, binary: bytes) -> bytes:
    chunks = b"".join(
        struct.pack("<II", len(content), kind) + content
        for kind, content in (
            (_JSON_CHUNK, _padded(document, b" ")),
            (_BINARY_CHUNK, _padded(binary, b"\0")),
        )
    )
    return struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks


def _padded(content: bytes, filler: bytes) -> bytes:
    """Chunks and parts begin at multiples of four bytes."""
    return content + filler * (-len(content) % 4)
