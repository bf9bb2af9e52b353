"""People, organisations and their visits."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.reception.documents import DocumentKind
from app.reception.states import Priority
from app.storage.base import Policy, Record, synced
from app.storage.columns import Count, Key, Moment, StateOf, Words


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
    """Pinyin initials and full pinyin, parted by blanks, for searching."""


class Visit(Record):
    """One coming to the hall (来访), from the door to the last paper."""

    __tablename__ = "visit"
    __table_args__ = synced()

    person_id: Mapped[Key | None] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[Key | None] = mapped_column(ForeignKey("organisation.id"))
    matter_id: Mapped[Key] = mapped_column(ForeignKey("matter.id"))
    priority: Mapped[Priority] = mapped_column(StateOf(Priority))
    proof_seen: Mapped[bool]
    party_size: Mapped[Count]
    subject: Mapped[Words]
    """What it is about, in the visitor's words."""
    arrived_at: Mapped[Moment]
