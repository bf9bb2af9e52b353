"""Two records of one person or organisation become one; a corrected number is a new identity.

Nothing that points to the old record is touched: whoever reads follows ``merged_into``. So the way back is
that of any other changeset.
"""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import select

from app.kernel.changes import Outcome
from app.kernel.clock import day_of
from app.kernel.errors import FieldRefused
from app.kernel.identity import derived_key
from app.reception.documents import DocumentKind, check_document
from app.reception.entities import Organisation, Person
from app.reception.refusals import RecordEnded, SameRecord
from app.reception.states import ENDED_BY_CORRECTION, ENDED_BY_MERGING
from app.security.actors import Actor, Permission
from app.storage.store import Store, Work

R = TypeVar("R", Person, Organisation)


class Merging:
    """Puts right what was registered twice or with a wrong number."""

    def __init__(self, store: Store, market_secret: bytes, zone: str) -> None:
        self._store = store
        self._secret = market_secret
        self._zone = zone

    def merge_people(self, keep_id: str, other_id: str, *, actor: Actor) -> Outcome[str]:
        """Let one record stand for both; gives its key. It takes over what it lacks itself.

        Refuses with Missing, SameRecord, RecordEnded.
        """
        actor.must(Permission.RECEIVE)
        with self._store.change(actor, "merge_people") as work:
            keep, other = _two(work, Person, keep_id, other_id)
            keep.phone = keep.phone or other.phone
            keep.organisation_id = keep.organisation_id or other.organisation_id
            _end(work, other, keep.id, ENDED_BY_MERGING)
        return work.outcome(keep.id)

    def merge_organisations(self, keep_id: str, other_id: str, *, actor: Actor) -> Outcome[str]:
        """Let one record stand for both; gives its key. Refuses like merge_people."""
        actor.must(Permission.RECEIVE)
        with self._store.change(actor, "merge_organisations") as work:
            keep, other = _two(work, Organisation, keep_id, other_id)
            keep.phone = keep.phone or other.phone
            keep.address = keep.address or other.address
            keep.legal_representative = keep.legal_representative or other.legal_representative
            _end(work, other, keep.id, ENDED_BY_MERGING)
        return work.outcome(keep.id)

    def correct_document(
        self, person_id: str, kind: DocumentKind, text: str, *, actor: Actor
    ) -> Outcome[str]:
        """Give a person another document number; gives the key of the record that now stands for them.

        The number makes the key (architecture.md, decision 1), so a new record takes over, or the one
        that bears the number already. Refuses with Missing, RecordEnded, FieldRefused.
        """
        actor.must(Permission.RECEIVE)
        if kind is DocumentKind.NONE:
            raise FieldRefused("document_kind", "empty")
        today = day_of(self._store.clock.now(), self._zone)
        number = check_document(kind, text, today).number
        key = derived_key(self._secret, kind, number)
        with self._store.change(actor, "correct_document") as work:
            old = _live(work.get(Person, person_id))
            if key == old.id:
                return work.outcome(key)
            person = work.session.get(Person, key)
            if person is None:
                person = work.add(Person(id=key, document_kind=kind, name=old.name, initials=old.initials))
            person.ended_at, person.end_reason, person.merged_into = None, "", None
            person.document_number = number
            person.phone = person.phone or old.phone
            person.organisation_id = person.organisation_id or old.organisation_id
            _end(work, old, key, ENDED_BY_CORRECTION)
        return work.outcome(key)


def _two(work: Work, kind: type[R], keep_id: str, other_id: str) -> tuple[R, R]:
    keep, other = _live(work.get(kind, keep_id)), _live(work.get(kind, other_id))
    if keep is other:
        raise SameRecord(keep.name)
    return keep, other


def _live(record: R) -> R:
    if record.ended_at is not None:
        raise RecordEnded(record.name)
    return record


def _end(work: Work, record: R, into: str, reason: str) -> None:
    """End a record for another; those merged into it before follow, so that nobody walks a chain."""
    kind = type(record)
    for earlier in work.session.execute(select(kind).where(kind.merged_into == record.id)).scalars():
        earlier.merged_into = into
    record.ended_at, record.end_reason, record.merged_into = work.now, reason, into
