"""What a use case is called in lists and sentences."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

ELSEWHERE = QT_TRANSLATE_NOOP("Wording", "something done at another terminal")
OTHER = QT_TRANSLATE_NOOP("Wording", "Other work")

DEEDS: dict[str, object] = {
    "take_number": QT_TRANSLATE_NOOP("Wording", "Number taken"),
    "register_person": QT_TRANSLATE_NOOP("Wording", "Visitor registered"),
    "register_organisation": QT_TRANSLATE_NOOP("Wording", "Organisation registered"),
    "merge_people": QT_TRANSLATE_NOOP("Wording", "Visitors merged"),
    "merge_organisations": QT_TRANSLATE_NOOP("Wording", "Organisations merged"),
    "correct_document": QT_TRANSLATE_NOOP("Wording", "Document corrected"),
    "call_next": QT_TRANSLATE_NOOP("Wording", "Next visitor called"),
    "call_chosen": QT_TRANSLATE_NOOP("Wording", "Chosen visitor called"),
    "call_alone": QT_TRANSLATE_NOOP("Wording", "Called while cut off"),
    "recall": QT_TRANSLATE_NOOP("Wording", "Called again"),
    "serve": QT_TRANSLATE_NOOP("Wording", "Visitor received"),
    "miss": QT_TRANSLATE_NOOP("Wording", "Set aside as missed"),
    "bring_back": QT_TRANSLATE_NOOP("Wording", "Back in the line"),
    "put_back": QT_TRANSLATE_NOOP("Wording", "Wrong call put back"),
    "suspend": QT_TRANSLATE_NOOP("Wording", "Case put to rest"),
    "resume": QT_TRANSLATE_NOOP("Wording", "Case taken up again"),
    "transfer": QT_TRANSLATE_NOOP("Wording", "Handed on to others"),
    "finish_case": QT_TRANSLATE_NOOP("Wording", "Case completed"),
    "note_case": QT_TRANSLATE_NOOP("Wording", "Notes written"),
    "void": QT_TRANSLATE_NOOP("Wording", "Ticket made void"),
    "close_day": QT_TRANSLATE_NOOP("Wording", "Day closed"),
    "book_appointment": QT_TRANSLATE_NOOP("Wording", "Appointment agreed"),
    "cancel_appointment": QT_TRANSLATE_NOOP("Wording", "Appointment called off"),
    "excuse_no_show": QT_TRANSLATE_NOOP("Wording", "Missed appointment excused"),
    "note_no_shows": QT_TRANSLATE_NOOP("Wording", "Missed appointments noted"),
    "book_room": QT_TRANSLATE_NOOP("Wording", "Room booked"),
    "move_booking": QT_TRANSLATE_NOOP("Wording", "Booking moved"),
    "cancel_booking": QT_TRANSLATE_NOOP("Wording", "Booking cancelled"),
    "take_back": QT_TRANSLATE_NOOP("Wording", "a taking back"),
    "draft_contract": QT_TRANSLATE_NOOP("Wording", "Contract drafted"),
    "hand_in_draft": QT_TRANSLATE_NOOP("Wording", "Draft handed in"),
    "approve_contract": QT_TRANSLATE_NOOP("Wording", "Contract approved"),
    "send_back_contract": QT_TRANSLATE_NOOP("Wording", "Contract sent back"),
    "sign_contract": QT_TRANSLATE_NOOP("Wording", "Contract signed"),
    "seal_contract": QT_TRANSLATE_NOOP("Wording", "Contract sealed"),
    "void_contract": QT_TRANSLATE_NOOP("Wording", "Contract made void"),
    "print_copies": QT_TRANSLATE_NOOP("Wording", "Copies printed"),
    "add_staff": QT_TRANSLATE_NOOP("Wording", "Staff taken in"),
    "": ELSEWHERE,
}
