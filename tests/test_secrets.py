"""Where passwords are kept: a real vault, a broken one, or memory."""

from __future__ import annotations

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as FailKeyring
from keyring.errors import PasswordDeleteError

from app.secrets import VAULT_NAME, KeyringVault, MemoryVault, VaultError, open_vault


class Backend(KeyringBackend):
    """A vault in a dictionary."""

    priority = 5.0

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.broken = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.broken:
            raise RuntimeError("D-Bus said entry-secret")
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.broken:
            raise RuntimeError(f"cannot store {password}")
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        raise_if_missing = self.entries.pop((service, username), None)
        if raise_if_missing is None:
            raise PasswordDeleteError


@pytest.fixture
def backend(monkeypatch: pytest.MonkeyPatch) -> Backend:
    made = Backend()
    monkeypatch.setattr(keyring, "get_keyring", lambda: made)
    return made


def test_the_operating_system_s_vault_is_used_under_our_name(backend: Backend) -> None:
    vault = open_vault()
    assert isinstance(vault, KeyringVault)
    assert vault.persistent
    vault.set("CP1", "entry-secret")
    assert backend.entries == {(VAULT_NAME, "CP1"): "entry-secret"}
    assert vault.get("CP1") == "entry-secret"
    vault.forget("CP1")
    vault.forget("CP1")
    assert backend.entries == {}
    assert vault.get("CP1") is None


def test_without_a_usable_vault_memory_is_used_and_said_so(
    monkeypatch: pytest.MonkeyPatch, backend: Backend
) -> None:
    backend.broken = True
    assert isinstance(open_vault(), MemoryVault)
    backend.broken = False
    backend.priority = 0.5
    assert isinstance(open_vault(), MemoryVault)
    monkeypatch.setattr(keyring, "get_keyring", FailKeyring)
    assert isinstance(open_vault(), MemoryVault)

    def broken() -> KeyringBackend:
        raise ImportError("no keyring here")

    monkeypatch.setattr(keyring, "get_keyring", broken)
    vault = open_vault()
    assert not vault.persistent


def test_memory_keeps_and_forgets() -> None:
    vault = MemoryVault()
    vault.set("CP1", "one")
    vault.set("CP1", "two")
    assert vault.get("CP1") == "two"
    vault.forget("CP1")
    vault.forget("CP1")
    assert vault.get("CP1") is None


def test_a_vault_that_fails_later_says_so_without_the_secret(backend: Backend) -> None:
    vault = open_vault()
    vault.set("CP1", "entry-secret")
    backend.broken = True
    for call in (
        lambda: vault.get("CP1"),
        lambda: vault.set("CP1", "entry-secret"),
        lambda: vault.forget("CP1"),
    ):
        with pytest.raises(VaultError) as caught:
            call()
        assert "entry-secret" not in str(caught.value)
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__


def test_a_vault_that_cannot_delete_says_so(
    backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = open_vault()
    vault.set("CP1", "entry-secret")

    def refuse(*_: object) -> None:
        raise PasswordDeleteError("locked")

    monkeypatch.setattr(backend, "delete_password", refuse)
    with pytest.raises(VaultError):
        vault.forget("CP1")


def test_an_entry_that_is_not_text_is_none(backend: Backend) -> None:
    backend.entries[VAULT_NAME, "CP1"] = b"bytes"  # type: ignore[assignment]
    assert open_vault().get("CP1") is None


def test_no_vault_shows_what_it_holds(backend: Backend) -> None:
    for vault in (MemoryVault(), KeyringVault(backend)):
        vault.set("CP1", "entry-secret")
        assert "secret" not in repr(vault).replace("1 secrets", "")
        assert "entry-secret" not in str(vault)
