"""Members of staff."""

from __future__ import annotations

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from app.security.actors import Role
from app.storage.base import Base, Policy, Record, synced
from app.storage.columns import Count, Moment, StateOf, Words


class Staff(Record):
    """A member of staff (工作人员) who may sign in."""

    __tablename__ = "staff"
    __table_args__ = synced(Policy(unique=(("hall_id", "login"),)))

    login: Mapped[Words]
    name: Mapped[Words]
    role: Mapped[Role] = mapped_column(StateOf(Role))
    password_hash: Mapped[Words]


class SignInFailure(Base):
    """Failures at this terminal since the last success; stays here."""

    __tablename__ = "sign_in_failure"

    login: Mapped[str] = mapped_column(Text, primary_key=True)
    failures: Mapped[Count]
    locked_until: Mapped[Moment]
