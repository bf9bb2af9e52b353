"""The hall and what it offers."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import Policy, Record, synced
from app.storage.columns import Count, Key, Words


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
