"""What a hall tells people about their data, and what it has of one: as plain pages."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from typing import Any

from app.documents.sheets import Paragraph, ReportSheet, Section, Table
from app.kernel.places import resource

_LOOK_SHARES = (2.2, 1.4, 1.0, 1.4, 3.0)


@dataclass(frozen=True)
class NoticeFacts:
    """What fills the notice. ``days``: how long a record lasts after the last visit."""

    hall: str
    address: str
    days: int
    day: str
    is_sample: bool = False


@dataclass(frozen=True)
class RecordFacts:
    """A person's own record; rows are ready words in the order of the columns of the template."""

    hall: str
    at: str
    reason: str
    name: str
    document_kind: str
    document_number: str
    phone: str
    organisation: str
    since: str
    visits: tuple[tuple[str, ...], ...]
    looks: tuple[tuple[str, ...], ...]
    is_sample: bool = False


def notice_sheet(facts: NoticeFacts) -> ReportSheet:
    """Word the notice of PIPL art. 17: who, what for, which data, how long, which rights."""
    said = _template()["notice"]
    told = {"hall": facts.hall, "address": facts.address or _word("record", "nothing"), "days": facts.days}
    sections = tuple(
        Section(key, heading, tuple(Paragraph(line.format(**told)) for line in said[key]))
        for key, heading in said["sections"]
    )
    under = (said["under"], said["printed"].format(day=facts.day))
    return ReportSheet(said["title"], facts.hall, under, sections, facts.is_sample)


def record_sheet(facts: RecordFacts) -> ReportSheet:
    """Word a person's own record (PIPL art. 45): data, visits, and who looked at what is hidden."""
    names = ("name", "document_kind", "document_number", "phone", "organisation", "since")
    nothing = _word("record", "nothing")
    data = tuple((_word("record", name), getattr(facts, name) or nothing) for name in names)
    visits = _word("record", "visits").format(count=len(facts.visits))
    return ReportSheet(
        _word("record", "title"),
        facts.hall,
        (_word("record", "under").format(at=facts.at), _word("record", "reason").format(reason=facts.reason)),
        (
            Section("data", _word("record", "data"), (_table("data_columns", data, (1.0, 3.0)),)),
            _listed("visits", visits, "visit_columns", facts.visits, (2.0, 5.0, 1.0)),
            _listed("looks", _word("record", "looks"), "look_columns", facts.looks, _LOOK_SHARES),
        ),
        facts.is_sample,
    )


def personal_word(group: str, key: str) -> str:
    """Tell one fixed wording of these papers: the kind of a document, a field."""
    return _word(group, key)


def _listed(
    key: str, heading: str, columns: str, rows: tuple[tuple[str, ...], ...], shares: tuple[float, ...]
) -> Section:
    if not rows:
        return Section(key, heading, (Paragraph(_word("record", f"no_{key}")),))
    return Section(key, heading, (_table(columns, rows, shares),))


def _table(columns: str, rows: tuple[tuple[str, ...], ...], shares: tuple[float, ...]) -> Table:
    return Table(tuple(_template()["record"][columns]), rows, shares)


def _word(group: str, key: str) -> str:
    return str(_template()[group][key])


@functools.cache
def _template() -> dict[str, Any]:
    return tomllib.loads(resource("templates/privacy.toml").read_text(encoding="utf-8"))
