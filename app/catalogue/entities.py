"""The hall and what it offers."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import Policy, Record, synced
from app.storage.columns import Count, Day, Key, Words


class Hall(Record):
    """A service hall (服务大厅) of the market. Its own key stands in every row's ``hall_id``."""

    __tablename__ = "hall"
    __table_args__ = synced()

    name: Mapped[Words]
    name_en: Mapped[Words]
    address: Mapped[Words]
    is_sample: Mapped[bool]


class Platform(Record):
    """One of the market's eight functional platforms (八平台)."""

    __tablename__ = "platform"
    __table_args__ = synced(Policy(unique=(("hall_id", "code"),)))

    code: Mapped[Words]
    name: Mapped[Words]
    name_en: Mapped[Words]
    position: Mapped[Count]


class Matter(Record):
    """Something that can be asked for at a window (办理事项)."""

    __tablename__ = "matter"
    __table_args__ = synced(Policy(unique=(("hall_id", "code"),)))

    code: Mapped[Words]
    platform_id: Mapped[Key] = mapped_column(ForeignKey("platform.id"))
    name: Mapped[Words]
    name_en: Mapped[Words]
    letter: Mapped[Words]
    """The letter of its tickets: the business group (业务组)."""
    documents: Mapped[list[str]] = mapped_column(JSON, default=list)
    """What the visitor has to bring, a line each."""
    usual_result: Mapped[Words]
    position: Mapped[Count]


class Window(Record):
    """A service window (服务窗口)."""

    __tablename__ = "window"
    __table_args__ = synced(Policy(unique=(("hall_id", "number"),)))

    number: Mapped[Count]
    name: Mapped[Words]
    name_en: Mapped[Words]
    letters: Mapped[list[str]] = mapped_column(JSON, default=list)
    """The business groups it serves; empty: all."""
    is_help: Mapped[bool] = mapped_column(default=False)
    """Takes tickets of other groups when a line passes the hall's limit (跨窗协助)."""


class BusinessGroup(Record):
    """A line of its own (业务组): the numbers of its tickets begin anew every day."""

    __tablename__ = "business_group"
    __table_args__ = synced(Policy(unique=(("hall_id", "letter"),)))

    letter: Mapped[Words]
    name: Mapped[Words]
    name_en: Mapped[Words]
    first_number: Mapped[Count] = mapped_column(default=1)
    last_number: Mapped[Count] = mapped_column(default=999)
    """After it the numbers begin again; a number still on its way is passed over."""
    quota: Mapped[Count] = mapped_column(default=0)
    """So many tickets a day; 0: as many as come. A clerk may give more, with a word of confirmation."""


class Skill(Record):
    """What a member of staff is best at (业务权重): the higher, the sooner such tickets are called."""

    __tablename__ = "skill"
    __table_args__ = synced(Policy(unique=(("staff_id", "letter"),)))

    staff_id: Mapped[Key]
    letter: Mapped[Words]
    weight: Mapped[Count]
    """1 to 9; 3 is usual. Waiting time counts weight/3 times."""


class HallRule(Record):
    """One rule of the hall that differs from the usual (规则); ``rules.py`` says which there are."""

    __tablename__ = "hall_rule"
    __table_args__ = synced(Policy(unique=(("hall_id", "name"),)))

    name: Mapped[Words]
    value: Mapped[Any] = mapped_column(JSON)


class CalendarDay(Record):
    """A day the hall's own list makes a working day or a day of rest (日历); see ``calendar.py``."""

    __tablename__ = "calendar_day"
    __table_args__ = synced(Policy(unique=(("hall_id", "day"),)))

    day: Mapped[Day]
    is_working: Mapped[bool]
    name: Mapped[Words]
