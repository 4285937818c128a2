"""The arrays that travel through the project, named once.

Shapes and ranges stand where an array is declared: `[T, 3]`, `0..1`.
"""

from __future__ import annotations

from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

FloatArray: TypeAlias = NDArray[np.float64]
"""Geometry, tracks over time: what is computed with in double precision."""
Float32Array: TypeAlias = NDArray[np.float32]
"""Samples, features, mattes, pictures within a computation."""
IndexArray: TypeAlias = NDArray[np.int32]
"""Triangles and other lists of indices."""
BoolArray: TypeAlias = NDArray[np.bool_]
Picture: TypeAlias = NDArray[np.uint8]
"""[H, W, 3] RGB or [H, W, 4] RGBA, 0..255."""
Mask: TypeAlias = NDArray[np.uint8]
"""[H, W] 0 or 1."""

Floating = TypeVar("Floating", bound=np.floating[Any])
"""The precision of a result that has that of its arguments."""
