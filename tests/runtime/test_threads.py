from __future__ import annotations

import cv2
from threadpoolctl import threadpool_info

from real3d.runtime.threads import single_threaded


def test_inside_the_block_every_pool_has_one_thread():
    before = [pool["num_threads"] for pool in threadpool_info()]
    with single_threaded():
        assert {pool["num_threads"] for pool in threadpool_info()} <= {1}
    assert [pool["num_threads"] for pool in threadpool_info()] == before


def test_opencv_has_one_thread():
    assert cv2.getNumThreads() == 1


def test_a_function_can_be_decorated():
    @single_threaded()
    def threads() -> set[int]:
        return {pool["num_threads"] for pool in threadpool_info()}

    assert threads() <= {1}
