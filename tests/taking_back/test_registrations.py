"""Steps of a case within the hall have their way back; what was issued to a party is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.counter import Counter
from app.kernel.changes import Outcome
from app.registration.refusals import RegisteredAlready
from app.registration.states import RegistrationState
from app.security.actors import Actor
from app.taking_back.refusals import BuiltUpon, NotRegrettable
from app.taking_back.service import Hindrance
from tests.builders import a_signed_contract
from tests.registration.filled import all_criteria, complete, completed, in_review, opened, registered
from tests.taking_back.states import live_rows
from ui import wording

S = RegistrationState
Deed = Callable[[Counter, Actor, str], Outcome[object]]
NUMBER = "2026620101000123"


def accepted(counter: Counter, actor: Actor) -> str:
    key = complete(counter, actor)
    counter.registering.intake.accept(key, actor=actor)
    return key


def refused(counter: Counter, actor: Actor) -> str:
    key = in_review(counter, actor)
    counter.registering.deciding.refuse(key, ("R02",), "承揽合同", actor=actor)
    counter.registering.deciding.object(key, "申请人", "不同意", actor=actor)
    return key


def changing(counter: Counter, actor: Actor) -> str:
    key = registered(counter, actor)
    counter.registering.deciding.begin_change(key, "补充协议", actor=actor)
    return key


def save(c: Counter, a: Actor, key: str) -> Outcome[object]:
    card = c.registering.view.registration(key)
    return c.registering.intake.save(key, completed(card), card.revision, actor=a)


def take_numbers(c: Counter, a: Actor, key: str) -> Outcome[object]:
    number = c.registering.view.registration(key).row.acceptance_number
    return c.registering.returns.take(f"受理号,合同登记编号\n{number},{NUMBER}".encode(), actor=a)


WAYS_BACK: dict[str, tuple[Callable[[Counter, Actor], str], Deed]] = {
    "open_registration": (a_signed_contract, lambda c, a, k: c.registering.intake.open(k, actor=a)),
    "save_registration": (opened, save),
    "accept_registration": (complete, lambda c, a, k: c.registering.intake.accept(k, actor=a)),
    "review_registration": (accepted, lambda c, a, k: c.registering.deciding.begin_review(k, actor=a)),
    "ask_experts": (in_review, lambda c, a, k: c.registering.deciding.ask_experts(k, "争议", actor=a)),
    "withdraw_registration": (accepted, lambda c, a, k: c.registering.intake.withdraw(k, "撤回", actor=a)),
    "note_objection": (in_review, lambda c, a, k: c.registering.deciding.object(k, "税务", "x", actor=a)),
    "reopen_registration": (refused, lambda c, a, k: c.registering.deciding.reopen(k, "复核", actor=a)),
    "registration_changing": (
        registered, lambda c, a, k: c.registering.deciding.begin_change(k, "x", actor=a),
    ),
    "registration_cancelling": (
        registered, lambda c, a, k: c.registering.deciding.begin_cancelling(k, "x", actor=a),
    ),
    "drop_change": (changing, lambda c, a, k: c.registering.deciding.drop_change(k, "x", actor=a)),
    "set_registration_number": (
        registered, lambda c, a, k: c.registering.deciding.set_number(k, NUMBER, actor=a),
    ),
    "take_registration_numbers": (registered, take_numbers),
    "take_fields": (
        opened,
        lambda c, a, k: c.registering.fields.take("代码,上级代码,名称\n0501,05,金属\n".encode(), actor=a),
    ),
}  # fmt: skip
ISSUED: dict[str, tuple[Callable[[Counter, Actor], str], Deed]] = {
    "register_contract": (
        in_review,
        lambda c, a, k: c.registering.deciding.register(k, 120_000_000, all_criteria(), "", actor=a),
    ),
    "refuse_registration": (
        in_review, lambda c, a, k: c.registering.deciding.refuse(k, ("R02",), "承揽", actor=a),
    ),
    "notify_registration": (
        complete, lambda c, a, k: c.registering.intake.give_notice(k, ("R09",), "缺", actor=a),
    ),
    "change_registration": (
        changing, lambda c, a, k: c.registering.deciding.change(k, 110_000_000, 90_000_000, "x", actor=a),
    ),
}  # fmt: skip


@pytest.mark.parametrize("use_case", sorted(WAYS_BACK))
def test_a_step_within_the_hall_is_taken_back_and_done_again(
    counter: Counter, clerk: Actor, use_case: str
) -> None:
    prepare, deed = WAYS_BACK[use_case]
    key = prepare(counter, clerk)
    before = live_rows(counter.store)
    deed(counter, clerk, key)
    after = live_rows(counter.store)
    taken = counter.taking_back.take_back_last(actor=clerk).value
    assert (taken.use_case, taken.is_again) == (use_case, False)
    assert live_rows(counter.store) == before
    counter.taking_back.take_back(taken.txn, actor=clerk)
    assert live_rows(counter.store) == after


@pytest.mark.parametrize("use_case", sorted(ISSUED))
def test_what_was_issued_is_refused_with_what_to_do_instead(
    counter: Counter, clerk: Actor, use_case: str
) -> None:
    prepare, deed = ISSUED[use_case]
    deed(counter, clerk, prepare(counter, clerk))
    before = live_rows(counter.store)
    with pytest.raises(NotRegrettable) as caught:
        counter.taking_back.take_back_last(actor=clerk)
    assert live_rows(counter.store) == before
    action = counter.taking_back.actions(clerk)[0]
    assert (action.use_case, action.hindrance) == (use_case, Hindrance.NOT_REGRETTABLE)
    usual = wording.sentence(NotRegrettable("note_witness"))
    assert wording.sentence(caught.value) not in (usual, "")


def test_the_list_names_the_case_and_the_history_keeps_the_line(counter: Counter, clerk: Actor) -> None:
    key = accepted(counter, clerk)
    number = counter.registering.view.registration(key).row.acceptance_number
    taken = counter.taking_back.take_back_last(actor=clerk).value
    assert (taken.about, taken.name) == ("registration", number)
    card = counter.registering.view.registration(key)
    assert card.row.state is S.SUBMITTED and card.row.due is None
    assert [line.is_taken_back for line in card.history] == [False, True]
    work = counter.registering.statistics.workload(card.today, card.today)
    assert work.total.now.accepted == 0


def test_a_case_others_have_gone_on_with_is_not_unmade(counter: Counter, clerk: Actor) -> None:
    contract = a_signed_contract(counter, clerk)
    key = counter.registering.intake.open(contract, actor=clerk).value
    opening = counter.taking_back.actions(clerk)[0].txn
    save(counter, clerk, key)
    with pytest.raises(BuiltUpon):
        counter.taking_back.take_back(opening, actor=clerk)
    for _ in range(2):
        counter.taking_back.take_back_last(actor=clerk)
    assert counter.registering.view.of_contract(contract) is None
    again = counter.registering.intake.open(contract, actor=clerk).value
    assert again != key


def test_a_withdrawal_stands_once_the_contract_was_handed_in_again(counter: Counter, clerk: Actor) -> None:
    contract = a_signed_contract(counter, clerk)
    first = counter.registering.intake.open(contract, actor=clerk).value
    counter.registering.intake.withdraw(first, "申请人撤回", actor=clerk)
    withdrawing = counter.taking_back.actions(clerk)[0].txn
    second = counter.registering.intake.open(contract, actor=clerk).value
    with pytest.raises(RegisteredAlready) as caught:
        counter.taking_back.take_back(withdrawing, actor=clerk)
    number = counter.registering.view.registration(second).row.acceptance_number
    assert caught.value.acceptance_number == number
    counter.taking_back.take_back_last(actor=clerk)
    counter.taking_back.take_back(withdrawing, actor=clerk)
    assert counter.registering.view.registration(first).row.state is S.SUBMITTED
