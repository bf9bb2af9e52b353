"""What the contracts' pages stand on, of a counter."""

from __future__ import annotations

from app.counter import Counter
from ui.contracts.desk import ContractDesk
from ui.contracts.sign_off import SignOff
from ui.contracts.texts import Texts


def sign_off(counter: Counter, kept_screens: list[str] | None = None, screen: str = "") -> SignOff:
    """The services of signing; ``kept_screens`` hears which screens are to be remembered."""
    kept = [] if kept_screens is None else kept_screens
    c = counter
    return SignOff(c.wet_ink, c.witness, c.voiding, c.cards, c.accounts.staff, screen, kept.append)


def contract_desk(counter: Counter, kept_screens: list[str] | None = None, screen: str = "") -> ContractDesk:
    """The services of a counter that contracts need."""
    c = counter
    clock, zone = c.store.clock, c.settings.zone
    return ContractDesk(
        c.drafting,
        c.review,
        c.signing,
        c.sealing,
        c.contracts,
        c.people,
        clock,
        zone,
        c.verifying,
        sign_off(counter, kept_screens, screen),
        Texts(c.clauses, c.shelf, c.versions, c.importing, c.attachments),
        c.copies,
        c.stamping,
    )
