"""The ways taking back says no."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.errors import Refusal


@dataclass(eq=False)
class NothingToTakeBack(Refusal):
    """This clerk has done nothing today that is not taken back already."""


@dataclass(eq=False)
class NotRegrettable(Refusal):
    """The action has no way back, such as a signature or a seal."""

    use_case: str


@dataclass(eq=False)
class NotToday(Refusal):
    """The action is not one of this clerk's at this terminal today."""


@dataclass(eq=False)
class TakenBackAlready(Refusal):
    """The action was taken back before."""

    use_case: str


@dataclass(eq=False)
class BuiltUpon(Refusal):
    """A later action stands on this one and must be taken back first.

    ``later`` is its use case and ``later_at`` its moment; empty and None where it came from another terminal.
    """

    use_case: str
    later: str
    later_at: int | None


@dataclass(eq=False)
class CentreKeepsIt(Refusal):
    """The centre refused: somebody else changed it meanwhile. The rows here are as the centre has them."""

    use_case: str
    reason: str
