"""What the contracts' pages stand on."""

from __future__ import annotations

from dataclasses import dataclass

from app.contracts.copies import Copies
from app.contracts.drafting import Drafting
from app.contracts.queries import ContractsView
from app.contracts.review import Review
from app.contracts.sealing import Sealing
from app.contracts.signing import Signing
from app.contracts.stamping import Stamping
from app.contracts.verifying import Verifying
from app.kernel.clock import Clock
from app.reception.queries import ReceptionView
from ui.contracts.sign_off import SignOff
from ui.contracts.texts import Texts


@dataclass(frozen=True)
class ContractDesk:
    """The services of the counter that contracts need, with the hall's clock and zone."""

    drafting: Drafting
    review: Review
    signing: Signing
    sealing: Sealing
    view: ContractsView
    people: ReceptionView
    clock: Clock
    zone: str
    verifying: Verifying
    sign_off: SignOff
    texts: Texts
    copies: Copies
    stamping: Stamping
