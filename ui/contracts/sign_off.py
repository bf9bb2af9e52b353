"""What the signing session stands on beside the contract's own desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.contracts.scans import WetInk
from app.contracts.voiding import Voiding
from app.contracts.witness import Witness
from app.devices.card_lane import CardLane
from app.security.accounts import StaffRow


@dataclass(frozen=True)
class SignOff:
    """Paper, record and way out of a signing; who else can witness; where cards and the signer's screen are.

    screen: the screen contracts are signed on as the settings have it; ``keep_screen`` remembers another.
    """

    wet_ink: WetInk
    witness: Witness
    voiding: Voiding
    cards: CardLane
    staff: Callable[[], tuple[StaffRow, ...]]
    screen: str
    keep_screen: Callable[[str], object]
