"""The certificate store of the security extension: installs, lists, deletes, and asks for one to be signed.

Hashes are made as in OCPP 1.6 security white paper, CertificateHashDataType: of the issuer's name and of
the issuer's key, which for a root is its own.
"""

from __future__ import annotations

import hashlib
from typing import Any

MOST_KEPT = 20


class Certificates:
    """Installed certificates by (type, hash data)."""

    def __init__(self) -> None:
        self._installed: dict[str, tuple[str, dict[str, str]]] = {}

    def install(self, kind: str, pem: str) -> str:
        """InstallCertificate: the status of its answer."""
        data = hash_data(pem)
        if data is None or len(self._installed) >= MOST_KEPT:
            return "Rejected"
        self._installed[data["serialNumber"]] = (kind, data)
        return "Accepted"

    def of(self, kind: str) -> list[dict[str, str]]:
        """The hash data of those of a type."""
        return [data for of, data in self._installed.values() if of == kind]

    def delete(self, data: dict[str, Any]) -> str:
        """DeleteCertificate: the status of its answer."""
        for serial, (_, installed) in self._installed.items():
            if all(data.get(name) == installed[name] for name in ("issuerKeyHash", "serialNumber")):
                del self._installed[serial]
                return "Accepted"
        return "NotFound"


def hash_data(pem: str) -> dict[str, str] | None:
    """The hash data of a certificate in PEM; None when it is none."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    try:
        certificate = x509.load_pem_x509_certificate(pem.encode())
        key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        issuer = certificate.issuer.public_bytes()
    except ValueError:
        return None
    return {
        "hashAlgorithm": "SHA256",
        "issuerNameHash": hashlib.sha256(issuer).hexdigest(),
        "issuerKeyHash": hashlib.sha256(key).hexdigest(),
        "serialNumber": f"{certificate.serial_number:x}"[:20],
    }


def signing_request(name: str) -> str:
    """A CSR in PEM for a fresh P-256 key, which is thrown away."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509.oid import NameOID

    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
    request = x509.CertificateSigningRequestBuilder().subject_name(subject)
    signed = request.sign(ec.generate_private_key(ec.SECP256R1()), hashes.SHA256())
    return signed.public_bytes(Encoding.PEM).decode("ascii")
