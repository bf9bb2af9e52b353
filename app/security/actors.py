"""Who acts, in which role, and what a role may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.kernel.errors import Forbidden


class Role(StrEnum):
    """What somebody is at the hall (domain.md 9.4)."""

    CLERK = "clerk"
    REGISTRAR = "registrar"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Permission(StrEnum):
    """What a use case asks for."""

    RECEIVE = "receive"
    UNMASK = "unmask"
    CALL = "call"
    BOOK_ROOM = "book_room"
    OVERSEE_ROOMS = "oversee_rooms"
    DRAFT_CONTRACT = "draft_contract"
    REVIEW_CONTRACT = "review_contract"
    WITNESS_SIGNING = "witness_signing"
    SEAL_CONTRACT = "seal_contract"
    REGISTER_CONTRACT = "register_contract"
    PRINT = "print"
    ARRANGE_HALL = "arrange_hall"
    ARRANGE_STAFF = "arrange_staff"
    DECIDE_CONFLICT = "decide_conflict"
    READ_TRAIL = "read_trail"
    RATE_HANDLE = "rate_handle"
    FOUND_HALL = "found_hall"


_DESK = frozenset(
    {
        Permission.RECEIVE,
        Permission.UNMASK,
        Permission.CALL,
        Permission.BOOK_ROOM,
        Permission.DRAFT_CONTRACT,
        Permission.WITNESS_SIGNING,
        Permission.PRINT,
    }
)
_REGISTRAR = _DESK | {
    Permission.REVIEW_CONTRACT,
    Permission.SEAL_CONTRACT,
    Permission.REGISTER_CONTRACT,
    Permission.DECIDE_CONFLICT,
}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.CLERK: _DESK,
    Role.REGISTRAR: _REGISTRAR,
    Role.SUPERVISOR: _REGISTRAR
    | {Permission.RATE_HANDLE, Permission.ARRANGE_HALL, Permission.OVERSEE_ROOMS, Permission.READ_TRAIL},
    Role.ADMINISTRATOR: frozenset(Permission) - {Permission.FOUND_HALL},
    Role.AUDITOR: frozenset({Permission.READ_TRAIL}),
}


@dataclass(frozen=True)
class Actor:
    """A member of staff at a terminal, at a window or not."""

    staff_id: str
    login: str
    name: str
    role: Role
    window_id: str | None = None

    def may(self, permission: Permission) -> bool:
        """Tell whether the role carries a permission."""
        return permission in GRANTS[self.role]

    def must(self, permission: Permission) -> None:
        """Refuse with Forbidden unless the role carries a permission."""
        if not self.may(permission):
            raise Forbidden(str(permission))


AT_THE_DOOR = Actor("terminal", "door", "", Role.CLERK)
"""A door panel: nobody signs in there, so what is done at it stands in the terminal's own name."""


@dataclass(frozen=True)
class Machine:
    """The terminal itself, acting where no person does: founding, sign-in, applying the centre's word."""

    staff_id: str = "terminal"
