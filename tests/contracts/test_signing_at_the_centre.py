"""Two terminals and a real PostgreSQL: one contract moves one way, and the other terminal is told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.contracts.content import ContractContent, PartyContent
from app.contracts.drafting import DraftEntry, Drafting
from app.contracts.entities import Contract
from app.contracts.expiring import Expiring
from app.contracts.prepared import Preparing
from app.contracts.records import parties_of
from app.contracts.refusals import ContractOvertaken
from app.contracts.review import Review, ReviewTicks, SigningTerms
from app.contracts.signing import SignatureEntry, Signing, signatures_of
from app.contracts.statements import consent
from app.contracts.states import Capacity, ContractState, Pen, Side
from app.contracts.voiding import Voiding
from app.documents.paper_codes import ContractFacts
from app.documents.sheets import ContractSheet
from app.documents.wordings import wordings_with
from app.kernel.clock import DAY
from app.kernel.errors import WrongStep
from app.security.actors import Actor, Machine, Role
from app.sync.conflicts import ConflictsView
from tests.builders import STROKES, all_ticks
from tests.rooms.centre_hall import Terminal, terminals
from tests.rooms.small_hall import ZONE, founded

pytestmark = pytest.mark.centre
REGISTRAR = Actor("staff-3", "zhao", "赵敏", Role.REGISTRAR, None)
REFUSED = (ContractOvertaken, WrongStep)


class FakePress:
    """Sets a contract as its own description."""

    def press(self, sheet: ContractSheet) -> bytes:
        return f"%PDF {sheet.number} {sheet.digest} {sheet.code}".encode()

    def unprintable(self, text: str) -> list[str]:
        return []


class FakeCoder:
    """Signs nothing."""

    def sign_code(self, facts: ContractFacts) -> str:
        return f"code of {facts.number}"

    def sm3(self, content: bytes) -> str:
        return "0" * 64


class Desks:
    """The contract's services at one terminal."""

    def __init__(self, terminal: Terminal) -> None:
        store, confirm = terminal.hall.store, terminal.confirm
        self.terminal, self.store = terminal, store
        self.preparing = Preparing(store, FakePress(), FakeCoder(), ZONE)
        self.drafting = Drafting(store, confirm, FakePress(), ZONE, wordings_with({}))
        self.review = Review(store, confirm, self.preparing, ZONE, 30)
        self.signing = Signing(store, confirm, ZONE)
        self.voiding = Voiding(store, confirm)

    def state(self, key: str) -> ContractState:
        with self.store.look() as session:
            return session.get_one(Contract, key).state

    def signers(self, key: str) -> int:
        with self.store.look() as session:
            return len(signatures_of(session, key))

    def approve(self, key: str) -> object:
        ticks = ReviewTicks(all_ticks().ticked)
        return self.review.approve(key, ticks, SigningTerms(days=1), actor=REGISTRAR)

    def sign(self, key: str, turn: int) -> object:
        _, digest = self.preparing.text(key)
        with self.store.look() as session:
            party = parties_of(session, key)[turn].id
        entry = SignatureEntry(
            party,
            f"签署人{turn}",
            Capacity.LEGAL_REPRESENTATIVE,
            STROKES,
            Pen.PEN,
            digest,
            identity_checked=True,
            agreed_to=consent().name,
        )
        return self.signing.sign(key, entry, actor=REGISTRAR)


@pytest.fixture
def two(centre_url: str, tmp_path: Path) -> Iterator[tuple[Desks, Desks]]:
    with (
        founded(tmp_path / "counter.db") as hall,
        terminals(hall, centre_url, tmp_path, 1) as (first, second),
    ):
        yield Desks(first), Desks(second)


def decisions(desks: Desks) -> list[str]:
    return [row.use_case for row in ConflictsView(desks.store).rows() if row.is_open]


def in_review(desks: Desks) -> str:
    key = desks.drafting.draft(DraftEntry("dev1"), actor=REGISTRAR).value
    parties = (PartyContent(Side.BUYER, "甲公司"), PartyContent(Side.SELLER, "乙大学"))
    desks.drafting.save(key, ContractContent("项目", parties, total_fen=100), actor=REGISTRAR)
    with desks.store.change(REGISTRAR, "hand_in_draft") as work:
        work.get(Contract, key).step(ContractState.REVIEW, work.now)
    return key


def ready(desks: Desks) -> str:
    key = in_review(desks)
    desks.approve(key)
    return key


def settle(*all_desks: Desks) -> None:
    for _ in range(2):
        for desks in all_desks:
            desks.terminal.exchange.run()


def both_at_once(first: Callable[[], object], second: Callable[[], object]) -> list[object]:
    """Do two things in the same moment; gives what each answered or refused."""
    gate = threading.Barrier(2, timeout=30)

    def run(job: Callable[[], object]) -> object:
        gate.wait()
        try:
            return job()
        except REFUSED as refusal:
            return refusal

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run, (first, second)))


RACES: dict[
    str, tuple[Callable[[Desks], str], Callable[[Desks, str], object], Callable[[Desks, str], object]]
] = {
    "approved and sent back": (
        in_review,
        lambda desks, key: desks.approve(key),
        lambda desks, key: desks.review.send_back(key, "金额有误", actor=REGISTRAR),
    ),
    "withdrawn and approved": (
        in_review,
        lambda desks, key: desks.drafting.withdraw(key, actor=REGISTRAR),
        lambda desks, key: desks.approve(key),
    ),
    "approved twice": (
        in_review,
        lambda desks, key: desks.approve(key),
        lambda desks, key: desks.approve(key),
    ),
    "signed and void": (
        ready,
        lambda desks, key: desks.sign(key, 0),
        lambda desks, key: desks.voiding.void(key, "不签了", actor=REGISTRAR),
    ),
    "signed by one party at two terminals": (
        ready,
        lambda desks, key: desks.sign(key, 0),
        lambda desks, key: desks.sign(key, 0),
    ),
}


@pytest.mark.parametrize("race", RACES)
def test_of_two_steps_in_one_second_one_is_taken_and_the_other_told(
    two: tuple[Desks, Desks], race: str
) -> None:
    first, second = two
    begin, one_way, other_way = RACES[race]
    for number in range(3):
        key = begin(first)
        settle(first, second)
        assert second.state(key) is first.state(key)
        one, other = (first, second) if number % 2 else (second, first)
        told = both_at_once(lambda: one_way(one, key), lambda: other_way(other, key))  # noqa: B023
        refused = [answer for answer in told if isinstance(answer, REFUSED)]
        assert len(refused) == 1, told
        settle(first, second)
        assert first.state(key) is second.state(key)
        assert first.signers(key) == second.signers(key) <= 1
        if isinstance(refused[0], ContractOvertaken):
            assert refused[0].number


def test_where_one_terminal_signs_at_the_last_moment_the_other_does_not_let_it_lapse(
    two: tuple[Desks, Desks],
) -> None:
    first, second = two
    key = ready(first)
    settle(first, second)
    first.sign(key, 0)
    first.sign(key, 1)
    # The second has not heard of the signatures when its clock says that time is over.
    second.terminal.clock.step(3 * DAY / 1_000_000)
    assert Expiring(second.store).expire_due(actor=Machine()).value == (key,)
    settle(second, first)
    assert first.state(key) is second.state(key) is ContractState.SIGNED
    assert second.signers(key) == 2
    # Nobody has to decide what the clock did by itself.
    assert [decisions(desks) for desks in two] == [[], []]


def test_a_lapse_that_loses_against_a_text_sent_back_goes_on_by_itself_and_the_others_lapse_after_all(
    two: tuple[Desks, Desks],
) -> None:
    first, second = two
    key, other = ready(first), ready(first)
    settle(first, second)
    first.review.send_back(key, "双方另议", actor=REGISTRAR)
    second.terminal.clock.step(3 * DAY / 1_000_000)
    assert set(Expiring(second.store).expire_due(actor=Machine()).value) == {key, other}
    settle(second, first)
    assert second.state(key) is first.state(key) is ContractState.DRAFT
    assert Expiring(second.store).expire_due(actor=Machine()).value == (other,)
    settle(second, first)
    assert first.state(other) is second.state(other) is ContractState.EXPIRED
    assert [decisions(desks) for desks in two] == [[], []]


def test_a_lapse_is_known_everywhere(two: tuple[Desks, Desks]) -> None:
    first, second = two
    key = ready(first)
    first.terminal.clock.step(3 * DAY / 1_000_000)
    assert Expiring(first.store).expire_due(actor=Machine()).value == (key,)
    settle(first, second)
    assert second.state(key) is ContractState.EXPIRED


def test_at_two_terminals_the_parties_sign_the_same_file(two: tuple[Desks, Desks]) -> None:
    first, second = two
    key = ready(first)
    settle(first, second)
    # The second makes the file again from the record: the same bytes.
    assert second.preparing.text(key) == first.preparing.text(key)
    first.sign(key, 0)
    settle(first, second)
    second.sign(key, 1)
    settle(second, first)
    assert first.state(key) is ContractState.SIGNED
    assert first.signers(key) == 2
