from __future__ import annotations

from math import inf

import pytest

from real3d.errors import TooLongError
from real3d.media import ffmpeg, open_video, packets, read_audio
from real3d.media.audio import audio_seconds

from .conftest import make, picture_source, sound_source


@pytest.mark.parametrize("read", [read_audio, audio_seconds, open_video])
def test_what_lies_behind_too_many_packets_is_not_guessed(tmp_path, monkeypatch, read):
    sources = [*picture_source(1), *sound_source(1)]
    path = make(tmp_path / "a.mkv", *sources, "-c:a", "libvorbis", "-c:v", "libx264")
    monkeypatch.setattr(packets, "_MOST", 10)
    assert packets.read_packets(path, ffmpeg.probe(path).video).end == inf
    with pytest.raises(TooLongError):
        read(path)
