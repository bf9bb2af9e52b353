"""Whatever is wrong with a draft of any template, the form has its field, and the focus goes there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.contracts.checks import Fault
from app.contracts.content import (
    AccountContent,
    AgentContent,
    AttachmentContent,
    ClauseContent,
    ContractContent,
    CostContent,
    HolderContent,
    InstalmentContent,
    PartyContent,
    PaymentContent,
    RoyaltyContent,
)
from app.contracts.drafting import DraftEntry
from app.contracts.states import CostKind, Holder, Payment, RateCourse, Side
from app.counter import Counter
from app.documents.templates import templates
from app.kernel.money import LARGEST_FEN
from app.security.actors import Actor
from ui.contracts.draft_form import DraftForm, place_of_finding

AGENT = AgentContent("", "", "", date(2020, 1, 1), date(2020, 2, 1))
EMPTY = ContractContent(title="", parties=(), copies=1)
SPOILT = ContractContent(
    title="合同法 \ue000",
    parties=(
        PartyContent(
            Side.BUYER,
            "某课题组",
            credit_code="1",
            phone="1",
            nature="9",
            country="1",
            division="1",
            postcode="!",
            email="@",
            account=AccountContent("x", "", "六"),
            agents=(AGENT, replace(AGENT, name="甲"), replace(AGENT, name="乙", valid_from=date(2090, 1, 1))),
        ),
        PartyContent(Side.SELLER, "某课题组", agents=(replace(AGENT, name="甲", valid_to=date(2090, 1, 1)),)),
        PartyContent(Side.SELLER, ""),
    ),
    total_fen=100,
    technical_fen=200,
    costs=(CostContent(CostKind.EQUIPMENT, "", 9, -1), CostContent(CostKind.PARTS, "x", 0, 0)),
    payment=Payment.INSTALMENTS,
    instalments=(InstalmentContent(0, date(2000, 1, 1), "____"), InstalmentContent(LARGEST_FEN + 1)),
    valid_from=date(2027, 1, 1),
    valid_to=date(2026, 1, 1),
    copies=2,
    holders=(HolderContent(Holder.OTHER, 0, None, "某人"), HolderContent(Holder.PARTY, 1, 0)),
    clauses=(ClauseContent(""), ClauseContent("提交仲裁，也可以向法院起诉。____", title="合同法")),
    attachments=(AttachmentContent("x.pdf", "application/pdf", "0" * 64, 1),),
)
ROYALTY = RoyaltyContent(course=RateCourse.RISING, rates=(0, 20_000, 100), years=2)
WAYS = (
    replace(SPOILT, payment=Payment.ENTRY_AND_ROYALTY, terms=PaymentContent(500, ROYALTY)),
    replace(SPOILT, payment=Payment.ENTRY_AND_ROYALTY, terms=PaymentContent(-1, RoyaltyContent())),
    replace(SPOILT, payment=Payment.ROYALTY, total_fen=0),
    replace(SPOILT, payment=Payment.OTHER, technical_fen=1, costs=()),
)


def led_to(qtbot: QtBot, counter: Counter, key: str) -> set[str]:
    """Go to everything that is wrong with a saved draft; gives the kinds of faults."""
    card = counter.contracts.contract(key)
    form = DraftForm(card.template, card.content)
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    kinds: set[str] = set()
    for found in counter.drafting.check(key):
        place = place_of_finding(found)
        assert form.has_field(place), (found.fault, place)
        form.go_to(place)
        assert form.current_section() == form.section_of(place)
        focused = form.focusWidget()
        assert focused is not None, (found.fault, place)
        # A card that was added for it is shown by the next turn of the loop.
        qtbot.waitUntil(lambda shown=focused: shown.isVisibleTo(form), timeout=1000)  # type: ignore[misc]
        kinds.add(str(found.fault))
    return kinds


@pytest.mark.parametrize("code", [t.code for t in templates()])
def test_every_finding_of_a_spoilt_draft_leads_to_its_field(
    qtbot: QtBot, counter: Counter, clerk: Actor, code: str
) -> None:
    key = counter.drafting.draft(DraftEntry(code), actor=clerk).value
    answers = {v.key: "____" for v in counter.contracts.contract(key).template.variables}
    counter.drafting.save(key, replace(SPOILT, answers=answers), actor=clerk)
    assert led_to(qtbot, counter, key)


def test_nearly_every_kind_of_fault_is_led_to(qtbot: QtBot, counter: Counter, clerk: Actor) -> None:
    """The drafts would be worth nothing if they were not spoilt in nearly every way there is."""
    key = counter.drafting.draft(DraftEntry("dev1"), actor=clerk).value
    kinds: set[str] = set()
    for content in (EMPTY, SPOILT, *WAYS):
        counter.drafting.save(key, content, actor=clerk)
        kinds |= led_to(qtbot, counter, key)
    assert len(kinds) > len(Fault) * 3 // 4, sorted({str(fault) for fault in Fault} - kinds)
