"""Whose name is under a manifest: a certificate that the owner configured, or one made here.

A manifest made with the latter proves that the file has not been changed since; that it comes from
this program is only claimed, because nobody vouches for the signer. What C2PA asks of certificates:
https://spec.c2pa.org/specifications/specifications/2.2/specs/C2PA_Specification.html#x509_certificates
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from real3d.errors import SettingsError
from real3d.messages.message import Message

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

CERTIFICATE_VARIABLE, KEY_VARIABLE = "REAL3D_CERTIFICATE", "REAL3D_PRIVATE_KEY"
"""Environment: each a PEM file's path, or PEM text, which is what a Space's secrets hold."""

OWN_NAME = "Real3D-Portrait (certificate made on this machine)"
"""The signer's name in a certificate made here, as a reader sees it."""

_ORGANISATION = "Real3D-Portrait"
_FILE_NAME = "signing.pem"
_YEARS_VALID = 5
_RENEWED_BEFORE = timedelta(days=30)
_OTHERS_PERMISSIONS = 0o077
"""The permission bits of everybody but the owner."""
_KEY_BEGINS = b"-----BEGIN PRIVATE KEY-----"


class NoCertificateError(Exception):
    """There is no certificate to sign with."""

    def __init__(self, reason: Message) -> None:
        """
        Args:
            reason: why, as a clause that follows “because”.
        """
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Certificate:
    """What signing takes."""

    chain: bytes
    """PEM: the signer's certificate, then those of its issuers."""
    key: bytes
    """PEM, unencrypted."""
    algorithm: str
    """C2PA's name: `es256`, `ps256`, `ed25519`..."""
    origin: str
    """Where it was found, for messages."""


def signing_certificate() -> Certificate:
    """The configured certificate, or the one of this machine's user, made if there is none yet.

    Raises:
        SettingsError: what is configured cannot be used.
        NoCertificateError: nothing is configured and none could be made.
    """
    configured = [os.environ.get(name, "") for name in (CERTIFICATE_VARIABLE, KEY_VARIABLE)]
    if any(configured):
        return _configured(*configured)
    return _own_certificate(config_folder() / _FILE_NAME)


def config_folder() -> Path:
    """Where the user's own certificate lives.

    Raises:
        NoCertificateError: the user has no home folder.
    """
    chosen = os.environ.get("XDG_CONFIG_HOME")
    try:
        return (Path(chosen) if chosen else Path.home() / ".config") / "real3d"
    except RuntimeError as error:
        raise NoCertificateError(Message("no-home-folder")) from error


def _configured(certificate: str, key: str) -> Certificate:
    if not certificate or not key:
        raise SettingsError(
            "certificate-without-key", certificate=CERTIFICATE_VARIABLE, key=KEY_VARIABLE
        )
    chain, secret = _pem(CERTIFICATE_VARIABLE, certificate), _pem(KEY_VARIABLE, key)
    try:
        return Certificate(chain, secret, _algorithm(_load_key(secret)), CERTIFICATE_VARIABLE)
    except (ValueError, TypeError) as error:
        raise SettingsError("key-unusable", variable=KEY_VARIABLE) from error


def _pem(variable: str, value: str) -> bytes:
    if value.lstrip().startswith("-----BEGIN"):
        return value.encode()
    try:
        return Path(value).read_bytes()
    except (OSError, ValueError) as error:
        raise SettingsError("pem-not-read", variable=variable) from error


def _own_certificate(path: Path) -> Certificate:
    try:
        if not (path.exists() and _is_valid(path.read_bytes())):
            _write_privately(path, _make_certificate())
        if path.stat().st_mode & _OTHERS_PERMISSIONS:
            raise NoCertificateError(Message("key-not-private", path=path))
        chain, begins, key = path.read_bytes().partition(_KEY_BEGINS)
        key = begins + key
        return Certificate(chain, key, _algorithm(_load_key(key)), f"“{path}”")
    except OSError as error:
        reason = str(error.strerror)
        raise NoCertificateError(
            Message("own-certificate-not-made", folder=path.parent, reason=reason)
        ) from error
    except ValueError as error:
        raise NoCertificateError(Message("own-certificate-damaged", path=path)) from error


def _is_valid(pem: bytes) -> bool:
    """Now, and for some time to come; not if it was made before a clock went back."""
    from cryptography import x509

    certificate = x509.load_pem_x509_certificate(pem)
    begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    return begins <= _now() <= ends - _RENEWED_BEFORE


def _now() -> datetime:
    return datetime.now(timezone.utc)


def _write_privately(path: Path, content: bytes) -> None:
    """In one move, so that two processes never see half of it; readable by its owner only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=".signing-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(temporary, path)
    except BaseException:  # also Ctrl-C
        os.unlink(temporary)
        raise


def _make_certificate() -> bytes:
    """PEM of a new certificate, its issuer's, and its key.

    C2PA does not accept a certificate that signs itself, so it gets an issuer, whose key is
    forgotten at once: nobody can issue a second one.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID

    issuer_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    issuer_name, name = _name(f"{_ORGANISATION} (issuer)"), _name(OWN_NAME)
    issuer_id = x509.SubjectKeyIdentifier.from_public_key(issuer_key.public_key())
    issuer = (
        _builder(issuer_name, issuer_name, issuer_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(issuer_id, critical=False)
        .sign(issuer_key, hashes.SHA256())
    )
    signer = (
        _builder(name, issuer_name, key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(
            # One of the uses that C2PA admits for a signer.
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]),
            critical=False,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(issuer_id),
            critical=False,
        )
        .sign(issuer_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    return (
        signer.public_bytes(pem)
        + issuer.public_bytes(pem)
        + key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def _name(common_name: str) -> x509.Name:
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    from cryptography import x509

    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        # Clocks differ; a certificate from the future would be refused.
        .not_valid_before(_now() - timedelta(days=1))
        .not_valid_after(_now() + timedelta(days=365 * _YEARS_VALID))
    )


def _usage(signs_certificates: bool) -> x509.KeyUsage:
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def _load_key(pem: bytes) -> PrivateKeyTypes:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    return load_pem_private_key(pem, password=None)


def _algorithm(key: PrivateKeyTypes) -> str:
    """C2PA's name of the signature that a key of this kind makes."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

    if isinstance(key, ec.EllipticCurvePrivateKey):
        by_bits = {256: "es256", 384: "es384", 521: "es512"}
        if key.key_size in by_bits:
            return by_bits[key.key_size]
    if isinstance(key, rsa.RSAPrivateKey):
        return "ps256"
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return "ed25519"
    raise ValueError("a key of a kind that C2PA does not know")
