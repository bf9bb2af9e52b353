"""The two sides of a talk as the form's lines hold them, tied to the records they came from."""

from __future__ import annotations

from collections.abc import Sequence

from app.reception.queries import VisitCard
from app.rooms.entries import PartyEntry
from app.rooms.states import PartyRole
from ui.parts.forms import Form

LINES = {PartyRole.BUYER: "buyer", PartyRole.SELLER: "seller"}


class Sides:
    """Reads and fills the lines of buyer and seller."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._kept: dict[str, PartyEntry] = {}
        self._visit: VisitCard | None = None

    def reset(self) -> None:
        """Empty the lines and forget where they came from."""
        self._kept, self._visit = {}, None
        for name in LINES.values():
            self._form.set_text(name, "")

    def take_visit(self, visit: VisitCard) -> None:
        """Put a visitor on the buyer's side."""
        self._visit = visit
        self._form.set_text("buyer", visit.organisation or visit.person_name)

    def take(self, entries: Sequence[PartyEntry]) -> list[PartyEntry]:
        """Put the first buyer and seller at the table into their lines; gives the others."""
        others = []
        for entry in entries:
            name = LINES.get(entry.role, "")
            if name and name not in self._kept and not entry.link:
                self._kept[name] = entry
                self._form.set_text(name, entry.name)
            else:
                others.append(entry)
        return others

    def parties(self) -> tuple[PartyEntry, ...]:
        """Give who was typed."""
        typed = ((role, self._form.text(name)) for role, name in LINES.items())
        return tuple(self._party(role, name) for role, name in typed if name)

    def _party(self, role: PartyRole, name: str) -> PartyEntry:
        """Tie a party to its records while it still bears the name they gave it."""
        kept, visit = self._kept.get(LINES[role]), self._visit
        if kept is not None and kept.name == name:
            return kept
        organisation_id = visit.organisation_id if visit and name == visit.organisation else None
        person_id = visit.person_id if visit and name in (visit.organisation, visit.person_name) else None
        return PartyEntry(name, role, organisation_id, person_id)
