"""Where passwords are kept: the operating system's vault, or memory where there is none.

Windows has the Credential Manager, macOS the Keychain, Linux desktops the Secret Service or KWallet;
the ``keyring`` package reaches all of them. A laptop without one (a headless Linux, a broken D-Bus)
keeps passwords in memory for the visit, and ``persistent`` lets the window say so. Nothing is ever
written anywhere else: back ends that are only files, which keyring rates below 1, count as none.
"""

from __future__ import annotations

from typing import Any, Protocol

from app.domain.errors import WorldError

VAULT_NAME = "Kontaktor"
"""The service name under which the operating system shows our entries."""

_RECOMMENDED = 1.0
"""keyring's own line between real vaults (priority >= 1) and files, null and fail back ends."""

_PROBE = "probe"


class VaultError(WorldError):
    """The operating system's vault failed or refused."""


class Vault(Protocol):
    """Secrets by name. Calls may block for seconds: a vault can ask its user to unlock it."""

    @property
    def persistent(self) -> bool:
        """Whether secrets outlive the program."""

    def get(self, name: str) -> str | None:
        """The secret, None when there is none. Raises VaultError."""

    def set(self, name: str, secret: str) -> None:
        """Keep a secret in place of an earlier one. Raises VaultError."""

    def forget(self, name: str) -> None:
        """Remove a secret; a name without one is no error. Raises VaultError."""


class MemoryVault:
    """Keeps secrets until the program ends."""

    persistent = False

    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """See ``Vault.get``."""
        return self._secrets.get(name)

    def set(self, name: str, secret: str) -> None:
        """See ``Vault.set``."""
        self._secrets[name] = secret

    def forget(self, name: str) -> None:
        """See ``Vault.forget``."""
        self._secrets.pop(name, None)

    def __repr__(self) -> str:
        return f"<MemoryVault with {len(self._secrets)} secrets>"


class KeyringVault:
    """The operating system's vault. ``backend`` is one of keyring's back ends."""

    persistent = True

    def __init__(self, backend: Any) -> None:
        self._backend = backend

    def get(self, name: str) -> str | None:
        """See ``Vault.get``."""
        try:
            secret = self._backend.get_password(VAULT_NAME, name)
        except Exception as error:
            raise VaultError("vault_failed", type(error).__name__) from None
        return secret if isinstance(secret, str) else None

    def set(self, name: str, secret: str) -> None:
        """See ``Vault.set``."""
        try:
            self._backend.set_password(VAULT_NAME, name, secret)
        except Exception as error:
            # Without its cause: a back end's traceback may quote what it was given.
            raise VaultError("vault_failed", type(error).__name__) from None

    def forget(self, name: str) -> None:
        """See ``Vault.forget``."""
        if self.get(name) is None:
            return
        try:
            self._backend.delete_password(VAULT_NAME, name)
        except Exception as error:
            raise VaultError("vault_failed", type(error).__name__) from None

    def __repr__(self) -> str:
        return f"<KeyringVault over {type(self._backend).__name__}>"


def open_vault() -> Vault:
    """The operating system's vault when it answers, else memory.

    Importing keyring takes about 0.1 s and a locked vault may wait for its user, so this belongs in
    a thread. Never raises: whatever a back end does, there is a place for the visit's passwords.
    """
    try:
        import keyring

        backend = keyring.get_keyring()
        if float(backend.priority) < _RECOMMENDED:
            return MemoryVault()
        vault = KeyringVault(backend)
        vault.get(_PROBE)
    except Exception:
        return MemoryVault()
    return vault
