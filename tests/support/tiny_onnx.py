"""A network of one node in the ONNX format, written byte by byte: its sound is its input."""

from __future__ import annotations

from pathlib import Path

_FLOAT, _INT64, _IR_VERSION, _OPSET = 1, 7, 8, 13


def write_tiny_network(path: Path) -> Path:
    """Takes numbers of symbols, style and speed as the voice's network does, gives sound."""
    node = _text(1, "input_ids") + _text(2, "waveform") + _text(4, "Cast")
    node += _bytes(5, _text(1, "to") + _number(3, _FLOAT) + _number(20, 2))
    graph = _bytes(1, node) + _text(2, "tiny")
    graph += _bytes(11, _value("input_ids", _INT64, 1, None))
    graph += _bytes(11, _value("style", _FLOAT, 1, 256))
    graph += _bytes(11, _value("speed", _FLOAT, 1))
    graph += _bytes(12, _value("waveform", _FLOAT, 1, None))
    model = _number(1, _IR_VERSION) + _bytes(7, graph)
    path.write_bytes(model + _bytes(8, _text(1, "") + _number(2, _OPSET)))
    return path


def _value(name: str, kind: int, *shape: int | None) -> bytes:
    """A named tensor; None is a size that varies."""
    sizes = b"".join(
        _bytes(1, _text(2, "n") if size is None else _number(1, size)) for size in shape
    )
    return _text(1, name) + _bytes(2, _bytes(1, _number(1, kind) + _bytes(2, sizes)))


def _varint(value: int) -> bytes:
    low, high = value & 0x7F, value >> 7
    return bytes([low | 0x80]) + _varint(high) if high else bytes([low])


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _text(field: int, content: str) -> bytes:
    return _bytes(field, content.encode())
