"""Words of the exchange with the centre: what was done, on which records, why it was refused."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from ui import wording

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
    "slip_layout": str(QT_TRANSLATE_NOOP("Sync", "layout of slips")),
    "call": str(QT_TRANSLATE_NOOP("Sync", "call")),
    "duty": str(QT_TRANSLATE_NOOP("Sync", "duty at a window")),
    "period": str(QT_TRANSLATE_NOOP("Sync", "period of a visit")),
    "visit_matter": str(QT_TRANSLATE_NOOP("Sync", "matter of a visit")),
    "case": str(QT_TRANSLATE_NOOP("Sync", "case")),
    "room": str(QT_TRANSLATE_NOOP("Sync", "room")),
    "booking": str(QT_TRANSLATE_NOOP("Sync", "booking")),
    "booking_party": str(QT_TRANSLATE_NOOP("Sync", "party of a booking")),
    "booking_series": str(QT_TRANSLATE_NOOP("Sync", "series of bookings")),
    "equipment_stock": str(QT_TRANSLATE_NOOP("Sync", "movable equipment")),
    "opening_layer": str(QT_TRANSLATE_NOOP("Sync", "opening hours")),
    "room_blocking": str(QT_TRANSLATE_NOOP("Sync", "blocking of a room")),
    "booking_equipment": str(QT_TRANSLATE_NOOP("Sync", "equipment of a booking")),
    "waiting_wish": str(QT_TRANSLATE_NOOP("Sync", "wish of the waiting list")),
    "booking_attendance": str(QT_TRANSLATE_NOOP("Sync", "attendance")),
    "contract": str(QT_TRANSLATE_NOOP("Sync", "contract")),
    "contract_party": str(QT_TRANSLATE_NOOP("Sync", "party of a contract")),
    "instalment": str(QT_TRANSLATE_NOOP("Sync", "instalment")),
    "signature": str(QT_TRANSLATE_NOOP("Sync", "signature")),
    "witness_record": str(QT_TRANSLATE_NOOP("Sync", "record of a signing")),
    "witness_note": str(QT_TRANSLATE_NOOP("Sync", "note to the record of a signing")),
    "contract_copy": str(QT_TRANSLATE_NOOP("Sync", "copy of a contract")),
    "contract_version": str(QT_TRANSLATE_NOOP("Sync", "version of a contract")),
    "clause": str(QT_TRANSLATE_NOOP("Sync", "clause of the library")),
    "template_edition": str(QT_TRANSLATE_NOOP("Sync", "contract template")),
    "copy_receipt": str(QT_TRANSLATE_NOOP("Sync", "receipt of a copy")),
    "hall_key": str(QT_TRANSLATE_NOOP("Sync", "public key of the hall")),
    "registration": str(QT_TRANSLATE_NOOP("Sync", "registration of a contract")),
    "registration_event": str(QT_TRANSLATE_NOOP("Sync", "history of a registration")),
    "business_group": str(QT_TRANSLATE_NOOP("Sync", "business group")),
    "calendar_day": str(QT_TRANSLATE_NOOP("Sync", "day of the calendar")),
    "hall_rule": str(QT_TRANSLATE_NOOP("Sync", "rule of the hall")),
    "skill": str(QT_TRANSLATE_NOOP("Sync", "field of a colleague")),
    "access_log": str(QT_TRANSLATE_NOOP("Sync", "look at masked data")),
    "appointment": str(QT_TRANSLATE_NOOP("Sync", "appointment")),
    "rating": str(QT_TRANSLATE_NOOP("Sync", "rating")),
    "rating_task": str(QT_TRANSLATE_NOOP("Sync", "bad rating")),
    "rating_contact": str(QT_TRANSLATE_NOOP("Sync", "contact about a bad rating")),
    "conflict": str(QT_TRANSLATE_NOOP("Sync", "decision")),
}
_OTHER_TABLE = str(QT_TRANSLATE_NOOP("Sync", "other record"))

_RULES: tuple[tuple[str, str], ...] = (
    (
        "booking_exclude",
        str(QT_TRANSLATE_NOOP("Sync", "Another terminal booked this room at that hour first.")),
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
        "visit_appointment_id",
        str(QT_TRANSLATE_NOOP("Sync", "This appointment was checked in at another terminal already.")),
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
        "contract_party_contract_id",
        str(QT_TRANSLATE_NOOP("Sync", "The parties of this contract were written down elsewhere too.")),
    ),
    (
        "instalment_contract_id",
        str(QT_TRANSLATE_NOOP("Sync", "The instalments of this contract were written down elsewhere too.")),
    ),
    (
        "signature_contract_id",
        str(QT_TRANSLATE_NOOP("Sync", "This party signed at another terminal already.")),
    ),
    (
        "witness_record_contract_id",
        str(QT_TRANSLATE_NOOP("Sync", "The record of this signing was written at another terminal already.")),
    ),
    (
        "witness_record_hall_id",
        str(QT_TRANSLATE_NOOP("Sync", "A record of a signing has this number already.")),
    ),
    (
        "copy_receipt_copy_id",
        str(QT_TRANSLATE_NOOP("Sync", "This copy was handed out at another terminal already.")),
    ),
    (
        "clause_hall_id",
        str(QT_TRANSLATE_NOOP("Sync", "The hall's library has this edition already.")),
    ),
    (
        "template_edition_hall_id",
        str(QT_TRANSLATE_NOOP("Sync", "The hall has this edition of the template already.")),
    ),
    (
        "registration_hall_id_national",
        str(QT_TRANSLATE_NOOP("Sync", "Another contract has this registration number at the centre.")),
    ),
    (
        "registration_hall_id",
        str(QT_TRANSLATE_NOOP("Sync", "This acceptance number was given out elsewhere too.")),
    ),
    (
        "registration_claims",
        str(QT_TRANSLATE_NOOP("Sync", "This contract is being registered at another terminal already.")),
    ),
    (
        "hall_key_hall_id",
        str(QT_TRANSLATE_NOOP("Sync", "The hall knows this key already.")),
    ),
    (
        "booking_given",
        str(QT_TRANSLATE_NOOP("Sync", "The room was blocked or taken out of use meanwhile.")),
    ),
    (
        "booking_in_time",
        str(QT_TRANSLATE_NOOP("Sync", "By the centre's clock it was not yet time to give the room back.")),
    ),
    (
        "waiting_wish_in_time",
        str(QT_TRANSLATE_NOOP("Sync", "By the centre's clock the room was still held for them.")),
    ),
    (
        "booking_equipment_enough",
        str(QT_TRANSLATE_NOOP("Sync", "The hall has not so many of this movable equipment at that hour.")),
    ),
    (
        "staff_hall_id",
        str(QT_TRANSLATE_NOOP("Sync", "This login was given to somebody at another terminal.")),
    ),
)
"""Rules with words of their own, by the beginning of their name; all others by the code."""

_CODES: dict[str, str] = {
    "GT103": str(QT_TRANSLATE_NOOP("Sync", "It belongs to another hall. Ask the administrator.")),
    "GT104": str(QT_TRANSLATE_NOOP("Sync", "The centre has this very record already, with other values.")),
    "GT105": str(QT_TRANSLATE_NOOP("Sync", "It builds on something the centre does not have.")),
    "23503": str(QT_TRANSLATE_NOOP("Sync", "It builds on something the centre does not have.")),
    "GT106": str(QT_TRANSLATE_NOOP("Sync", "A record of this kind is never changed once it was made.")),
    "GT107": str(QT_TRANSLATE_NOOP("Sync", "Somebody else changed the same first.")),
    "GT108": str(QT_TRANSLATE_NOOP("Sync", "The centre could not read it. Ask the administrator.")),
    "GT112": str(QT_TRANSLATE_NOOP("Sync", "Records are not deleted at the centre.")),
    "GT113": str(QT_TRANSLATE_NOOP("Sync", "The record had gone on to another state meanwhile.")),
    "23505": str(QT_TRANSLATE_NOOP("Sync", "The centre has another record with the same number or name.")),
    "23P01": str(QT_TRANSLATE_NOOP("Sync", "It overlaps with something the centre took first.")),
    "23502": str(QT_TRANSLATE_NOOP("Sync", "Something is missing that the centre needs.")),
    "23514": str(QT_TRANSLATE_NOOP("Sync", "The centre does not allow this value.")),
}
_OTHER_REASON = str(QT_TRANSLATE_NOOP("Sync", "It does not go with what the centre has. Compare both."))
_UNREACHABLE = str(QT_TRANSLATE_NOOP("Sync", "Nothing is lost; it is tried again by itself ({0})."))
_NOT_TRUSTED = str(
    QT_TRANSLATE_NOOP("Sync", "The centre could not show that it is the centre. Ask the administrator.")
)
_LOCKED_OUT = str(
    QT_TRANSLATE_NOOP("Sync", "The centre does not let this terminal in any more. Ask the administrator.")
)
_COPY = str(
    QT_TRANSLATE_NOOP("Sync", "A copy of the centre answered, not the centre itself. It is tried again.")
)
_CUT_OFF: dict[str, str] = {
    "terminal_too_old": str(
        QT_TRANSLATE_NOOP("Sync", "This program is older than the centre takes. Install the newer one.")
    ),
    "terminal_too_new": str(
        QT_TRANSLATE_NOOP(
            "Sync", "This program is newer than the centre. The administrator has to upgrade the centre."
        )
    ),
    "GT101": _LOCKED_OUT,
    "28000": _LOCKED_OUT,
    "28P01": _LOCKED_OUT,
    "42501": _LOCKED_OUT,
    "GT110": _COPY,
    "25006": _COPY,
    "GT109": str(
        QT_TRANSLATE_NOOP("Sync", "The centre could lose what it confirms. The administrator has to look.")
    ),
    "OutOfStep": str(
        QT_TRANSLATE_NOOP("Sync", "Centre and terminal disagree on what was sent. Ask the administrator.")
    ),
    "certificate": _NOT_TRUSTED,
    "CentreNotVerified": _NOT_TRUSTED,
    "OperationalError": str(
        QT_TRANSLATE_NOOP("Sync", "Nothing is lost; it is tried again by itself. Is the network there?")
    ),
}
"""Reasons by the word or code the exchange keeps."""
BOOKINGS = "rooms"
"""The page that takes a visit along."""
_PAGES: dict[str, str] = {
    "person": "reception",
    "organisation": "reception",
    "visit": "reception",
    "ticket": "reception",
    "call": "queueing",
    "case": "queueing",
    "booking": BOOKINGS,
    "booking_party": BOOKINGS,
    "booking_equipment": BOOKINGS,
    "waiting_wish": BOOKINGS,
    "contract": "contracts",
    "contract_party": "contracts",
    "instalment": "contracts",
    "signature": "contracts",
    "witness_record": "contracts",
    "witness_note": "contracts",
    "contract_copy": "contracts",
    "contract_version": "contracts",
    "clause": "contracts",
    "template_edition": "contracts",
    "copy_receipt": "contracts",
    "hall_key": "contracts",
    "registration": "registration",
    "registration_event": "registration",
}


def records(tables: Iterable[str]) -> str:
    """Word on which kinds of records."""
    return wording.listed(dict.fromkeys(record(table) for table in tables))


def record(table: str) -> str:
    """Word a kind of record."""
    return _translated(_TABLES.get(table, _OTHER_TABLE))


def why_refused(reason: str, code: str) -> str:
    """Word why the centre refused: by the name of its rule, else by the code of the error."""
    ruled = next((text for rule, text in _RULES if reason.startswith(rule)), None)
    return _translated(ruled or _CODES.get(code, _OTHER_REASON))


def why_cut_off(reason: str) -> str:
    """Word why there is no exchange with the centre."""
    return _translated(_CUT_OFF.get(reason, _UNREACHABLE)).format(reason)


def page_for(table: str) -> str:
    """Name the page where a record of a kind is made anew, or ""."""
    return _PAGES.get(table, "")


def has_record(table: str) -> bool:
    """Tell whether a kind of record has words."""
    return table in _TABLES


def _translated(text: str) -> str:
    return QCoreApplication.translate("Sync", text)
