"""The signed mark, and what happens where it cannot be made."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from real3d.errors import OutputError, SettingsError
from real3d.media import open_video, write_preview
from real3d.messages.message import Message
from real3d.provenance import manifest
from real3d.provenance.certificate import CERTIFICATE_VARIABLE, KEY_VARIABLE, signing_certificate
from real3d.provenance.manifest import MIME_TYPES, prepare_signing, read_manifest
from real3d.provenance.tags import DIGITAL_SOURCE_TYPE
from tests.support.recordings import write_clip, write_voice

pytest.importorskip("c2pa")


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    """A clip with sound, signed."""
    voice = write_voice(tmp_path / "voice.wav")
    path = tmp_path / "clip.mp4"
    write_clip(path, np.full((64, 64, 3), 90, np.uint8), frames=15, sound=voice)
    prepare_signing().sign(path)
    return path


def _read(path: Path) -> manifest.Manifest | None:
    with path.open("rb") as file:
        return read_manifest(file, MIME_TYPES[path.suffix])


def test_a_manifest_says_who_made_what_and_that_nothing_was_changed(signed):
    found = _read(signed)
    assert found.source_types == (DIGITAL_SOURCE_TYPE,)
    assert found.generator.startswith("Real3D-Portrait")
    assert "made on this machine" in found.signer
    assert found.intact
    assert not found.trusted


def test_a_signed_video_plays_as_before(signed):
    clip = open_video(signed)
    assert clip.duration == pytest.approx(0.6, abs=0.01)
    assert clip.has_audio
    assert len(list(clip.frames(25.0))) == 15
    content = signed.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")  # still plays while it downloads


def test_signing_leaves_no_second_file(signed):
    assert {path.name for path in signed.parent.iterdir()} == {"clip.mp4", "voice.wav"}


def test_a_change_of_one_byte_is_noticed(signed):
    content = bytearray(signed.read_bytes())
    content[content.index(b"mdat") + 40] ^= 1
    signed.write_bytes(content)
    assert not _read(signed).intact


def test_a_file_without_a_manifest_has_none(tmp_path):
    path = write_clip(tmp_path / "clip.mp4", np.zeros((64, 64, 3), np.uint8))
    assert _read(path) is None


def test_without_the_library_the_reason_is_told(monkeypatch):
    monkeypatch.setattr(manifest, "import_c2pa", lambda: None)
    signing = prepare_signing()
    assert signing.sign is None
    assert signing.reason == Message("c2pa-missing")


def test_a_certificate_that_cannot_sign_is_known_before_the_job(monkeypatch):
    # The issuer alone: it may sign certificates, but no media.
    own = signing_certificate()
    issuer = own.chain.split(b"-----END CERTIFICATE-----\n")[1] + b"-----END CERTIFICATE-----\n"
    monkeypatch.setenv(CERTIFICATE_VARIABLE, issuer.decode())
    monkeypatch.setenv(KEY_VARIABLE, own.key.decode())
    with pytest.raises(SettingsError, match=f"{CERTIFICATE_VARIABLE} cannot sign"):
        prepare_signing()


def test_what_cannot_be_signed_is_an_output_error(tmp_path):
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"no video")
    with pytest.raises(OutputError, match="could not be signed"):
        prepare_signing().sign(path)
    shutil.rmtree(tmp_path)


@pytest.mark.parametrize("ending", ["gif", "webp"])
def test_a_preview_can_be_signed_too(tmp_path, ending):
    video = write_clip(tmp_path / "clip.mp4", np.full((64, 64, 3), 90, np.uint8))
    path = write_preview(video, tmp_path / f"a.{ending}", finalize=prepare_signing().sign)
    found = _read(path)
    assert found.source_types == (DIGITAL_SOURCE_TYPE,)
    assert found.intact
    with Image.open(path) as picture:
        assert picture.size == (64, 64)
