"""Why keys, certificates, tokens and time stamps are refused. Light: no pyHanko is behind it."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.errors import Refusal


@dataclass(eq=False)
class SealLocked(Refusal):
    """The password does not open a key or a file that holds one."""


@dataclass(eq=False)
class CertificateNotFit(Refusal):
    """No key with a certificate that may sign: ``no_key``, ``no_signing``, ``expired``, ``not_yet_valid``."""

    problem: str


@dataclass(eq=False)
class TokenUnusable(Refusal):
    """The token is not there, its PIN is wrong, or it holds no certificate of that name."""

    problem: str


@dataclass(eq=False)
class TimeStampUnreachable(Refusal):
    """The time-stamp authority did not answer, or not as it should."""

    problem: str
