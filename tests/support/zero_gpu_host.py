"""The host of a ZeroGPU Space for tests: the environment that it gives, and what it is told."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

_OWN = ("REAL3D_WEIGHTS", "REAL3D_WEIGHTS_REPO")
"""What a developer may have set, and a Space without weights has not."""


@dataclass
class ZeroGpuHost:
    """What answers to the package `spaces` there."""

    environment: dict[str, str]
    """Of the Space's process."""
    reports: list[str] = field(default_factory=list)
    """Paths that the Space has called, in their order."""


@contextmanager
def zero_gpu_host() -> Iterator[ZeroGpuHost]:
    """A host that listens as long as the block lasts."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            host.reports.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        environment = {name: value for name, value in os.environ.items() if name not in _OWN}
        environment |= {
            "SPACE_ID": "me/real3d",
            "SPACES_ZERO_GPU": "true",
            "SPACES_ZERO_DEVICE_API_URL": f"http://127.0.0.1:{server.server_port}",
        }
        host = ZeroGpuHost(environment)
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield host
        finally:
            server.shutdown()
