"""Other programs that work for us under limits: memory, computing time, patience.

Whatever a file makes a decoder do, its process is killed when it has had enough, when it takes and
gives nothing any more, when its time is over, or when somebody stops the job that it works for.
"""

from __future__ import annotations

import os
import resource
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from typing_extensions import Self

_READ_BYTES = 2**16

_Step = TypeVar("_Step")


@dataclass(frozen=True)
class Limits:
    """What one process may take."""

    seconds: float
    """From its beginning to its end."""
    stall_seconds: float
    """In which it may neither take nor give a byte: it hangs."""
    log_bytes: int
    """How much of the end of what it complains about is kept."""
    memory_bytes: int | None = None
    """That it allocates; systems other than Linux know no such limit."""
    computing_seconds: int | None = None
    """Of a processor's time; as for memory."""


class Cancellation:
    """Ends the processes that work for one job, from any thread."""

    def __init__(self) -> None:
        self._processes: set[subprocess.Popen[bytes]] = set()
        self._lock = Lock()
        self.is_cancelled = False

    def cancel(self) -> None:
        """Kills them, and whichever would be started later."""
        with self._lock:
            self.is_cancelled = True
            for process in self._processes:
                process.kill()

    def watch(self, steps: Iterator[_Step]) -> Iterator[_Step]:
        """The steps of the job; the processes that are started on the way are its own.

        A step may be made by another thread than the one before.
        """
        while True:
            outer = _CURRENT.set(self)
            try:
                step = next(steps)
            except StopIteration:
                return
            finally:
                _CURRENT.reset(outer)
            yield step

    def add(self, process: subprocess.Popen[bytes]) -> None:
        """From now on it can be ended."""
        with self._lock:
            self._processes.add(process)
            if self.is_cancelled:
                process.kill()

    def remove(self, process: subprocess.Popen[bytes]) -> None:
        """It has ended."""
        with self._lock:
            self._processes.discard(process)


_CURRENT: ContextVar[Cancellation | None] = ContextVar("cancellation", default=None)


class ChildProcess:
    """A running program that is fed by `write` or read by `read`; a context manager.

    Leaving the `with` block kills it if it still runs. It has a session of its own, so that a
    terminal's Ctrl-C reaches only us and it is closed in good order. Its log is read when it is
    waited for, so that it blocks on no full pipe.
    """

    def __init__(
        self,
        command: list[str],
        limits: Limits,
        *,
        stdin: int = subprocess.DEVNULL,
        stdout: int = subprocess.DEVNULL,
        executable: str | None = None,
    ) -> None:
        """
        Args:
            command: the program and its arguments.
            limits: beyond which it is killed.
            stdin, stdout, executable: as for `subprocess.Popen`.

        Raises:
            OSError: it does not run.
        """
        self._limits = limits
        self._deadline = monotonic() + limits.seconds
        self._process = subprocess.Popen(
            command,
            executable=executable,
            bufsize=0,
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        _bound(self._process, limits)
        self._cancellation = _CURRENT.get()
        if self._cancellation is not None:
            self._cancellation.add(self._process)
        assert self._process.stderr is not None
        self._errors = self._process.stderr.fileno()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                os.set_blocking(pipe.fileno(), False)
        self._log = bytearray()
        self._log_ended = False
        self._killed_for = ""

    def write(self, content: memoryview) -> None:
        """Feeds it; only if opened with `stdin=subprocess.PIPE`.

        Raises:
            BrokenPipeError: it has ended, or was killed.
        """
        assert self._process.stdin is not None, "this process is not fed"
        rest, pipe = content.cast("B"), self._process.stdin.fileno()
        while rest:
            self._await(pipe, select.POLLOUT)
            with suppress(BlockingIOError):
                rest = rest[os.write(pipe, rest) :]

    def read(self, size: int) -> bytearray:
        """The next `size` bytes, or fewer at the end; only if opened with `stdout=PIPE`."""
        content = bytearray(size)
        return content[: self.read_into(memoryview(content))]

    def read_into(self, content: memoryview) -> int:
        """Fills a buffer; returns how many bytes that took, fewer than asked for at the end."""
        assert self._process.stdout is not None, "this process is not read"
        rest, pipe = content.cast("B"), self._process.stdout.fileno()
        while rest:
            self._await(pipe, select.POLLIN)
            with suppress(BlockingIOError):
                count = os.readv(pipe, [rest])
                if count == 0:
                    break
                rest = rest[count:]
        return content.nbytes - len(rest)

    def read_all(self, most_bytes: int) -> bytearray:
        """All that it says; it is killed if that is more than `most_bytes`."""
        content = bytearray()
        while chunk := self.read(_READ_BYTES):
            content += chunk
            if len(content) > most_bytes:
                self._kill("it said too much")
                break
        return content

    def end_input(self) -> None:
        """Tells it that nothing more will be written."""
        assert self._process.stdin is not None, "this process is not fed"
        self._process.stdin.close()

    def wait(self, seconds: float) -> tuple[int, str]:
        """(exit status, log) at its end; it is killed after `seconds`."""
        deadline = monotonic() + seconds
        while not self._log_ended and self._poll({self._errors: select.POLLIN}, deadline):
            self._read_log()
        try:
            self._process.wait(max(0.0, deadline - monotonic()))
        except subprocess.TimeoutExpired:
            self._kill(f"it took longer than {seconds:.0f} seconds")
            self._process.wait()
        log = self._log.decode("utf-8", errors="replace")
        if self._killed_for:
            log += f"\n{self._killed_for}"
        return self._process.returncode, log

    def close(self) -> None:
        """Kills it if it still runs and releases its pipes."""
        self._process.kill()
        self._process.wait()
        if self._cancellation is not None:
            self._cancellation.remove(self._process)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                pipe.close()

    def _await(self, pipe: int, event: int) -> None:
        """Waits until something can be written or read; kills a process that hangs."""
        stalled = monotonic() + self._limits.stall_seconds
        wanted = {pipe: event, self._errors: select.POLLIN}
        while pipe not in (ready := self._poll(wanted, min(stalled, self._deadline))):
            if not ready:
                self._kill(
                    f"it did nothing for {self._limits.stall_seconds:.0f} seconds"
                    if stalled < self._deadline
                    else f"it took longer than {self._limits.seconds:.0f} seconds"
                )
                return
            self._read_log()
            if self._log_ended:
                wanted = {pipe: event}

    def _kill(self, reason: str) -> None:
        self._killed_for = self._killed_for or reason
        self._process.kill()

    def _poll(self, wanted: dict[int, int], deadline: float) -> set[int]:
        """The descriptors at which something can be done, or none at the deadline."""
        poll = select.poll()
        for descriptor, event in wanted.items():
            if descriptor != self._errors or not self._log_ended:
                poll.register(descriptor, event)
        left = max(0.0, deadline - monotonic())
        return {descriptor for descriptor, _ in poll.poll(left * 1000)}

    def _read_log(self) -> None:
        with suppress(BlockingIOError):
            news = os.read(self._errors, _READ_BYTES)
            self._log += news
            del self._log[: -self._limits.log_bytes]
            self._log_ended = not news

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _bound(process: subprocess.Popen[bytes], limits: Limits) -> None:
    if sys.platform == "linux":
        with suppress(ProcessLookupError):  # it has ended already
            if limits.memory_bytes is not None:
                bytes_ = (limits.memory_bytes,) * 2
                resource.prlimit(process.pid, resource.RLIMIT_DATA, bytes_)
            if limits.computing_seconds is not None:
                seconds = (limits.computing_seconds,) * 2
                resource.prlimit(process.pid, resource.RLIMIT_CPU, seconds)
