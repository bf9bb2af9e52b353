"""The clause library (条款库): shipped ones as data, the hall's own beside them, each change an edition."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.content import ClauseContent
from app.contracts.entities import ClauseEntry
from app.contracts.refusals import ReasonMissing
from app.documents.templates import ContractTemplate, templates
from app.documents.words import word_list
from app.kernel.changes import Outcome
from app.kernel.errors import FieldRefused, Missing
from app.kernel.ids import new_key
from app.kernel.places import resource
from app.security.actors import Actor, Permission
from app.storage.store import Store

LONGEST_TITLE = 60
LONGEST_CLAUSE = 5000
LONGEST_LAW = 200
SHIPPED_EDITION = 1


@dataclass(frozen=True)
class ClausePlan:
    """A clause as it is typed. ``section``: the key of the section it goes into, "" makes one of its own.

    fits: classes (dev trf lic con srv free supp) or codes of templates it is offered for; none: all.
    """

    title: str
    text: str
    section: str = ""
    law: str = ""
    fits: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClauseRow:
    """A clause in the library. ``is_own``: the hall's, not as it was shipped."""

    code: str
    edition: int
    section: str
    title: str
    text: str
    law: str
    fits: tuple[str, ...]
    is_own: bool

    def fits_template(self, template: ContractTemplate) -> bool:
        """Tell whether it is offered for a template."""
        return not self.fits or template.code in self.fits or template.kind in self.fits

    def content(self, template: ContractTemplate) -> ClauseContent:
        """Give it as a contract takes it; where the template lacks its section it makes one of its own."""
        keys = {section.key for section in template.sections}
        section = self.section if self.section in keys else ""
        return ClauseContent(self.text, section, self.title, f"{self.code}@{self.edition}")


class ClauseLibrary:
    """The hall's clauses. Reading needs nothing; changing them needs Permission.ARRANGE_HALL."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def clauses(
        self, template: ContractTemplate | None = None, section: str | None = None, search: str = ""
    ) -> tuple[ClauseRow, ...]:
        """List the clauses in use in the order of sections: those a template is offered, of one section.

        search: words that all stand in title, text or law, large and small letters alike.
        """
        with self._store.look() as session:
            rows = _in_use(session)
        wanted = search.casefold().split()
        found = [
            row
            for row in rows
            if (template is None or row.fits_template(template))
            and (section is None or row.section == section)
            and all(piece in f"{row.title} {row.text} {row.law}".casefold() for piece in wanted)
        ]
        places = _places(template)
        return tuple(sorted(found, key=lambda row: (places.get(row.section, len(places)), row.title)))

    def clause(self, code: str) -> ClauseRow:
        """Give a clause in use by its code; refuses with Missing."""
        with self._store.look() as session:
            return _found(session, code)

    def editions(self, code: str) -> tuple[ClauseRow, ...]:
        """List every edition of a clause, the newest first; also of one that ended. Refuses with Missing."""
        with self._store.look() as session:
            rows = [_row(entry) for entry in _entries(session, code)]
        rows += [row for row in shipped_clauses() if row.code == code]
        if not rows:
            raise Missing("clause", code)
        return tuple(sorted(rows, key=lambda row: -row.edition))

    def add(self, plan: ClausePlan, *, actor: Actor) -> Outcome[ClauseRow]:
        """Put a new clause into the library; refuses with FieldRefused."""
        actor.must(Permission.ARRANGE_HALL)
        _check(plan)
        with self._store.change(actor, "add_clause") as work:
            entry = work.add(_entry(new_key(), SHIPPED_EDITION, plan))
            row = _row(entry)
        return work.outcome(row)

    def change(self, code: str, plan: ClausePlan, *, actor: Actor) -> Outcome[ClauseRow]:
        """Write a new edition of a clause; contracts keep the text they took. One that ended is used again.

        Refuses with FieldRefused, Missing.
        """
        actor.must(Permission.ARRANGE_HALL)
        _check(plan)
        with self._store.change(actor, "change_clause") as work:
            entry = work.add(_entry(code, _last_edition(work.session, code) + 1, plan))
            row = _row(entry)
        return work.outcome(row)

    def end(self, code: str, reason: str, *, actor: Actor) -> Outcome[None]:
        """Take a clause out of use, with all its editions kept; refuses with ReasonMissing, Missing."""
        actor.must(Permission.ARRANGE_HALL)
        if not reason.strip():
            raise ReasonMissing("end_clause")
        with self._store.change(actor, "end_clause") as work:
            row = _found(work.session, code)
            plan = ClausePlan(row.title, row.text, row.section, row.law, row.fits)
            entries = _entries(work.session, code)
            entry = entries[-1] if entries else work.add(_entry(code, row.edition + 1, plan))
            entry.ended_at, entry.end_reason = work.now, reason.strip()
        return work.outcome(None)


@functools.cache
def shipped_clauses() -> tuple[ClauseRow, ...]:
    """Give the clauses that come with the program."""
    files = sorted(resource("templates/clauses").glob("*.toml"))
    told = [clause for file in files for clause in _read(file.read_text(encoding="utf-8"))]
    return tuple(
        ClauseRow(
            code=clause["code"],
            edition=SHIPPED_EDITION,
            section=clause["section"],
            title=clause["title"],
            text=clause["text"],
            law=clause.get("law", ""),
            fits=tuple(clause.get("fits", ())),
            is_own=False,
        )
        for clause in told
    )


def known_sections() -> tuple[str, ...]:
    """List the keys of the sections a clause may go into, in the order of the templates."""
    return tuple(dict.fromkeys(section.key for t in templates() for section in t.sections))


def _read(text: str) -> list[dict[str, str]]:
    return list(tomllib.loads(text)["clause"])


def _places(template: ContractTemplate | None) -> dict[str, int]:
    keys = [section.key for section in template.sections] if template else known_sections()
    return {key: place for place, key in enumerate(keys)}


def _in_use(session: Session) -> list[ClauseRow]:
    """Gather the last edition of each clause: the hall's own go before the shipped, ended ones are out."""
    rows: dict[str, ClauseRow | None] = {row.code: row for row in shipped_clauses()}
    query = select(ClauseEntry).order_by(ClauseEntry.edition, ClauseEntry.made_at)
    for entry in session.execute(query).scalars():
        rows[entry.code] = _row(entry) if entry.ended_at is None else None
    return [row for row in rows.values() if row is not None]


def _found(session: Session, code: str) -> ClauseRow:
    for row in _in_use(session):
        if row.code == code:
            return row
    raise Missing("clause", code)


def _entries(session: Session, code: str) -> list[ClauseEntry]:
    query = select(ClauseEntry).where(ClauseEntry.code == code)
    return list(session.execute(query.order_by(ClauseEntry.edition, ClauseEntry.made_at)).scalars())


def _last_edition(session: Session, code: str) -> int:
    entries = _entries(session, code)
    if entries:
        return entries[-1].edition
    if any(row.code == code for row in shipped_clauses()):
        return SHIPPED_EDITION
    raise Missing("clause", code)


def _entry(code: str, edition: int, plan: ClausePlan) -> ClauseEntry:
    return ClauseEntry(
        id=new_key(),
        code=code,
        edition=edition,
        section=plan.section,
        title=" ".join(plan.title.split()),
        text="\n".join(line.strip() for line in plan.text.splitlines() if line.strip()),
        law=" ".join(plan.law.split()),
        fits=list(plan.fits),
    )


def _row(entry: ClauseEntry) -> ClauseRow:
    return ClauseRow(
        code=entry.code,
        edition=entry.edition,
        section=entry.section,
        title=entry.title,
        text=entry.text,
        law=entry.law,
        fits=tuple(entry.fits),
        is_own=True,
    )


def _check(plan: ClausePlan) -> None:
    for field, longest in (("title", LONGEST_TITLE), ("text", LONGEST_CLAUSE), ("law", LONGEST_LAW)):
        text = str(getattr(plan, field))
        if not text.strip() and field != "law":
            raise FieldRefused(field, "empty")
        if len(text) > longest:
            raise FieldRefused(field, "too_long")
        if not all(line.isprintable() for line in text.splitlines()):
            raise FieldRefused(field, "odd_character")
    if plan.section and plan.section not in known_sections():
        raise FieldRefused("section", "not_known", plan.section)
    known = {t.code for t in templates()} | {t.kind for t in templates()}
    for fit in plan.fits:
        if fit not in known:
            raise FieldRefused("fits", "not_known", fit)
    for law in word_list("template", "repealed_laws"):
        if law in plan.text:
            raise FieldRefused("text", "repealed_law", law)
