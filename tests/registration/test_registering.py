"""From the signed contract to the number: steps, limits, grounds, permission."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date

import pytest

from app.contracts.states import Side
from app.counter import Counter
from app.kernel.clock import SteppingClock
from app.kernel.errors import FieldRefused, Forbidden, WrongStep
from app.registration.paper import RegistrationPaper, papers_of
from app.registration.refusals import (
    ContractNotSigned,
    CriteriaMissing,
    ExpertsFirst,
    FormChanged,
    GroundsMissing,
    NumberRefused,
    PrecheckStops,
    RegisteredAlready,
)
from app.registration.states import DueLight, HistoryKind, MaterialMark, RegistrationState
from app.security.actors import Actor, Role
from app.storage.spool import Paper
from tests.builders import a_frozen_contract, a_signed_contract
from tests.registration.filled import all_criteria, complete, completed, in_review, opened, registered

S = RegistrationState


def test_a_registration_begins_with_what_the_contract_says(counter: Counter, clerk: Actor) -> None:
    card = counter.registering.view.registration(opened(counter, clerk))
    assert (card.row.state, card.row.kind) == (S.SUBMITTED, "DEV1")
    assert card.row.acceptance_number.startswith("SL-2026-T1-")
    assert (card.entry.total_fen, card.entry.technical_fen) == (130_000_000, 120_000_000)
    assert card.entry.parties[card.entry.form.applicant].side is Side.SELLER
    assert card.row.title == card.content.title
    assert {"text", "form"} <= {paper.key for paper in card.papers}


def test_only_a_signed_contract_is_registered_and_only_once(counter: Counter, clerk: Actor) -> None:
    intake = counter.registering.intake
    with pytest.raises(ContractNotSigned):
        intake.open(a_frozen_contract(counter, clerk), actor=clerk)
    contract = a_signed_contract(counter, clerk)
    first = intake.open(contract, actor=clerk).value
    with pytest.raises(RegisteredAlready):
        intake.open(contract, actor=clerk)
    intake.withdraw(first, "申请人撤回", actor=clerk)
    second = intake.open(contract, actor=clerk).value
    found = counter.registering.view.of_contract(contract)
    assert found is not None and found.id == second


def test_what_stops_is_named_and_nothing_is_accepted(counter: Counter, clerk: Actor) -> None:
    key = opened(counter, clerk)
    with pytest.raises(PrecheckStops) as refused:
        counter.registering.intake.accept(key, actor=clerk)
    assert refused.value.rules.split(", ") == ["3", "5", "6", "21", "23"]
    assert counter.registering.view.registration(key).row.state is S.SUBMITTED


def test_two_who_fill_in_one_form_do_not_overwrite_each_other(counter: Counter, clerk: Actor) -> None:
    key = opened(counter, clerk)
    card = counter.registering.view.registration(key)
    counter.registering.intake.save(key, completed(card), card.revision, actor=clerk)
    with pytest.raises(FormChanged):
        counter.registering.intake.save(key, card.entry, card.revision, actor=clerk)
    kept = counter.registering.view.registration(key)
    assert kept.entry.form.field == "05" and kept.revision == card.revision + 1


def test_a_notice_names_everything_at_once_and_the_limit_begins_when_it_is_complete(
    counter: Counter, clerk: Actor
) -> None:
    desk = counter.registering
    key = complete(counter, clerk)
    with pytest.raises(GroundsMissing):
        desk.intake.give_notice(key, (), "", actor=clerk)
    with pytest.raises(FieldRefused) as refused:
        desk.intake.give_notice(key, ("R02",), "", actor=clerk)
    assert refused.value.problem == "not_curable"
    desk.intake.accept(key, actor=clerk)
    desk.intake.give_notice(key, ("R09", "R05"), "缺少授权委托书", actor=clerk)
    card = desk.view.registration(key)
    assert (card.row.state, card.grounds, card.row.due) == (S.SUPPLEMENT, ("R05", "R09"), None)
    clock = counter.store.clock
    assert isinstance(clock, SteppingClock)
    clock.step(7 * 86_400)
    desk.intake.accept(key, actor=clerk)
    assert desk.view.registration(key).accepted_on == date(2026, 11, 30)


def test_the_limit_of_the_draft_leaves_holidays_out(counter: Counter, clerk: Actor) -> None:
    desk = counter.registering
    by_old = complete(counter, clerk)
    due = desk.intake.accept(by_old, actor=clerk).value
    assert due.day == date(2026, 12, 23)
    by_draft = complete(counter, clerk, "draft2024")
    assert desk.intake.accept(by_draft, actor=clerk).value.day == date(2026, 12, 14)
    row = next(r for r in desk.view.rows() if r.id == by_draft)
    assert (row.light, row.days_left) == (DueLight.RUNNING, 15)
    assert desk.view.rows()[0].id == by_draft


def test_large_or_disputed_cases_go_to_experts_first(counter: Counter, clerk: Actor) -> None:
    desk = counter.registering
    key = in_review(counter, clerk, "draft2024", is_disputed=True)
    with pytest.raises(ExpertsFirst):
        desk.deciding.register(key, 120_000_000, all_criteria(), "", actor=clerk)
    desk.deciding.ask_experts(key, "双方对技术交易额有争议", actor=clerk)
    card = desk.view.registration(key)
    assert card.row.due is not None and card.row.due.day > date(2026, 12, 31)
    desk.deciding.register(key, 120_000_000, all_criteria(), "", actor=clerk)
    assert desk.view.registration(key).row.state is S.REGISTERED


def test_the_recognised_amount_may_differ_with_its_reason(counter: Counter, clerk: Actor) -> None:
    desk = counter.registering
    key = in_review(counter, clerk)
    with pytest.raises(CriteriaMissing):
        desk.deciding.register(key, 120_000_000, (), "", actor=clerk)
    for fen, reason in ((100_000_000, ""), (130_000_001, "x"), (0, "x")):
        with pytest.raises(FieldRefused):
            desk.deciding.register(key, fen, all_criteria(), reason, actor=clerk)
    assert desk.view.registration(key).row.state is S.REVIEW
    desk.deciding.register(key, 100_000_000, all_criteria(), "扣除设备费用", actor=clerk)
    card = desk.view.registration(key)
    assert (card.verified_fen, card.entry.technical_fen) == (100_000_000, 120_000_000)
    assert (card.registered_on, card.decided_by) == (date(2026, 11, 23), clerk.name)


def test_a_refusal_has_grounds_and_an_objection_opens_it_again(counter: Counter, clerk: Actor) -> None:
    desk = counter.registering
    key = in_review(counter, clerk)
    with pytest.raises(FieldRefused):
        desk.deciding.refuse(key, ("R12",), "不在有效期内", actor=clerk)
    desk.deciding.refuse(key, ("R02",), "属于承揽合同", actor=clerk)
    with pytest.raises(FieldRefused):
        desk.deciding.reopen(key, "复核", actor=clerk)
    desk.deciding.object(key, "申请人", "不同意认定", actor=clerk)
    desk.deciding.reopen(key, "复核", actor=clerk)
    card = desk.view.registration(key)
    assert (card.row.state, card.objection, card.grounds) == (S.REVIEW, "不同意认定", ())
    assert [line.kind for line in card.history][-3:] == [
        HistoryKind.REFUSED,
        HistoryKind.OBJECTION,
        HistoryKind.REVIEW,
    ]


def test_a_change_keeps_the_figures_before_and_a_cancellation_frees_the_contract(
    counter: Counter, clerk: Actor
) -> None:
    desk = counter.registering
    key = registered(counter, clerk)
    desk.deciding.begin_change(key, "补充协议调减金额", actor=clerk)
    desk.deciding.change(key, 110_000_000, 90_000_000, "补充协议", actor=clerk)
    card = desk.view.registration(key)
    assert (card.row.state, card.entry.total_fen, card.verified_fen) == (S.CHANGED, 110_000_000, 90_000_000)
    assert ("total_before_fen", "130000000") in card.history[-1].facts
    desk.deciding.begin_cancelling(key, "合同解除", actor=clerk)
    desk.deciding.drop_change(key, "双方撤回", actor=clerk)
    desk.deciding.begin_cancelling(key, "合同解除", actor=clerk)
    desk.deciding.cancel(key, "合同解除", actor=clerk)
    with pytest.raises(WrongStep):
        desk.deciding.begin_change(key, "x", actor=clerk)
    assert desk.intake.open(card.contract_id, actor=clerk).value != key


def test_a_number_is_kept_once_it_came_back(counter: Counter, clerk: Actor) -> None:
    desk = counter.registering
    one, other = registered(counter, clerk), registered(counter, clerk)
    desk.deciding.set_number(one, "2026 6201 01 000123", actor=clerk)
    assert desk.view.registration(one).row.national_number == "2026620101000123"
    for number, problem in (
        ("2026620101000123", "taken"),
        ("202662010100012", "not_16_digits"),
        ("2027620101000001", "wrong_year"),
        ("2026990101000001", "wrong_place"),
    ):
        with pytest.raises(NumberRefused) as refused:
            desk.deciding.set_number(other, number, actor=clerk)
        assert refused.value.problem == problem
    with pytest.raises(NumberRefused):
        desk.deciding.set_number(one, "2026620101000124", actor=clerk)


def test_a_clerk_registers_nothing(counter: Counter, clerk: Actor) -> None:
    contract = a_signed_contract(counter, clerk)
    key = complete(counter, clerk)
    plain = Actor("s", "s", "s", Role.CLERK)
    desk = counter.registering
    for deed in (
        lambda: desk.intake.open(contract, actor=plain),
        lambda: desk.intake.accept(key, actor=plain),
        lambda: desk.deciding.begin_review(key, actor=plain),
        lambda: desk.deciding.refuse(key, ("R02",), "x", actor=plain),
        lambda: desk.exporting.workbook((key,), actor=plain),
        lambda: desk.returns.take(b"", actor=plain),
    ):
        with pytest.raises(Forbidden):
            deed()


def test_papers_are_there_when_their_state_is(counter: Counter, clerk: Actor) -> None:
    desk = counter.registering
    key = complete(counter, clerk)
    assert papers_of(S.SUBMITTED) == (RegistrationPaper.FORM,)
    with pytest.raises(WrongStep):
        desk.papers.show(key, RegistrationPaper.CERTIFICATE, actor=clerk)
    for paper in RegistrationPaper:
        if paper is RegistrationPaper.NOTICE:
            desk.intake.give_notice(key, ("R09",), "缺少承诺书", actor=clerk)
        elif paper is RegistrationPaper.REFUSAL:
            desk.intake.accept(key, actor=clerk)
            desk.deciding.begin_review(key, actor=clerk)
            desk.deciding.refuse(key, ("R02",), "承揽合同", actor=clerk)
        elif paper is RegistrationPaper.CERTIFICATE:
            key = registered(counter, clerk)
        desk.papers.print(key, paper, actor=clerk)
        job = counter.spool.take(Paper.PAGE)
        assert job is not None and job.content.startswith(b"%PDF")
        counter.spool.finish(job.id)


def test_how_the_form_is_filled_in_is_its_last_page(counter: Counter, clerk: Actor) -> None:
    desk = counter.registering
    law = {}
    for profile_code in ("rules2000", "draft2024"):
        key = opened(counter, clerk, profile_code)
        pages = pages_of(desk.papers.show(key, RegistrationPaper.FORM, actor=clerk))
        law[profile_code] = desk.view.registration(key).profile.law
        assert pages[-1].lstrip().startswith("填写说明") and "19." in pages[-1]
        assert squeezed(law[profile_code]) in squeezed(pages[-1])
        assert not any("填写说明" in page for page in pages[:-1])
    assert law["rules2000"] != law["draft2024"]


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode().removesuffix("\f").split("\f")


def squeezed(text: str) -> str:
    """A text without what a line break puts in."""
    return "".join(text.split())


def test_a_decided_case_is_not_written_in_any_more(counter: Counter, clerk: Actor) -> None:
    key = registered(counter, clerk)
    card = counter.registering.view.registration(key)
    entry = replace(card.entry, materials={"text": MaterialMark.MISSING})
    with pytest.raises(WrongStep):
        counter.registering.intake.save(key, entry, card.revision, actor=clerk)
