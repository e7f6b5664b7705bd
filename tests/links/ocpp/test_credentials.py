"""Passwords of chargers: read, compared, kept and never shown."""

from __future__ import annotations

import asyncio
import base64
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.links.ocpp import credentials as credentials_module
from app.links.ocpp.credentials import Basic, Passwords, match_password, read_authorization
from app.secrets import MemoryVault, VaultError
from tests.links.ocpp.dialins import until


def encoded(pair: bytes) -> bytes:
    return base64.b64encode(pair)


def read(value: bytes) -> tuple[str, bytes] | None:
    basic = read_authorization(value)
    return None if basic is None else (basic.user, basic.password)


def test_basic_headers_are_read_with_tolerance() -> None:
    assert read(b"Basic " + encoded(b"CP1:secret")) == ("CP1", b"secret")
    assert read(b"  bAsIc   " + encoded(b"CP1:se:cret") + b" ") == ("CP1", b"se:cret")
    assert read(b"Basic " + encoded(b"CP1:ab").rstrip(b"=")) == ("CP1", b"ab")
    assert read(b"Basic " + base64.urlsafe_b64encode(b"CP1:\xff\xfe\xfb")) == (
        "CP1",
        b"\xff\xfe\xfb",
    )
    assert read(b"Basic " + encoded(b"CP1:")) == ("CP1", b"")
    assert read(b"Basic " + encoded(b"CP1")) == ("CP1", b"")
    assert read(b"Basic " + encoded("å:ö".encode())) == ("å", "ö".encode())
    assert read(b"Basic " + encoded(b"\xe5\x00:x")) == ("å", b"x")
    assert read(b"Basic") == ("", b"")
    assert read(b"Basic " + encoded(b"x" * 400 + b":y")) == ("x" * 255, b"y")


@pytest.mark.parametrize(
    "value", [b"", b"Bearer abc", b"Basic !!!", b"Basic \xff", b"Basic a", b'Digest username="x"']
)
def test_what_is_not_basic_is_none(value: bytes) -> None:
    assert read(value) is None


@pytest.mark.parametrize(
    ("sent", "expected", "form"),
    [
        (b"secret", "secret", "text"),
        (b"736563726574", "secret", "hex"),
        (b"C3A5", "å", "hex"),
        (b"c3a5", "å", "hex"),
        ("å".encode(), "å", "text"),
        (b"\xe5", "å", "text"),
        (b"C6F3A1", "C6F3A1", "text"),
        (b"c6f3a1", "C6F3A1", "hex"),
        (b"C6F3A1", "c6f3a1", "hex"),
        (b"\xc6\xf3\xa1", "C6F3A1", "decoded_hex"),
        (b"\xc6\xf3\xa1", "c6f3a1", "decoded_hex"),
        (b"", "", "text"),
        (b"", "secret", None),
        (b"secret ", "secret", None),
        (b"SECRET", "secret", None),
        (b"\xc6\xf3", "C6F3A1", None),
    ],
)
def test_a_password_matches_in_each_form_that_firmware_sends(
    sent: bytes, expected: str, form: str | None
) -> None:
    assert match_password(sent, expected) == form


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60), st.text(max_size=40))
def test_no_password_and_no_header_raises(sent: bytes, expected: str) -> None:
    form = match_password(sent, expected)
    assert form in (None, "text", "hex", "decoded_hex")
    read_authorization(sent)
    read_authorization(b"Basic " + sent)
    if form is None:
        assert sent != expected.encode("utf-8", "surrogateescape")


class CountingVault(MemoryVault):
    """A vault that says on which thread it was used and can be made to hang or fail."""

    persistent = True

    def __init__(self) -> None:
        super().__init__()
        self.threads: set[str] = set()
        self.gets = 0
        self.free = threading.Event()
        self.free.set()
        self.fails = False

    def _used(self) -> None:
        self.threads.add(threading.current_thread().name)
        self.free.wait(10)
        if self.fails:
            raise VaultError("vault_failed")

    def get(self, name: str) -> str | None:
        self._used()
        self.gets += 1
        return super().get(name)

    def set(self, name: str, secret: str) -> None:
        self._used()
        super().set(name, secret)

    def forget(self, name: str) -> None:
        self._used()
        super().forget(name)


async def test_the_vault_is_asked_once_and_on_its_own_thread() -> None:
    vault = CountingVault()
    MemoryVault.set(vault, "CP1", "secret")
    passwords = Passwords(vault)
    assert passwords.get("CP1") is None
    assert not passwords.is_looked_up("CP1")
    found = await asyncio.gather(*(passwords.look_up("CP1", 5) for _ in range(5)))
    assert found == ["secret"] * 5
    assert await passwords.look_up("CP2", 5) is None
    assert await passwords.look_up("CP2", 5) is None
    assert (passwords.get("CP1"), passwords.get("CP2")) == ("secret", None)
    assert vault.gets == 2
    assert vault.threads == {"vault"}
    assert passwords.persistent is True
    assert passwords.close(5)


async def test_what_is_set_counts_at_once_and_reaches_the_vault() -> None:
    vault = CountingVault()
    vault.free.clear()
    passwords = Passwords(vault)
    passwords.set("CP1", "secret")
    assert passwords.get("CP1") == "secret"
    assert await passwords.look_up("CP1", 0.01) == "secret"
    passwords.set("CP2", "other")
    passwords.forget("CP2")
    assert passwords.get("CP2") is None
    assert passwords.is_looked_up("CP2")
    assert not passwords.close(0.01)
    vault.free.set()
    assert passwords.close(5)
    assert MemoryVault.get(vault, "CP1") == "secret"
    assert MemoryVault.get(vault, "CP2") is None
    # It can be used again after closing.
    passwords.set("CP3", "third")
    assert passwords.close(5)
    assert MemoryVault.get(vault, "CP3") == "third"


async def test_a_late_answer_of_the_vault_does_not_undo_what_was_set() -> None:
    vault = CountingVault()
    MemoryVault.set(vault, "CP1", "old")
    vault.free.clear()
    passwords = Passwords(vault)
    asking = asyncio.ensure_future(passwords.look_up("CP1", 5))
    await until(lambda: vault.threads)
    passwords.set("CP1", "new")
    vault.free.set()
    assert await asking == "new"
    assert passwords.close(5)


async def test_a_silent_vault_is_given_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credentials_module, "MOST_LOOKUPS", 2)
    vault = CountingVault()
    vault.free.clear()
    passwords = Passwords(vault)
    with pytest.raises(VaultError, match="vault_silent"):
        await passwords.look_up("CP1", 0.01)
    with pytest.raises(VaultError, match="vault_silent"):
        await passwords.look_up("CP2", 0.01)
    with pytest.raises(VaultError, match="vault_busy"):
        await passwords.look_up("CP3", 0.01)
    vault.free.set()
    assert await passwords.look_up("CP1", 5) is None
    assert passwords.close(5)


async def test_a_failing_vault_is_told_and_memory_goes_on() -> None:
    vault = CountingVault()
    vault.fails = True
    passwords = Passwords(vault)
    with pytest.raises(VaultError):
        await passwords.look_up("CP1", 5)
    assert not passwords.is_looked_up("CP1")
    passwords.set("CP1", "secret")
    assert passwords.close(5)
    assert passwords.get("CP1") == "secret"
    assert passwords.persistent is False


async def test_preloading_answers_later_lookups_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    vault = CountingVault()
    MemoryVault.set(vault, "CP1", "secret")
    monkeypatch.setattr(credentials_module, "open_vault", lambda: vault)
    passwords = Passwords()
    before = passwords.persistent
    passwords.preload(["CP1", "CP2"])
    await until(lambda: passwords.is_looked_up("CP2"))
    assert passwords.get("CP1") == "secret"
    assert (before, passwords.persistent) == (None, True)
    assert passwords.close(5)


async def test_invented_ids_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credentials_module, "MOST_ABSENT", 10)
    passwords = Passwords(MemoryVault())
    for number in range(50):
        assert await passwords.look_up(f"CP{number}", 5) is None
    assert len(passwords._absent) == 10
    assert passwords.close(5)


def test_a_loop_that_has_ended_does_not_matter_to_the_vault() -> None:
    vault = CountingVault()
    vault.free.clear()
    passwords = Passwords(vault)

    async def impatient() -> None:
        with pytest.raises(VaultError):
            await passwords.look_up("CP1", 0.01)

    asyncio.run(impatient())
    vault.free.set()
    assert passwords.close(5)
    assert passwords.is_looked_up("CP1")


async def test_one_password_for_all_stays_out_of_the_vault() -> None:
    vault = CountingVault()
    passwords = Passwords(vault)
    passwords.require_of_all("for-all")
    assert await passwords.look_up("CP1", 0.01) == "for-all"
    passwords.set("CP2", "own")
    assert passwords.get("CP2") == "own"
    assert passwords.close(5)
    assert vault.gets == 0
    assert MemoryVault.get(vault, "CP1") is None
    assert "for-all" not in repr(passwords)


async def test_closing_unused_passwords_is_nothing() -> None:
    assert Passwords(MemoryVault()).close()


async def test_nothing_that_holds_a_password_shows_it() -> None:
    passwords = Passwords(MemoryVault())
    passwords.set("CP1", "secret-password")
    assert passwords.close(5)
    for holder in (passwords, Basic("CP1", b"secret-password")):
        for text in (repr(holder), str(holder), f"{holder}", f"{holder!r}", repr([holder])):
            assert "secret-password" not in text
            assert b"secret-password".hex() not in text
