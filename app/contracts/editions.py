"""Editions of contract templates: shipped ones and the hall's own; a contract keeps the one it began with."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.entities import TemplateEdition
from app.documents.template_text import read_template
from app.documents.template_writing import template_text
from app.documents.templates import ContractTemplate, load_template, templates
from app.kernel.changes import Outcome
from app.kernel.errors import Missing
from app.kernel.ids import new_key
from app.security.actors import Actor, Permission
from app.storage.store import Store

_OWN = "H"
"""Opens the name of a hall's own edition; shipped ones are numbers."""


@dataclass(frozen=True)
class EditionRow:
    """An edition of a template in a list; ``made_at`` None: it was shipped."""

    code: str
    edition: str
    note: str
    is_current: bool
    made_at: int | None


class TemplateShelf:
    """The templates of the hall. Reading needs nothing; changing them needs Permission.ARRANGE_HALL."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def templates(self) -> tuple[ContractTemplate, ...]:
        """Give the edition of each template that new drafts begin with."""
        with self._store.look() as session:
            return current_templates(session)

    def template(self, code: str, version: str = "") -> ContractTemplate:
        """Give an edition, or the current one; refuses with Missing."""
        with self._store.look() as session:
            return template_of(session, code, version) if version else current_template(session, code)

    def editions(self, code: str) -> tuple[EditionRow, ...]:
        """List the editions of a template, the newest first, the shipped one last; refuses with Missing."""
        shipped = load_template(code)
        with self._store.look() as session:
            own = [
                EditionRow(e.code, e.edition, e.note, e.is_current, e.made_at) for e in _own(session, code)
            ]
        is_current = not any(row.is_current for row in own)
        return (*reversed(own), EditionRow(code, shipped.version, "", is_current, None))

    def text(self, code: str, version: str = "") -> str:
        """Give an edition as text, whole, to be changed; refuses with Missing."""
        return template_text(self.template(code, version))

    def check(self, code: str, text: str) -> ContractTemplate:
        """Read a text as an edition of a template, not kept; refuses with TemplateRefused, Missing."""
        return read_template(text, load_template(code))

    def save(self, code: str, text: str, note: str, *, actor: Actor) -> Outcome[str]:
        """Keep a text as the hall's next edition and give its name; drafts do not begin with it yet.

        Refuses with TemplateRefused, which names line and place, and with Missing.
        """
        actor.must(Permission.ARRANGE_HALL)
        self.check(code, text)
        with self._store.change(actor, "save_template") as work:
            edition = f"{_OWN}{len(_own(work.session, code)) + 1}"
            work.add(
                TemplateEdition(
                    id=new_key(),
                    code=code,
                    edition=edition,
                    body=text,
                    note=" ".join(note.split()),
                    is_current=False,
                )
            )
        return work.outcome(edition)

    def make_current(self, code: str, edition: str, *, actor: Actor) -> Outcome[None]:
        """Let new drafts begin with an edition, the shipped one or the hall's own; refuses with Missing."""
        actor.must(Permission.ARRANGE_HALL)
        with self._store.change(actor, "choose_template") as work:
            own = _own(work.session, code)
            if edition not in {load_template(code).version, *(e.edition for e in own)}:
                raise Missing("template_edition", edition)
            for row in own:
                row.is_current = row.edition == edition
        return work.outcome(None)


def template_of(session: Session, code: str, version: str) -> ContractTemplate:
    """Give the edition a contract was drafted with, in an open session; refuses with Missing."""
    if not version.startswith(_OWN):
        return load_template(code, version)
    for row in _own(session, code):
        if row.edition == version:
            return _read(row.code, row.edition, row.body)
    raise Missing("template_edition", f"{code}@{version}")


def current_template(session: Session, code: str) -> ContractTemplate:
    """Give the edition of a template that new drafts begin with, in an open session; refuses with Missing."""
    return _current(load_template(code), _own(session, code))


def current_templates(session: Session) -> tuple[ContractTemplate, ...]:
    """Give the edition of every template that new drafts begin with, in an open session."""
    own = list(session.execute(select(TemplateEdition).where(TemplateEdition.is_current)).scalars())
    return tuple(_current(t, [row for row in own if row.code == t.code]) for t in templates())


def _current(shipped: ContractTemplate, own: Sequence[TemplateEdition]) -> ContractTemplate:
    chosen = [row for row in own if row.is_current]
    return _read(chosen[-1].code, chosen[-1].edition, chosen[-1].body) if chosen else shipped


def _own(session: Session, code: str) -> list[TemplateEdition]:
    query = select(TemplateEdition).where(TemplateEdition.code == code)
    found = session.execute(query).scalars()
    return sorted(found, key=lambda row: (len(row.edition), row.edition))


@functools.lru_cache(maxsize=64)
def _read(code: str, edition: str, body: str) -> ContractTemplate:
    return replace(read_template(body, load_template(code)), version=edition)
