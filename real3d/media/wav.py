"""Sound that the program made itself, as a WAV file."""

from __future__ import annotations

import os
import wave

import numpy as np

from real3d.errors import OutputError
from real3d.numerics.types import Float32Array


def write_wav(path: str | os.PathLike[str], samples: Float32Array, rate: int) -> None:
    """Writes [N] mono samples, -1..1, in 16 bits.

    Args:
        path: of the file, which is replaced if it is there.
        samples: what is beyond full scale is clipped.
        rate: samples per second.

    Raises:
        OutputError: it cannot be written.
    """
    pcm = np.round(np.clip(samples, -1.0, 1.0) * 32767).astype("<i2")
    try:
        with open(path, "wb") as held, wave.open(held, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes(pcm.tobytes())
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            "result-not-written", name=os.path.basename(path), reason=reason
        ) from error
