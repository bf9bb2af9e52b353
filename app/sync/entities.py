"""What needs a person's decision."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import Policy, Record, synced
from app.storage.columns import Count, Key, Moment, StateOf, Words
from app.sync.states import DECISION_STEPS, ConflictKind, Decision


class Conflict(Record):
    """A change the centre did not take as it was (同步冲突). The gate writes it, a person decides it."""

    __tablename__ = "conflict"
    __table_args__ = synced(
        Policy(
            groups=(("decision", "decided_at", "decided_by", "decision_note", "again_txn"),),
            steps={"decision": DECISION_STEPS},
        )
    )

    kind: Mapped[ConflictKind] = mapped_column(StateOf(ConflictKind))
    txn: Mapped[Key] = mapped_column(index=True)
    """The changeset this is about."""
    terminal: Mapped[Count]
    use_case: Mapped[Words]
    actor_id: Mapped[Words]
    acted_at: Mapped[Moment]
    """When it was done at the terminal, by its clock; for reading only."""
    table_name: Mapped[Words]
    """The table of the row at the heart of it."""
    key: Mapped[Words]
    column_name: Mapped[Words]
    """The column that was overwritten, or that stood in the way; empty where none is named."""
    wanted: Mapped[Any] = mapped_column(JSON)
    """OVERWRITTEN: the value that was wanted. REFUSED: all its changes, to be read or sent again."""
    kept: Mapped[Any] = mapped_column(JSON)
    """OVERWRITTEN: the centre's value. REFUSED: the row that stood in the way, or None."""
    reason: Mapped[Words]
    """The rule that refused it: a constraint's name or a word of the gate's list; empty for OVERWRITTEN."""
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """Code, detail and the like, as the gate gave them."""
    because_of: Mapped[Words]
    """The key of the conflict this one goes with, where it was built on something refused."""
    subjects: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Every row the changeset touched, as ``table:key``."""
    decision: Mapped[Decision] = mapped_column(StateOf(Decision), default=Decision.OPEN, index=True)
    decided_at: Mapped[Moment | None]
    decided_by: Mapped[Words]
    decision_note: Mapped[Words]
    again_txn: Mapped[Words]
    """SENT_AGAIN: the changeset that carries it anew."""

    def decide(self, decision: Decision, by: str, at: int, note: str) -> None:
        """Note what a person decided; refuses with WrongStep when that was done already."""
        self.decision = DECISION_STEPS.check(self.decision, decision)
        self.decided_by = by
        self.decided_at = at
        self.decision_note = note
