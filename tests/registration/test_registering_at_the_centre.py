"""Two terminals and a real PostgreSQL: a case is decided once, a contract handed in once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.contracts.entities import Contract
from app.contracts.states import ContractState, Side
from app.documents.sheets import ReportSheet
from app.kernel.confirm import Verdict
from app.kernel.errors import Refusal, WrongStep
from app.registration.cases import facts_of, found
from app.registration.desk import RegistrarDesk, registrar_desk
from app.registration.form import FormParty
from app.registration.profiles import criteria
from app.registration.refusals import CaseOvertaken, RegisteredAlready
from app.registration.states import MaterialMark, RegistrationState
from app.security.actors import Actor, Role
from app.taking_back.refusals import CentreKeepsIt
from app.taking_back.registrations import RegistrationEffect
from app.taking_back.service import TakingBack
from tests.rooms.centre_hall import Terminal, terminals
from tests.rooms.small_hall import ZONE, founded

pytestmark = pytest.mark.centre
REGISTRAR = Actor("staff-3", "zhao", "赵敏", Role.REGISTRAR, None)
S = RegistrationState


class FakePress:
    """Sets nothing."""

    def press(self, sheet: ReportSheet) -> bytes:
        return b"%PDF"


class Desk:
    """The registrar at one terminal."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal, self.store = terminal, terminal.hall.store
        self.desk: RegistrarDesk = registrar_desk(self.store, terminal.confirm, FakePress(), ZONE)
        effects = {"registration": RegistrationEffect()}
        self.back = TakingBack(self.store, terminal.confirm, ZONE, effects)

    def state(self, key: str) -> RegistrationState:
        with self.store.look() as session:
            return found(session, key).state


@pytest.fixture
def two(centre_url: str, tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    with (
        founded(tmp_path / "counter.db") as hall,
        terminals(hall, centre_url, tmp_path, 1) as (first, second),
    ):
        yield Desk(first), Desk(second)


def settle(*desks: Desk) -> None:
    for _ in range(2):
        for desk in desks:
            desk.terminal.exchange.run()


def a_contract(desk: Desk, number: str) -> str:
    with desk.store.change(REGISTRAR, "draft_contract") as work:
        contract = Contract(
            number=number,
            template_code="dev1",
            template_version="1",
            title="碳纳米纤维制备技术开发",
            state=ContractState.SIGNED,
            state_at=work.now,
            total_fen=100,
            technical_fen=100,
            valid_from=date(2026, 1, 1),
            valid_to=date(2030, 1, 1),
            formed_at=work.now,
        )
        work.add(contract)
        work.session.flush()
        return contract.id


def in_review(desk: Desk, number: str) -> str:
    """A case about to be decided; what it says of its parties is of no matter here."""
    key = desk.desk.intake.open(a_contract(desk, number), actor=REGISTRAR).value
    buyer = FormParty(Side.BUYER, "甲公司")
    with desk.store.look() as session:
        entry = facts_of(session, found(session, key), date(2026, 11, 26)).entry
    whole = replace(entry, parties=(buyer,), materials={"text": MaterialMark.BROUGHT})
    desk.desk.intake.save(key, whole, 1, actor=REGISTRAR)
    for state in (S.ACCEPTED, S.REVIEW):
        with desk.store.change(REGISTRAR, "review_registration") as work:
            found(work.session, key).step(state, work.now)
    return key


def both_at_once(first: Callable[[], object], second: Callable[[], object]) -> list[object]:
    gate = threading.Barrier(2, timeout=30)

    def run(job: Callable[[], object]) -> object:
        gate.wait()
        try:
            return job()
        except Refusal as refusal:
            return refusal

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run, (first, second)))


def register(desk: Desk, key: str) -> object:
    ticked = [line.key for line in criteria("DEV1")]
    return desk.desk.deciding.register(key, 100, ticked, "", actor=REGISTRAR)


def refuse(desk: Desk, key: str) -> object:
    return desk.desk.deciding.refuse(key, ("R02",), "承揽合同", actor=REGISTRAR)


@pytest.mark.parametrize("other_way", [refuse, register])
def test_of_two_decisions_in_one_second_one_is_taken_and_the_other_told(
    two: tuple[Desk, Desk], other_way: Callable[[Desk, str], object]
) -> None:
    for number in range(3):
        first, second = two if number % 2 else two[::-1]
        key = in_review(first, f"HT-{number}")
        settle(first, second)
        assert second.state(key) is S.REVIEW
        told = both_at_once(lambda: register(first, key), lambda: other_way(second, key))  # noqa: B023
        refused = [answer for answer in told if isinstance(answer, Refusal)]
        assert len(refused) == 1 and isinstance(refused[0], CaseOvertaken | WrongStep), told
        settle(first, second)
        assert first.state(key) is second.state(key)
        assert first.state(key) in (S.REGISTERED, S.REFUSED)


def test_a_step_taken_back_is_taken_back_at_the_centre_and_another_may_take_it(
    two: tuple[Desk, Desk],
) -> None:
    first, second = two
    key = in_review(first, "HT-5")
    settle(first, second)
    asked = first.desk.deciding.ask_experts(key, "争议", actor=REGISTRAR)
    assert asked.confirmation.verdict is Verdict.CONFIRMED
    back = first.back.take_back_last(actor=REGISTRAR)
    assert back.confirmation.verdict is Verdict.CONFIRMED
    settle(first, second)
    assert second.state(key) is S.REVIEW
    register(second, key)
    settle(second)
    # The first has not heard of it: the centre has.
    with pytest.raises(CentreKeepsIt):
        first.back.take_back(back.value.txn, actor=REGISTRAR)
    settle(first, second)
    assert first.state(key) is second.state(key) is S.REGISTERED


def test_a_contract_is_handed_in_once(two: tuple[Desk, Desk]) -> None:
    first, second = two
    contract = a_contract(first, "HT-7")
    settle(first, second)
    told = both_at_once(
        lambda: first.desk.intake.open(contract, actor=REGISTRAR),
        lambda: second.desk.intake.open(contract, actor=REGISTRAR),
    )
    refused = [answer for answer in told if isinstance(answer, Refusal)]
    assert len(refused) == 1 and isinstance(refused[0], CaseOvertaken | RegisteredAlready), told
    settle(first, second)
    rows = [desk.desk.view.rows() for desk in two]
    assert [len(found_rows) for found_rows in rows] == [1, 1]
    assert rows[0][0].id == rows[1][0].id


def test_numbers_of_the_centre_are_given_once_and_offline_ones_name_the_terminal(
    two: tuple[Desk, Desk],
) -> None:
    numbers = []
    for desk in two:
        key = desk.desk.intake.open(a_contract(desk, f"HT-{len(numbers)}"), actor=REGISTRAR).value
        with desk.store.look() as session:
            numbers.append(found(session, key).acceptance_number)
    assert numbers == ["SL-2026-0001", "SL-2026-0002"]
