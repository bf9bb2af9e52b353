"""How the seal stands, in a sentence."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.kernel.clock import DAY, local
from app.seal_box import SealStanding

_GOOD = QT_TRANSLATE_NOOP("Seal", "It seals.")
_ENDS_SOON = QT_TRANSLATE_NOOP(
    "Seal",
    "The hall's seal ends on {until}, in {days} days. It does not renew itself: a new certificate is needed "
    "before.",
)
_PROBLEMS = {
    "expired": QT_TRANSLATE_NOOP(
        "Seal", "The hall's seal ended on {until}. Nothing can be sealed before a new certificate is taken."
    ),
    "not_yet_valid": QT_TRANSLATE_NOOP(
        "Seal",
        "The hall's seal is valid from {since} only. Nothing can be sealed before. Is this computer's clock "
        "right?",
    ),
    "locked": QT_TRANSLATE_NOOP(
        "Seal",
        "The hall's seal does not open: its passphrase is another. Nothing can be sealed before its keys are "
        "made anew.",
    ),
    "missing": QT_TRANSLATE_NOOP(
        "Seal",
        "The hall's seal is not at this terminal. Nothing can be sealed before its keys are made anew.",
    ),
    "revoked": QT_TRANSLATE_NOOP(
        "Seal",
        "The key of the hall's seal was revoked. Nothing can be sealed before another takes its place.",
    ),
    "token": QT_TRANSLATE_NOOP(
        "Seal", "The token with the hall's seal was never opened here. Name it with its PIN once more."
    ),
}
_ASK = QT_TRANSLATE_NOOP("Seal", "Ask an administrator.")


def is_well(standing: SealStanding) -> bool:
    """Tell whether nothing has to be done."""
    return not standing.problem and not standing.ends_soon


def condition(standing: SealStanding, zone: str) -> str:
    """Say how the seal stands, and what it needs."""
    known = _PROBLEMS.get(standing.problem, _ENDS_SOON if standing.ends_soon else _GOOD)
    days = max((standing.valid_until - standing.looked_at) // DAY, 0)
    until, since = day(standing.valid_until, zone), day(standing.valid_from, zone)
    return _said(known).format(until=until, since=since, days=days)


def with_whom_to_ask(text: str) -> str:
    """Add for somebody who may not mend it: ask an administrator."""
    return f"{text} {_said(_ASK)}"


def day(moment: int, zone: str) -> str:
    """Write a day; empty where nothing is known."""
    return f"{local(moment, zone):%Y-%m-%d}" if moment else ""


def _said(text: object) -> str:
    return QCoreApplication.translate("Seal", str(text))
