"""The rules a draft is held against: each fault named, at its place, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contracts.checks import WARNINGS, Fault, Finding, Ground, check_content
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
from app.contracts.states import CostKind, Holder, Payment, RateCourse, Side
from app.documents.templates import load_template
from app.documents.words import word_or
from app.kernel.money import LARGEST_FEN

TODAY = date(2026, 11, 26)
GROUND = Ground(load_template("dev1"), {}, TODAY, lambda text: [c for c in text if c == "\ue000"])
BUYER = PartyContent(
    side=Side.BUYER,
    name="兰州样例装备有限公司",
    credit_code="91620100MA0000015W",
    legal_representative="王小明",
    phone="0931-4608888",
    country="142",
    division="620102",
    nature="150",
)
SELLER = PartyContent(
    side=Side.SELLER,
    name="兰州样例研究所",
    credit_code="12620100MA00000152",
    legal_representative="李䶮",
    account=AccountContent("兰州样例研究所", "样例银行兰州分行", "6200 0000 0000 123"),
)
GOOD = ContractContent(
    title="样例技术开发",
    parties=(BUYER, SELLER),
    total_fen=200_000_000,
    technical_fen=130_000_000,
    costs=(
        CostContent(CostKind.EQUIPMENT, "数控机床", 1, 65_000_000),
        CostContent(CostKind.MATERIAL, "原材料", 1, 5_000_000),
    ),
    valid_from=date(2026, 11, 1),
    valid_to=date(2027, 10, 31),
    copies=4,
)
AGENT = AgentContent("赵六", "授权委托书第1号", "签订本合同", TODAY, TODAY + timedelta(days=30))


def found(content: ContractContent, ground: Ground = GROUND) -> set[Fault]:
    return {f.fault for f in check_content(content, ground) if isinstance(f.fault, Fault)}


def the(content: ContractContent, fault: Fault, ground: Ground = GROUND) -> Finding:
    return next(f for f in check_content(content, ground) if f.fault is fault)


def with_party(place: int = 0, **changes: object) -> ContractContent:
    parties = list(GOOD.parties)
    parties[place] = replace(parties[place], **changes)  # type: ignore[arg-type]
    return replace(GOOD, parties=tuple(parties))


def with_royalty(royalty: RoyaltyContent | None, **terms: object) -> ContractContent:
    payment = Payment.ENTRY_AND_ROYALTY if terms else Payment.ROYALTY
    return replace(GOOD, payment=payment, terms=PaymentContent(royalty=royalty, **terms))  # type: ignore[arg-type]


def test_the_example_of_the_rules_has_no_fault() -> None:
    assert found(GOOD) == set()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"credit_code": "91620100MA0000015V"}, Fault.CREDIT_CODE_INVALID),
        ({"credit_code": "91620100MA00000150"}, Fault.CREDIT_CODE_INVALID),
        ({"credit_code": ""}, Fault.CREDIT_CODE_MISSING),
        ({"phone": "12345"}, Fault.PHONE_INVALID),
        ({"country": "14"}, Fault.COUNTRY_INVALID),
        ({"division": "6201"}, Fault.DIVISION_INVALID),
        ({"division": "62010２"}, Fault.DIVISION_INVALID),
        ({"nature": "999"}, Fault.NATURE_UNKNOWN),
        ({"postcode": "7300000000000"}, Fault.POSTCODE_INVALID),
        ({"email": "a@b"}, Fault.EMAIL_INVALID),
        ({"legal_representative": " "}, Fault.REPRESENTATIVE_MISSING),
        ({"name": "样例大学新材料课题组"}, Fault.DEPARTMENT_WITHOUT_AUTHORITY),
        ({"account": AccountContent("样例", "", "6200000000")}, Fault.ACCOUNT_INCOMPLETE),
        ({"account": AccountContent("样例", "样例银行", "六二〇〇")}, Fault.ACCOUNT_INVALID),
        ({"name": SELLER.name}, Fault.PARTY_TWICE),
        ({"agents": (replace(AGENT, name=""),)}, Fault.AGENT_NAME_MISSING),
        ({"agents": (replace(AGENT, document=""),)}, Fault.AGENT_DOCUMENT_MISSING),
        ({"agents": (replace(AGENT, scope=""),)}, Fault.AGENT_SCOPE_MISSING),
        ({"agents": (replace(AGENT, valid_to=None),)}, Fault.AGENT_PERIOD_MISSING),
        ({"agents": (replace(AGENT, valid_to=TODAY - timedelta(days=1)),)}, Fault.AGENT_PERIOD_OVER),
        ({"agents": (replace(AGENT, valid_from=TODAY + timedelta(days=1)),)}, Fault.AGENT_NOT_YET),
    ],
)
def test_what_is_wrong_with_a_party_is_found_at_the_party(changes: dict[str, object], fault: Fault) -> None:
    content = with_party(**changes)
    assert fault in found(content)
    assert the(content, fault).field == "party_0"


@pytest.mark.parametrize("side", list(Side))
def test_a_contract_has_somebody_on_each_side(side: Side) -> None:
    alone = replace(GOOD, parties=tuple(p for p in GOOD.parties if p.side is not side))
    assert the(alone, Fault.SIDE_MISSING).about == side


def test_a_department_with_an_authority_and_a_sole_trader_of_such_a_name_may_contract() -> None:
    assert Fault.DEPARTMENT_WITHOUT_AUTHORITY not in found(with_party(name="样例课题组", agents=(AGENT,)))
    trader = with_party(name="城关区样例设计工作室", credit_code="92620102MA0000015N")
    assert Fault.DEPARTMENT_WITHOUT_AUTHORITY not in found(trader)


def test_a_natural_person_acts_for_itself() -> None:
    person = with_party(name="王小明", nature="500", legal_representative="", credit_code="")
    assert found(person) == set()
    company = with_party(nature="150", legal_representative="", credit_code="")
    assert found(company) == {Fault.REPRESENTATIVE_MISSING, Fault.CREDIT_CODE_MISSING}


def test_an_agent_of_both_sides_needs_the_consent_of_both() -> None:
    one, other = replace(BUYER, agents=(AGENT,)), replace(SELLER, agents=(AGENT,))
    assert the(replace(GOOD, parties=(one, other)), Fault.AGENT_DOUBLE).law == "民法典第一百六十八条"
    agreed = replace(AGENT, both_sides_agree=True)
    half = replace(GOOD, parties=(replace(one, agents=(agreed,)), other))
    assert Fault.AGENT_DOUBLE in found(half)
    whole = replace(GOOD, parties=(replace(one, agents=(agreed,)), replace(other, agents=(agreed,))))
    assert Fault.AGENT_DOUBLE not in found(whole)


def test_who_is_paid_gives_an_account_or_the_text_does() -> None:
    content = with_party(1, account=AccountContent())
    assert found(content) == {Fault.ACCOUNT_MISSING}
    assert found(replace(content, answers={"account_number": "1"})) == set()


@given(st.lists(st.integers(1, 10**13), min_size=1, max_size=60), st.integers(-3, 3))
def test_instalments_fit_to_the_fen_or_not_at_all(parts: list[int], off: int) -> None:
    content = replace(
        GOOD,
        total_fen=sum(parts) + off,
        technical_fen=sum(parts) + off,
        costs=(),
        payment=Payment.INSTALMENTS,
        instalments=tuple(InstalmentContent(fen) for fen in parts),
    )
    assert (Fault.INSTALMENTS_DIFFER in found(content)) == (off != 0)


@given(st.integers(1, 10**15), st.lists(st.integers(1, 10**14), max_size=12), st.integers(-2, 2))
def test_technical_amount_and_costs_are_the_total(technical: int, costs: list[int], off: int) -> None:
    content = replace(
        GOOD,
        total_fen=technical + sum(costs),
        technical_fen=technical + off,
        costs=tuple(CostContent(CostKind.PARTS, "零部件", 1, fen) for fen in costs),
    )
    differs = found(content) & {Fault.TECHNICAL_DIFFERS, Fault.COSTS_UNLISTED, Fault.TECHNICAL_ABOVE_TOTAL}
    assert bool(differs) == (off != 0 and technical + off > 0) or technical + off <= 0


def test_the_computation_is_shown() -> None:
    wrong = replace(GOOD, technical_fen=120_000_000)
    assert the(wrong, Fault.TECHNICAL_DIFFERS).about == "2,000,000.00 \u2212 700,000.00 = 1,300,000.00"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"total_fen": 0}, Fault.TOTAL_MISSING),
        ({"technical_fen": 0}, Fault.TECHNICAL_MISSING),
        ({"technical_fen": 200_000_001}, Fault.TECHNICAL_ABOVE_TOTAL),
        ({"technical_fen": 9_999_999, "costs": ()}, Fault.TECHNICAL_SHARE_SMALL),
        ({"technical_fen": 100_000_000, "costs": ()}, Fault.COSTS_UNLISTED),
        ({"total_fen": LARGEST_FEN + 1}, Fault.AMOUNT_TOO_LARGE),
        ({"total_fen": -1}, Fault.AMOUNT_NEGATIVE),
        ({"costs": (CostContent(CostKind.PARTS, "零件", 1, -5),)}, Fault.AMOUNT_NEGATIVE),
        ({"costs": (CostContent(CostKind.PARTS, " ", 1, 70_000_000),)}, Fault.COST_NAME_MISSING),
        ({"costs": (CostContent(CostKind.PARTS, "零件", 0, 70_000_000),)}, Fault.COST_EMPTY),
        ({"costs": (CostContent(CostKind.EQUIPMENT, "机床", 3, 70_000_000),)}, Fault.EQUIPMENT_MANY),
        ({"payment": Payment.OTHER}, Fault.PAYMENT_UNSAID),
        ({"payment": Payment.ROYALTY}, Fault.ROYALTY_MISSING),
        ({"copies": 2}, Fault.COPIES_TOO_FEW),
        ({"valid_to": None}, Fault.VALIDITY_MISSING),
        ({"valid_to": date(2026, 10, 31)}, Fault.VALIDITY_REVERSED),
        ({"title": ""}, Fault.TITLE_MISSING),
        ({"clauses": (ClauseContent(" ", title="空"),)}, Fault.CLAUSE_EMPTY),
        ({"clauses": (ClauseContent("依据《中华人民共和国合同法》订立。"),)}, Fault.LAW_REPEALED),
        ({"answers": {"purpose": "根据合同法"}}, Fault.LAW_REPEALED),
        ({"clauses": (ClauseContent("提交兰州仲裁委员会，也可向人民法院起诉。"),)}, Fault.DISPUTE_TWICE),
        ({"clauses": (ClauseContent("在____日内交付。"),)}, Fault.BLANK_LEFT),
        ({"answers": {"purpose": "由{buyer}负责"}}, Fault.BLANK_LEFT),
        ({"place": "兰州\ue000"}, Fault.CHARACTER_NOT_PRINTABLE),
    ],
)
def test_each_other_fault_is_found(changes: dict[str, object], fault: Fault) -> None:
    assert fault in found(replace(GOOD, **changes))  # type: ignore[arg-type]


def test_a_law_that_lives_is_none_that_is_gone() -> None:
    text = "依据《中华人民共和国民法典》合同编和《中华人民共和国劳动合同法》。"
    assert found(replace(GOOD, clauses=(ClauseContent(text),))) == set()


def test_one_way_of_dispute_in_a_clause_is_fine_unless_the_other_was_chosen() -> None:
    one = replace(GOOD, clauses=(ClauseContent("提交兰州仲裁委员会仲裁。"),))
    assert found(one) == set()
    assert found(replace(one, answers={"dispute": "court"})) == {Fault.DISPUTE_TWICE}


def test_a_strange_character_is_named_with_its_code_and_its_place() -> None:
    finding = the(with_party(1, contact="张\ue000"), Fault.CHARACTER_NOT_PRINTABLE)
    assert (finding.field, finding.part, finding.about) == ("party_1", "contact", "\ue000 U+E000")


@given(st.sampled_from(list(RateCourse)), st.integers(1, 8), st.lists(st.integers(1, 10_000), max_size=10))
def test_a_royalty_fits_its_years_and_goes_its_way(course: RateCourse, years: int, rates: list[int]) -> None:
    royalty = RoyaltyContent(course=course, rates=tuple(rates), years=years, inspection="每年一次")
    faults = found(with_royalty(royalty))
    wanted = 1 if course is RateCourse.FIXED else years
    assert (Fault.ROYALTY_RATES_DIFFER in faults) == (len(rates) != wanted)
    if course is not RateCourse.FIXED and len(rates) > 1:
        is_sorted = rates == sorted(rates, reverse=course is RateCourse.FALLING) and len(set(rates)) > 1
        assert (Fault.ROYALTY_COURSE_DIFFERS in faults) == (not is_sorted)


def test_entry_fee_and_rates_are_looked_at() -> None:
    good = RoyaltyContent(rates=(500,), years=5, inspection="每年一次")
    assert found(with_royalty(good, entry_fee_fen=50_000_000)) == set()
    assert Fault.ENTRY_FEE_ABOVE_TOTAL in found(with_royalty(good, entry_fee_fen=200_000_001))
    assert Fault.ENTRY_FEE_MISSING in found(with_royalty(good, entry_fee_fen=0))
    assert Fault.ROYALTY_RATE_INVALID in found(with_royalty(replace(good, rates=(10_001,))))
    assert found(with_royalty(replace(good, inspection=""))) == {Fault.INSPECTION_MISSING}
    open_total = replace(with_royalty(good), total_fen=0, technical_fen=0, costs=())
    assert found(open_total) == {Fault.TOTAL_OPEN}


@given(st.lists(st.integers(0, 5), min_size=3, max_size=3), st.integers(0, 20))
def test_copies_are_those_handed_out(shares: list[int], copies: int) -> None:
    holders = (
        HolderContent(Holder.PARTY, shares[0], 0),
        HolderContent(Holder.PARTY, shares[1], 1),
        HolderContent(Holder.REGISTRAR, shares[2]),
    )
    faults = found(replace(GOOD, holders=holders, copies=copies))
    assert (Fault.COPIES_DIFFER in faults) == (sum(shares) != copies)
    assert (Fault.PARTY_WITHOUT_COPY in faults) == (0 in shares[:2])
    assert (Fault.REGISTRAR_WITHOUT_COPY in faults) == (shares[2] == 0)
    assert (Fault.COPIES_TOO_FEW in faults) == (copies < 3)
    if not faults:
        assert sum(shares) == copies >= 3


def test_due_days_outside_the_term_are_flagged_and_do_not_stop() -> None:
    late = InstalmentContent(200_000_000, date(2028, 1, 1))
    content = replace(GOOD, payment=Payment.INSTALMENTS, instalments=(late,))
    assert not the(content, Fault.DUE_OUTSIDE_VALIDITY).stops


def test_an_amount_of_ten_to_the_fifteen_fen_is_taken() -> None:
    whole = replace(GOOD, total_fen=10**15, technical_fen=10**15, costs=())
    paid = replace(
        whole,
        payment=Payment.INSTALMENTS,
        instalments=(InstalmentContent(10**15 - 1), InstalmentContent(1)),
    )
    assert found(whole) == found(paid) == set()


def test_a_supplement_names_what_it_changes_and_needs_no_price() -> None:
    supplement = replace(GROUND, template=load_template("supp"))
    bare = replace(GOOD, total_fen=0, technical_fen=0, costs=(), valid_from=None, valid_to=None)
    assert found(bare, supplement) == {Fault.AMENDED_MISSING}


def test_an_attachment_without_its_file_stops() -> None:
    attachment = AttachmentContent("方案.pdf", "application/pdf", "ab" * 32, 10)
    content = replace(GOOD, attachments=(attachment,))
    assert found(content) == set()
    assert the(content, Fault.ATTACHMENT_MISSING, replace(GROUND, absent=frozenset({"ab" * 32}))).stops


def test_warnings_do_not_stop_and_the_rest_does() -> None:
    assert all(Finding(fault, "title").stops == (fault not in WARNINGS) for fault in Fault)
    assert Fault.INSTALMENTS_DIFFER not in WARNINGS
    assert Fault.CREDIT_CODE_MISSING in WARNINGS


def test_every_article_belongs_to_a_fault() -> None:
    told = [fault for fault in Fault if word_or("check_laws", fault.value)]
    assert len(told) >= 30
    assert word_or("check_laws", "no such fault") == ""


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=60))
def test_no_text_breaks_the_checks(name: str, code: str, clause: str) -> None:
    content = replace(
        with_party(name=name, credit_code=code, phone=code, email=code), clauses=(ClauseContent(clause),)
    )
    assert all(f.field for f in check_content(content, GROUND))
