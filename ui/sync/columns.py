"""Words for columns and their values, of whatever record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.kernel.money import figures
from app.rooms.states import Equipment
from app.sync.values import Instant, Named, Sum, Value
from ui import wording
from ui.parts.names import day_and_hour, local_name

NOTHING = "\u2014"
_EQUIPMENT = {str(thing): thing for thing in Equipment}
_COLUMNS: dict[str, str] = {
    "ended_at": str(QT_TRANSLATE_NOOP("Sync", "Ended")),
    "end_reason": str(QT_TRANSLATE_NOOP("Sync", "Reason of the end")),
    "text": str(QT_TRANSLATE_NOOP("Sync", "Text")),
    "name": str(QT_TRANSLATE_NOOP("Sync", "Name")),
    "name_en": str(QT_TRANSLATE_NOOP("Sync", "English name")),
    "address": str(QT_TRANSLATE_NOOP("Sync", "Address")),
    "is_sample": str(QT_TRANSLATE_NOOP("Sync", "Sample data")),
    "credit_code": str(QT_TRANSLATE_NOOP("Sync", "Credit code")),
    "country": str(QT_TRANSLATE_NOOP("Sync", "Country")),
    "legal_representative": str(QT_TRANSLATE_NOOP("Sync", "Legal representative")),
    "phone": str(QT_TRANSLATE_NOOP("Sync", "Telephone")),
    "code": str(QT_TRANSLATE_NOOP("Sync", "Code")),
    "number": str(QT_TRANSLATE_NOOP("Sync", "Number")),
    "kind": str(QT_TRANSLATE_NOOP("Sync", "Kind")),
    "seats": str(QT_TRANSLATE_NOOP("Sync", "Seats")),
    "equipment": str(QT_TRANSLATE_NOOP("Sync", "Equipment")),
    "rule": str(QT_TRANSLATE_NOOP("Sync", "Rule of repetition")),
    "quantity": str(QT_TRANSLATE_NOOP("Sync", "Quantity")),
    "preparation_minutes": str(QT_TRANSLATE_NOOP("Sync", "Preparation time, minutes")),
    "release_minutes": str(QT_TRANSLATE_NOOP("Sync", "Given back after, minutes")),
    "space_from": str(QT_TRANSLATE_NOOP("Sync", "Floor from")),
    "space_to": str(QT_TRANSLATE_NOOP("Sync", "Floor to")),
    "rules": str(QT_TRANSLATE_NOOP("Sync", "Rules of the room")),
    "walks": str(QT_TRANSLATE_NOOP("Sync", "Metres to the windows")),
    "plan": str(QT_TRANSLATE_NOOP("Sync", "Place on the floor plan")),
    "picture": str(QT_TRANSLATE_NOOP("Sync", "Picture")),
    "first_day": str(QT_TRANSLATE_NOOP("Sync", "First day")),
    "last_day": str(QT_TRANSLATE_NOOP("Sync", "Last day")),
    "week": str(QT_TRANSLATE_NOOP("Sync", "Hours of the week")),
    "reason": str(QT_TRANSLATE_NOOP("Sync", "Reason")),
    "prepare_from": str(QT_TRANSLATE_NOOP("Sync", "Preparation from")),
    "is_confidential": str(QT_TRANSLATE_NOOP("Sync", "Confidential")),
    "checked_in_at": str(QT_TRANSLATE_NOOP("Sync", "Checked in")),
    "subject_kind": str(QT_TRANSLATE_NOOP("Sync", "Made for")),
    "subject_id": str(QT_TRANSLATE_NOOP("Sync", "Record it is made for")),
    "internal_note": str(QT_TRANSLATE_NOOP("Sync", "Internal note")),
    "series_id": str(QT_TRANSLATE_NOOP("Sync", "Series")),
    "series_day": str(QT_TRANSLATE_NOOP("Sync", "Date of the series")),
    "override_reason": str(QT_TRANSLATE_NOOP("Sync", "Why rules were set aside")),
    "outcome": str(QT_TRANSLATE_NOOP("Sync", "What came of it")),
    "minutes": str(QT_TRANSLATE_NOOP("Sync", "Minutes of the meeting")),
    "calendar_uid": str(QT_TRANSLATE_NOOP("Sync", "Name in its calendar file")),
    "sequence": str(QT_TRANSLATE_NOOP("Sync", "How often changed")),
    "organisation": str(QT_TRANSLATE_NOOP("Sync", "Organisation as named")),
    "link": str(QT_TRANSLATE_NOOP("Sync", "Link to take part")),
    "held_until": str(QT_TRANSLATE_NOOP("Sync", "Held until")),
    "turnover_minutes": str(QT_TRANSLATE_NOOP("Sync", "Clearing time, minutes")),
    "login": str(QT_TRANSLATE_NOOP("Sync", "Login")),
    "role": str(QT_TRANSLATE_NOOP("Sync", "Role")),
    "letters": str(QT_TRANSLATE_NOOP("Sync", "Business groups")),
    "letter": str(QT_TRANSLATE_NOOP("Sync", "Business group")),
    "platform_id": str(QT_TRANSLATE_NOOP("Sync", "Platform")),
    "documents": str(QT_TRANSLATE_NOOP("Sync", "Documents to bring")),
    "usual_result": str(QT_TRANSLATE_NOOP("Sync", "Usual result")),
    "document_kind": str(QT_TRANSLATE_NOOP("Sync", "Document")),
    "document_number": str(QT_TRANSLATE_NOOP("Sync", "Document number")),
    "organisation_id": str(QT_TRANSLATE_NOOP("Sync", "Organisation")),
    "person_id": str(QT_TRANSLATE_NOOP("Sync", "Visitor")),
    "matter_id": str(QT_TRANSLATE_NOOP("Sync", "Business")),
    "priority": str(QT_TRANSLATE_NOOP("Sync", "Priority")),
    "proof_seen": str(QT_TRANSLATE_NOOP("Sync", "Proof seen")),
    "party_size": str(QT_TRANSLATE_NOOP("Sync", "People")),
    "subject": str(QT_TRANSLATE_NOOP("Sync", "What it is about")),
    "arrived_at": str(QT_TRANSLATE_NOOP("Sync", "Arrived")),
    "began_at": str(QT_TRANSLATE_NOOP("Sync", "Began")),
    "is_paused": str(QT_TRANSLATE_NOOP("Sync", "Paused")),
    "serial": str(QT_TRANSLATE_NOOP("Sync", "Running number")),
    "leg": str(QT_TRANSLATE_NOOP("Sync", "Which leg of the visit")),
    "suspension": str(QT_TRANSLATE_NOOP("Sync", "Rest")),
    "ranked_at": str(QT_TRANSLATE_NOOP("Sync", "Place in the line")),
    "due_at": str(QT_TRANSLATE_NOOP("Sync", "Appointment begins")),
    "for_window_id": str(QT_TRANSLATE_NOOP("Sync", "Kept for window")),
    "for_staff_id": str(QT_TRANSLATE_NOOP("Sync", "Kept for colleague")),
    "is_carried": str(QT_TRANSLATE_NOOP("Sync", "Left over from an earlier day")),
    "shown_as": str(QT_TRANSLATE_NOOP("Sync", "Shown as")),
    "appointment_id": str(QT_TRANSLATE_NOOP("Sync", "Appointment")),
    "room_id": str(QT_TRANSLATE_NOOP("Sync", "Room")),
    "starts_at": str(QT_TRANSLATE_NOOP("Sync", "From")),
    "ends_at": str(QT_TRANSLATE_NOOP("Sync", "To")),
    "busy_until": str(QT_TRANSLATE_NOOP("Sync", "Cleared by")),
    "purpose": str(QT_TRANSLATE_NOOP("Sync", "Purpose")),
    "title": str(QT_TRANSLATE_NOOP("Sync", "Title")),
    "state": str(QT_TRANSLATE_NOOP("Sync", "State")),
    "visit_id": str(QT_TRANSLATE_NOOP("Sync", "Visit")),
    "host_id": str(QT_TRANSLATE_NOOP("Sync", "Host")),
    "note": str(QT_TRANSLATE_NOOP("Sync", "Note")),
    "day": str(QT_TRANSLATE_NOOP("Sync", "Day")),
    "is_priority": str(QT_TRANSLATE_NOOP("Sync", "Goes first")),
    "window_id": str(QT_TRANSLATE_NOOP("Sync", "Window")),
    "calls": str(QT_TRANSLATE_NOOP("Sync", "Times called")),
    "taken_at": str(QT_TRANSLATE_NOOP("Sync", "Number taken at")),
    "called_at": str(QT_TRANSLATE_NOOP("Sync", "Called at")),
    "serving_at": str(QT_TRANSLATE_NOOP("Sync", "At the window since")),
    "closed_at": str(QT_TRANSLATE_NOOP("Sync", "Completed at")),
    "booking_id": str(QT_TRANSLATE_NOOP("Sync", "Booking")),
    "ticket_id": str(QT_TRANSLATE_NOOP("Sync", "Ticket")),
    "turn": str(QT_TRANSLATE_NOOP("Sync", "Which call")),
    "spoken": str(QT_TRANSLATE_NOOP("Sync", "Voice")),
    "spoken_detail": str(QT_TRANSLATE_NOOP("Sync", "Why not spoken")),
    "staff_id": str(QT_TRANSLATE_NOOP("Sync", "Colleague")),
    "opened_at": str(QT_TRANSLATE_NOOP("Sync", "Begun at")),
    "result": str(QT_TRANSLATE_NOOP("Sync", "Result")),
    "notes": str(QT_TRANSLATE_NOOP("Sync", "Notes")),
    "template_code": str(QT_TRANSLATE_NOOP("Sync", "Contract form")),
    "template_version": str(QT_TRANSLATE_NOOP("Sync", "Version of the form")),
    "state_at": str(QT_TRANSLATE_NOOP("Sync", "In this state since")),
    "total_fen": str(QT_TRANSLATE_NOOP("Sync", "Total amount")),
    "technical_fen": str(QT_TRANSLATE_NOOP("Sync", "Amount for technology")),
    "payment": str(QT_TRANSLATE_NOOP("Sync", "Payment")),
    "answers": str(QT_TRANSLATE_NOOP("Sync", "What was filled in")),
    "valid_from": str(QT_TRANSLATE_NOOP("Sync", "Valid from")),
    "valid_to": str(QT_TRANSLATE_NOOP("Sync", "Valid to")),
    "place": str(QT_TRANSLATE_NOOP("Sync", "Place")),
    "copies": str(QT_TRANSLATE_NOOP("Sync", "Copies")),
    "drafted_by": str(QT_TRANSLATE_NOOP("Sync", "Drafted by")),
    "reviewed_by": str(QT_TRANSLATE_NOOP("Sync", "Reviewed by")),
    "reviewed_at": str(QT_TRANSLATE_NOOP("Sync", "Reviewed at")),
    "remark": str(QT_TRANSLATE_NOOP("Sync", "Remark")),
    "sealed_at": str(QT_TRANSLATE_NOOP("Sync", "Sealed at")),
    "sealed_by": str(QT_TRANSLATE_NOOP("Sync", "Sealed by")),
    "contract_id": str(QT_TRANSLATE_NOOP("Sync", "Contract")),
    "of": str(QT_TRANSLATE_NOOP("Sync", "Of how many copies")),
    "is_reprint": str(QT_TRANSLATE_NOOP("Sync", "Reprint")),
    "side": str(QT_TRANSLATE_NOOP("Sync", "Side")),
    "contact": str(QT_TRANSLATE_NOOP("Sync", "Contact person")),
    "due_on": str(QT_TRANSLATE_NOOP("Sync", "Due on")),
    "fen": str(QT_TRANSLATE_NOOP("Sync", "Amount")),
    "condition": str(QT_TRANSLATE_NOOP("Sync", "Condition")),
    "party_id": str(QT_TRANSLATE_NOOP("Sync", "Party")),
    "signer": str(QT_TRANSLATE_NOOP("Sync", "Signed by")),
    "capacity": str(QT_TRANSLATE_NOOP("Sync", "Signs as")),
    "authority": str(QT_TRANSLATE_NOOP("Sync", "Power of attorney")),
    "identity_checked": str(QT_TRANSLATE_NOOP("Sync", "Identity checked")),
    "pen": str(QT_TRANSLATE_NOOP("Sync", "Signed with")),
    "signed_at": str(QT_TRANSLATE_NOOP("Sync", "Signed at")),
    "witness_id": str(QT_TRANSLATE_NOOP("Sync", "Witness")),
    "answer": str(QT_TRANSLATE_NOOP("Sync", "Answer")),
    "at": str(QT_TRANSLATE_NOOP("Sync", "At")),
    "began_on": str(QT_TRANSLATE_NOOP("Sync", "Begun on")),
    "case_id": str(QT_TRANSLATE_NOOP("Sync", "Case")),
    "contact_days": str(QT_TRANSLATE_NOOP("Sync", "Working days until the contact")),
    "extension_reason": str(QT_TRANSLATE_NOOP("Sync", "Reason of the extension")),
    "extra_days": str(QT_TRANSLATE_NOOP("Sync", "Further working days")),
    "field": str(QT_TRANSLATE_NOOP("Sync", "Field")),
    "first_number": str(QT_TRANSLATE_NOOP("Sync", "First number")),
    "is_help": str(QT_TRANSLATE_NOOP("Sync", "Helps other groups")),
    "is_working": str(QT_TRANSLATE_NOOP("Sync", "Working day")),
    "last_number": str(QT_TRANSLATE_NOOP("Sync", "Last number")),
    "level": str(QT_TRANSLATE_NOOP("Sync", "Level")),
    "list_version": str(QT_TRANSLATE_NOOP("Sync", "Version of the list")),
    "looked_at": str(QT_TRANSLATE_NOOP("Sync", "Looked at")),
    "merged_into": str(QT_TRANSLATE_NOOP("Sync", "Merged into")),
    "options": str(QT_TRANSLATE_NOOP("Sync", "Options")),
    "quota": str(QT_TRANSLATE_NOOP("Sync", "Numbers a day")),
    "rating_id": str(QT_TRANSLATE_NOOP("Sync", "Rating")),
    "said_at": str(QT_TRANSLATE_NOOP("Sync", "Said at")),
    "said_by": str(QT_TRANSLATE_NOOP("Sync", "Said by")),
    "settle_days": str(QT_TRANSLATE_NOOP("Sync", "Working days until it is settled")),
    "task_id": str(QT_TRANSLATE_NOOP("Sync", "Bad rating")),
    "terminal": str(QT_TRANSLATE_NOOP("Sync", "Terminal")),
    "value": str(QT_TRANSLATE_NOOP("Sync", "Value")),
    "was_reached": str(QT_TRANSLATE_NOOP("Sync", "Reached")),
    "weight": str(QT_TRANSLATE_NOOP("Sync", "Weight")),
    "decision": str(QT_TRANSLATE_NOOP("Sync", "Decision")),
    "revision": str(QT_TRANSLATE_NOOP("Sync", "Savings")),
    "terms": str(QT_TRANSLATE_NOOP("Sync", "Terms of payment")),
    "costs": str(QT_TRANSLATE_NOOP("Sync", "Costs that are no technology")),
    "holders": str(QT_TRANSLATE_NOOP("Sync", "Who keeps copies")),
    "clauses": str(QT_TRANSLATE_NOOP("Sync", "Further clauses")),
    "attachments": str(QT_TRANSLATE_NOOP("Sync", "Attachments")),
    "wordings": str(QT_TRANSLATE_NOOP("Sync", "Words of the settings")),
    "amends_id": str(QT_TRANSLATE_NOOP("Sync", "Contract it changes")),
    "amends_kind": str(QT_TRANSLATE_NOOP("Sync", "How it changes it")),
    "amends_number": str(QT_TRANSLATE_NOOP("Sync", "Number of the contract it changes")),
    "amends_digest": str(QT_TRANSLATE_NOOP("Sync", "Digest of the contract it changes")),
    "signing_order": str(QT_TRANSLATE_NOOP("Sync", "Order of signing")),
    "sign_before": str(QT_TRANSLATE_NOOP("Sync", "To be signed before")),
    "review_ticks": str(QT_TRANSLATE_NOOP("Sync", "Reviewer's list")),
    "formed_at": str(QT_TRANSLATE_NOOP("Sync", "Formed at")),
    "signature_count": str(QT_TRANSLATE_NOOP("Sync", "Digital signatures")),
    "page_count": str(QT_TRANSLATE_NOOP("Sync", "Pages")),
    "nature": str(QT_TRANSLATE_NOOP("Sync", "Nature of the party")),
    "division": str(QT_TRANSLATE_NOOP("Sync", "Division code")),
    "postcode": str(QT_TRANSLATE_NOOP("Sync", "Postcode")),
    "email": str(QT_TRANSLATE_NOOP("Sync", "E-mail")),
    "account_holder": str(QT_TRANSLATE_NOOP("Sync", "Account holder")),
    "account_bank": str(QT_TRANSLATE_NOOP("Sync", "Bank")),
    "account_number": str(QT_TRANSLATE_NOOP("Sync", "Account number")),
    "agents": str(QT_TRANSLATE_NOOP("Sync", "Agents")),
    "identity_by": str(QT_TRANSLATE_NOOP("Sync", "Identity checked by")),
    "document_hint": str(QT_TRANSLATE_NOOP("Sync", "Document number, masked")),
    "device": str(QT_TRANSLATE_NOOP("Sync", "Device")),
    "reading": str(QT_TRANSLATE_NOOP("Sync", "Time of reading")),
    "has_fingerprint": str(QT_TRANSLATE_NOOP("Sync", "Fingerprint on paper")),
    "has_company_seal": str(QT_TRANSLATE_NOOP("Sync", "Seal on paper")),
    "agreed_to": str(QT_TRANSLATE_NOOP("Sync", "Agreed to")),
    "kept_because": str(QT_TRANSLATE_NOOP("Sync", "Kept because")),
    "facts": str(QT_TRANSLATE_NOOP("Sync", "What was recorded")),
    "written_by": str(QT_TRANSLATE_NOOP("Sync", "Written by")),
    "stage": str(QT_TRANSLATE_NOOP("Sync", "Stage")),
    "record": str(QT_TRANSLATE_NOOP("Sync", "Text of the contract")),
    "saved_by": str(QT_TRANSLATE_NOOP("Sync", "Saved by")),
    "saved_at": str(QT_TRANSLATE_NOOP("Sync", "Saved at")),
    "edition": str(QT_TRANSLATE_NOOP("Sync", "Edition")),
    "section": str(QT_TRANSLATE_NOOP("Sync", "Section")),
    "fits": str(QT_TRANSLATE_NOOP("Sync", "Fits")),
    "law": str(QT_TRANSLATE_NOOP("Sync", "Law")),
    "body": str(QT_TRANSLATE_NOOP("Sync", "Body")),
    "is_current": str(QT_TRANSLATE_NOOP("Sync", "In use")),
    "content": str(QT_TRANSLATE_NOOP("Sync", "Content")),
    "revoked_at": str(QT_TRANSLATE_NOOP("Sync", "Revoked at")),
    "revoked_for": str(QT_TRANSLATE_NOOP("Sync", "Reason of revocation")),
    "copy_id": str(QT_TRANSLATE_NOOP("Sync", "Copy")),
    "holder": str(QT_TRANSLATE_NOOP("Sync", "Holder")),
    "received_by": str(QT_TRANSLATE_NOOP("Sync", "Received by")),
    "received_at": str(QT_TRANSLATE_NOOP("Sync", "Received at")),
    "seam_seals": str(QT_TRANSLATE_NOOP("Sync", "Page-crossing seals")),
    "contract_number": str(QT_TRANSLATE_NOOP("Sync", "Contract number")),
    "acceptance_number": str(QT_TRANSLATE_NOOP("Sync", "Acceptance number")),
    "national_number": str(QT_TRANSLATE_NOOP("Sync", "Registration number")),
    "claims": str(QT_TRANSLATE_NOOP("Sync", "Contract it registers")),
    "profile": str(QT_TRANSLATE_NOOP("Sync", "Rules")),
    "form": str(QT_TRANSLATE_NOOP("Sync", "Form")),
    "parties": str(QT_TRANSLATE_NOOP("Sync", "Parties")),
    "materials": str(QT_TRANSLATE_NOOP("Sync", "Papers")),
    "verified_fen": str(QT_TRANSLATE_NOOP("Sync", "Recognised amount")),
    "verified_reason": str(QT_TRANSLATE_NOOP("Sync", "Reason of the recognised amount")),
    "signed_on": str(QT_TRANSLATE_NOOP("Sync", "Signed on")),
    "submitted_on": str(QT_TRANSLATE_NOOP("Sync", "Submitted on")),
    "accepted_on": str(QT_TRANSLATE_NOOP("Sync", "Accepted on")),
    "due_days": str(QT_TRANSLATE_NOOP("Sync", "Days of the limit")),
    "is_expert": str(QT_TRANSLATE_NOOP("Sync", "With experts")),
    "is_disputed": str(QT_TRANSLATE_NOOP("Sync", "Disputed")),
    "criteria": str(QT_TRANSLATE_NOOP("Sync", "Criteria")),
    "grounds": str(QT_TRANSLATE_NOOP("Sync", "Grounds")),
    "decided_on": str(QT_TRANSLATE_NOOP("Sync", "Decided on")),
    "decided_by": str(QT_TRANSLATE_NOOP("Sync", "Decided by")),
    "registered_on": str(QT_TRANSLATE_NOOP("Sync", "Registered on")),
    "cancelled_on": str(QT_TRANSLATE_NOOP("Sync", "Cancelled on")),
    "opened_by": str(QT_TRANSLATE_NOOP("Sync", "Taken in by")),
    "objection": str(QT_TRANSLATE_NOOP("Sync", "Objection")),
    "objection_by": str(QT_TRANSLATE_NOOP("Sync", "Objection by")),
    "objected_at": str(QT_TRANSLATE_NOOP("Sync", "Objected at")),
    "digest_sm3": str(QT_TRANSLATE_NOOP("Sync", "SM3 digest of the text")),
    "sealed_sm3": str(QT_TRANSLATE_NOOP("Sync", "SM3 digest of the sealed file")),
    "stamp_owed": str(QT_TRANSLATE_NOOP("Sync", "Time stamp owed")),
    "stamp_digest": str(QT_TRANSLATE_NOOP("Sync", "Digest of the time stamp")),
    "stamped_at": str(QT_TRANSLATE_NOOP("Sync", "Moment of the time stamp")),
    "paper_code": str(QT_TRANSLATE_NOOP("Sync", "Code on paper")),
    "registration_id": str(QT_TRANSLATE_NOOP("Sync", "Registration")),
}
_OTHER_COLUMN = str(QT_TRANSLATE_NOOP("Sync", "Another detail"))
_OF = str(QT_TRANSLATE_NOOP("Sync", "{0}: {1}"))
_YES = str(QT_TRANSLATE_NOOP("Sync", "yes"))
_NO = str(QT_TRANSLATE_NOOP("Sync", "no"))
_NOT_HERE = str(QT_TRANSLATE_NOOP("Sync", "not here"))


def column(name: str) -> str:
    """Word a column; one that a newer terminal made has no words of its own."""
    return QCoreApplication.translate("Sync", _COLUMNS.get(name, _OTHER_COLUMN))


def column_of(record: str, name: str) -> str:
    """Word a column together with its kind of record."""
    said = QCoreApplication.translate("Sync", _OF).format(record, column(name))
    return said[:1].upper() + said[1:]


def has_column(name: str) -> bool:
    """Tell whether a column has words of its own."""
    return name in _COLUMNS


def named(name: Named) -> str:
    """Word another record by its name; "" where it has none."""
    return local_name(name.name, name.name_en)


def said(value: Value, zone: str) -> str:
    """Word a value; a dash for nothing."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return QCoreApplication.translate("Sync", _YES if value else _NO)
    if isinstance(value, Instant):
        return day_and_hour(value.at, zone)
    if isinstance(value, Sum):
        return f"\u00a5 {figures(value.fen)}"
    if isinstance(value, Named):
        return named(value) or QCoreApplication.translate("Sync", _NOT_HERE)
    if isinstance(value, tuple):
        return wording.listed(_things(value)) or NOTHING
    if isinstance(value, StrEnum):
        return wording.label(value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _things(values: Iterable[str]) -> list[str]:
    return [wording.label(_EQUIPMENT[value]) if value in _EQUIPMENT else value for value in values]
