"""Who signs: the configured certificate, or one of our own."""

from __future__ import annotations

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from real3d.errors import SettingsError
from real3d.provenance import certificate
from real3d.provenance.certificate import (
    CERTIFICATE_VARIABLE,
    KEY_VARIABLE,
    NoCertificateError,
    signing_certificate,
)

pytest.importorskip("cryptography")


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty configuration."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv(CERTIFICATE_VARIABLE, raising=False)
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    return tmp_path / "real3d"


def test_the_first_use_makes_a_certificate_and_the_next_ones_keep_it(config):
    assert signing_certificate() == signing_certificate()
    assert [path.name for path in config.iterdir()] == ["signing.pem"]


def test_nobody_else_can_read_the_key(config):
    signing_certificate()
    assert stat.S_IMODE(config.stat().st_mode) == 0o700
    assert stat.S_IMODE((config / "signing.pem").stat().st_mode) == 0o600


def test_a_key_that_others_may_read_is_not_used(config):
    signing_certificate()
    (config / "signing.pem").chmod(0o644)
    with pytest.raises(NoCertificateError, match="chmod 600"):
        signing_certificate()


def test_a_certificate_about_to_expire_is_renewed(monkeypatch):
    first = signing_certificate()
    in_five_years = certificate._now() + timedelta(days=5 * 365 - 10)
    monkeypatch.setattr(certificate, "_now", lambda: in_five_years)
    assert signing_certificate().chain != first.chain


def test_a_certificate_from_the_future_is_made_anew_when_the_clock_went_back(monkeypatch):
    last_year = certificate._now() - timedelta(days=365)
    first = signing_certificate()
    monkeypatch.setattr(certificate, "_now", lambda: last_year)
    second = signing_certificate()
    assert second.chain != first.chain
    assert signing_certificate() == second


def test_a_damaged_file_is_named(config):
    config.mkdir()
    (config / "signing.pem").write_text("-----BEGIN nonsense")
    with pytest.raises(NoCertificateError, match=r"signing\.pem” is damaged"):
        signing_certificate()


def test_a_folder_that_cannot_be_made_is_a_reason(monkeypatch, tmp_path):
    (tmp_path / "occupied").touch()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "occupied"))
    with pytest.raises(NoCertificateError, match="cannot be read or made"):
        signing_certificate()


@pytest.mark.parametrize("as_text", [True, False])
def test_a_configured_certificate_comes_as_text_or_as_a_file(as_text, config, monkeypatch):
    own = signing_certificate()
    for variable, pem in ((CERTIFICATE_VARIABLE, own.chain), (KEY_VARIABLE, own.key)):
        path = config / variable
        path.write_bytes(pem)
        monkeypatch.setenv(variable, pem.decode() if as_text else str(path))
    configured = signing_certificate()
    assert (configured.chain, configured.key) == (own.chain, own.key)
    assert configured.algorithm == "es256"
    assert configured.origin == CERTIFICATE_VARIABLE


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (("/no/such/file.pem", ""), "set both"),
        (("", "/no/such/file.pem"), "set both"),
        (("/no/such/file.pem", "/no/such/key.pem"), "cannot be read"),
        (("-----BEGIN CERTIFICATE-----", "-----BEGIN PRIVATE KEY-----"), "no private key"),
    ],
)
def test_a_configuration_that_cannot_be_used_is_an_error(values, sentence, monkeypatch):
    for variable, value in zip((CERTIFICATE_VARIABLE, KEY_VARIABLE), values, strict=True):
        monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=sentence):
        signing_certificate()
    assert not (Path(os.environ["XDG_CONFIG_HOME"]) / "real3d").exists()
