"""The box of the hall's seal: the keys a terminal seals with, made, renewed, exchanged and revoked."""

from __future__ import annotations

import hashlib
import importlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from app.catalogue.queries import hall_card
from app.contracts.hall_keys import HallKeys, KeyRow, PublicKey
from app.contracts.refusals import SealUnusable, TokenUnsupported
from app.contracts.states import KeyKind
from app.documents.key_card import KeyCard, certificate_id
from app.documents.seal_refusals import CertificateNotFit, TokenUnusable
from app.kernel.changes import Outcome
from app.kernel.clock import DAY
from app.kernel.errors import FieldRefused
from app.security.actors import Actor, Machine, Permission
from app.security.secrets import SEAL_PASSPHRASE, SEAL_TOKEN_PIN, Secrets, kept_or_made
from app.settings import Settings
from app.storage.outbox import read_fact, write_fact
from app.storage.store import ActorRef, Store

RING_FACT = "seal_ring"
TOKEN_FACT = "seal_token_seen"  # noqa: S105 - the name of a fact, not a secret
SEAL_KEY_FACT = "seal_key"
SEAL_CERTIFICATE_FACT = "seal_certificate"
"""What the program's third version kept: a seal without an authority."""
ENDS_SOON = 30 * DAY
_NOTHING = hashlib.sha256(b"").hexdigest()


def documents(module: str) -> Any:
    """Load a part of the documents when it is first needed.

    pyHanko and cryptography cost half a second; whoever never seals shall not pay it at start.
    """
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


def seal_ways(settings: Settings) -> SealWays:
    """Read from the settings how a terminal seals."""
    return SealWays(
        settings.time_stamp_url,
        settings.seal_token_module,
        settings.seal_token,
        settings.seal_token_certificate,
    )


class SealKind(StrEnum):
    """Whose certificate seals, and where its key lies. Only the hall's own is renewed by itself."""

    OWN = "own"
    BOUGHT = "bought"
    TOKEN = "token"  # noqa: S105 - a kind, not a secret


@dataclass(frozen=True)
class SealStanding:
    """How the seal stands at a moment: whose certificate, between which moments, until when its issuer.

    problem: why it cannot seal, as in ``SealUnusable``; empty: it can. Moments are 0 where nothing is known.
    """

    kind: SealKind
    holder: str
    valid_from: int
    valid_until: int
    authority_until: int
    looked_at: int
    problem: str = ""

    @property
    def ends_soon(self) -> bool:
        """Whether nobody renews it by itself and it ends within thirty days."""
        is_ending = self.valid_until - self.looked_at < ENDS_SOON
        return self.kind is not SealKind.OWN and not self.problem and is_ending


class SealBox:
    """Keeps the seal's keys: they lie encrypted in the store, the passphrase among the secrets."""

    def __init__(self, store: Store, secrets: Secrets, ways: SealWays | None = None) -> None:
        self.ways = ways or SealWays()
        self._store = store
        self._secrets = secrets
        self._keys = HallKeys(store)
        self._lock = threading.RLock()
        self._opened: Any = None
        self._opened_from = ""

    def make(self, hall_name: str) -> None:
        """Make the keys of a newly founded or joined hall, and make the public ones known."""
        self._make(hall_name, Machine(), "publish_keys")

    def make_ready(self) -> None:
        """Renew what ends soon, and make what an older version had not; refuses with SealUnusable."""
        self.ready(self._store.clock.now())

    def ready(self, at: int) -> Any:
        """Open the keys, renewed where something ends soon; refuses with SealUnusable."""
        with self._lock:
            self._open()
            self._renew(at)
            opened = self._opened
        if not self.ways.token_module:
            _check_days(opened.ring.seal, at)
        return opened

    @contextmanager
    def keys(self, at: int) -> Iterator[Any]:
        """Give what a sealing at a moment needs; refuses with SealUnusable. A token stays open meanwhile."""
        keys = self.ready(at).keys(at)
        if not self.ways.token_module:
            yield keys
            return
        try:
            with self._token(self.ways, self._secrets.read(SEAL_TOKEN_PIN) or "") as seal:
                _check_days(seal, at)
                if self._keys.card("").revocation(certificate_id(seal.root)) is not None:
                    raise SealUnusable("revoked")
                # What the token seals must be known to the hall before anything is signed.
                self._note_token(self.ways, seal, Machine(), "publish_keys")
                yield replace(keys, seal=seal.signer)
        except (TokenUnusable, TokenUnsupported) as refusal:
            raise SealUnusable("token") from refusal

    def take_bought(self, content: bytes, password: str, *, actor: Actor) -> Outcome[None]:
        """Seal from now on with a certificate bought outside (PKCS#12); a token is left aside.

        Refuses with Forbidden, SealLocked (wrong password), CertificateNotFit. A seal that has ended does not
        stand in the way.
        """
        actor.must(Permission.ARRANGE_HALL)
        key_ring, at = documents("key_ring"), self._store.clock.now()
        with self._lock:
            self._open()
            ring = key_ring.with_bought_seal(self._opened.ring, content, password, self._passphrase(), at)
            outcome = self._keep(ring, actor, "change_seal")
        self._leave_token()
        return outcome

    def take_token(self, ways: SealWays, pin: str, *, actor: Actor) -> Outcome[None]:
        """Seal from now on with the key on a token; its PIN goes among the secrets.

        Refuses with Forbidden, FieldRefused (something is not named), TokenUnusable, TokenUnsupported,
        CertificateNotFit (``expired``, ``not_yet_valid``).
        """
        actor.must(Permission.ARRANGE_HALL)
        for field in ("token_module", "token", "token_certificate"):
            if not getattr(ways, field).strip():
                raise FieldRefused(field, "empty")
        try:
            with self._token(ways, pin) as seal:
                _check_days(seal, self._store.clock.now())
                self._secrets.write(SEAL_TOKEN_PIN, pin)
                outcome = self._note_token(ways, seal, actor, "change_seal")
        except SealUnusable as refusal:
            raise CertificateNotFit(refusal.problem) from refusal
        self.ways = replace(ways, stamp_url=self.ways.stamp_url)
        return outcome

    def make_anew(self, *, actor: Actor) -> Outcome[None]:
        """Seal from now on with the hall's own keys, all made anew; what was sealed before stays true.

        This is also the way out where the passphrase is lost. Refuses with Forbidden.
        """
        actor.must(Permission.ARRANGE_HALL)
        with self._store.look() as session:
            hall = hall_card(session)
        outcome = self._make(hall.name if hall else "", actor, "change_seal")
        self._leave_token()
        return outcome

    def name_stamp_authority(self, url: str, *, actor: Actor) -> Outcome[None]:
        """Ask this authority for time stamps from now on (http or https; empty: nobody); it is tried first.

        Refuses with Forbidden, FieldRefused, TimeStampUnreachable.
        """
        actor.must(Permission.ARRANGE_HALL)
        if url:
            address = urlsplit(url)
            if address.scheme not in ("http", "https") or not address.hostname:
                raise FieldRefused("stamp_url", "no_web_address", url)
            documents("detached_stamp").ask_stamp(url, _NOTHING)
        with self._store.change(actor, "change_seal") as work:
            self.ways = replace(self.ways, stamp_url=url)
        return work.outcome(None)

    def revoke(self, key: str, reason: str, *, actor: Actor) -> None:
        """Say that a key is not to be believed from now on; whoever holds it gets new ones before sealing.

        ``key`` is its id on the key card: SHA-256 of a root, which takes all issued under it along, or the id
        of a key of codes. Refuses with Forbidden, ReasonMissing, Missing.
        """
        self._keys.revoke(key, reason, actor=actor)
        with suppress(SealUnusable):
            self.make_ready()

    def card(self) -> KeyCard:
        """Give everything public that a checker needs, of all terminals of the hall."""
        with self._store.look() as session:
            hall = hall_card(session)
            old = read_fact(session, SEAL_CERTIFICATE_FACT, "")
        card = self._keys.card(hall.name if hall else "")
        if not old:
            return card
        # What was sealed before the hall had an authority of its own stands under its first root.
        first = documents("certificates").root_of(old)
        return replace(card, roots=tuple(dict.fromkeys((*card.roots, first))))

    def key_ids(self) -> tuple[str, ...]:
        """Name the keys of the hall that are believed, roots first, as ``revoke`` takes them."""
        card = self.card()
        every = (*(certificate_id(root) for root in card.roots), *(key.id for key in card.code_keys))
        return tuple(key for key in every if card.revocation(key) is None)

    def key_rows(self) -> tuple[KeyRow, ...]:
        """List every key the hall has ever used, with those this terminal seals with marked."""
        ring, seen = self._ring(), self._token_seen()
        used = set() if ring is None else {key.content for key in _public(ring)}
        if seen is not None:
            used.add(seen["root"])
        return tuple(replace(row, is_in_use=row.content in used) for row in self._keys.rows())

    def has_keys(self) -> bool:
        """Tell whether this terminal can seal."""
        with self._store.look() as session:
            return bool(read_fact(session, RING_FACT, "") or read_fact(session, SEAL_KEY_FACT, ""))

    def standing(self) -> SealStanding:
        """Tell how the seal stands now, whatever is wrong with it; renews what ends soon.

        A token is not asked: each wrong PIN counts. What is told of it is what was seen at its last use.
        """
        at, problem = self._store.clock.now(), ""
        try:
            self.ready(at)
        except SealUnusable as refusal:
            problem = refusal.problem
        ring = self._ring()
        if ring is None:
            return SealStanding(SealKind.OWN, "", 0, 0, 0, at, problem or "missing")
        until = ring.authority.kept.valid_until
        if self.ways.token_module:
            return self._token_standing(until, at, problem)
        kind = SealKind.BOUGHT if ring.is_bought else SealKind.OWN
        holder = documents("certificates").organisation(ring.seal.leaf)
        return SealStanding(kind, holder, ring.seal.valid_from, ring.seal.valid_until, until, at, problem)

    def _token_standing(self, authority_until: int, at: int, problem: str) -> SealStanding:
        seen = self._token_seen()
        if seen is None:
            return SealStanding(SealKind.TOKEN, "", 0, 0, authority_until, at, problem or "token")
        days = (seen["valid_from"], seen["valid_until"])
        if self._keys.card("").revocation(certificate_id(seen["root"])) is not None:
            problem = problem or "revoked"
        return SealStanding(
            SealKind.TOKEN, seen["holder"], *days, authority_until, at, problem or _not_within(*days, at)
        )

    def _token_seen(self) -> dict[str, Any] | None:
        """Tell what is known of the token that is named; None: it was never opened here."""
        with self._store.look() as session:
            seen: dict[str, Any] = read_fact(session, TOKEN_FACT, {})
        named = [self.ways.token_module, self.ways.token, self.ways.token_certificate]
        return seen if self.ways.token_module and seen.get("named") == named else None

    @contextmanager
    def _token(self, ways: SealWays, pin: str) -> Iterator[Any]:
        try:
            tokens = documents("seal_token")
        except ModuleNotFoundError as error:
            raise TokenUnsupported from error
        with tokens.opened_token(ways.token_module, ways.token, ways.token_certificate, pin) as seal:
            yield seal

    def _note_token(self, ways: SealWays, seal: Any, actor: ActorRef, use_case: str) -> Outcome[None]:
        """Make a token's root known and remember what was seen of its certificate."""
        root = PublicKey(KeyKind.ROOT, seal.root, seal.valid_from, seal.valid_until)
        seen = {
            "named": [ways.token_module, ways.token, ways.token_certificate],
            "holder": seal.holder,
            "root": seal.root,
            "valid_from": seal.valid_from,
            "valid_until": seal.valid_until,
        }
        with self._store.look() as session:
            is_noted = read_fact(session, TOKEN_FACT, {}) == seen
        if is_noted and use_case == "publish_keys":
            return Outcome(None)
        with self._store.change(actor, use_case) as work:
            write_fact(work.session, TOKEN_FACT, seen)
            self._keys.add(work, (root,))
            work.subject("hall_key", certificate_id(seal.root))
        return work.outcome(None)

    def _leave_token(self) -> None:
        self.ways = SealWays(self.ways.stamp_url)

    def _renew(self, at: int) -> None:
        key_ring, ring = documents("key_ring"), self._opened.ring
        if self._is_revoked(ring):
            holder = documents("certificates").organisation(ring.authority.kept.leaf)
            ring = key_ring.make_ring(holder, at, self._passphrase())
        ring = key_ring.renewed(ring, at, self._passphrase())
        if ring != self._opened.ring:
            self._keep(ring, Machine(), "publish_keys")

    def _is_revoked(self, ring: Any) -> bool:
        card = self._keys.card("")
        own = (ring.code.id, *(certificate_id(root) for root in ring.roots))
        return any(card.revocation(key) is not None for key in own)

    def _ring(self) -> Any:
        with self._store.look() as session:
            kept = read_fact(session, RING_FACT, "")
        return documents("key_ring").read_ring(kept) if kept else None

    def _open(self) -> None:
        """Open the keys as they lie in the store: another process may have changed them."""
        with self._store.look() as session:
            kept, first = read_fact(session, RING_FACT, ""), read_fact(session, SEAL_CERTIFICATE_FACT, "")
            hall = hall_card(session)
        if self._opened is not None and kept == self._opened_from:
            return
        if self._secrets.read(SEAL_PASSPHRASE) is None or not (kept or first):
            raise SealUnusable("missing")
        if not kept:
            self.make(hall.name if hall else "")
            return
        self._opened, self._opened_from = self._unlocked(documents("key_ring").read_ring(kept)), kept

    def _make(self, holder: str, actor: ActorRef, use_case: str) -> Outcome[None]:
        with self._lock:
            ring = documents("key_ring").make_ring(holder, self._store.clock.now(), self._passphrase())
            return self._keep(ring, actor, use_case)

    def _keep(self, ring: Any, actor: ActorRef, use_case: str) -> Outcome[None]:
        """Keep the keys and make the public ones known, both or neither."""
        written, public = ring.written(), _public(ring)
        with self._store.change(actor, use_case) as work:
            write_fact(work.session, RING_FACT, written)
            self._keys.add(work, public)
            for key in public:
                work.subject("hall_key", key.id)
        self._opened, self._opened_from = self._unlocked(ring), written
        return work.outcome(None)

    def _unlocked(self, ring: Any) -> Any:
        try:
            return documents("key_ring").open_ring(ring, self._passphrase())
        except documents("certificates").SealLocked as error:
            raise SealUnusable("locked") from error

    def _passphrase(self) -> str:
        return kept_or_made(self._secrets, SEAL_PASSPHRASE).hex()


def _public(ring: Any) -> tuple[PublicKey, ...]:
    days = ring.authority.kept
    roots = [PublicKey(KeyKind.ROOT, pem, days.valid_from, days.valid_until) for pem in ring.roots]
    code = PublicKey(KeyKind.CODE, ring.code.public, ring.code.valid_from, ring.code.valid_until)
    return (*roots, code)


def _check_days(seal: Any, at: int) -> None:
    problem = _not_within(seal.valid_from, seal.valid_until, at)
    if problem:
        raise SealUnusable(problem)


def _not_within(starts: int, ends: int, at: int) -> str:
    if at > ends:
        return "expired"
    return "not_yet_valid" if at < starts else ""
