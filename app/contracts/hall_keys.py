"""The hall's public keys as every terminal knows them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.entities import HallKey
from app.contracts.states import KeyKind
from app.documents.key_card import CodeKey, KeyCard, Revocation
from app.kernel.ids import new_key
from app.security.actors import Actor, Machine, Permission
from app.storage.store import Store


@dataclass(frozen=True)
class PublicKey:
    """A public key with the moments between which it is used."""

    kind: KeyKind
    content: str
    valid_from: int
    valid_to: int


class HallKeys:
    """Makes public keys known to the hall's terminals, and gives the key card."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def publish(self, keys: tuple[PublicKey, ...]) -> None:
        """Make keys known; those known already are left alone."""
        with self._store.look() as session:
            known = {row.content for row in _rows(session)}
        wanted = [key for key in keys if key.content not in known]
        if not wanted:
            return
        with self._store.change(Machine(), "publish_keys") as work:
            for key in wanted:
                work.add(
                    HallKey(
                        id=new_key(),
                        kind=key.kind,
                        content=key.content,
                        valid_from=key.valid_from,
                        valid_to=key.valid_to,
                    )
                )

    def revoke(self, content: str, reason: str, *, actor: Actor) -> None:
        """Say that a key is no longer to be believed from now on."""
        actor.must(Permission.ARRANGE_HALL)
        with self._store.change(actor, "revoke_key") as work:
            for row in _rows(work.session):
                if row.content == content and row.revoked_at is None:
                    row.revoked_at, row.revoked_for = work.now, reason.strip()

    def card(self, hall: str) -> KeyCard:
        """Give the card of all keys the hall has ever used."""
        with self._store.look() as session:
            rows = _rows(session)
        codes = {
            row.content: CodeKey(row.content, row.valid_from, row.valid_to)
            for row in rows
            if row.kind is KeyKind.CODE
        }

        def named(content: str) -> str:
            return codes[content].id if content in codes else content

        return KeyCard(
            hall,
            tuple(row.content for row in rows if row.kind is KeyKind.ROOT),
            tuple(codes.values()),
            tuple(
                Revocation(named(row.content), row.revoked_at, row.revoked_for)
                for row in rows
                if row.revoked_at is not None
            ),
        )


def _rows(session: Session) -> list[HallKey]:
    query = select(HallKey).where(HallKey.ended_at.is_(None)).order_by(HallKey.made_at, HallKey.id)
    return list(session.execute(query).scalars())
