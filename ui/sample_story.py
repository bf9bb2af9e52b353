"""A morning at the sample hall, so that pictures show work and not empty pages."""

from __future__ import annotations

from app.contracts.checklists import checklist
from app.contracts.drafting import DraftEntry
from app.contracts.review import ReviewTicks
from app.contracts.signing import SignatureEntry
from app.contracts.statements import consent
from app.contracts.states import Capacity, Pen
from app.kernel.clock import MINUTE, SECOND
from app.rooms.states import Purpose
from app.sample_contract import drawn_strokes, filled_content
from ui.sample_terminal import SampleTerminal


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
    today = counter.rooms_view.today()
    content = filled_content(counter.contracts.contract(key).content, today)
    counter.drafting.save(key, content, actor=actor)
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
            strokes=drawn_strokes(turn),
            pen=Pen.PEN,
            text_digest=digest,
            identity_checked=True,
            agreed_to=consent().name,
        )
        counter.signing.sign(key, entry, actor=actor)
    counter.sealing.seal(key, actor=actor)
