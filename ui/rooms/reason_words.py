"""Plain sentences for what stands against a meeting in a room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from app.rooms.reasons import (
    Against,
    Blocked,
    ClosedThen,
    EquipmentMissing,
    EquipmentTaken,
    Excluded,
    InThePast,
    NotForYou,
    OffGrid,
    OutOfUse,
    OverQuota,
    Reason,
    SeveralDays,
    ShortNotice,
    TooFarAhead,
    TooLong,
    TooManyPeople,
    TooShort,
)
from app.rooms.rules import QuotaUse
from app.rooms.states import Equipment
from app.security.actors import Permission, Role
from ui import wording
from ui.parts.names import day_and_hour
from ui.rooms import phrases

R = TypeVar("R")


@dataclass(frozen=True)
class Known:
    """What is known to name things with: the zone, titles of bookings, names of rooms."""

    zone: str
    titles: Mapping[str, str]
    rooms: Mapping[str, str]


def sentences(reasons: Iterable[Reason], known: Known) -> tuple[str, ...]:
    """Write each reason as a sentence."""
    return tuple(sentence(reason, known) for reason in reasons)


def sentence(reason: Reason, known: Known) -> str:
    """Write a reason as a sentence."""
    for kind, words in _WORDS:
        if isinstance(reason, kind):
            return words(reason, known)
    return QCoreApplication.translate("RoomReasons", "This is not possible here.")


def _against(reason: Against, known: Known) -> str:
    text = QCoreApplication.translate("RoomReasons", "Taken {hours}: {title}")
    if reason.only_around:
        text = QCoreApplication.translate("RoomReasons", "Preparing or clearing {hours}: {title}")
    return _of_others(text, reason, known)


def _excluded(reason: Excluded, known: Known) -> str:
    text = QCoreApplication.translate("RoomReasons", "{room} on the same floor is taken {hours}: {title}")
    return _of_others(text, reason, known)


def _blocked(reason: Blocked, known: Known) -> str:
    text = QCoreApplication.translate("RoomReasons", "Blocked {hours}: {title}")
    return _of_others(text, reason, known)


def _of_others(text: str, reason: Against, known: Known) -> str:
    hours = phrases.stretch(reason.busy_from, reason.busy_until, known.zone)
    title = known.titles.get(reason.booking_id, "")
    said = text.format(hours=hours, title=title, room=known.rooms.get(reason.room_id, ""))
    return said.rstrip(" :\uff1a")


def _past(reason: InThePast, known: Known) -> str:
    return QCoreApplication.translate("RoomReasons", "This time is over.")


def _out_of_use(reason: OutOfUse, known: Known) -> str:
    return QCoreApplication.translate("RoomReasons", "This room is no longer in use.")


def _closed(reason: ClosedThen, known: Known) -> str:
    text = QCoreApplication.translate("RoomReasons", "Closed at {at}: {why}.")
    said = text.format(at=phrases.hour(reason.at, known.zone), why=wording.label(reason.closed.why))
    if reason.opens_at is None:
        return said
    opens = QCoreApplication.translate("RoomReasons", "Opens {opens}.")
    return f"{said} {opens.format(opens=day_and_hour(reason.opens_at, known.zone))}"


def _people(reason: TooManyPeople, known: Known) -> str:
    text = QCoreApplication.translate("RoomReasons", "Too small: {seats} for {people} people.")
    return text.format(seats=phrases.seats(reason.seats), people=reason.people)


def _missing(reason: EquipmentMissing, known: Known) -> str:
    text = QCoreApplication.translate("RoomReasons", "{thing}: {wanted} wanted, the hall has {owned}.")
    return text.format(thing=thing(reason.kind), wanted=reason.wanted, owned=reason.owned)


def _out(reason: EquipmentTaken, known: Known) -> str:
    text = QCoreApplication.translate("RoomReasons", "{thing}: {wanted} wanted, {free} free then.")
    return text.format(thing=thing(reason.kind), wanted=reason.wanted, free=reason.free)


def _not_for_you(reason: NotForYou, known: Known) -> str:
    text = QCoreApplication.translate("RoomReasons", "This room is booked only by: {who}.")
    return text.format(who=wording.listed(_whose(word) for word in reason.who))


def _notice(reason: ShortNotice, known: Known) -> str:
    text = QCoreApplication.translate(
        "RoomReasons", "Wants {minutes} minutes' notice; the first start is {earliest}."
    )
    return text.format(minutes=reason.notice_minutes, earliest=day_and_hour(reason.earliest, known.zone))


def _ahead(reason: TooFarAhead, known: Known) -> str:
    text = QCoreApplication.translate("RoomReasons", "Can be booked {days} days ahead at most.")
    return text.format(days=reason.advance_days)


def _grid(reason: OffGrid, known: Known) -> str:
    text = QCoreApplication.translate("RoomReasons", "Starts every {minutes} minutes: {before} or {after}.")
    before, after = (phrases.hour(moment, known.zone) for moment in (reason.before, reason.after))
    return text.format(minutes=reason.grid_minutes, before=before, after=after)


def _short(reason: TooShort, known: Known) -> str:
    text = QCoreApplication.translate("RoomReasons", "Too short: at least {minutes} minutes.")
    return text.format(minutes=reason.shortest_minutes)


def _long(reason: TooLong, known: Known) -> str:
    text = QCoreApplication.translate("RoomReasons", "Too long: at most {minutes} minutes.")
    return text.format(minutes=reason.longest_minutes)


def _several(reason: SeveralDays, known: Known) -> str:
    return QCoreApplication.translate("RoomReasons", "This room is given for one day at a time.")


def _quota(reason: OverQuota, known: Known) -> str:
    text = QCoreApplication.translate(
        "RoomReasons", "The organisation may have {limit} {unit} {span} and has {used}."
    )
    quota = reason.quota
    unit, span = wording.label(quota.unit), wording.label(quota.per)
    return text.format(limit=quota.limit, unit=unit, span=span, used=reason.used)


def quota_words(against: Iterable[Reason], quotas: Iterable[QuotaUse]) -> tuple[str, ...]:
    """Write how the quotas stand: all of them where one refuses, else those that are nearly used up."""
    uses, reasons = tuple(quotas), tuple(against)
    is_over = any(isinstance(reason, OverQuota) for reason in reasons)
    spent = {reason.quota for reason in reasons if isinstance(reason, OverQuota)}
    return tuple(_use(use) for use in uses if use.quota not in spent and (is_over or use.is_near))


def _use(use: QuotaUse) -> str:
    text = QCoreApplication.translate(
        "RoomReasons",
        "Quota: {used} of {limit} {unit} {span} used, {left} left with this one.",
    )
    unit, span = wording.label(use.quota.unit), wording.label(use.quota.per)
    return text.format(limit=use.quota.limit, unit=unit, span=span, used=use.used, left=max(use.left, 0))


def thing(kind: str) -> str:
    """Name a kind of equipment; one the hall has named itself stays as it is."""
    return wording.label(Equipment(kind)) if kind in set(Equipment) else kind


def _whose(word: str) -> str:
    if word in set(Role):
        return wording.label(Role(word))
    return wording.label(Permission(word)) if word in set(Permission) else word


_Wording = Callable[[R, Known], str]
_WORDS: tuple[tuple[type[Reason], _Wording], ...] = (  # type: ignore[type-arg]
    (Excluded, _excluded),
    (Blocked, _blocked),
    (Against, _against),
    (OutOfUse, _out_of_use),
    (InThePast, _past),
    (ClosedThen, _closed),
    (TooManyPeople, _people),
    (EquipmentMissing, _missing),
    (EquipmentTaken, _out),
    (NotForYou, _not_for_you),
    (ShortNotice, _notice),
    (TooFarAhead, _ahead),
    (OffGrid, _grid),
    (TooShort, _short),
    (TooLong, _long),
    (SeveralDays, _several),
    (OverQuota, _quota),
)
