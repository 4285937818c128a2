from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from threading import Timer

import pytest

from real3d.runtime.child_process import Cancellation, ChildProcess, Limits

LIMITS = Limits(seconds=60.0, stall_seconds=60.0, log_bytes=16_384)
STUCK = ["sleep", "600"]
ENDLESS = ["yes"]


def _talking(command: list[str], limits: Limits = LIMITS) -> ChildProcess:
    return ChildProcess(command, limits, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


@pytest.mark.parametrize("move", ["read", "write"])
def test_one_that_hangs_is_killed(move):
    with _talking(STUCK, replace(LIMITS, stall_seconds=0.2)) as process:
        if move == "read":
            assert process.read(10) == b""
        else:
            with pytest.raises(BrokenPipeError):
                process.write(memoryview(bytes(2**20)))
        status, log = process.wait(10)
    assert status != 0
    assert "did nothing" in log


def test_one_that_goes_on_and_on_is_killed():
    with _talking(ENDLESS, replace(LIMITS, seconds=0.3)) as process:
        while process.read(2**20):
            pass
        status, log = process.wait(10)
    assert status != 0
    assert "longer than" in log


def test_one_that_complains_without_end_blocks_nobody():
    loud = "head -c 300000 /dev/zero | tr '\\0' x >&2; echo all; echo last >&2"
    with _talking(["sh", "-c", loud]) as process:
        assert process.read(100) == b"all\n"
        status, log = process.wait(10)
    assert status == 0
    assert log.endswith("last\n")
    assert len(log) < 20_000


def test_one_is_gone_after_its_block_even_if_nobody_reads_it():
    with _talking(ENDLESS) as process:
        assert len(process.read(10)) == 10
    assert process._process.returncode is not None


@pytest.mark.skipif(sys.platform != "linux", reason="other systems cannot bound it")
@pytest.mark.parametrize(
    ("work", "limits"),
    [
        ("bytearray(300 * 2**20)", replace(LIMITS, memory_bytes=200 * 2**20)),
        ("while True: pass", replace(LIMITS, computing_seconds=1)),
    ],
)
def test_one_gets_no_more_memory_and_computing_than_it_is_allowed(work, limits):
    # It begins when it is told to: limits are set while it starts.
    command = [sys.executable, "-I", "-S", "-c", f"input()\n{work}\nprint('done')"]
    with _talking(command, limits) as process:
        process.write(memoryview(b"go\n"))
        assert process.read(10) == b""
        assert process.wait(10)[0] != 0


def test_a_cancelled_job_loses_its_processes_and_starts_no_new_ones():
    cancellation = Cancellation()

    def job():
        with _talking(STUCK) as process:
            yield "started"
            Timer(0.1, cancellation.cancel).start()
            yield process.read(10)
        with _talking(STUCK) as process:
            yield process.read(10)

    assert list(cancellation.watch(job())) == ["started", b"", b""]


def test_the_processes_of_others_are_left_alone():
    cancellation = Cancellation()
    list(cancellation.watch(iter(range(2))))
    with _talking(["echo", "here"]) as process:
        cancellation.cancel()
        assert process.read(10) == b"here\n"
