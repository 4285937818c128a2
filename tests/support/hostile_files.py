"""Broken and hostile files of every kind, from one seed: the same ones in every run.

Most are real files that were cut, overwritten, spliced or given another name; the rest are built
by hand to exhaust, to mislead or to reach other files.
"""

from __future__ import annotations

import io
import os
import random
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from real3d.media import ffmpeg

SECRET = "the content of a file that nobody uploaded"
"""Stands in a file beside the hostile ones, which try to reach it."""

PICTURE_KINDS = ("jpg", "png", "webp", "gif", "bmp", "tiff", "ppm", "jp2")
SOUND_KINDS = ("wav", "flac", "ogg", "mp3", "m4a", "webm")
VIDEO_KINDS = ("mp4", "webm", "avi", "mov", "mkv", "gif")

_GARBAGE = 4096
"""Bytes; more than any header."""

Mutation = Callable[[bytes, random.Random], bytes]


def hostile_pictures(folder: Path, mutants: int) -> Iterator[Path]:
    """Hand-made pictures, then `mutants` damaged ones."""
    yield from _write(folder, _handmade_pictures())
    yield from _mutants(folder, _good_pictures(), mutants, seed=1)


def hostile_sounds(folder: Path, mutants: int) -> Iterator[Path]:
    """Hand-made sounds, then `mutants` damaged ones."""
    yield from _write(folder, _handmade_sounds())
    yield from _mutants(folder, _good_sounds(folder), mutants, seed=2)


def hostile_videos(folder: Path, mutants: int) -> Iterator[Path]:
    """Hand-made videos, then `mutants` damaged ones."""
    yield from _write(folder, _handmade_videos(folder))
    yield from _mutants(folder, _good_videos(folder), mutants, seed=3)


def special_paths(folder: Path) -> Iterator[Path]:
    """What is no ordinary file, and names that are no ordinary names."""
    yield folder / "missing.png"
    yield folder
    yield folder / ("x" * 300)
    yield Path("nul\0byte.png")
    yield Path("/dev/zero")
    os.mkfifo(folder / "pipe.wav")  # reading it would wait for ever
    yield folder / "pipe.wav"
    (folder / "link.mp4").symlink_to("/dev/zero")
    yield folder / "link.mp4"
    (folder / "circle.mp4").symlink_to(folder / "circle.mp4")
    yield folder / "circle.mp4"
    names = (
        "-i.png",
        "%03d.png",
        "concat:a|b.png",
        "a\nb.png",
        "$(id).png",
        "http:__x.mp4",
        "ü 😀",
    )
    yield from _write(folder, dict.fromkeys(names, b"no medium at all"))


def _write(folder: Path, contents: dict[str, bytes]) -> Iterator[Path]:
    for name, content in contents.items():
        path = folder / name
        path.write_bytes(content)
        yield path


def _mutants(folder: Path, good: dict[str, bytes], count: int, seed: int) -> Iterator[Path]:
    chance = random.Random(seed)
    mutations: tuple[Mutation, ...] = (_cut, _flip, _blank, _splice, _repeat, _extreme_numbers)
    names = sorted(good)
    for number in range(count):
        name, mutate = names[number % len(names)], chance.choice(mutations)
        ending = name if chance.random() < 0.8 else chance.choice(PICTURE_KINDS + VIDEO_KINDS)
        path = folder / f"{number:04d}-{name}-{mutate.__name__.strip('_')}.{ending}"
        path.write_bytes(mutate(good[name], chance))
        yield path


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(1, len(content))]


def _flip(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    reach = len(changed) if chance.random() < 0.5 else min(len(changed), 256)
    for _ in range(chance.choice((1, 4, 64))):
        changed[chance.randrange(reach)] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _blank(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    length = chance.randrange(1, _GARBAGE)
    return content[:start] + chance.choice((b"\0", b"\xff")) * length + content[start + length :]


def _splice(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + chance.randbytes(chance.randrange(1, _GARBAGE)) + content[start:]


def _repeat(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[: chance.randrange(1, len(content))] * 2


def _extreme_numbers(content: bytes, chance: random.Random) -> bytes:
    """Sizes, counts and offsets in headers, set to what programs forget to check."""
    changed = bytearray(content)
    extremes = (
        b"\xff\xff\xff\xff",
        b"\x7f\xff\xff\xff",
        b"\0\0\0\0",
        b"\x80\0\0\0",
        b"\xff\xff\xff\x7f",
    )
    for _ in range(3):
        start = chance.randrange(min(len(changed), 400))
        changed[start : start + 4] = chance.choice(extremes)
    return bytes(changed)


def _good_pictures() -> dict[str, bytes]:
    pixels = np.random.default_rng(0).integers(0, 256, (96, 64, 3), np.uint8)
    pixels[20:70, 10:50] = 180
    image = Image.fromarray(pixels)
    formats = {"jpg": "JPEG", "tiff": "TIFF", "jp2": "JPEG2000"}
    good = {}
    for kind in PICTURE_KINDS:
        file = io.BytesIO()
        image.save(file, formats.get(kind, kind.upper()))
        good[kind] = file.getvalue()
    return good


def _good_sounds(folder: Path) -> dict[str, bytes]:
    source = ["-f", "lavfi", "-i", "sine=duration=0.5:sample_rate=16000"]
    return {kind: _recorded(folder / f"good.{kind}", source) for kind in SOUND_KINDS}


def _good_videos(folder: Path) -> dict[str, bytes]:
    source = ["-f", "lavfi", "-i", "testsrc=duration=0.4:rate=25:size=64x48"]
    source += ["-f", "lavfi", "-i", "sine=duration=0.4", "-pix_fmt", "yuv420p"]
    fast = {"webm": ["-deadline", "realtime", "-cpu-used", "8"], "gif": ["-pix_fmt", "pal8"]}
    return {
        kind: _recorded(folder / f"good.{kind}", source + fast.get(kind, []))
        for kind in VIDEO_KINDS
    }


def _recorded(path: Path, arguments: list[str]) -> bytes:
    command = [ffmpeg.executable(), "-loglevel", "error", "-y", *arguments]
    subprocess.run([*command, ffmpeg.file_url(path)], check=True, timeout=60)
    content = path.read_bytes()
    path.unlink()
    return content


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def _png(width: int, height: int, *chunks: bytes) -> bytes:
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + _chunk(b"IEND", b"")


def _handmade_pictures() -> dict[str, bytes]:
    zeros = zlib.compress(bytes(40_000_000), 9)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("photo.png", bytes(30_000_000))
    text_bomb = _chunk(b"zTXt", b"Comment\0\0" + zeros)
    profile_bomb = _chunk(b"iCCP", b"profile\0\0" + zeros)
    return {
        "empty.png": b"",
        "one_byte.jpg": b"\xff",
        "signature_only.png": b"\x89PNG\r\n\x1a\n",
        "no_pixels.png": _png(0, 0),
        "no_data.png": _png(64, 64),
        "huge.png": _png(60_000, 60_000, _chunk(b"IDAT", zeros)),
        "largest.png": _png(2**31 - 1, 2**31 - 1, _chunk(b"IDAT", zeros)),
        "thin.png": _png(2**31 - 1, 1, _chunk(b"IDAT", zeros)),
        "bomb_within_the_limit.png": _png(7000, 7000, _chunk(b"IDAT", zlib.compress(b"", 9))),
        "bomb_in_a_text.png": _png(64, 64, text_bomb, _chunk(b"IDAT", zlib.compress(bytes(12352)))),
        "bomb_in_a_profile.png": _png(64, 64, profile_bomb),
        "zip.png": archive.getvalue(),
        "huge.gif": b"GIF89a" + struct.pack("<HHBBB", 65535, 65535, 0, 0, 0) + b"\x3b",
        "huge.bmp": b"BM" + struct.pack("<IHHIIiiHH", 54, 0, 0, 54, 40, 2**30, -(2**30), 1, 24),
        "huge.jpg": b"\xff\xd8\xff\xc0\x00\x11\x08"
        + b"\xff" * 4
        + b"\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01",
        "huge.ppm": b"P6 99999999 99999999 255\n",
        "wrong_numbers.ppm": b"P6 -1 x 255\n",
        "endless.ppm": b"P6 " + b"9" * 100_000,
        "circle.tiff": b"II*\0\x08\0\0\0" + b"\0\0" + struct.pack("<I", 8),
        "many_tags.tiff": b"II*\0\x08\0\0\0\xff\xff" + b"\x01\x01\x04\0\xff\xff\xff\xff" * 100,
        "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><image href='secret.txt'/></svg>",
        "program.eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run\n",
        "document.pdf.png": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n",
        "page.jpg": b"<html><script>alert(1)</script></html>",
        "script.jpg": b"#!/bin/sh\ntouch /tmp/x\n",
        "pickle.png": b"\x80\x04\x95\x05\0\0\0\0\0\0\0\x8c\x01x.",
    }


def _wav(rate: int, channels: int, bits: int, kind: int, samples: bytes, size: int = -1) -> bytes:
    block = channels * bits // 8
    form = struct.pack(
        "<HHIIHH", kind, channels, rate, rate * block & 0xFFFFFFFF, block & 0xFFFF, bits
    )
    data = struct.pack("<I", len(samples) if size < 0 else size) + samples
    body = b"WAVEfmt " + struct.pack("<I", len(form)) + form + b"data" + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _handmade_sounds() -> dict[str, bytes]:
    def floats(values: list[float]) -> bytes:
        return np.resize(np.array(values, "<f4"), 16_000).tobytes()

    hum = np.resize(np.array([0, 9000, 0, -9000], "<i2"), 16_000).tobytes()
    return {
        "empty.wav": b"",
        "header_only.wav": _wav(16_000, 1, 16, 1, b""),
        "not_a_number.wav": _wav(16_000, 1, 32, 3, floats([float("nan")])),
        "infinite.wav": _wav(16_000, 1, 32, 3, floats([float("inf"), -float("inf")])),
        "far_too_loud.wav": _wav(16_000, 1, 32, 3, floats([3e38, -3e38])),
        "some_not_numbers.wav": _wav(16_000, 1, 32, 3, floats([0.1, float("nan"), -0.1])),
        "no_rate.wav": _wav(0, 1, 16, 1, hum),
        "highest_rate.wav": _wav(2**32 - 1, 1, 16, 1, hum),
        "one_hertz.wav": _wav(1, 1, 16, 1, hum),  # says that it lasts more than four hours
        "no_channels.wav": _wav(16_000, 0, 16, 1, hum),
        "many_channels.wav": _wav(16_000, 65_535, 8, 1, hum),
        "no_bits.wav": _wav(16_000, 1, 0, 1, hum),
        "odd_bits.wav": _wav(16_000, 1, 13, 1, hum),
        "unknown_kind.wav": _wav(16_000, 1, 16, 0xBEEF, hum),
        "says_four_gigabytes.wav": _wav(16_000, 1, 16, 1, hum, size=2**32 - 1),
        "one_sample.wav": _wav(16_000, 1, 16, 1, hum[:2]),
        "text.mp3": b"not a recording\n" * 200,
        "tags_only.mp3": b"ID3\x04\0\0\x7f\x7f\x7f\x7f",
        "zeros.mp3": bytes(100_000),
        "sync_words.mp3": b"\xff\xfb\x90\x00" * 5000,
    }


def _handmade_videos(folder: Path) -> dict[str, bytes]:
    secret = folder / "secret.txt"
    secret.write_text(SECRET)
    address = "http://127.0.0.1:9/secret"  # nobody listens there
    playlist = f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{secret}\n#EXT-X-ENDLIST\n"
    return {
        "empty.mp4": b"",
        "playlist.m3u8": playlist.encode(),
        "playlist.mp4": playlist.encode(),
        "remote_playlist.mp4": playlist.replace(str(secret), address).encode(),
        "sound.mp3.m3u": f"{secret}\n".encode(),
        "concat.mp4": f"ffconcat version 1.0\nfile '{secret}'\n".encode(),
        "dash.mp4": (
            "<MPD xmlns='urn:mpeg:dash:schema:mpd:2011' type='static'><Period><AdaptationSet>"
            f"<Representation id='1'><BaseURL>{address}</BaseURL></Representation>"
            "</AdaptationSet></Period></MPD>"
        ).encode(),
        "session.sdp": b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nm=video 9 RTP/AVP 96\n",
        "subtitles.avi": b"GAB2\0\2\0" + playlist.encode(),
        "script.avs": b'AviSource("secret.txt")\n',
        "reference.mov": struct.pack(">I4s", 60, b"moov")
        + struct.pack(">I4s", 52, b"rmra")
        + b"\0" * 44,
        "largest_box.mp4": b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + b"\x7f\xff\xff\xffmoov",
        "endless_boxes.mp4": b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + b"\0\0\0\x08moov" * 20_000,
        "deep_boxes.mp4": b"".join(struct.pack(">I4s", 8 * k, b"moov") for k in range(3000, 0, -1)),
        "huge.gif": b"GIF89a" + struct.pack("<HHBBB", 65535, 65535, 0, 0, 0) + b"\x2c" + bytes(20),
        "ebml_only.webm": b"\x1a\x45\xdf\xa3\x01\xff\xff\xff\xff\xff\xff\xff",
        "noise.mp4": random.Random(0).randbytes(50_000),
        "noise.ts": b"".join(b"G" + random.Random(k).randbytes(187) for k in range(200)),
        "matroska_text.mkv": b"\x1a\x45\xdf\xa3" + b"A" * 5000,
    }
