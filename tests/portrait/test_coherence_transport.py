from __future__ import annotations

import numpy as np

from real3d.portrait.coherence_transport import transport_into


def disc_hole(size: int = 128, radius: float = 40) -> np.ndarray:
    """[S, S] bool, False within a disc in the middle."""
    y, x = np.mgrid[0:size, 0:size] - (size - 1) / 2
    return np.hypot(x, y) > radius


def slanted_wall(size: int = 128) -> np.ndarray:
    """[S, S, 3] two walls that meet in a line which is neither upright nor at 45 degrees."""
    y, x = np.mgrid[0:size, 0:size]
    side = np.clip(x - 40 - 0.3 * y, 0, 1)[..., None].astype(np.float32)
    return (1 - side) * (60, 80, 120) + side * np.array((200, 190, 170), np.float32)


def test_a_slanted_line_runs_on_straight():
    wall, known = slanted_wall().astype(np.float32), disc_hole()
    filled = transport_into(np.where(known[..., None], wall, np.float32(128)), known, 12)
    rim = ~known & disc_hole(radius=28)
    assert np.abs(filled - wall)[rim].mean() < 6


def test_what_is_known_and_what_is_deep_stays():
    wall, known = slanted_wall().astype(np.float32), disc_hole()
    given = np.where(known[..., None], wall, np.float32(128))
    filled = transport_into(given, known, 12)
    kept = known | ~disc_hole(radius=27)
    assert np.array_equal(filled[kept], given[kept])
