"""The hall's public keys as every terminal knows them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.entities import HallKey
from app.contracts.refusals import ReasonMissing
from app.contracts.states import KeyKind
from app.documents.key_card import CodeKey, KeyCard, Revocation, certificate_id
from app.kernel.errors import Missing
from app.kernel.ids import new_key
from app.security.actors import Actor, Permission
from app.storage.store import Store, Work


@dataclass(frozen=True)
class PublicKey:
    """A public key with the moments between which it is used."""

    kind: KeyKind
    content: str
    valid_from: int
    valid_to: int

    @property
    def id(self) -> str:
        """Its name on the key card: of a root SHA-256, of a key of codes its name in a code."""
        return _name(self.kind, self.content)


@dataclass(frozen=True)
class KeyRow:
    """A public key as the seal's page lists it; ``id`` is its name on the key card.

    is_in_use: this terminal seals with it.
    """

    id: str
    kind: KeyKind
    content: str
    valid_from: int
    valid_to: int
    revoked_at: int | None
    revoked_for: str
    is_in_use: bool = False


class HallKeys:
    """Makes public keys known to the hall's terminals, and gives the key card."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, work: Work, keys: tuple[PublicKey, ...]) -> None:
        """Make keys known together with what else is changed; those known already are left alone."""
        known = {row.content for row in _rows(work.session)}
        for key in keys:
            if key.content not in known:
                work.add(
                    HallKey(
                        id=new_key(),
                        kind=key.kind,
                        content=key.content,
                        valid_from=key.valid_from,
                        valid_to=key.valid_to,
                    )
                )

    def rows(self) -> tuple[KeyRow, ...]:
        """List every key the hall has ever used, the latest first."""
        with self._store.look() as session:
            return tuple(_row(row) for row in reversed(_rows(session)))

    def revoke(self, key: str, reason: str, *, actor: Actor) -> None:
        """Say that a root or a key of codes is not to be believed from now on; ``key`` is its id on the card.

        Refuses with ReasonMissing, and with Missing where no key still believed has that id.
        """
        actor.must(Permission.ARRANGE_HALL)
        if not reason.strip():
            raise ReasonMissing("revoke")
        with self._store.change(actor, "revoke_key") as work:
            found = [row for row in _rows(work.session) if row.revoked_at is None and _named(row) == key]
            if not found:
                raise Missing("hall_key", key)
            for row in found:
                row.revoked_at, row.revoked_for = work.now, reason.strip()

    def card(self, hall: str) -> KeyCard:
        """Give the card of all keys the hall has ever used."""
        with self._store.look() as session:
            rows = _rows(session)
        return KeyCard(
            hall,
            tuple(row.content for row in rows if row.kind is KeyKind.ROOT),
            tuple(_code_key(row) for row in rows if row.kind is KeyKind.CODE),
            tuple(
                Revocation(_named(row), row.revoked_at, row.revoked_for)
                for row in rows
                if row.revoked_at is not None
            ),
        )


def _code_key(row: HallKey) -> CodeKey:
    return CodeKey(row.content, row.valid_from, row.valid_to)


def _named(row: HallKey) -> str:
    return _name(row.kind, row.content)


def _name(kind: KeyKind, content: str) -> str:
    return CodeKey(content, 0, 0).id if kind is KeyKind.CODE else certificate_id(content)


def _row(row: HallKey) -> KeyRow:
    return KeyRow(
        _named(row),
        row.kind,
        row.content,
        row.valid_from,
        row.valid_to,
        row.revoked_at,
        row.revoked_for,
    )


def _rows(session: Session) -> list[HallKey]:
    query = select(HallKey).where(HallKey.ended_at.is_(None)).order_by(HallKey.made_at, HallKey.id)
    return list(session.execute(query).scalars())
