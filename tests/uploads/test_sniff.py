"""Kinds of files by their first bytes."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.uploads.sniff import HEAD_BYTES, KINDS, sniff


def a_zip():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.log", "x" * 100)
    return file.getvalue()


def a_tar():
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.log"))
    return file.getvalue()


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (gzip.compress(b"x", mtime=0), "gzip"),
        (a_zip(), "zip"),
        (b"PK\x05\x06" + bytes(18), "zip"),
        (a_tar(), "tar"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "7z"),
        (b"-----BEGIN PGP MESSAGE-----\n\nhQ", "gpg"),
        (b"\x85\x01\x0c\x03" + bytes(20), "gpg"),
        (b"\x84\x5e\x03" + bytes(20), "gpg"),
        (b"\xc1\x5e\x03" + bytes(20), "gpg"),
        (b"\xc1\xc0\x4c\x03" + bytes(20), "gpg"),
        (b"\x8c\x0d\x04\x09\x03\x02", "gpg"),
        (b"\xc3\x0d\x04\x09\x03\x02", "gpg"),
        (b"\x85\x01", "unknown"),
        (b'{"diagnostics":{"key":"value"}}', "json"),
        (b'\xef\xbb\xbf\n[ {"a": 1}]', "json"),
        (b"[]", "json"),
        (b"{}", "json"),
        (b"[2024-01-01 10:00:00] started", "text"),
        (b"{not json", "text"),
        (b"### START JOURNAL\n", "text"),
        ("Jan 30 fränkopplad\n".encode(), "text"),
        ("Jan 30 fränkopplad\n".encode("latin-1"), "text"),
        (("å" * 300).encode()[:511], "text"),
        ("log\n".encode("utf-16"), "text"),
        (b"\x1b[31mred\x1b[0m", "text"),
        (b"\x01\x02\x03\x04abc", "unknown"),
        (b"abc\x00def", "unknown"),
        (b"\xff" * 100, "unknown"),
        (b"", "unknown"),
    ],
)
def test_kinds(head, kind):
    assert sniff(head[:HEAD_BYTES]) == kind


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(head=st.binary(max_size=HEAD_BYTES))
def test_any_bytes_have_a_kind(head):
    assert sniff(head) in KINDS
