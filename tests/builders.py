"""What tests start from."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from datetime import date

from app.contracts.checklists import checklist
from app.contracts.content import AccountContent, ContractContent, InstalmentContent, PartyContent
from app.contracts.drafting import DraftEntry
from app.contracts.review import ReviewTicks
from app.contracts.signing import SignatureEntry
from app.contracts.statements import consent
from app.contracts.states import Capacity, Payment, Pen, Side
from app.counter import Counter
from app.documents.sheets import Stroke
from app.documents.templates import VariableKind, load_template
from app.kernel.clock import moment_of
from app.security.actors import Actor

ZONE = "Asia/Shanghai"
MORNING = moment_of(dt.datetime(2026, 11, 23, 8, 41, 7), ZONE)
PASSWORD = "Lanzhou-2026"

STROKES: tuple[Stroke, ...] = (
    tuple((300 + i * 40, 400 + i * 13 % 700, 0.5, i * 8) for i in range(100)),
    tuple((200 + i * 60, 1200 - i * 9, None, 1000 + i * 8) for i in range(60)),
)


def a_party(counter: Counter, name: str, side: Side) -> PartyContent:
    """An organisation of the sample hall as a party."""
    found = counter.people.find_organisations(name)[0]
    return PartyContent(
        side=side,
        name=found.name,
        organisation_id=found.id,
        credit_code=found.credit_code,
        legal_representative=found.legal_representative,
        contact=found.legal_representative,
        phone=found.phone,
        address=found.address,
        account=AccountContent(found.name, "样例银行兰州分行", "6200 0000 0000 0000 001"),
    )


def a_content(counter: Counter, template_code: str = "dev1") -> ContractContent:
    """A complete contract between two organisations of the sample hall, paid in two parts."""
    kinds = {
        VariableKind.DATE: "2027-06-30",
        VariableKind.INTEGER: "30",
        VariableKind.TEXT: "按照附件一执行",
        VariableKind.LONG_TEXT: "按照附件一技术方案中列明的内容与指标执行。",
        VariableKind.AMOUNT: "5000000",
        VariableKind.PERCENT: "20",
        VariableKind.PATENT_NUMBER: "ZL200310102344.5",
    }
    answers = {
        v.key: kinds[v.kind]
        for v in load_template(template_code).variables
        if v.kind in kinds and not v.default
    }
    return ContractContent(
        title="碳纳米纤维增强复合材料制备技术开发",
        parties=(a_party(counter, "尚德", Side.BUYER), a_party(counter, "南洋", Side.SELLER)),
        total_fen=130_000_000,
        technical_fen=120_000_000,
        payment=Payment.INSTALMENTS,
        instalments=(
            InstalmentContent(50_000_000, date(2026, 12, 31), "合同生效后十五日内"),
            InstalmentContent(80_000_000, date(2027, 6, 30), "验收合格后十五日内"),
        ),
        answers=answers,
        valid_from=date(2026, 11, 23),
        valid_to=date(2027, 12, 31),
        place="甘肃省兰州市城关区",
        copies=4,
    )


def a_draft(counter: Counter, actor: Actor, content: ContractContent | None = None) -> str:
    """A saved draft; gives its key."""
    key = counter.drafting.draft(DraftEntry("dev1"), actor=actor).value
    counter.drafting.save(key, content or a_content(counter), actor=actor)
    return key


def a_frozen_contract(counter: Counter, actor: Actor) -> str:
    """A contract that passed review and waits for signatures; gives its key."""
    key = a_draft(counter, actor)
    counter.drafting.hand_in(key, actor=actor)
    counter.review.approve(key, all_ticks(), actor=actor)
    return key


def all_ticks() -> ReviewTicks:
    """A reviewer's list with every line ticked."""
    return ReviewTicks(frozenset(line.key for line in checklist("dev1")))


def a_signature(counter: Counter, contract_id: str, turn: int) -> SignatureEntry:
    """What is recorded when a party's legal representative signs."""
    _, digest = counter.sealing.signing_text(contract_id)
    party = counter.contracts.contract(contract_id).parties[turn]
    return SignatureEntry(
        party_id=party.id,
        signer=party.legal_representative,
        capacity=Capacity.LEGAL_REPRESENTATIVE,
        strokes=STROKES,
        pen=Pen.PEN,
        text_digest=digest,
        identity_checked=True,
        agreed_to=consent().name,
    )


def a_signed_contract(counter: Counter, actor: Actor) -> str:
    """A contract both parties have signed; gives its key."""
    key = a_frozen_contract(counter, actor)
    for turn in range(2):
        counter.signing.sign(key, a_signature(counter, key, turn), actor=actor)
    return key


def without(content: ContractContent, **changes: object) -> ContractContent:
    """A content with some fields otherwise."""
    return replace(content, **changes)  # type: ignore[arg-type]
