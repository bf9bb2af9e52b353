"""People, organisations and their visits."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.reception.documents import DocumentKind
from app.reception.states import APPOINTMENT_STEPS, AppointmentState, PersonalField, Priority, ShownAs
from app.storage.base import Policy, Record, synced
from app.storage.columns import Count, Day, Key, Moment, StateOf, Words


class Organisation(Record):
    """A company, institute or university (单位). Its key follows from the credit code where it has one."""

    __tablename__ = "organisation"
    __table_args__ = synced(Policy(same_row=True))

    name: Mapped[Words]
    credit_code: Mapped[Words] = mapped_column(index=True)
    country: Mapped[Words]
    """Empty for China; else the country's name, for bodies without a credit code."""
    legal_representative: Mapped[Words]
    address: Mapped[Words]
    phone: Mapped[Words]
    initials: Mapped[Words]
    merged_into: Mapped[Key | None] = mapped_column(index=True)
    """The record that stands for this one since both were found to be one."""


class Person(Record):
    """A visitor (来访人). The key follows from the document where one was shown."""

    __tablename__ = "person"
    __table_args__ = synced(Policy(same_row=True, groups=(("document_kind", "document_number"),)))

    name: Mapped[Words]
    document_kind: Mapped[DocumentKind] = mapped_column(StateOf(DocumentKind))
    document_number: Mapped[Words]
    phone: Mapped[Words]
    organisation_id: Mapped[Key | None] = mapped_column(ForeignKey("organisation.id"))
    initials: Mapped[Words]
    """Pinyin initials and full pinyin, parted by blanks; terminals of older programs search by them."""
    merged_into: Mapped[Key | None] = mapped_column(index=True)
    """The record that stands for this one: both were one person, or the number was corrected."""


class AccessEntry(Record):
    """Somebody looked at what is hidden of a person (查看记录, domain.md 9.3). Never changed."""

    __tablename__ = "access_log"
    __table_args__ = synced(Policy(append_only=True))

    person_id: Mapped[Key] = mapped_column(ForeignKey("person.id"), index=True)
    field: Mapped[PersonalField] = mapped_column(StateOf(PersonalField))
    purpose: Mapped[Words]
    staff_id: Mapped[Key]
    terminal: Mapped[Count]
    looked_at: Mapped[Moment]


class Visit(Record):
    """One coming to the hall (来访), from the door to the last paper."""

    __tablename__ = "visit"
    __table_args__ = (
        # Few visits have one; by it is read who has come.
        Index("ix_visit_appointment_id", "appointment_id", sqlite_where=text("appointment_id IS NOT NULL")),
        synced(Policy(unique=(("appointment_id",),))),
    )

    person_id: Mapped[Key | None] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[Key | None] = mapped_column(ForeignKey("organisation.id"))
    matter_id: Mapped[Key] = mapped_column(ForeignKey("matter.id"))
    priority: Mapped[Priority] = mapped_column(StateOf(Priority))
    proof_seen: Mapped[bool]
    party_size: Mapped[Count]
    subject: Mapped[Words]
    """What it is about, in the visitor's words."""
    arrived_at: Mapped[Moment]
    shown_as: Mapped[ShownAs] = mapped_column(StateOf(ShownAs), default=ShownAs.NUMBER)
    appointment_id: Mapped[Key | None] = mapped_column(ForeignKey("appointment.id"))


class VisitMatter(Record):
    """One of the matters a visitor has come for (来访事项), in the order they are dealt with."""

    __tablename__ = "visit_matter"
    __table_args__ = synced(Policy(unique=(("visit_id", "position"),)))

    visit_id: Mapped[Key] = mapped_column(ForeignKey("visit.id"), index=True)
    matter_id: Mapped[Key] = mapped_column(ForeignKey("matter.id"))
    position: Mapped[Count]
    """From 1; a follow-up matter queued at the window takes the next one. ``Ticket.position`` is in turn."""


class Appointment(Record):
    """A visit agreed beforehand (预约), made by the desk or by the market's website."""

    __tablename__ = "appointment"
    __table_args__ = synced(
        Policy(groups=(("state", "state_at"),), steps={"state": APPOINTMENT_STEPS.both_ways()})
    )

    person_id: Mapped[Key | None] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[Key | None] = mapped_column(ForeignKey("organisation.id"))
    matter_id: Mapped[Key] = mapped_column(ForeignKey("matter.id"))
    day: Mapped[Day] = mapped_column(index=True)
    starts_at: Mapped[Moment]
    ends_at: Mapped[Moment]
    party_size: Mapped[Count] = mapped_column(default=1)
    subject: Mapped[Words]
    code: Mapped[Words]
    """The short code the visitor was given; empty for those made at the desk."""
    state: Mapped[AppointmentState] = mapped_column(StateOf(AppointmentState))
    """What was agreed and done about it; who has come is known from the visits (``arriving.py``), and stands
    here when the day is closed.
    """
    state_at: Mapped[Moment]
    note: Mapped[Words]
    """Why it was called off or excused."""
