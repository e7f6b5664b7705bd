"""A throw-away certificate for ftps and https, made when the first charger wants one.

No charger can know it, so this encrypts without proving who we are; chargers that check
certificates refuse it, and the technician is told so. It never outlives the program: the keys are
in memory, except for the moment in which Python's ``ssl`` reads them from a private directory.

There are two, ECDSA P-256 and RSA 2048. Much charger firmware offers only the ECDHE-ECDSA pair and
plain RSA key exchange (EVerest's default list), and a modern server context has no RSA key
exchange, so the cipher list names it. Validity begins in 1970, because a charger that has just
booted may believe that it is 1970.
"""

from __future__ import annotations

import ipaddress
import ssl
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from OpenSSL import SSL

CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20:AES128-GCM-SHA256:AES256-GCM-SHA384:ECDHE+AES:AES128-SHA256"

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True, slots=True)
class Pair:
    """One certificate and its key; the key stays out of every repr."""

    certificate: x509.Certificate
    key: PrivateKey = field(repr=False)


def throw_away(host: str) -> tuple[Pair, ...]:
    """Fresh self-signed certificates for one address of ours. Takes about 0.1 s: not on the loop."""
    return (
        _self_signed(host, ec.generate_private_key(ec.SECP256R1())),
        _self_signed(host, rsa.generate_private_key(public_exponent=65537, key_size=2048)),
    )


def _self_signed(host: str, key: PrivateKey) -> Pair:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(1970, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime.now(UTC) + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    return Pair(certificate, key)


def asyncio_context(pairs: tuple[Pair, ...]) -> ssl.SSLContext:
    """For https on an asyncio loop: TLS 1.2 and later, no client certificate asked for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(CIPHERS)
    with tempfile.TemporaryDirectory(prefix="kontaktor-") as directory:
        for pair in pairs:
            file = Path(directory, "pair.pem")
            file.write_bytes(_pem(pair))
            context.load_cert_chain(file)
            file.unlink()
    return context


def openssl_context(pairs: tuple[Pair, ...]) -> Any:
    """For AUTH TLS in pyftpdlib (pyOpenSSL): TLS 1.2 only, and no sessions.

    TLS 1.3 sends tickets after the handshake. A client that only writes on its data connection
    never reads them, and closing a socket with unread bytes resets it and loses the end of the
    file. TLS 1.2 without tickets sends nothing after the handshake.
    """
    context = SSL.Context(SSL.TLS_SERVER_METHOD)
    context.set_min_proto_version(SSL.TLS1_2_VERSION)
    context.set_max_proto_version(SSL.TLS1_2_VERSION)
    context.set_options(SSL.OP_NO_COMPRESSION | SSL.OP_NO_TICKET)
    context.set_session_cache_mode(SSL.SESS_CACHE_OFF)
    context.set_cipher_list(CIPHERS.encode())
    for pair in pairs:
        context.use_certificate(pair.certificate)
        context.use_privatekey(pair.key)
    return context


def _pem(pair: Pair) -> bytes:
    key = pair.key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return key + pair.certificate.public_bytes(serialization.Encoding.PEM)
