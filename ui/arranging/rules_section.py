"""What a room asks of a booking, in plain words."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QComboBox, QWidget

from app.kernel.errors import FieldRefused
from app.rooms.arranging import RoomArranging, RoomSettings
from app.rooms.rows import RoomRow
from app.rooms.rules import Quota, QuotaSpan, QuotaUnit, RoomRules
from app.security.actors import Actor, Role
from ui import wording
from ui.arranging.reading import Hall
from ui.arranging.sections import Job, Line, Section, Typed
from ui.parts.names import local_name

NO_LIMIT = -1
_LONGEST, _FARTHEST, _MOST = 14 * 24 * 60, 3650, 99_999
_REGISTRARS = frozenset({str(Role.REGISTRAR), str(Role.SUPERVISOR), str(Role.ADMINISTRATOR)})
_SUPERVISORS = frozenset({str(Role.SUPERVISOR), str(Role.ADMINISTRATOR)})


class RulesSection(Section):
    """The rules of each room; limits include what they name."""

    removal = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        form, minutes, days = self.form, self.tr(" min"), self.tr(" days")
        notice = self.tr("A start exactly so long from now is allowed.")
        form.add_number("notice_minutes", self.tr("Notice"), 0, _LONGEST, suffix=minutes, hint=notice)
        ahead = self.tr("The whole last day may be booked.")
        far = form.add_number(
            "advance_days", self.tr("Days ahead at most"), NO_LIMIT, _FARTHEST, suffix=days, hint=ahead
        )
        far.setSpecialValueText(self.tr("no limit"))
        form.add_number("shortest_minutes", self.tr("Shortest"), 1, _LONGEST, suffix=minutes)
        form.add_number("longest_minutes", self.tr("Longest"), 1, _LONGEST, suffix=minutes)
        form.add_number("grid_minutes", self.tr("Starts every"), 1, 24 * 60, suffix=minutes)
        form.add_tick("allows_several_days", self.tr("May go over several days"))
        self._who = form.add_choice("who_may_book", self.tr("Booked by"), self._people(self.tr("everybody")))
        form.add_tick("wants_approval", self.tr("Bookings have to be approved"))
        self._at_once = form.add_choice(
            "books_at_once", self.tr("Needs no approval"), self._people(self.tr("nobody"))
        )
        none = self.tr("0: as many as they like.")
        form.add_number("quota_limit", self.tr("For one organisation at most"), 0, _MOST, hint=none)
        form.add_choice(
            "quota_unit",
            self.tr("counted in"),
            [
                (str(QuotaUnit.BOOKINGS), self.tr("bookings")),
                (str(QuotaUnit.MINUTES), self.tr("minutes")),
            ],
        )
        spans = [
            (str(QuotaSpan.DAY), self.tr("a day")),
            (str(QuotaSpan.WEEK), self.tr("a week")),
            (str(QuotaSpan.MONTH), self.tr("a month")),
        ]
        form.add_choice("quota_per", self.tr("in"), spans)

    def lines(self, hall: Hall) -> list[Line]:
        """List the rooms."""
        for room in hall.rooms:
            self._know(self._who, room.rules.who_may_book)
            self._know(self._at_once, room.rules.books_at_once)
        return [_line(room) for room in hall.rooms]

    def job(self, key: str, typed: Typed) -> Job:
        """Set the rules of a room; nothing else of it changes."""
        room = self.hall.room(key) if self.hall is not None else None
        assert room is not None
        return partial(_set, room, _rules(typed, room.rules))

    def _people(self, usual: str) -> list[tuple[str, str]]:
        registrars = self.tr("{0} and above").format(wording.label(Role.REGISTRAR))
        supervisors = self.tr("{0} and above").format(wording.label(Role.SUPERVISOR))
        return [("", usual), (_words(_REGISTRARS), registrars), (_words(_SUPERVISORS), supervisors)]

    def _know(self, choice: QComboBox, said: frozenset[str]) -> None:
        """Keep what was set elsewhere as a choice of its own."""
        if choice.findData(_words(said)) < 0:
            choice.addItem(", ".join(sorted(said)), _words(said))


def _line(room: RoomRow) -> Line:
    rules = room.rules
    quota = rules.quotas[0] if rules.quotas else Quota(0, QuotaUnit.BOOKINGS, QuotaSpan.WEEK)
    values = {
        "notice_minutes": str(rules.notice_minutes),
        "advance_days": str(NO_LIMIT if rules.advance_days is None else rules.advance_days),
        "shortest_minutes": str(rules.shortest_minutes),
        "longest_minutes": str(rules.longest_minutes),
        "grid_minutes": str(rules.grid_minutes),
        "allows_several_days": "1" if rules.allows_several_days else "",
        "who_may_book": _words(rules.who_may_book),
        "wants_approval": "1" if rules.wants_approval else "",
        "books_at_once": _words(rules.books_at_once),
        "quota_limit": str(quota.limit),
        "quota_unit": str(quota.unit),
        "quota_per": str(quota.per),
    }
    detail = f"{rules.grid_minutes}\u2032"
    return Line(
        room.id, f"{room.number}  {local_name(room.name, room.name_en)}", detail, tuple(values.items())
    )


def _rules(typed: Typed, was: RoomRules) -> RoomRules:
    ahead, limit = int(typed["advance_days"]), int(typed["quota_limit"])
    if int(typed["longest_minutes"]) < int(typed["shortest_minutes"]):
        raise FieldRefused("longest_minutes", "out_of_range")
    quota = Quota(limit, QuotaUnit(typed["quota_unit"]), QuotaSpan(typed["quota_per"]))
    return replace(
        was,
        notice_minutes=int(typed["notice_minutes"]),
        advance_days=None if ahead == NO_LIMIT else ahead,
        shortest_minutes=int(typed["shortest_minutes"]),
        longest_minutes=int(typed["longest_minutes"]),
        grid_minutes=int(typed["grid_minutes"]),
        allows_several_days=bool(typed["allows_several_days"]),
        who_may_book=frozenset(typed["who_may_book"].split()),
        wants_approval=bool(typed["wants_approval"]),
        books_at_once=frozenset(typed["books_at_once"].split()),
        # Further quotas that were set elsewhere stay.
        quotas=((quota,) if limit else ()) + was.quotas[1:],
    )


def _set(room: RoomRow, rules: RoomRules, arranging: RoomArranging, actor: Actor) -> object:
    settings = RoomSettings(
        name=room.name,
        name_en=room.name_en,
        seats=room.seats,
        equipment=room.equipment,
        preparation_minutes=room.preparation_minutes,
        turnover_minutes=room.turnover_minutes,
        release_minutes=room.release_minutes,
        rules=rules,
        walks=room.walks,
        plan=room.plan,
        picture=room.picture,
    )
    return arranging.set_room(room.id, settings, actor=actor)


def _words(said: frozenset[str]) -> str:
    return " ".join(sorted(said))
