"""Joining a centre: the terminal gets its own key to the gate, the market's secret, and its first filling."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from psycopg.conninfo import make_conninfo

from app.counter import Counter, open_counter
from app.kernel.clock import Clock
from app.kernel.errors import Refusal
from app.security.secrets import CENTRE_URL, MARKET_SECRET, Secrets, open_secrets
from app.sync.address import address_parts, checked_address
from app.sync.codes import read_code, role_of
from app.sync.enrolment import (
    Enrolment,
    HallIdentity,
    accept,
    asked_again,
    enrol,
    keep_enrolment,
    oldest_kept,
)

CA_FILE = "centre-ca.pem"
UNCONFIRMED = "centre-url-unconfirmed"
"""The name of a secret: an address for which the centre's answer has not come yet."""


@dataclass(frozen=True)
class Joined:
    """What came of joining. Without a hall's name the hall is still to be founded, or to be filled."""

    terminal: int
    hall: str
    is_new: bool
    trouble: str = ""
    """Why the first filling did not come to its end; it goes on when the program is opened."""


def join_centre(
    home: Path,
    admin_url: str,
    name: str,
    clock: Clock | None = None,
    secrets: Secrets | None = None,
    *,
    new_hall: bool = False,
) -> Joined:
    """Join with an administrator's address of the centre; the program must not be open on the data folder.

    A terminal without a hall takes over the centre's; one with a hall brings it up, where the centre
    has none or the same. Refuses with ForeignHall, SampleMixed, SecretDiffers, HistoryMissing,
    CentreUnreachable, CentreNotVerified.
    """
    box = secrets or open_secrets(home)

    def enrolled(hall: HallIdentity | None, secret: str | None, first_kept: int) -> Enrolment:
        return enrol(admin_url, name, hall, secret, first_kept, new_hall=new_hall)

    return _joined(home, clock, box, enrolled)


def join_by_code(
    home: Path,
    address: str,
    code: str,
    ca: Path | None = None,
    clock: Clock | None = None,
    secrets: Secrets | None = None,
) -> Joined:
    """Join with a one-time code; the program must not be open on the data folder.

    ``ca`` is the certificate of the authority that vouches for the centre's server; it is copied into the
    data folder. Refuses like ``join_centre``, and with CodeMistyped, CodeRefused.
    """
    code = read_code(code)
    box = secrets or open_secrets(home)
    url = checked_address(_with_authority(home, address, ca))

    def enrolled(hall: HallIdentity | None, secret: str | None, first_kept: int) -> Enrolment:
        unconfirmed = box.read(UNCONFIRMED)
        if unconfirmed and address_parts(unconfirmed).get("user") == role_of(code):
            # The answer of an earlier try was lost: the code may be used already, by ourselves.
            found = asked_again(unconfirmed)
            if found is not None:
                return found
        return accept(url, code, hall, secret, first_kept, remember=lambda kept: box.write(UNCONFIRMED, kept))

    return _joined(home, clock, box, enrolled)


def _joined(
    home: Path,
    clock: Clock | None,
    box: Secrets,
    enrolled: Callable[[HallIdentity | None, str | None, int], Enrolment],
) -> Joined:
    counter = open_counter(home, clock, box)
    try:
        hall = counter.catalogue.hall()
        identity = HallIdentity(hall.id, hall.is_sample) if hall else None
        secret = box.read(MARKET_SECRET) if hall else None
        enrolment = enrolled(identity, secret, oldest_kept(counter.store))
        box.write(MARKET_SECRET, enrolment.market_secret)
        keep_enrolment(counter.store, enrolment)
        box.write(CENTRE_URL, enrolment.url)
        box.write(UNCONFIRMED, "")
    finally:
        counter.close()
    counter = open_counter(home, clock, box)
    try:
        return _filled(counter, enrolment)
    finally:
        counter.close()


def _filled(counter: Counter, enrolment: Enrolment) -> Joined:
    trouble = ""
    if counter.link is not None:
        try:
            counter.link.exchange.run()
        except Refusal as refusal:
            # The terminal has its place; what is missing comes by itself when the line is back.
            trouble = str(refusal)
    hall = counter.catalogue.hall()
    if hall is not None and not counter.seal_box.has_keys():
        counter.seal_box.make(hall.name)
    return Joined(enrolment.number, hall.name if hall else "", enrolment.hall_is_new, trouble)


def _with_authority(home: Path, address: str, ca: Path | None) -> str:
    if ca is None:
        return address
    home.mkdir(parents=True, exist_ok=True)
    kept = (home / CA_FILE).resolve()
    if ca.resolve() != kept:
        shutil.copyfile(ca, kept)
    return make_conninfo(address, sslmode="verify-full", sslrootcert=str(kept))
