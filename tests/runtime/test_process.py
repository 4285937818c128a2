"""The process: how it is ended from outside, and where it prints to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from real3d.runtime.process import Ended, end_in_order

_SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]


@pytest.fixture(autouse=True)
def _as_from_a_terminal() -> Iterator[None]:
    """Whoever runs the tests may have them ignore that it hangs up."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("number", _SIGNALS)
def test_whatever_ends_the_process_closes_what_is_open(number):
    before = signal.getsignal(number)
    with pytest.raises(Ended) as ended, end_in_order():
        os.kill(os.getpid(), number)
    assert ended.value.exit_code == 128 + number
    assert signal.getsignal(number) is before


def test_what_is_being_closed_is_not_disturbed_by_a_second_signal():
    steps = []

    def work() -> None:
        try:
            os.kill(os.getpid(), signal.SIGTERM)
        finally:
            os.kill(os.getpid(), signal.SIGTERM)
            os.kill(os.getpid(), signal.SIGINT)
            steps.append("closed")

    with pytest.raises(Ended), end_in_order():
        work()
    assert steps == ["closed"]


def test_a_signal_that_a_finaliser_swallows_ends_the_process_all_the_same():
    class Swallows:
        def __del__(self) -> None:
            os.kill(os.getpid(), signal.SIGTERM)

    def work() -> str:
        Swallows()
        time.sleep(10)
        return "it went on"

    with pytest.raises(Ended) as ended, end_in_order():
        pytest.fail(work())
    assert ended.value.exit_code == 128 + signal.SIGTERM


def test_what_is_ignored_from_outside_stays_so():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with end_in_order():
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_another_thread_than_the_first_may_run_a_command():
    reached = threading.Event()

    def work() -> None:
        with end_in_order():
            reached.set()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert reached.is_set()


def _script(body: str, redirection: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    script = f"from real3d.runtime.process import *\nimport sys\n{body}"
    return subprocess.run(
        ["bash", "-c", f'"$0" -c "$1" {redirection}', sys.executable, script],
        capture_output=True,
        env={**os.environ, **environment},
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("redirection", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_a_closed_stream_goes_nowhere_and_into_no_file(redirection, tmp_path):
    file = tmp_path / "file"
    body = (
        f"prepare_streams()\nopened = open({str(file)!r}, 'w')\n"
        "print('out'); print('err', file=sys.stderr); sys.stdout.flush()\n"
        "import os; os.write(1, b'') ; os.write(2, b'library')\n"
    )
    assert _script(body, redirection).returncode == 0
    assert file.read_bytes() == b""


def test_what_a_terminal_cannot_show_is_escaped():
    body = "prepare_streams(); print('“é”'); print('█', file=sys.stderr)"
    answer = _script(body, "", PYTHONIOENCODING="ascii")
    assert (answer.returncode, answer.stdout) == (0, b"\\u201c\\xe9\\u201d\n")
    assert answer.stderr == b"\\u2588\n"
