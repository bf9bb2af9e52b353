"""Words of the exchange with the centre: what was done, on which records, why it was refused."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_DONE: dict[str, str] = {
    "found_hall": str(QT_TRANSLATE_NOOP("Sync", "Hall set up")),
    "add_staff": str(QT_TRANSLATE_NOOP("Sync", "Colleague added")),
    "register_person": str(QT_TRANSLATE_NOOP("Sync", "Visitor registered")),
    "register_organisation": str(QT_TRANSLATE_NOOP("Sync", "Organisation registered")),
    "take_number": str(QT_TRANSLATE_NOOP("Sync", "Number taken")),
    "call_next": str(QT_TRANSLATE_NOOP("Sync", "Visitor called")),
    "recall": str(QT_TRANSLATE_NOOP("Sync", "Visitor called again")),
    "serve": str(QT_TRANSLATE_NOOP("Sync", "Visitor received")),
    "miss": str(QT_TRANSLATE_NOOP("Sync", "Visitor did not come")),
    "bring_back": str(QT_TRANSLATE_NOOP("Sync", "Visitor brought back")),
    "note_case": str(QT_TRANSLATE_NOOP("Sync", "Notes written")),
    "finish_case": str(QT_TRANSLATE_NOOP("Sync", "Case finished")),
    "note_voice": str(QT_TRANSLATE_NOOP("Sync", "Spoken call noted")),
    "book_room": str(QT_TRANSLATE_NOOP("Sync", "Room booked")),
    "move_booking": str(QT_TRANSLATE_NOOP("Sync", "Booking moved")),
    "cancel_booking": str(QT_TRANSLATE_NOOP("Sync", "Booking given back")),
    "draft_contract": str(QT_TRANSLATE_NOOP("Sync", "Contract drafted")),
    "save_draft": str(QT_TRANSLATE_NOOP("Sync", "Draft saved")),
    "hand_in_draft": str(QT_TRANSLATE_NOOP("Sync", "Draft handed in for review")),
    "approve_contract": str(QT_TRANSLATE_NOOP("Sync", "Contract approved")),
    "send_back_contract": str(QT_TRANSLATE_NOOP("Sync", "Contract sent back")),
    "sign_contract": str(QT_TRANSLATE_NOOP("Sync", "Contract signed")),
    "seal_contract": str(QT_TRANSLATE_NOOP("Sync", "Contract sealed")),
    "print_copies": str(QT_TRANSLATE_NOOP("Sync", "Copies printed")),
    "void_contract": str(QT_TRANSLATE_NOOP("Sync", "Contract voided")),
}

_TABLES: dict[str, str] = {
    "hall": str(QT_TRANSLATE_NOOP("Sync", "hall")),
    "platform": str(QT_TRANSLATE_NOOP("Sync", "platform")),
    "matter": str(QT_TRANSLATE_NOOP("Sync", "business")),
    "window": str(QT_TRANSLATE_NOOP("Sync", "window")),
    "staff": str(QT_TRANSLATE_NOOP("Sync", "colleague")),
    "person": str(QT_TRANSLATE_NOOP("Sync", "visitor")),
    "organisation": str(QT_TRANSLATE_NOOP("Sync", "organisation")),
    "visit": str(QT_TRANSLATE_NOOP("Sync", "visit")),
    "ticket": str(QT_TRANSLATE_NOOP("Sync", "ticket")),
    "call": str(QT_TRANSLATE_NOOP("Sync", "call")),
    "case": str(QT_TRANSLATE_NOOP("Sync", "case")),
    "room": str(QT_TRANSLATE_NOOP("Sync", "room")),
    "booking": str(QT_TRANSLATE_NOOP("Sync", "booking")),
    "booking_party": str(QT_TRANSLATE_NOOP("Sync", "party of a booking")),
    "contract": str(QT_TRANSLATE_NOOP("Sync", "contract")),
    "contract_party": str(QT_TRANSLATE_NOOP("Sync", "party of a contract")),
    "instalment": str(QT_TRANSLATE_NOOP("Sync", "instalment")),
    "signature": str(QT_TRANSLATE_NOOP("Sync", "signature")),
    "contract_copy": str(QT_TRANSLATE_NOOP("Sync", "copy of a contract")),
}

_REASONS: tuple[tuple[str, str], ...] = (
    (
        "booking_exclude",
        str(QT_TRANSLATE_NOOP("Sync", "Another terminal booked this room at that hour first. Book another.")),
    ),
    (
        "call_ticket_id",
        str(QT_TRANSLATE_NOOP("Sync", "Another window called this visitor first. Call the next one.")),
    ),
    (
        "case_ticket_id",
        str(QT_TRANSLATE_NOOP("Sync", "Another window received this visitor already.")),
    ),
    (
        "ticket_hall_id",
        str(QT_TRANSLATE_NOOP("Sync", "This number was given out elsewhere too. Take a new number.")),
    ),
    (
        "contract_hall_id",
        str(
            QT_TRANSLATE_NOOP("Sync", "This contract number exists already. Give the contract a new number.")
        ),
    ),
    (
        "signature_contract_id",
        str(QT_TRANSLATE_NOOP("Sync", "This party signed at another terminal already.")),
    ),
    (
        "overtaken",
        str(QT_TRANSLATE_NOOP("Sync", "Somebody else changed the same first. Look at it and do it again.")),
    ),
    (
        "row is not here",
        str(QT_TRANSLATE_NOOP("Sync", "It builds on something the centre refused before.")),
    ),
    (
        "foreign hall",
        str(QT_TRANSLATE_NOOP("Sync", "It belongs to another hall. Ask the administrator.")),
    ),
)
_OTHER_REASON = str(
    QT_TRANSLATE_NOOP("Sync", "It does not go with what the centre has. Look at the record and do it again.")
)
_OTHER_DONE = str(QT_TRANSLATE_NOOP("Sync", "Change"))


def done(use_case: str) -> str:
    """Word what was done."""
    return _translated(_DONE.get(use_case, _OTHER_DONE))


def records(tables: Iterable[str]) -> str:
    """Word on which kinds of records."""
    return ", ".join(_translated(_TABLES[table]) if table in _TABLES else table for table in tables)


def why_refused(reason: str) -> str:
    """Word why the centre refused: ``reason`` is the name of its rule or its own words."""
    found = next((text for rule, text in _REASONS if reason.startswith(rule)), _OTHER_REASON)
    return _translated(found)


def has_words(use_case: str) -> bool:
    """Tell whether a use case has words of its own."""
    return use_case in _DONE


def _translated(text: str) -> str:
    return QCoreApplication.translate("Sync", text)
