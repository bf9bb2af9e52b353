"""Which use cases can be taken back, what each is about, and who may."""

from __future__ import annotations

from dataclasses import dataclass

from app.security.actors import Permission

TAKE_BACK = "take_back"


@dataclass(frozen=True)
class Regret:
    """A use case with a way back: the table of what it is about (empty: many), and who may do it."""

    about: str
    permission: Permission


# Putting back a wrong call is a way back itself: whoever regrets that calls again, and asks the centre.
REGRETS: dict[str, Regret] = {
    "take_number": Regret("ticket", Permission.RECEIVE),
    "register_person": Regret("person", Permission.RECEIVE),
    "register_organisation": Regret("organisation", Permission.RECEIVE),
    "merge_people": Regret("person", Permission.RECEIVE),
    "merge_organisations": Regret("organisation", Permission.RECEIVE),
    "correct_document": Regret("person", Permission.RECEIVE),
    "call_next": Regret("ticket", Permission.CALL),
    "call_chosen": Regret("ticket", Permission.CALL),
    "call_alone": Regret("ticket", Permission.CALL),
    "recall": Regret("ticket", Permission.CALL),
    "serve": Regret("ticket", Permission.CALL),
    "miss": Regret("ticket", Permission.CALL),
    "bring_back": Regret("ticket", Permission.CALL),
    "suspend": Regret("ticket", Permission.CALL),
    "resume": Regret("ticket", Permission.CALL),
    "transfer": Regret("ticket", Permission.CALL),
    "finish_case": Regret("ticket", Permission.CALL),
    "note_case": Regret("ticket", Permission.CALL),
    "void": Regret("ticket", Permission.CALL),
    "close_day": Regret("", Permission.CALL),
    "book_appointment": Regret("appointment", Permission.RECEIVE),
    "cancel_appointment": Regret("appointment", Permission.RECEIVE),
    "excuse_no_show": Regret("appointment", Permission.RECEIVE),
    "book_room": Regret("booking", Permission.BOOK_ROOM),
    "move_booking": Regret("booking", Permission.BOOK_ROOM),
    "cancel_booking": Regret("booking", Permission.BOOK_ROOM),
    "book_rooms": Regret("booking", Permission.BOOK_ROOM),
    "book_series": Regret("booking_series", Permission.BOOK_ROOM),
    "change_series": Regret("booking", Permission.BOOK_ROOM),
    "cancel_series": Regret("booking", Permission.BOOK_ROOM),
    "change_booking": Regret("booking", Permission.BOOK_ROOM),
    "split_booking": Regret("booking", Permission.BOOK_ROOM),
    "extend_booking": Regret("booking", Permission.BOOK_ROOM),
    "end_meeting": Regret("booking", Permission.BOOK_ROOM),
    "check_in_booking": Regret("booking", Permission.BOOK_ROOM),
    "sign_in_guest": Regret("booking", Permission.BOOK_ROOM),
    "note_outcome": Regret("booking", Permission.BOOK_ROOM),
    "approve_booking": Regret("booking", Permission.OVERSEE_ROOMS),
    "decline_booking": Regret("booking", Permission.OVERSEE_ROOMS),
    "tell_declined": Regret("booking", Permission.BOOK_ROOM),
    "block_rooms": Regret("room", Permission.OVERSEE_ROOMS),
    "unblock_room": Regret("room", Permission.OVERSEE_ROOMS),
    "close_room": Regret("room", Permission.ARRANGE_HALL),
    "add_room": Regret("room", Permission.ARRANGE_HALL),
    "set_room": Regret("room", Permission.ARRANGE_HALL),
    "divide_room": Regret("room", Permission.ARRANGE_HALL),
    "set_stock": Regret("", Permission.ARRANGE_HALL),
    "withdraw_equipment": Regret("", Permission.ARRANGE_HALL),
    "set_hours": Regret("", Permission.ARRANGE_HALL),
    "end_hours": Regret("", Permission.ARRANGE_HALL),
    "join_waiting_list": Regret("waiting_wish", Permission.BOOK_ROOM),
    "offer_room": Regret("waiting_wish", Permission.BOOK_ROOM),
    "take_offer": Regret("waiting_wish", Permission.BOOK_ROOM),
    "withdraw_wish": Regret("waiting_wish", Permission.BOOK_ROOM),
    "release_no_shows": Regret("booking", Permission.BOOK_ROOM),
    "lapse_offers": Regret("waiting_wish", Permission.BOOK_ROOM),
    # A decision, a notice, a change and a cancellation went to the parties: they have steps of their own.
    "open_registration": Regret("registration", Permission.REGISTER_CONTRACT),
    "save_registration": Regret("registration", Permission.REGISTER_CONTRACT),
    "accept_registration": Regret("registration", Permission.REGISTER_CONTRACT),
    "review_registration": Regret("registration", Permission.REGISTER_CONTRACT),
    "ask_experts": Regret("registration", Permission.REGISTER_CONTRACT),
    "withdraw_registration": Regret("registration", Permission.REGISTER_CONTRACT),
    "note_objection": Regret("registration", Permission.REGISTER_CONTRACT),
    "reopen_registration": Regret("registration", Permission.REGISTER_CONTRACT),
    "registration_changing": Regret("registration", Permission.REGISTER_CONTRACT),
    "registration_cancelling": Regret("registration", Permission.REGISTER_CONTRACT),
    "drop_change": Regret("registration", Permission.REGISTER_CONTRACT),
    "set_registration_number": Regret("registration", Permission.REGISTER_CONTRACT),
    "take_registration_numbers": Regret("", Permission.REGISTER_CONTRACT),
    "take_fields": Regret("", Permission.REGISTER_CONTRACT),
}

ASIDE = frozenset({"save_draft", "take_back", "begin_duty", "pause_duty", "resume_duty", "end_duty"})
"""What the last key does not mean: drafts are saved by themselves and have an undo of their own; duty begins
with looking at the window's page and has keys of its own.
"""

BY_THE_WAY = frozenset({("call", "spoken"), ("call", "spoken_detail")})
"""Columns that tell what became of a thing and do not build upon it: a wrong call was spoken already."""
