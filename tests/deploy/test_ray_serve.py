"""The page on a local Ray cluster; only where Ray Serve is installed."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from gradio_client import Client, handle_file
from gradio_client.exceptions import AppError

from real3d.media import open_video
from tests.support.recordings import write_voice

ray = pytest.importorskip("ray")
serve = pytest.importorskip("ray.serve")

PHOTO = Path(__file__).parents[2] / "examples" / "portraits" / "astronaut.png"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    from deploy.ray_serve import app

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ray.init(num_cpus=4, include_dashboard=False)
    try:
        serve.start(http_options={"host": "127.0.0.1", "port": port})
        serve.run(app)
        downloads = tmp_path_factory.mktemp("downloads")
        yield Client(f"http://127.0.0.1:{port}/", download_files=str(downloads), verbose=False)
    finally:
        serve.shutdown()
        ray.shutdown()


def test_two_visitors_get_their_videos(client, tmp_path):
    voices = [write_voice(tmp_path / f"{length}.wav", seconds=length) for length in (0.4, 0.8)]
    jobs = [
        client.submit(photo=handle_file(PHOTO), audio=handle_file(voice), api_name="/talk")
        for voice in voices
    ]
    lengths = [open_video(job.result(timeout=120)[0]).duration for job in jobs]
    assert lengths == pytest.approx([0.4, 0.8], abs=0.05)


def test_an_error_is_the_same_sentence_as_elsewhere(client, tmp_path):
    click = write_voice(tmp_path / "click.wav", seconds=0.05)
    with pytest.raises(AppError) as error:
        client.predict(photo=handle_file(PHOTO), audio=handle_file(click), api_name="/talk")
    assert "at least 0.2 are needed" in str(error.value)
    assert "\n" not in str(error.value)
