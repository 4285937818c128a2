"""The signed mark: a C2PA manifest (https://c2pa.org) inside the finished file.

It says what made the file and that it is synthetic, and its signature breaks when the file is
changed. Nothing is fetched: no time stamps, no revocation lists, no remote manifests.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from real3d.errors import OutputError, SettingsError
from real3d.messages.message import Message
from real3d.provenance.certificate import (
    Certificate,
    NoCertificateError,
    signing_certificate,
)
from real3d.provenance.tags import DIGITAL_SOURCE_TYPE
from real3d.runtime.version import __version__

if TYPE_CHECKING:
    from types import ModuleType

MIME_TYPES = {".mp4": "video/mp4", ".gif": "image/gif", ".webp": "image/webp"}
"""What can be signed, by ending; C2PA defines no place for a manifest in WebM."""

_OFFLINE = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}


@dataclass(frozen=True)
class Signing:
    """Whether results can be signed here."""

    sign: Callable[[Path], None] | None
    """Puts a manifest into a finished file of `MIME_TYPES`, which is replaced."""
    reason: Message | None = None
    """Why not, as a clause that follows “because”; None if they can."""
    origin: str = ""
    """Where the certificate comes from; empty if they cannot."""


def prepare_signing() -> Signing:
    """Finds, or makes, what signing takes, and tries it out.

    Raises:
        SettingsError: the configured certificate cannot be used.
    """
    c2pa = import_c2pa()
    if c2pa is None:
        return Signing(None, Message("c2pa-missing"))
    try:
        certificate = signing_certificate()
    except NoCertificateError as error:
        return Signing(None, error.reason)
    _test_signing(c2pa, certificate)
    return Signing(lambda path: _sign_file(c2pa, certificate, path), origin=certificate.origin)


def import_c2pa() -> ModuleType | None:
    """The C2PA library, or None where it is not installed or has no build for this machine."""
    try:
        import c2pa
        import cryptography  # noqa: F401  (makes and reads the certificates)
    except (ImportError, OSError):
        return None
    return c2pa


@dataclass(frozen=True)
class Manifest:
    """What a manifest in a file says."""

    source_types: tuple[str, ...]
    """The IPTC terms for the origin of the picture, as addresses."""
    generator: str
    """The program that claims to have made the file."""
    signer: str
    """The name in the certificate."""
    intact: bool
    """The signature is right and the file is as it was when it was signed."""
    trusted: bool
    """Somebody on the C2PA trust list vouches for the signer."""


def read_manifest(file: BinaryIO, mime_type: str) -> Manifest | None:
    """The manifest in a file; None if there is none.

    Raises:
        ValueError: there is something that cannot be read as one.
    """
    import c2pa

    try:
        with (
            c2pa.Context(c2pa.Settings.from_dict(_OFFLINE)) as context,
            c2pa.Reader(mime_type, file, context=context) as reader,
        ):
            store = json.loads(reader.json())
    except c2pa.C2paError.ManifestNotFound:
        return None
    except c2pa.C2paError as error:
        raise ValueError(str(error)) from error
    return _parse(store)


def _parse(store: dict) -> Manifest | None:
    active = store.get("manifests", {}).get(store.get("active_manifest"))
    if active is None:
        return None
    generator: dict = next(iter(active.get("claim_generator_info") or ()), {})
    state = store.get("validation_state")
    return Manifest(
        source_types=tuple(_source_types(active)),
        generator=" ".join(str(generator.get(key, "")) for key in ("name", "version")).strip(),
        signer=str(active.get("signature_info", {}).get("common_name", "unknown")),
        intact=state in ("Valid", "Trusted"),
        trusted=state == "Trusted",
    )


def _source_types(manifest: dict) -> list[str]:
    actions = [
        action
        for assertion in manifest.get("assertions", ())
        if str(assertion.get("label", "")).startswith("c2pa.actions")
        for action in assertion.get("data", {}).get("actions", ())
    ]
    return [str(action["digitalSourceType"]) for action in actions if "digitalSourceType" in action]


def _statement(title: str, mime_type: str) -> str:
    program = {"name": "Real3D-Portrait", "version": __version__}
    created = {
        "action": "c2pa.created",
        "digitalSourceType": DIGITAL_SOURCE_TYPE,
        "softwareAgent": program,
    }
    return json.dumps(
        {
            "claim_generator_info": [program],
            "title": title,
            "format": mime_type,
            "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [created]}}],
        }
    )


def _test_signing(c2pa: ModuleType, certificate: Certificate) -> None:
    """Signs a picture of one pixel: a certificate that cannot sign is known before a long job."""
    from PIL import Image

    pixel, signed = BytesIO(), BytesIO()
    Image.new("RGB", (1, 1)).save(pixel, "PNG")
    pixel.seek(0)
    try:
        _sign(c2pa, certificate, pixel, signed, "image/png", title="pixel")
    except c2pa.C2paError as error:
        raise SettingsError(
            "certificate-unusable", origin=certificate.origin, reason=str(error)
        ) from error


def _sign_file(c2pa: ModuleType, certificate: Certificate, path: Path) -> None:
    signed_path = path.with_name(f"signed{path.suffix}")
    try:
        with path.open("rb") as source, signed_path.open("w+b") as signed:
            mime_type = MIME_TYPES[path.suffix.lower()]
            _sign(c2pa, certificate, source, signed, mime_type, title="Talking portrait")
        os.replace(signed_path, path)
    except (c2pa.C2paError, OSError) as error:
        raise OutputError("result-not-signed", reason=str(error)) from error


def _sign(
    c2pa: ModuleType,
    certificate: Certificate,
    source: BinaryIO,
    signed: BinaryIO,
    mime_type: str,
    title: str,
) -> None:
    info = c2pa.C2paSignerInfo(
        alg=certificate.algorithm,
        sign_cert=certificate.chain,
        private_key=certificate.key,
        ta_url=None,
    )
    with (
        c2pa.Context(c2pa.Settings.from_dict(_OFFLINE)) as context,
        c2pa.Signer.from_info(info) as signer,
        c2pa.Builder(_statement(title, mime_type), context) as builder,
    ):
        builder.sign(signer, mime_type, source, signed)
