"""A sealed contract and all that made it, shared by the tests of the seal."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass, replace
from datetime import date

from app.documents.code_signing import sign_code
from app.documents.contract_pdf import render_contract
from app.documents.key_card import KeyCard
from app.documents.key_ring import KeyRing, OpenRing, make_ring, open_ring
from app.documents.paper_codes import ContractFacts
from app.documents.seal_order import PartySeal, SealOrder
from app.documents.sealing import seal_contract
from app.documents.sheets import ContractSheet, Enclosure, PartyMark
from tests.documents.sheets_for_tests import contract, strokes

HALL = "兰州科技大市场"
PASSPHRASE = "correct horse"  # a word of the tests only
AT = 1_790_000_000_000_000
NUMBER = "LZ-2026-000123"
TOTAL_FEN = 123_456_789
CONTENT = '{"number":"LZ-2026-000123","parties":["甘肃尚德","𠮷䶮㛃𫟷"],"total_fen":123456789}'.encode()
ENCLOSED = b"%PDF-1.4 an attachment of the contract"
SHOWN = f"{HALL} 2026-09-21 22:13:20"


@dataclass(frozen=True)
class Works:
    """Rings, files and the card of one hall."""

    ring: KeyRing
    opened: OpenRing
    sheet: ContractSheet
    prepared: bytes
    order: SealOrder
    sealed: bytes
    card: KeyCard


@functools.cache
def works(parties: int = 2) -> Works:
    """Make a hall, prepare a contract, let its parties sign and seal it."""
    ring = make_ring(HALL, AT, PASSPHRASE)
    opened = open_ring(ring, PASSPHRASE)
    sheet = prepared_sheet(opened, parties)
    prepared = render_contract(sheet)
    order = order_for(sheet, prepared)
    sealed = seal_contract(order, opened.keys(AT)).pdf
    return Works(ring, opened, sheet, prepared, order, sealed, KeyCard(HALL, ring.roots, (ring.code,)))


def prepared_sheet(opened: OpenRing, parties: int = 2, content: bytes = CONTENT) -> ContractSheet:
    """A sheet with its signed code and the files inside."""
    digest = hashlib.sha256(content).hexdigest()
    code = sign_code(ContractFacts(NUMBER, date(2026, 11, 26), TOTAL_FEN, digest), opened.code)
    files = (
        Enclosure("contract.json", "application/json", content, "Data", "content"),
        Enclosure("01 plan.pdf", "application/pdf", ENCLOSED, "Supplement", "plan"),
    )
    return replace(contract(sections=2, parties=parties), code=code, digest=digest, enclosures=files)


def order_for(sheet: ContractSheet, prepared: bytes) -> SealOrder:
    """What is sealed of a prepared file, every party having signed on the screen."""
    digest = hashlib.sha256(prepared).hexdigest()
    drawn = hashlib.sha256(repr(strokes()).encode()).hexdigest()
    mark = PartyMark("张𠮷", "法定代表人", "2026-09-21 22:13:20", strokes())
    parties = tuple(PartySeal(b.name, "张𠮷", mark, digest, drawn) for b in sheet.signatures)
    return SealOrder(prepared, parties, HALL, "甘肃兰州", "sealed", SHOWN, f"{SHOWN} owed", AT)
