"""A GLB file, read back as a viewer reads it."""

from __future__ import annotations

import io
import json
import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_TYPES = {5126: "<f4", 5123: "<u2", 5121: "u1", 5122: "<i2"}
_WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16}


@dataclass(frozen=True)
class GlbFile:
    """The two parts of a GLB file."""

    document: dict[str, Any]
    binary: bytes

    @classmethod
    def read(cls, content: bytes) -> GlbFile:
        magic, version, length = struct.unpack_from("<4sII", content)
        assert (magic, version, length) == (b"glTF", 2, len(content))
        size, kind = struct.unpack_from("<I4s", content, 12)
        assert kind == b"JSON"
        binary_size, kind = struct.unpack_from("<I4s", content, 20 + size)
        assert kind == b"BIN\0"
        assert len(content) == 28 + size + binary_size
        return cls(json.loads(content[20 : 20 + size]), content[28 + size :])

    @property
    def extras(self) -> dict[str, Any]:
        """What the file tells our player."""
        return self.document["scenes"][0]["extras"]["real3d"]

    def named(self, kind: str, name: str) -> dict[str, Any]:
        """The entry of a list by its name."""
        (entry,) = [entry for entry in self.document[kind] if entry["name"] == name]
        return entry

    def array(self, index: int) -> NDArray[Any]:
        """An accessor [N, n], normalised integers as fractions."""
        accessor = self.document["accessors"][index]
        kind, width = _TYPES[accessor["componentType"]], _WIDTHS[accessor["type"]]
        values = np.zeros((accessor["count"], width), kind)
        if "bufferView" in accessor:
            values[:] = self._numbers(accessor["bufferView"], kind).reshape(-1, width)
        if sparse := accessor.get("sparse"):
            places = self._numbers(sparse["indices"]["bufferView"], "<u2")
            assert len(places) == sparse["count"]
            values[places] = self._numbers(sparse["values"]["bufferView"], kind).reshape(-1, width)
        if accessor.get("normalized"):
            return values / np.iinfo(values.dtype).max
        return values

    def morphs(self, mesh: str) -> dict[str, NDArray[Any]]:
        """The targets [V, 3] of a mesh by their names."""
        entry = self.named("meshes", mesh)
        targets = entry["primitives"][0]["targets"]
        names = entry["extras"]["targetNames"]
        return {
            name: self.array(target["POSITION"])
            for name, target in zip(names, targets, strict=True)
        }

    def attribute(self, mesh: str, name: str) -> NDArray[Any]:
        return self.array(self.named("meshes", mesh)["primitives"][0]["attributes"][name])

    def picture(self, name: str) -> NDArray[np.uint8]:
        view = self.named("images", name)["bufferView"]
        return np.asarray(Image.open(io.BytesIO(self._bytes(view))))

    def _numbers(self, view: int, kind: str) -> NDArray[Any]:
        return np.frombuffer(self._bytes(view), kind)

    def _bytes(self, index: int) -> bytes:
        view = self.document["bufferViews"][index]
        assert view["byteOffset"] % 4 == 0
        return self.binary[view["byteOffset"] : view["byteOffset"] + view["byteLength"]]
