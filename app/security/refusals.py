"""The ways the door says no."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.errors import Refusal


@dataclass(eq=False)
class WrongPassword(Refusal):
    """Login and password do not fit; so many tries are left before the account is locked."""

    left: int


@dataclass(eq=False)
class AccountLocked(Refusal):
    """Too many failures; nobody signs in to this account before the moment."""

    until: int


@dataclass(eq=False)
class WeakPassword(Refusal):
    """Too easy to guess: ``too_short``, ``too_plain`` (under three kinds of characters), ``like_login``."""

    problem: str


@dataclass(eq=False)
class LoginTaken(Refusal):
    """Somebody of the hall signs in by this name already."""

    login: str


@dataclass(eq=False)
class SecretsUnreachable(Refusal):
    """The operating system's keyring or the secrets file cannot be read or written."""

    place: str
