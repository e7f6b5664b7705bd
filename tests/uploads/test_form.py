"""The streaming form reader: the same parts however the bytes are cut."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app.uploads.form import (
    DamagedForm,
    FormReader,
    NotAForm,
    PartBegan,
    PartData,
    PartEnded,
    boundary_of,
    filename_of,
)


def parts_of(reader, pieces):
    """[filename, bytes, ended] of each part."""
    parts: list[list[Any]] = []
    events = [event for piece in pieces for event in reader.feed(piece)] + reader.end()
    for event in events:
        match event:
            case PartBegan(filename):
                parts.append([filename, b"", False])
            case PartData(data):
                parts[-1][1] += data
            case PartEnded():
                parts[-1][2] = True
    return parts


def cut(data, places):
    edges = [0, *sorted(place % (len(data) + 1) for place in places), len(data)]
    return [data[a:b] for a, b in itertools.pairwise(edges)]


near_boundary = st.lists(
    st.sampled_from([b"\r", b"\n", b"-", b"--", b"bnd", b"\r\n--bn", b"\r\n--bndx", b"a", b"\x00"]),
    max_size=12,
).map(b"".join)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    contents=st.lists(near_boundary, min_size=1, max_size=4),
    places=st.lists(st.integers(0, 2000), max_size=12),
    newline=st.sampled_from([b"\r\n", b"\n"]),
    closed=st.booleans(),
)
def test_parts_come_out_as_they_went_in(contents, places, newline, closed):
    assume(not any(re.search(rb"\n--bnd([\r\n]|--|$)", content) for content in contents))
    contents = [
        c if newline == b"\r\n" else c.rstrip(b"\r")  # a CR before an LF delimiter is its own
        for c in contents
    ]
    body = b""
    for number, content in enumerate(contents):
        body += b"--bnd" + newline
        body += b'Content-Disposition: form-data; filename="%d"' % number + newline * 2
        body += content + newline
    body += b"--bnd--" if closed else b"--bnd"
    expected = [[str(number), content, True] for number, content in enumerate(contents)]
    assert parts_of(FormReader(b"bnd"), cut(body, places)) == expected


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=200), places=st.lists(st.integers(0, 200), max_size=5))
def test_no_bytes_raise_anything_else(data, places):
    for body in (data, b"--b\r\n\r\n" + data, b"--b\r\n" + data):
        try:
            parts_of(FormReader(b"b"), cut(body, places))
        except (NotAForm, DamagedForm):
            pass


def test_one_byte_at_a_time_is_linear_and_bounded():
    reader = FormReader(b"b")
    body = b"--b\r\nContent-Disposition: a; filename=x\r\n\r\n" + b"\n--bx" * 20_000 + b"\r\n--b--"
    parts = parts_of(reader, [body[i : i + 1] for i in range(len(body))])
    assert parts == [["x", b"\n--bx" * 20_000, True]]
    assert parts_of(FormReader(b"b"), [body]) == parts


def test_endless_headers_and_openings_are_given_up():
    with pytest.raises(DamagedForm):
        FormReader(b"b").feed(b"--b" + b" " * 9000)
    with pytest.raises(DamagedForm):
        FormReader(b"b").feed(b"--b\r\n" + b"x: y\r\n" * 3000)
    with pytest.raises(NotAForm):
        FormReader(b"b").feed(b"\r\n" * 9000)


def test_headers_are_read_loosely():
    reader = FormReader(b"b")
    body = (
        b"--b\r\n\r\nplain\r\n"
        b"--b\r\nCONTENT-DISPOSITION: form-data;\r\n\tfilename=bare.log; x=y\r\n\r\n1\r\n"
        b"--b\r\nContent-Type: application/octet-stream\r\n\r\n2\r\n"
        b"--b\n\n3\n--b--"
    )
    assert [part[0] for part in parts_of(reader, [body])] == [None, "bare.log", "", None]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('form-data; name="f"; filename="a b.log"', "a b.log"),
        (r'attachment; filename="C:\logs\"x\".log"', r'C:\logs"x".log'),
        ("attachment; filename=a.log", "a.log"),
        ("attachment; filename*=UTF-8''%e2%82%ac.log; filename=x", "€.log"),
        ("attachment; filename*=klingon''a%2fb", "a/b"),
        ("attachment; filename*=''a", "a"),
        ("form-data; name=f", None),
        ('form-data; filename=""', ""),
        ("", None),
    ],
)
def test_file_names_in_content_disposition(header, name):
    assert filename_of(header) == name


@pytest.mark.parametrize(
    ("content_type", "boundary"),
    [
        ("multipart/form-data; boundary=abc", b"abc"),
        (' Multipart/Mixed; x=y; BOUNDARY = "a b" ', b"a b"),
        ("multipart/form-data", None),
        ("text/plain; boundary=abc", None),
        ("", None),
    ],
)
def test_boundaries_in_content_types(content_type, boundary):
    assert boundary_of(content_type) == boundary
