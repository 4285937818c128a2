"""One thread per computation.

The matrices here are small: with more than one thread, BLAS and OpenMP spend their time waiting
for each other (the weights of a mesh take 1.5 s instead of 0.1 s on a busy two-core machine).
Work is spread over frames and requests instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import cv2
from threadpoolctl import threadpool_limits

# OpenCV's own pool is a setting of the whole process, outside threadpoolctl's reach. It is set
# once, here, because changing it around every call would disturb the other requests.
cv2.setNumThreads(1)


@contextmanager
def single_threaded() -> Iterator[None]:
    """BLAS and OpenMP use one thread inside the `with` block (or decorated function)."""
    with threadpool_limits(limits=1):
        yield
