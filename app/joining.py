"""Joining a centre: the terminal gets its own key to the gate, the market's secret, and its first filling."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.counter import open_counter
from app.kernel.clock import Clock
from app.security.secrets import CENTRE_URL, MARKET_SECRET, Secrets, open_secrets
from app.sync.enrolment import HallIdentity, enrol, keep_enrolment


@dataclass(frozen=True)
class Joined:
    """What came of joining."""

    terminal: int
    hall: str


def join_centre(
    home: Path, admin_url: str, name: str, clock: Clock | None = None, secrets: Secrets | None = None
) -> Joined:
    """Join the terminal of a data folder to a centre; the program must not be open on it.

    A terminal without a hall takes over the centre's; one with a hall brings it up, where the centre
    has none or the same. Refuses with ForeignHall, SampleMixed, SecretDiffers, CentreUnreachable.
    """
    box = secrets or open_secrets(home)
    counter = open_counter(home, clock, box)
    try:
        hall = counter.catalogue.hall()
        identity = HallIdentity(hall.id, hall.is_sample) if hall else None
        own_secret = box.read(MARKET_SECRET) if hall else None
        enrolment = enrol(admin_url, name, identity, own_secret)
        box.write(MARKET_SECRET, enrolment.market_secret)
        keep_enrolment(counter.store, enrolment)
        box.write(CENTRE_URL, enrolment.url)
    finally:
        counter.close()
    return _filled(home, clock, box, enrolment.number)


def _filled(home: Path, clock: Clock | None, box: Secrets, number: int) -> Joined:
    counter = open_counter(home, clock, box)
    try:
        if counter.link is not None:
            counter.link.exchange.run()
        hall = counter.catalogue.hall()
        if hall is not None and not counter.seal.certificate_pem():
            counter.seal.make(hall.name)
        return Joined(number, hall.name if hall else "")
    finally:
        counter.close()
