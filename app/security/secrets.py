"""Where secrets lie: the operating system's keyring, or a file only its owner can read (decision 15)."""

from __future__ import annotations

import json
import logging
import os
import secrets
from pathlib import Path
from typing import Protocol

import keyring
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as ForgetfulKeyring
from keyring.errors import KeyringError

from app.security.refusals import SecretsUnreachable

log = logging.getLogger(__name__)

SERVICE = "guitai"
STORE_KEY = "store-key"
MARKET_SECRET = "market-secret"  # noqa: S105 - the name of a secret, not one
CENTRE_URL = "centre-url"
SEAL_PASSPHRASE = "seal-passphrase"  # noqa: S105 - the name of a secret, not one
SEAL_TOKEN_PIN = "seal-token-pin"  # noqa: S105 - the name of a secret, not one


class Secrets(Protocol):
    """Keeps short secret texts by name."""

    def read(self, name: str) -> str | None:
        """Give a secret, or None where there is none."""
        ...

    def write(self, name: str, value: str) -> None:
        """Keep a secret durably."""
        ...


class KeyringSecrets:
    """The operating system's keyring; one entry per data folder and name."""

    def __init__(self, home: Path) -> None:
        self._user = str(home.resolve())

    def read(self, name: str) -> str | None:
        """Give a secret, or None where there is none."""
        try:
            return keyring.get_password(f"{SERVICE}:{name}", self._user)
        except KeyringError as error:
            raise SecretsUnreachable("keyring") from error

    def write(self, name: str, value: str) -> None:
        """Keep a secret durably."""
        try:
            keyring.set_password(f"{SERVICE}:{name}", self._user, value)
        except KeyringError as error:
            raise SecretsUnreachable("keyring") from error


class FileSecrets:
    """A JSON file with mode 0600, for machines without a keyring."""

    def __init__(self, home: Path) -> None:
        self._path = home / "secrets.json"

    def read(self, name: str) -> str | None:
        """Give a secret, or None where there is none."""
        value = self._all().get(name)
        return value if isinstance(value, str) else None

    def write(self, name: str, value: str) -> None:
        """Keep a secret durably: written beside, flushed, then put in place."""
        every = self._all() | {name: value}
        beside = self._path.with_suffix(".new")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(every, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._path)

    def _all(self) -> dict[str, object]:
        if not self._path.exists():
            return {}
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise SecretsUnreachable(self._path.name) from error
        if not isinstance(found, dict):
            raise SecretsUnreachable(self._path.name)
        return found


def open_secrets(home: Path) -> Secrets:
    """Choose the keyring where one works; a file that exists already stays in use.

    A keyring that is switched off (null) takes everything and keeps nothing: it is none.
    """
    if (home / "secrets.json").exists() or isinstance(keyring.get_keyring(), NoKeyring | ForgetfulKeyring):
        return FileSecrets(home)
    return KeyringSecrets(home)


def kept_or_made(box: Secrets, name: str, size: int = 32) -> bytes:
    """Give a random secret of ``size`` bytes, made at the first asking."""
    kept = box.read(name)
    if kept is None:
        kept = secrets.token_hex(size)
        box.write(name, kept)
    return bytes.fromhex(kept)
