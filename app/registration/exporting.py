"""What goes to the national system: a table in Excel and a JSON (docs/registration-export.md)."""

from __future__ import annotations

import importlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from app.catalogue.queries import hall_card
from app.contracts.states import Side
from app.kernel.changes import Outcome
from app.kernel.clock import day_of
from app.kernel.errors import FieldRefused
from app.kernel.money import figures
from app.registration.entities import Registration
from app.registration.form import FormParty, written
from app.registration.queries import RegistrationCard, RegistrationsView
from app.registration.sheets import form_fields, party_fields
from app.registration.states import IN_FORCE
from app.registration.words import paper_word
from app.security.actors import Actor, Permission
from app.storage.store import Store

EXPORT_FORMAT = 1
MOST_PARTIES = 3
"""Parties of one side the table has columns for; the JSON has all of them."""
_SIDES = (Side.SELLER, Side.BUYER)
_PLACES = range(MOST_PARTIES)


class Exporting:
    """Writes lists of registered contracts."""

    def __init__(self, store: Store, view: RegistrationsView, zone: str) -> None:
        self._store = store
        self._view = view
        self._zone = zone

    def registered(self, since: date, until: date, *, without_number: bool = False) -> tuple[str, ...]:
        """Give the keys of what was registered in a span of days, both counted, in its order."""
        query = select(Registration.id).where(
            Registration.ended_at.is_(None),
            Registration.state.in_(IN_FORCE),
            Registration.registered_on >= since,
            Registration.registered_on <= until,
        )
        if without_number:
            query = query.where(Registration.national_number.is_(None))
        query = query.order_by(Registration.registered_on, Registration.acceptance_number)
        with self._store.look() as session:
            return tuple(session.execute(query).scalars())

    def workbook(self, keys: Sequence[str], *, actor: Actor) -> Outcome[bytes]:
        """Write registrations as an Excel table; kept in the trail, since it leaves the hall.

        Refuses with Forbidden, FieldRefused ("keys") for an empty list.
        """
        cards = self._cards(keys, actor)
        columns, rows = export_table(cards)
        book = importlib.import_module("app.documents.workbook")
        content: bytes = book.write_workbook(paper_word("export", "sheet"), columns, rows)
        return self._noted(keys, content, actor)

    def json(self, keys: Sequence[str], *, actor: Actor) -> Outcome[bytes]:
        """Write registrations as JSON of format 1; refuses as ``workbook``."""
        cards = self._cards(keys, actor)
        with self._store.look() as session:
            hall = hall_card(session)
        told = {
            "format": EXPORT_FORMAT,
            "hall": hall.name if hall else "",
            "is_sample": bool(hall and hall.is_sample),
            "made_on": day_of(self._store.clock.now(), self._zone).isoformat(),
            "registrations": [export_record(card) for card in cards],
        }
        text = json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1)
        return self._noted(keys, text.encode(), actor)

    def _cards(self, keys: Sequence[str], actor: Actor) -> list[RegistrationCard]:
        actor.must(Permission.REGISTER_CONTRACT)
        if not keys:
            raise FieldRefused("keys", "empty")
        return [self._view.registration(key) for key in keys]

    def _noted(self, keys: Sequence[str], content: bytes, actor: Actor) -> Outcome[bytes]:
        with self._store.change(actor, "export_registrations") as work:
            for key in keys:
                work.subject("registration", key)
        return work.outcome(content)


def export_table(cards: Sequence[RegistrationCard]) -> tuple[list[str], list[list[str]]]:
    """Make the table: numbers, the form's fields, then the parties of each side."""
    fixed = [paper_word("export", key) for key in ("acceptance", "contract", "national", "registered")]
    fields = [label for label, _ in form_fields(cards[0])]
    party = [label for label, _ in party_fields(cards[0].entry.parties[0])]
    titles = (_titled(side, n, label) for side in _SIDES for n in _PLACES for label in party)
    columns = [*fixed, *fields, *titles]
    return columns, [_line(card, len(party)) for card in cards]


def export_record(card: RegistrationCard) -> dict[str, Any]:
    """Make the JSON of one registration; amounts in fen and in yuan as text."""
    verified = card.verified_fen or 0
    return {
        "acceptance_number": card.row.acceptance_number,
        "contract_number": card.row.contract_number,
        "registration_number": card.row.national_number,
        "project_name": card.row.title,
        "contract_type": card.entry.kind,
        "sign_date": card.signed_on.isoformat(),
        "begin_date": card.content.valid_from.isoformat() if card.content.valid_from else None,
        "end_date": card.content.valid_to.isoformat() if card.content.valid_to else None,
        "registered_on": card.registered_on.isoformat() if card.registered_on else None,
        "total": _amount(card.entry.total_fen),
        "technical": _amount(card.entry.technical_fen),
        "verified_technical": _amount(verified),
        "payment": str(card.content.payment),
        "profile": card.profile.code,
        "form": written(card.entry.form),
        "parties": [written(party) for party in card.entry.parties],
    }


def _amount(fen: int) -> dict[str, Any]:
    return {"fen": fen, "yuan": figures(fen).replace(",", "")}


def _titled(side: Side, place: int, label: str) -> str:
    number = "" if place == 0 else str(place + 1)
    return paper_word("export", f"party_{side}", name=f"{number}{label}")


def _line(card: RegistrationCard, width: int) -> list[str]:
    row = card.row
    told = [row.acceptance_number, row.contract_number, row.national_number]
    told.append(card.registered_on.isoformat() if card.registered_on else "")
    told += [text for _, text in form_fields(card)]
    for side in _SIDES:
        parties: list[FormParty] = [p for p in card.entry.parties if p.side is side][:MOST_PARTIES]
        for place in _PLACES:
            filled = place < len(parties)
            told += [text for _, text in party_fields(parties[place])] if filled else [""] * width
    return told
