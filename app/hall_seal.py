"""The hall's seal behind the slices' ports: its keys, its checks, loaded when first needed."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from app.catalogue.queries import hall_card
from app.contracts.hall_keys import HallKeys, PublicKey
from app.contracts.refusals import SealUnusable
from app.contracts.states import KeyKind
from app.documents.key_card import KeyCard, certificate_id
from app.documents.paper_codes import ContractFacts
from app.documents.seal_order import Sealed, SealOrder
from app.documents.seal_report import CodeReport, Finding, Registered, SealReport
from app.kernel.clock import Clock
from app.security.actors import Actor
from app.security.secrets import SEAL_PASSPHRASE, SEAL_TOKEN_PIN, Secrets, kept_or_made
from app.settings import Settings
from app.storage.outbox import read_fact, write_fact
from app.storage.store import Store

log = logging.getLogger(__name__)

RING_FACT = "seal_ring"
SEAL_KEY_FACT = "seal_key"
SEAL_CERTIFICATE_FACT = "seal_certificate"
"""What the program's third version kept: a seal without an authority."""


def _documents(module: str) -> Any:
    # pyHanko and cryptography cost half a second; whoever never seals shall not pay it at start.
    return importlib.import_module(f"app.documents.{module}")


@dataclass(frozen=True)
class SealWays:
    """How a terminal seals. stamp_url: where time stamps are asked for; empty: nowhere.

    token_module: the library of a token that holds the seal's key (PKCS#11), with the token's and the
    certificate's name; empty: the key lies in the store.
    """

    stamp_url: str = ""
    token_module: str = ""
    token: str = ""
    token_certificate: str = ""


@dataclass(frozen=True)
class SealStanding:
    """What an administrator looks at: whose certificate seals, until when, and until when its issuer."""

    holder: str
    valid_until: int
    authority_until: int
    is_bought: bool


def seal_ways(settings: Settings) -> SealWays:
    """Read from the settings how a terminal seals."""
    return SealWays(
        settings.time_stamp_url,
        settings.seal_token_module,
        settings.seal_token,
        settings.seal_token_certificate,
    )


class HallSeal:
    """The hall's seal: its keys lie encrypted in the store, the passphrase among the secrets."""

    def __init__(self, store: Store, secrets: Secrets, clock: Clock, ways: SealWays | None = None) -> None:
        self._ways = ways or SealWays()
        self._store = store
        self._secrets = secrets
        self._clock = clock
        self._keys = HallKeys(store)
        self._opened: Any = None

    def make(self, hall_name: str) -> None:
        """Make the keys of a newly founded or joined hall, and make the public ones known."""
        ring = _documents("key_ring").make_ring(hall_name, self._clock.now(), self._passphrase())
        self._keep(ring)

    def make_ready(self) -> None:
        """Renew what ends soon, and make what an older version had not; refuses with SealUnusable."""
        self._ready(self._clock.now())

    def seal(self, order: SealOrder) -> Sealed:
        """Seal a prepared contract; refuses with SealUnusable.

        Where an authority for time stamps is named and does not answer, the contract is sealed without:
        nothing may be added to a sealed file, so its paper says that the stamp is owed.
        """
        keys = self._ready(order.at).keys(order.at)
        if not self._ways.token_module:
            return self._seal(order, keys)
        with self._token(order.at) as signer:
            return self._seal(order, replace(keys, seal=signer))

    def _seal(self, order: SealOrder, keys: Any) -> Sealed:
        sealing = _documents("sealing")
        if not self._ways.stamp_url:
            plain: Sealed = sealing.seal_contract(order, keys)
            return plain
        try:
            stamper = _documents("time_stamping").HttpStamper(self._ways.stamp_url)
            stamped: Sealed = sealing.seal_contract(order, keys, stamper)
        except sealing.TimeStampUnreachable:
            log.warning("the time-stamp authority did not answer; sealed without")
            unstamped = replace(order, shown=order.shown_owing)
            owing: Sealed = sealing.seal_contract(unstamped, keys)
            return replace(owing, owes_stamp=True)
        return stamped

    def certify(self, pdf: bytes, reason: str, location: str) -> bytes:
        """Seal a page of the hall's own, such as the record of a signing; refuses with SealUnusable."""
        at = self._clock.now()
        keys = self._ready(at).keys(at)
        sealed: bytes = _documents("page_seal").certify(pdf, keys, reason, location, at)
        return sealed

    def sign_code(self, facts: ContractFacts) -> str:
        """Sign what a code says of a contract; refuses with SealUnusable."""
        opened = self._ready(self._clock.now())
        code: str = _documents("code_signing").sign_code(facts, opened.code)
        return code

    def sm3(self, content: bytes) -> str:
        """Hash by GB/T 32905, as hex."""
        told: str = _documents("sm3").sm3(content)
        return told

    def take_bought(self, content: bytes, password: str) -> None:
        """Seal from now on with a certificate bought outside (PKCS#12).

        Refuses with SealLocked (wrong password), CertificateNotFit.
        """
        opened = self._ready(self._clock.now())
        key_ring = _documents("key_ring")
        passphrase = self._passphrase()
        self._keep(key_ring.with_bought_seal(opened.ring, content, password, passphrase, self._clock.now()))

    def revoke(self, key: str, reason: str, *, actor: Actor) -> None:
        """Say that a key is not to be believed from now on; whoever holds it gets new ones before sealing.

        ``key`` is its id on the key card: SHA-256 of a root, which takes all issued under it along, or the id
        of a key of codes. Refuses with Forbidden, ReasonMissing, Missing.
        """
        self._keys.revoke(key, reason, actor=actor)
        if self.has_keys():
            self.make_ready()

    def inspect(self, pdf: bytes) -> SealReport:
        """Inspect a file by itself, trusting the hall's own roots."""
        report: SealReport = _documents("inspecting").inspect_file(pdf, self.key_card())
        return report

    def differences(self, sealed: bytes, given: bytes) -> tuple[Finding, ...]:
        """Tell where a file differs from the sealed one."""
        found: tuple[Finding, ...] = _documents("differences").differences(sealed, given)
        return found

    def check_codes(self, texts: Sequence[str], registered: Registered | None) -> CodeReport:
        """Check the codes of a page against each other and the register."""
        checking = _documents("code_checking")
        report: CodeReport = checking.check_codes(texts, self.key_card(), registered, has_register=True)
        return report

    def number_of(self, texts: Sequence[str]) -> str:
        """Tell which contract codes name."""
        number: str = _documents("code_checking").number_of(texts)
        return number

    def codes_of_picture(self, content: bytes) -> list[str]:
        """Read the codes of a picture; none where it is no picture."""
        reading = _documents("code_reading")
        try:
            codes: list[str] = reading.codes_of_picture(content)
        except reading.NoPicture:
            return []
        return codes

    def key_card(self) -> KeyCard:
        """Give everything public that a checker needs, of all terminals of the hall."""
        with self._store.look() as session:
            hall = hall_card(session)
            old = read_fact(session, SEAL_CERTIFICATE_FACT, "")
        card = self._keys.card(hall.name if hall else "")
        if not old:
            return card
        # What was sealed before the hall had an authority of its own stands under its first root.
        first = _documents("certificates").root_of(old)
        return replace(card, roots=tuple(dict.fromkeys((*card.roots, first))))

    def key_ids(self) -> tuple[str, ...]:
        """Name the keys of the hall that are believed, roots first, as ``revoke`` takes them."""
        card = self.key_card()
        every = (*(certificate_id(root) for root in card.roots), *(key.id for key in card.code_keys))
        return tuple(key for key in every if card.revocation(key) is None)

    def has_keys(self) -> bool:
        """Tell whether this terminal can seal."""
        with self._store.look() as session:
            return bool(read_fact(session, RING_FACT, "") or read_fact(session, SEAL_KEY_FACT, ""))

    def standing(self) -> SealStanding:
        """Tell how the seal stands today; refuses with SealUnusable."""
        ring = self._ready(self._clock.now()).ring
        certificates = _documents("certificates")
        return SealStanding(
            certificates.organisation(ring.seal.leaf),
            ring.seal.valid_until,
            ring.authority.kept.valid_until,
            ring.is_bought,
        )

    @contextmanager
    def _token(self, at: int) -> Iterator[Any]:
        """Open the token that seals; its certificate becomes known to the hall before anything is signed."""
        tokens, ways = _documents("seal_token"), self._ways
        pin = self._secrets.read(SEAL_TOKEN_PIN) or ""
        try:
            with tokens.opened_token(ways.token_module, ways.token, ways.token_certificate, pin) as seal:
                if not seal.valid_from <= at <= seal.valid_until:
                    raise SealUnusable("expired" if at > seal.valid_until else "not_yet_valid")
                root = PublicKey(KeyKind.ROOT, seal.root, seal.valid_from, seal.valid_until)
                self._keys.publish((root,))
                yield seal.signer
        except tokens.TokenUnusable as refusal:
            raise SealUnusable("token") from refusal

    def _ready(self, at: int) -> Any:
        """Open the ring, renewed where something ends soon; refuses with SealUnusable."""
        key_ring = _documents("key_ring")
        if self._opened is None:
            self._open()
        ring = self._opened.ring
        if self._is_revoked(ring):
            holder = _documents("certificates").organisation(ring.authority.kept.leaf)
            ring = key_ring.make_ring(holder, at, self._passphrase())
        ring = key_ring.renewed(ring, at, self._passphrase())
        if ring != self._opened.ring:
            self._keep(ring)
        seal = self._opened.ring.seal
        if at > seal.valid_until:
            raise SealUnusable("expired")
        if at < seal.valid_from:
            raise SealUnusable("not_yet_valid")
        return self._opened

    def _is_revoked(self, ring: Any) -> bool:
        card = self._keys.card("")
        own = (ring.code.id, *(certificate_id(root) for root in ring.roots))
        return any(card.revocation(key) is not None for key in own)

    def _open(self) -> None:
        with self._store.look() as session:
            kept, first = read_fact(session, RING_FACT, ""), read_fact(session, SEAL_CERTIFICATE_FACT, "")
            hall = hall_card(session)
        if self._secrets.read(SEAL_PASSPHRASE) is None or not (kept or first):
            raise SealUnusable("missing")
        if not kept:
            self.make(hall.name if hall else "")
            return
        key_ring = _documents("key_ring")
        self._opened = self._unlocked(key_ring.read_ring(kept))

    def _keep(self, ring: Any) -> None:
        with self._store.keep() as session:
            write_fact(session, RING_FACT, ring.written())
        roots = [
            PublicKey(KeyKind.ROOT, pem, ring.authority.kept.valid_from, ring.authority.kept.valid_until)
            for pem in ring.roots
        ]
        code = PublicKey(KeyKind.CODE, ring.code.public, ring.code.valid_from, ring.code.valid_until)
        self._keys.publish((*roots, code))
        self._opened = self._unlocked(ring)

    def _unlocked(self, ring: Any) -> Any:
        try:
            return _documents("key_ring").open_ring(ring, self._passphrase())
        except _documents("certificates").SealLocked as error:
            raise SealUnusable("locked") from error

    def _passphrase(self) -> str:
        return kept_or_made(self._secrets, SEAL_PASSPHRASE).hex()
