"""Sentences of refusals: what happened, what is safe, what to do. Facts stand in braces."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ui.wording import drafting

SENTENCES: dict[str, object] = {
    **drafting.SENTENCES,
    "Forbidden": QT_TRANSLATE_NOOP(
        "Wording",
        "Your role may not do this ({permission}). Nothing was changed. Ask a colleague who may.",
    ),
    "Missing": QT_TRANSLATE_NOOP(
        "Wording",
        "This record is no longer here. Nothing was changed. Search for it again.",
    ),
    "WrongStep": QT_TRANSLATE_NOOP(
        "Wording",
        "This step is not possible now, the state is already: {state}. Nothing was changed.",
    ),
    "WrongPassword": QT_TRANSLATE_NOOP(
        "Wording",
        "Login and password do not fit. Tries left before the account is locked: {left}.",
    ),
    "AccountLocked": QT_TRANSLATE_NOOP(
        "Wording",
        "Too many failed tries. This account is locked until {until}. Other accounts can sign in.",
    ),
    "WeakPassword": QT_TRANSLATE_NOOP("Wording", "This password is too easy to guess: {problem}"),
    "LoginTaken": QT_TRANSLATE_NOOP(
        "Wording",
        "Somebody already signs in as {login}. Nothing was changed. Choose another login.",
    ),
    "SecretsUnreachable": QT_TRANSLATE_NOOP(
        "Wording",
        "The key of the data cannot be read ({place}). Nothing was changed. Ask the administrator.",
    ),
    "StoreFromNewerVersion": QT_TRANSLATE_NOOP(
        "Wording",
        "The data were written by a newer program (version {found}, this one knows {known}). "
        "They were not touched. Install the newer program.",
    ),
    "StoreNotReadable": QT_TRANSLATE_NOOP(
        "Wording",
        "The data file does not open with this computer's key: {path}. It was not touched. "
        "Restore the key or a backup.",
    ),
    "StoreUnsafe": QT_TRANSLATE_NOOP(
        "Wording",
        "The database library {found} can damage data, {needed} is needed. Nothing was opened. "
        "Install the program again.",
    ),
    "NobodyWaiting": QT_TRANSLATE_NOOP(
        "Wording", "Nobody is waiting for window {window_number}. The last case stays as it is."
    ),
    "CalledOften": QT_TRANSLATE_NOOP(
        "Wording",
        "{number} was called {calls} times already. Set the ticket aside as missed; it can be called later.",
    ),
    "RecallLocked": QT_TRANSLATE_NOOP(
        "Wording", "{number} was called a moment ago. In {seconds_left} s it can be called again."
    ),
    "WindowPaused": QT_TRANSLATE_NOOP(
        "Wording", "Window {window_number} is paused and calls nobody. Resume it first."
    ),
    "WindowBusy": QT_TRANSLATE_NOOP(
        "Wording", "{number} is at the window. Finish that case first, then go on."
    ),
    "CutOff": QT_TRANSLATE_NOOP(
        "Wording",
        "The centre cannot be asked, and another window might call the same visitor. {waiting_from_before} "
        "wait from before. Wait for the line, share the line if the whole hall is cut off, or call a chosen "
        "visitor on purpose.",
    ),
    "OthersShare": QT_TRANSLATE_NOOP(
        "Wording",
        "The line is shared, and whoever waits for this window now ({waiting_from_before}) belongs to other "
        "windows. Wait for the line, or choose one from the list (F10, digit) and call on purpose.",
    ),
    "TooLateBack": QT_TRANSLATE_NOOP(
        "Wording", "{number} was called {minutes} minutes ago; that is too long. Take a new number (F1)."
    ),
    "QuotaReached": QT_TRANSLATE_NOOP(
        "Wording",
        "Line {letter} gives {quota} numbers a day, and {taken} are given. One more needs your word.",
    ),
    "KeptForAnother": QT_TRANSLATE_NOOP(
        "Wording", "{number} was handed on to another window or colleague and is called there."
    ),
    "StillServed": QT_TRANSLATE_NOOP(
        "Wording", "Visitors are still at windows: {numbers}. Finish their cases, then close the day."
    ),
    "TicketTaken": QT_TRANSLATE_NOOP(
        "Wording", "Another window has called {number} already. Nothing was changed here. Call the next."
    ),
    "NoWindow": QT_TRANSLATE_NOOP(
        "Wording", "You are signed in without a window. Sign in again and choose one to call visitors."
    ),
    "VisitorCalled": QT_TRANSLATE_NOOP(
        "Wording", "{number} is called. Say first whether the visitor came (Enter) or not (F4)."
    ),
    "DraftIncomplete": QT_TRANSLATE_NOOP(
        "Wording",
        "The draft is not complete yet. Everything typed is kept. The list of open points "
        "says what is missing.",
    ),
    "ReasonMissing": QT_TRANSLATE_NOOP(
        "Wording", "This step needs a reason that others can read later. Nothing was changed. Write one."
    ),
    "TextChanged": QT_TRANSLATE_NOOP(
        "Wording",
        "The text of {number} is not the one that was reviewed. Nothing was signed or sealed. "
        "Send it back to review.",
    ),
    "NotSealedHere": QT_TRANSLATE_NOOP(
        "Wording",
        "The sealed file of {number} lies at the terminal where it was sealed. Print or save it there.",
    ),
    "AttachmentMissing": QT_TRANSLATE_NOOP(
        "Wording",
        "The attachment {name} lies at another terminal. Nothing was changed; do this there.",
    ),
    "AlreadyFounded": QT_TRANSLATE_NOOP(
        "Wording",
        "This folder holds a hall already: {hall}. Nothing was changed. Another hall needs another folder.",
    ),
    "NoCentreHere": QT_TRANSLATE_NOOP(
        "Wording",
        "No centre was named and none can be started here. Nothing was sent. Give the address of one.",
    ),
    "PrinterTrouble": QT_TRANSLATE_NOOP(
        "Wording", "{printer}: {reason} The sheet is safe and waits. Mend the printer; it goes on by itself."
    ),
    "LayoutRefused": QT_TRANSLATE_NOOP(
        "Wording", "Line {line}: {problem} {word} The layout in force stays, and what you typed is kept."
    ),
    "ReaderTrouble": QT_TRANSLATE_NOOP(
        "Wording", "{fault} It is tried again by itself; documents can be typed meanwhile."
    ),
    "SameRecord": QT_TRANSLATE_NOOP(
        "Wording", "Both lines are the same record of {name}. Nothing was merged. Choose another."
    ),
    "RecordEnded": QT_TRANSLATE_NOOP(
        "Wording", "The record of {name} has ended already. Nothing was changed. Search once more."
    ),
    "RoomTooSmall": QT_TRANSLATE_NOOP(
        "Wording",
        "{room} has {seats} seats, {party_size} people are coming. Nothing was booked. Choose a larger room.",
    ),
    "RoomTaken": QT_TRANSLATE_NOOP(
        "Wording",
        "{room} is taken from {starts_at} to {ends_at}. Nothing was booked. Choose another hour or room.",
    ),
    "RoomGivenAway": QT_TRANSLATE_NOOP(
        "Wording",
        "The centre has given {room} to somebody else. Nothing stays booked. Choose another hour or room.",
    ),
    "BookingRefused": QT_TRANSLATE_NOOP(
        "Wording",
        "The centre did not take the booking of {room}. Nothing stays booked. Choose another hour or room.",
    ),
    "RoomNotGiven": QT_TRANSLATE_NOOP(
        "Wording",
        "{room} cannot be had then. Nothing was booked. Choose another hour or room.",
    ),
    "BookingOvertaken": QT_TRANSLATE_NOOP(
        "Wording",
        "Somebody else has changed this booking meanwhile. It stands as the centre has it; look again.",
    ),
    "DatesRefused": QT_TRANSLATE_NOOP(
        "Wording",
        "{count} of {of} dates cannot be had. Nothing was booked. Skip or move them.",
    ),
    "BookingsInTheWay": QT_TRANSLATE_NOOP(
        "Wording",
        "{count} bookings stand in the way. Nothing was changed. Move them, or let them stay.",
    ),
    "NotTimeYet": QT_TRANSLATE_NOOP(
        "Wording",
        "It is too early to check in: the booking begins at {starts_at}. Nothing was changed.",
    ),
    "NotBegun": QT_TRANSLATE_NOOP(
        "Wording",
        "The meeting begins only at {starts_at}. Nothing was changed. Its time can be moved until then.",
    ),
    "OnlyItsHost": QT_TRANSLATE_NOOP(
        "Wording",
        "The meeting of {starts_at} is confidential: only its host can do this. Nothing was changed.",
    ),
    "NoBookingHere": QT_TRANSLATE_NOOP(
        "Wording",
        "This visitor has no booking of {room} now. Nothing was changed. Ask at the desk.",
    ),
    "OfferLapsed": QT_TRANSLATE_NOOP(
        "Wording",
        "The ten minutes for {name} are over, the room was given back. Offer it again if it is still free.",
    ),
    "AlreadyDecided": QT_TRANSLATE_NOOP(
        "Wording",
        "{decided_by} has decided this already at {decided_at}: {decision}. Nothing was changed here.",
    ),
    "CannotSendAgain": QT_TRANSLATE_NOOP(
        "Wording",
        "This cannot be submitted again: {problem} Nothing was changed. "
        "Take the centre's version or make a new one.",
    ),
    "CentreTooOld": QT_TRANSLATE_NOOP(
        "Wording", "The centre's database is version {version}, at least 15 is needed. Nothing was changed."
    ),
    "CentreUnreachable": QT_TRANSLATE_NOOP(
        "Wording", "The centre does not answer. What is saved here is safe and goes up when it answers."
    ),
    "CentreNotPrepared": QT_TRANSLATE_NOOP(
        "Wording",
        "This database is no centre yet. Nothing was sent. The administrator has to prepare it first.",
    ),
    "CentreTooNew": QT_TRANSLATE_NOOP(
        "Wording",
        "The centre was made by a newer program ({version}). It was not touched. Install the newer program.",
    ),
    "CentreOutdated": QT_TRANSLATE_NOOP(
        "Wording",
        "This database holds a centre of an older kind that cannot be upgraded. Nothing was changed. "
        "Prepare an empty database as the centre; the terminals bring everything.",
    ),
    "CentreBusy": QT_TRANSLATE_NOOP(
        "Wording",
        "Somebody works on the centre's tables at this moment ({reason}). Nothing was changed. "
        "Try again in a minute.",
    ),
    "CentreNotVerified": QT_TRANSLATE_NOOP(
        "Wording",
        "The address leads to {host} without checking its certificate. Nothing was sent. "
        "Ask the administrator for an address that does.",
    ),
    "AddressMalformed": QT_TRANSLATE_NOOP(
        "Wording", "This is not the address of a centre. Nothing was sent. Compare every character."
    ),
    "CodeMistyped": QT_TRANSLATE_NOOP(
        "Wording", "A character of this code is wrong. Nothing was sent. Compare it once more."
    ),
    "CodeRefused": QT_TRANSLATE_NOOP(
        "Wording",
        "The centre does not take this code: it was used or has expired. Nothing was changed. "
        "Ask the administrator for a new one.",
    ),
    "UnknownTerminal": QT_TRANSLATE_NOOP(
        "Wording", "The centre has no terminal with the number {number}. Nothing was changed."
    ),
    "HallUnclear": QT_TRANSLATE_NOOP(
        "Wording",
        "It is not clear which hall is meant; the centre has these: {halls}. Nothing was changed. Name one.",
    ),
    "HistoryMissing": QT_TRANSLATE_NOOP(
        "Wording",
        "This terminal no longer keeps everything it has done, so another centre would lack some of it. "
        "Nothing was sent. Ask the administrator.",
    ),
    "WrongVersion": QT_TRANSLATE_NOOP(
        "Wording",
        "Centre and program are of different versions. What is saved here is safe and goes up after the "
        "upgrade. Ask the administrator.",
    ),
    "ForeignHall": QT_TRANSLATE_NOOP(
        "Wording", "The centre holds another hall. Nothing was mixed. Join the centre of this hall."
    ),
    "SampleMixed": QT_TRANSLATE_NOOP(
        "Wording",
        "Sample data and real data do not go together. Nothing was mixed. Use another folder.",
    ),
    "SecretDiffers": QT_TRANSLATE_NOOP(
        "Wording",
        "This terminal was set up for another market. Nothing was mixed. Begin with an empty folder.",
    ),
    "OutOfStep": QT_TRANSLATE_NOOP(
        "Wording",
        "Centre and terminal disagree on what was sent. Nothing is lost. Ask the administrator.",
    ),
    "RatedAlready": QT_TRANSLATE_NOOP(
        "Wording", "This case was rated already. One case has one rating; the first one stands."
    ),
    "CaseNotOver": QT_TRANSLATE_NOOP("Wording", "This case is not over yet. It can be rated when it is."),
    "RatingTooLate": QT_TRANSLATE_NOOP(
        "Wording", "A visit can be rated for {days} days. They are over; nothing was kept."
    ),
    "NotAnswered": QT_TRANSLATE_NOOP(
        "Wording", "A follow-up rating is possible once, after the answer. Nothing was kept."
    ),
    "ExtendedAlready": QT_TRANSLATE_NOOP(
        "Wording", "This deadline was put off before. It can be put off once. Nothing was changed."
    ),
    "NothingToTakeBack": QT_TRANSLATE_NOOP(
        "Wording", "You have done nothing today that could be taken back. Nothing was changed."
    ),
    "NotRegrettable": QT_TRANSLATE_NOOP("Wording", '"{use_case}" has no way back. Nothing was changed.'),
    "NotToday": QT_TRANSLATE_NOOP(
        "Wording",
        "Only your own actions of today at this terminal can be taken back. Nothing was changed.",
    ),
    "TakenBackAlready": QT_TRANSLATE_NOOP(
        "Wording", '"{use_case}" was taken back already. Nothing was changed.'
    ),
    "BuiltUpon": QT_TRANSLATE_NOOP(
        "Wording",
        '"{use_case}" cannot be taken back: "{later}" came after it and stands on it. '
        "Nothing was changed. Take that back first.",
    ),
    "CentreKeepsIt": QT_TRANSLATE_NOOP(
        "Wording",
        '"{use_case}" stays: somebody else has gone on with it meanwhile, as the centre says. '
        "What you see now is what holds.",
    ),
    "WalkInOnly": QT_TRANSLATE_NOOP(
        "Wording",
        "This visitor too often did not come: no appointment until {until}. A number is always to be had. "
        "A missed appointment can be excused.",
    ),
    "AppointmentEarly": QT_TRANSLATE_NOOP(
        "Wording",
        "This appointment can be checked in from {opens_at} on. Until then there are ordinary numbers.",
    ),
    "AppointmentDouble": QT_TRANSLATE_NOOP(
        "Wording",
        "This visitor has an appointment already: {starts_at} {matter}. Nothing was changed. "
        "Choose another time, or call that one off.",
    ),
    "AppointmentOtherDay": QT_TRANSLATE_NOOP(
        "Wording", "This appointment is of another day: {day}. Nothing was changed."
    ),
}

PROBLEMS: dict[str, object] = {
    "empty": QT_TRANSLATE_NOOP("Wording", "Please fill this in."),
    "too_long": QT_TRANSLATE_NOOP("Wording", "This is too long."),
    "odd_character": QT_TRANSLATE_NOOP(
        "Wording", "A name has no pictures and no control characters. Take them out."
    ),
    "too_short": QT_TRANSLATE_NOOP("Wording", "at least 8 characters are needed."),
    "too_plain": QT_TRANSLATE_NOOP(
        "Wording", "use three kinds of characters: small and capital letters, digits, signs."
    ),
    "like_login": QT_TRANSLATE_NOOP("Wording", "it contains the login."),
    "not_equal": QT_TRANSLATE_NOOP("Wording", "The two passwords differ. Type the second once more."),
    "wrong_form": QT_TRANSLATE_NOOP("Wording", "This does not have the right form. Compare every character."),
    "wrong_length": QT_TRANSLATE_NOOP("Wording", "There are too many or too few characters."),
    "wrong_check_digit": QT_TRANSLATE_NOOP(
        "Wording", "The check digit does not fit: one character is wrong or two are swapped."
    ),
    "other_kind": QT_TRANSLATE_NOOP("Wording", "This number belongs to another kind of document."),
    "impossible_date": QT_TRANSLATE_NOOP("Wording", "The date of birth in this number does not exist."),
    "future_date": QT_TRANSLATE_NOOP("Wording", "The date of birth in this number is in the future."),
    "out_of_range": QT_TRANSLATE_NOOP("Wording", "This number is out of range."),
    "not_after_start": QT_TRANSLATE_NOOP("Wording", "The end must be after the start."),
    "not_written": QT_TRANSLATE_NOOP("Wording", "The file could not be written there. Choose another place."),
    "negative": QT_TRANSLATE_NOOP("Wording", "The amount cannot be negative."),
    "not_an_amount": QT_TRANSLATE_NOOP("Wording", "This is not an amount. Example: 120,000.50"),
    "too_many_decimals": QT_TRANSLATE_NOOP("Wording", "An amount has two decimals at most."),
    "too_large": QT_TRANSLATE_NOOP("Wording", "The amount is larger than a form can show."),
    "needed_missing": QT_TRANSLATE_NOOP("Wording", "a record it needs is not here any more."),
    "append_only": QT_TRANSLATE_NOOP("Wording", "a record of this kind is never changed once it was made."),
    "central_only": QT_TRANSLATE_NOOP("Wording", "only the centre itself writes this."),
    "unknown_here": QT_TRANSLATE_NOOP("Wording", "it comes from a newer program than this one."),
    "closed_day": QT_TRANSLATE_NOOP("Wording", "The hall is closed on this day. Choose another."),
    "in_the_past": QT_TRANSLATE_NOOP("Wording", "This is in the past."),
    "unknown": QT_TRANSLATE_NOOP("Wording", "This is not one of the choices."),
    "used": QT_TRANSLATE_NOOP("Wording", "There is one like this already."),
    "not_hours": QT_TRANSLATE_NOOP(
        "Wording", "Write hours like 09:00-12:00 14:00-18:00, in their order. Empty: closed."
    ),
    "not_a_time": QT_TRANSLATE_NOOP("Wording", "Write a time like 09:00."),
    "no_such_room": QT_TRANSLATE_NOOP("Wording", "No room has this number. Compare it with the list."),
}

INSTEAD: dict[str, object] = {
    "put_back": QT_TRANSLATE_NOOP(
        "Wording",
        "A wrong call that was put back is not made again by taking back. Nothing was changed. Call the "
        "visitor from the list (F10, digit). Your earlier steps are in the list of your day.",
    ),
}
"""What to do instead of taking back, by the use case that has no way back."""
