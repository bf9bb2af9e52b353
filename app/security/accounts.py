"""Signing in, unlocking, and adding staff."""

from __future__ import annotations

from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.changes import Outcome
from app.kernel.clock import MINUTE
from app.kernel.errors import FieldRefused
from app.security.actors import GRANTS, Actor, Machine, Permission, Role
from app.security.entities import SignInFailure, Staff
from app.security.refusals import AccountLocked, LoginTaken, WeakPassword, WrongPassword
from app.storage.store import Store, Work

FAILURES_BEFORE_LOCK = 5
LOCK_MINUTES = 30
SHORTEST_PASSWORD = 8
KINDS_NEEDED = 3


@dataclass(frozen=True)
class StaffRow:
    """A member of staff in a list."""

    id: str
    name: str
    role: Role


def check_password_strength(password: str, login: str) -> None:
    """Refuse with WeakPassword: under 8 characters, under three kinds, or the login in it (domain.md 9.4)."""
    if len(password) < SHORTEST_PASSWORD:
        raise WeakPassword("too_short")
    kinds = (str.islower, str.isupper, str.isdigit, lambda c: not c.isascii() or not c.isalnum())
    if sum(any(kind(c) for c in password) for kind in kinds) < KINDS_NEEDED:
        raise WeakPassword("too_plain")
    if login and login.lower() in password.lower():
        raise WeakPassword("like_login")


class Accounts:
    """The door of the program."""

    def __init__(self, store: Store, hasher: PasswordHasher | None = None) -> None:
        self._store = store
        self._hasher = hasher or PasswordHasher()
        # Checked when the login is unknown, so that a stranger cannot tell by the time it takes.
        self._nobody = self._hasher.hash("nobody")

    def sign_in(self, login: str, password: str, window_id: str | None) -> Outcome[Actor]:
        """Let a member of staff in.

        Refuses with WrongPassword, and after five failures with AccountLocked for thirty minutes.
        """
        staff = self._checked(login.strip(), password)
        actor = Actor(staff.id, staff.login, staff.name, staff.role, window_id)
        with self._store.change(actor, "sign_in") as work:
            work.subject("staff", staff.id)
        return work.outcome(actor)

    def unlock(self, actor: Actor, password: str) -> Outcome[None]:
        """Open a locked screen again for the person who locked it; refuses like sign_in."""
        self._checked(actor.login, password)
        with self._store.change(actor, "unlock_screen") as work:
            work.subject("staff", actor.staff_id)
        return work.outcome(None)

    def sign_out(self, actor: Actor) -> Outcome[None]:
        """Note that somebody left."""
        with self._store.change(actor, "sign_out") as work:
            work.subject("staff", actor.staff_id)
        return work.outcome(None)

    def add_staff(self, login: str, name: str, role: Role, password: str, *, actor: Actor) -> Outcome[str]:
        """Take a new member of staff in; refuses with LoginTaken, WeakPassword, FieldRefused."""
        actor.must(Permission.ARRANGE_STAFF)
        password_hash = self.prepared_hash(login, name, password)
        with self._store.change(actor, "add_staff") as work:
            key = take_in_staff(work, login, name, role, password_hash)
        return work.outcome(key)

    def staff(self) -> tuple[StaffRow, ...]:
        """List the staff of the hall by login."""
        with self._store.look() as session:
            return staff_rows(session)

    def prepared_hash(self, login: str, name: str, password: str) -> str:
        """Check what was typed for a new account and hash the password; slow on purpose."""
        if not login.strip():
            raise FieldRefused("login", "empty")
        if not name.strip():
            raise FieldRefused("name", "empty")
        check_password_strength(password, login.strip())
        return self._hasher.hash(password)

    def _checked(self, login: str, password: str) -> Staff:
        now = self._store.clock.now()
        with self._store.look() as session:
            staff = _staff_of(session, login)
            failure = session.get(SignInFailure, login)
            locked_until = failure.locked_until if failure else 0
        if locked_until > now:
            raise AccountLocked(locked_until)
        if self._fits(staff, password) and staff is not None:
            self._forget_failures(login)
            return staff
        self._note_failure(login, now)
        raise AssertionError("noting a failure always refuses")

    def _fits(self, staff: Staff | None, password: str) -> bool:
        try:
            return self._hasher.verify(staff.password_hash if staff else self._nobody, password)
        except VerifyMismatchError:
            return False

    def _forget_failures(self, login: str) -> None:
        with self._store.keep() as session:
            failure = session.get(SignInFailure, login)
            if failure is not None:
                session.delete(failure)

    def _note_failure(self, login: str, now: int) -> None:
        with self._store.change(Machine(), "sign_in_refused") as work:
            failure = work.session.get(SignInFailure, login)
            if failure is None:
                failure = SignInFailure(login=login, failures=0, locked_until=0)
                work.session.add(failure)
            failure.failures = failure.failures % FAILURES_BEFORE_LOCK + 1
            left = FAILURES_BEFORE_LOCK - failure.failures
            if left == 0:
                failure.locked_until = now + LOCK_MINUTES * MINUTE
            until = failure.locked_until
        if left == 0:
            raise AccountLocked(until)
        raise WrongPassword(left)


def take_in_staff(work: Work, login: str, name: str, role: Role, password_hash: str) -> str:
    """Add a member of staff in an open transaction; refuses with LoginTaken."""
    login = login.strip()
    if _staff_of(work.session, login) is not None:
        raise LoginTaken(login)
    staff = Staff(login=login, name=name.strip(), role=role, password_hash=password_hash)
    work.add(staff)
    work.session.flush()
    return staff.id


def staff_rows(session: Session) -> tuple[StaffRow, ...]:
    """List the staff of the hall by login, in an open session."""
    found = session.execute(select(Staff).where(Staff.ended_at.is_(None)).order_by(Staff.login)).scalars()
    return tuple(StaffRow(s.id, s.name, s.role) for s in found)


def staff_row(session: Session, staff_id: str) -> StaffRow | None:
    """Give a member of staff in an open session; None for who has left or never was."""
    staff = session.get(Staff, staff_id)
    return StaffRow(staff.id, staff.name, staff.role) if staff and staff.ended_at is None else None


def _staff_of(session: Session, login: str) -> Staff | None:
    query = select(Staff).where(Staff.login == login, Staff.ended_at.is_(None))
    return session.execute(query.limit(1)).scalar_one_or_none()


def count_with(session: Session, permission: Permission) -> int:
    """Count the staff of the hall whose role carries a permission."""
    roles = [role for role, granted in GRANTS.items() if permission in granted]
    query = select(func.count()).where(Staff.role.in_(roles), Staff.ended_at.is_(None))
    return session.execute(query).scalar_one()
