"""A morning at the sample hall, so that pictures show work and not empty pages."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import timedelta

from app.contracts.checklists import checklist
from app.contracts.content import ContractContent, InstalmentContent
from app.contracts.drafting import DraftEntry
from app.contracts.review import ReviewTicks
from app.contracts.signing import SignatureEntry
from app.contracts.states import Capacity, Payment, Pen
from app.documents.sheets import Stroke
from app.kernel.clock import MINUTE, SECOND, day_of
from app.kernel.places import resource
from app.rooms.states import Purpose
from ui.sample_terminal import SampleTerminal

TOTAL_FEN = 130_000_000
TECHNICAL_FEN = 118_000_000
FIRST_PART_FEN = 50_000_000


def tell(terminal: SampleTerminal) -> None:
    """Serve one visitor, call the next, and leave contracts at several stages."""
    counter, actor = terminal.counter, terminal.actor
    terminal.clock.step(25 * MINUTE / SECOND)
    first = counter.case_desk.call_next(actor=actor).value
    counter.case_desk.serve(first.id, actor=actor)
    terminal.clock.step(18 * MINUTE / SECOND)
    second = counter.case_desk.call_next(actor=actor).value
    counter.case_desk.serve(second.id, actor=actor)
    meetings = counter.rooms_view.day(counter.rooms_view.today())
    booking = next((b for b in meetings if b.purpose is Purpose.SIGNING), None)
    for stage in range(4):
        _contract(terminal, second.visit_id, booking.id if booking else None, stage)
        terminal.clock.step(2 * MINUTE / SECOND)


def _contract(terminal: SampleTerminal, visit_id: str, booking_id: str | None, stage: int) -> None:
    counter, actor = terminal.counter, terminal.actor
    key = counter.drafting.draft(
        DraftEntry("dev1", visit_id=visit_id, booking_id=booking_id), actor=actor
    ).value
    counter.drafting.save(key, _filled(terminal, counter.contracts.contract(key).content), actor=actor)
    if stage < 1:
        return
    counter.drafting.hand_in(key, actor=actor)
    if stage < 2:
        return
    ticks = ReviewTicks(frozenset(line.key for line in checklist("dev1")))
    counter.review.approve(key, ticks, actor=actor)
    if stage < 3:
        return
    for turn, party in enumerate(counter.contracts.contract(key).parties):
        _, digest = counter.sealing.signing_text(key)
        entry = SignatureEntry(
            party_id=party.id,
            signer=party.legal_representative,
            capacity=Capacity.LEGAL_REPRESENTATIVE,
            strokes=_strokes(turn),
            pen=Pen.PEN,
            text_digest=digest,
            identity_checked=True,
        )
        counter.signing.sign(key, entry, actor=actor)
    counter.sealing.seal(key, actor=actor)


def _filled(terminal: SampleTerminal, content: ContractContent) -> ContractContent:
    texts = tomllib.loads(resource("sample/demo.toml").read_text(encoding="utf-8"))["contract"]
    today = day_of(terminal.clock.now(), terminal.counter.settings.zone)
    return replace(
        content,
        total_fen=TOTAL_FEN,
        technical_fen=TECHNICAL_FEN,
        payment=Payment.INSTALMENTS,
        instalments=(
            InstalmentContent(FIRST_PART_FEN, today + timedelta(days=15), texts["first_condition"]),
            InstalmentContent(
                TOTAL_FEN - FIRST_PART_FEN, today + timedelta(days=180), texts["last_condition"]
            ),
        ),
        answers=dict(texts["answers"]),
        valid_from=today,
        valid_to=today + timedelta(days=400),
        place=texts["place"],
    )


def _strokes(turn: int) -> tuple[Stroke, ...]:
    first = tuple((300 + i * 25, 900 + (i * (7 + turn)) % 400 - i * 2, 0.5, i * 5) for i in range(100))
    second = tuple((900 + i * 22, 500 + (i * i * (turn + 1)) % 700, 0.6, 700 + i * 5) for i in range(80))
    return (first, second)
