"""The live articulation network as one file for browsers; `web/src/hearing/weights.ts` reads it.

    python -m real3d.portable.hearing

writes the file that the package ships beside the player, anew after each training. A length
(uint32), a header in JSON, and all weights as float16, as they are in
`real3d/speech/speech_live.npz`; little endian.
"""

from __future__ import annotations

import json
import struct

import numpy as np

from real3d.portable.player import HEARING
from real3d.speech.articulation import LIVE_WEIGHTS
from real3d.speech.network import LIVE

VERSION = 1
"""Of this format; a player refuses what it does not know."""


def hearing_file() -> bytes:
    """The file's content."""
    arrays, parts, first = {}, [], 0
    with np.load(LIVE_WEIGHTS, allow_pickle=False) as held:
        for name in held.files:
            numbers = held[name].astype("<f2").ravel()
            arrays[name] = (first, len(numbers))
            parts.append(numbers.tobytes())
            first += len(numbers)
    header = {
        "version": VERSION,
        "channels": LIVE.channels,
        "dilations": LIVE.dilations,
        "future": LIVE.future,
        "arrays": arrays,
    }
    text = json.dumps(header, separators=(",", ":")).encode()
    return b"".join([struct.pack("<I", len(text)), text, *parts])


if __name__ == "__main__":
    HEARING.write_bytes(hearing_file())
