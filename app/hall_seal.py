"""The hall's seal behind the slices' ports: what it seals, signs and checks, loaded when first needed."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.documents.key_card import KeyCard
from app.documents.look_report import PageLook
from app.documents.paper_codes import ContractFacts
from app.documents.seal_order import Sealed, SealOrder
from app.documents.seal_refusals import TimeStampUnreachable
from app.documents.seal_report import CodeReport, Finding, Registered, SealReport, StampFound
from app.kernel.clock import Clock
from app.seal_box import SealBox, documents

log = logging.getLogger(__name__)


class HallSeal:
    """Seals and checks with the keys that lie in the box."""

    def __init__(self, box: SealBox, clock: Clock) -> None:
        self._box = box
        self._clock = clock

    def seal(self, order: SealOrder) -> Sealed:
        """Seal a prepared contract; refuses with SealUnusable.

        Where an authority for time stamps is named and does not answer, the contract is sealed without:
        nothing may be added to a sealed file, so its paper says that the stamp is owed.
        """
        with self._box.keys(order.at) as keys:
            return self._seal(order, keys)

    def _seal(self, order: SealOrder, keys: Any) -> Sealed:
        sealing = documents("sealing")
        stamp_url = self._box.ways.stamp_url
        if not stamp_url:
            plain: Sealed = sealing.seal_contract(order, keys)
            return plain
        try:
            stamper = documents("time_stamping").HttpStamper(stamp_url)
            stamped: Sealed = sealing.seal_contract(order, keys, stamper)
        except TimeStampUnreachable:
            log.warning("the time-stamp authority did not answer; sealed without")
            unstamped = replace(order, shown=order.shown_owing)
            owing: Sealed = sealing.seal_contract(unstamped, keys)
            return replace(owing, owes_stamp=True)
        return stamped

    def certify(self, pdf: bytes, reason: str, location: str) -> bytes:
        """Seal a page of the hall's own, such as the record of a signing; refuses with SealUnusable."""
        at = self._clock.now()
        with self._box.keys(at) as keys:
            sealed: bytes = documents("page_seal").certify(pdf, keys, reason, location, at)
        return sealed

    def sign_code(self, facts: ContractFacts) -> str:
        """Sign what a code says of a contract; refuses with SealUnusable."""
        opened = self._box.ready(self._clock.now())
        code: str = documents("code_signing").sign_code(facts, opened.code)
        return code

    def sm3(self, content: bytes) -> str:
        """Hash by GB/T 32905, as hex."""
        told: str = documents("sm3").sm3(content)
        return told

    def has_stamp_authority(self) -> bool:
        """Tell whether a time-stamp authority is named."""
        return bool(self._box.ways.stamp_url)

    def ask_stamp(self, digest: str) -> bytes:
        """Ask for a time stamp over a SHA-256, as a file of its own; refuses with TimeStampUnreachable."""
        answer: bytes = documents("detached_stamp").ask_stamp(self._box.ways.stamp_url, digest)
        return answer

    def read_stamp(self, content: bytes, digest: str) -> StampFound:
        """Tell what a kept time stamp is worth for a file of this SHA-256."""
        found: StampFound = documents("detached_stamp").read_stamp(content, digest)
        return found

    def inspect(self, pdf: bytes) -> SealReport:
        """Inspect a file by itself, trusting the hall's own roots."""
        report: SealReport = documents("inspecting").inspect_file(pdf, self.key_card())
        return report

    def differences(self, sealed: bytes, given: bytes) -> tuple[Finding, ...]:
        """Tell where a file differs from the sealed one."""
        found: tuple[Finding, ...] = documents("differences").differences(sealed, given)
        return found

    def check_codes(self, texts: Sequence[str], registered: Registered | None) -> CodeReport:
        """Check the codes of a page against each other and the register."""
        checking = documents("code_checking")
        report: CodeReport = checking.check_codes(texts, self.key_card(), registered, has_register=True)
        return report

    def number_of(self, texts: Sequence[str]) -> str:
        """Tell which contract codes name."""
        number: str = documents("code_checking").number_of(texts)
        return number

    def codes_of_picture(self, content: bytes) -> list[str]:
        """Read the codes of a picture; none where it is no picture."""
        reading = documents("code_reading")
        try:
            codes: list[str] = reading.codes_of_picture(content)
        except reading.NoPicture:
            return []
        return codes

    def words(self, pdf: bytes) -> str:
        """Tell the words of a file, as far as they can be read."""
        told: str = documents("file_words").words_of(pdf)
        return told

    def look(self, sealed: bytes, page: int, picture: bytes) -> PageLook:
        """Compare a picture with a page of a sealed file, from 1, character by character."""
        seen: PageLook = documents("page_comparing").compare_page(sealed, page, picture)
        return seen

    def key_card(self) -> KeyCard:
        """Give everything public that a checker needs, of all terminals of the hall."""
        return self._box.card()
