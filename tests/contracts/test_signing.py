"""Who may sign, when, in whose turn, with what; whole or not at all."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contracts.content import AgentContent, ContractContent
from app.contracts.entities import Contract, Signature
from app.contracts.powers import Signer, check_double
from app.contracts.refusals import (
    AgentUnknown,
    OutOfTurn,
    PowerNotValid,
    SameAgent,
    SignatureDoubtful,
    SigningOver,
    TextChanged,
)
from app.contracts.review import SigningTerms
from app.contracts.signing import SignatureEntry, signatures_of
from app.contracts.states import Capacity, ContractState, IdentityCheck, SigningOrder
from app.contracts.strokes import Doubt, doubts
from app.counter import Counter, open_counter
from app.documents.sheets import Stroke
from app.kernel.clock import DAY, HOUR, SteppingClock
from app.kernel.errors import FieldRefused, WrongStep
from app.security.actors import Actor, Machine
from app.security.secrets import FileSecrets
from app.storage.files import StoredFile, read_file
from app.storage.outbox import write_fact
from app.sync.facts import CLOCK_SKEW
from tests.builders import (
    MORNING,
    PASSWORD,
    a_content,
    a_draft,
    a_frozen_contract,
    a_signature,
    all_ticks,
)

ROOT = Path(__file__).resolve().parents[2]


def frozen(
    counter: Counter, clerk: Actor, content: ContractContent | None = None, terms: SigningTerms | None = None
) -> str:
    key = a_draft(counter, clerk, content)
    counter.drafting.hand_in(key, actor=clerk)
    counter.review.approve(key, all_ticks(), terms, actor=clerk)
    return key


def with_agents(counter: Counter, *agents: AgentContent | None) -> ContractContent:
    content = a_content(counter)
    parties = tuple(
        replace(party, agents=(agent,) if agent else ())
        for party, agent in zip(content.parties, agents, strict=True)
    )
    return replace(content, parties=parties)


def by_agent(entry: SignatureEntry, name: str, number: str = "") -> SignatureEntry:
    return replace(entry, signer=name, capacity=Capacity.AGENT, authority="", document_number=number)


def state(counter: Counter, key: str) -> ContractState:
    return counter.contracts.contract(key).state


def row(counter: Counter, key: str) -> Contract:
    with counter.store.look() as session:
        found = session.get(Contract, key)
        assert found is not None
        return found


# approval


def test_what_was_ticked_and_how_it_is_signed_stays_on_the_contract(counter: Counter, clerk: Actor) -> None:
    key = frozen(counter, clerk, terms=SigningTerms(SigningOrder.IN_ORDER, 3))
    kept = row(counter, key)
    assert frozenset(kept.review_ticks) == all_ticks().ticked
    assert kept.signing_order is SigningOrder.IN_ORDER
    assert kept.text_digest
    assert kept.paper_code
    assert kept.digest_sm3
    # The third day counts whole: until the midnight behind it.
    assert kept.sign_before is not None
    assert 3 * DAY < kept.sign_before - counter.store.clock.now() < 4 * DAY
    counter.review.send_back(key, "价款有误", actor=clerk)
    again = row(counter, key)
    assert (again.review_ticks, again.sign_before, again.text_digest) == ([], None, "")


def test_an_approval_may_be_without_end_and_never_longer_than_a_year(counter: Counter, clerk: Actor) -> None:
    assert row(counter, frozen(counter, clerk, terms=SigningTerms(days=0))).sign_before is None
    for days in (-1, 366):
        with pytest.raises(FieldRefused):
            frozen(counter, clerk, terms=SigningTerms(days=days))


# time and turn


def test_after_the_last_day_nobody_signs_and_the_contract_lapses(counter: Counter, clerk: Actor) -> None:
    key = frozen(counter, clerk, terms=SigningTerms(days=1))
    counter.signing.sign(key, a_signature(counter, key, 0), actor=clerk)
    late = a_signature(counter, key, 1)
    assert counter.expiring.expire_due(actor=Machine()).value == ()
    counter.store.clock.step(2 * DAY / 1_000_000)  # type: ignore[attr-defined]
    with pytest.raises(SigningOver) as refused:
        counter.signing.sign(key, late, actor=clerk)
    assert refused.value.last_day == "2026-11-24"
    assert state(counter, key) is ContractState.SIGNING
    assert counter.expiring.expire_due(actor=Machine()).value == (key,)
    assert state(counter, key) is ContractState.EXPIRED
    with pytest.raises(WrongStep):
        counter.signing.sign(key, late, actor=clerk)
    assert counter.expiring.expire_due(actor=Machine()).value == ()


def test_other_terminals_than_the_first_wait_before_they_let_a_contract_lapse(
    counter: Counter, clerk: Actor
) -> None:
    key = frozen(counter, clerk, terms=SigningTerms(days=1))
    ends = row(counter, key).sign_before
    assert ends is not None
    counter.store.clock.step((ends - counter.store.clock.now()) / 1_000_000 + 1)  # type: ignore[attr-defined]
    assert counter.expiring.expire_due(actor=Machine(), grace=HOUR).value == ()
    assert counter.expiring.expire_due(actor=Machine()).value == (key,)


def test_a_clock_that_is_days_ahead_lets_no_contract_lapse(counter: Counter, clerk: Actor) -> None:
    key = frozen(counter, clerk, terms=SigningTerms(days=1))
    counter.store.clock.step(2 * DAY / 1_000_000)  # type: ignore[attr-defined]
    with counter.store.keep() as session:
        write_fact(session, CLOCK_SKEW, -2 * DAY)
    assert counter.expiring.expire_due(actor=Machine()).value == ()
    with counter.store.keep() as session:
        write_fact(session, CLOCK_SKEW, 0)
    assert counter.expiring.expire_due(actor=Machine()).value == (key,)


def test_in_order_the_second_waits_for_the_first(counter: Counter, clerk: Actor) -> None:
    key = frozen(counter, clerk, terms=SigningTerms(SigningOrder.IN_ORDER))
    second = a_signature(counter, key, 1)
    with pytest.raises(OutOfTurn) as refused:
        counter.signing.sign(key, second, actor=clerk)
    assert refused.value.first == counter.contracts.contract(key).parties[0].name
    counter.signing.sign(key, a_signature(counter, key, 0), actor=clerk)
    assert counter.signing.sign(key, second, actor=clerk).value is ContractState.SIGNED


def test_the_last_signature_forms_the_contract(counter: Counter, clerk: Actor) -> None:
    key = a_frozen_contract(counter, clerk)
    counter.signing.sign(key, a_signature(counter, key, 1), actor=clerk)
    assert row(counter, key).formed_at is None
    counter.signing.sign(key, a_signature(counter, key, 0), actor=clerk)
    formed_at = row(counter, key).formed_at
    assert formed_at == counter.contracts.contract(key).parties[0].signed_at


# agents


def test_an_agent_signs_by_the_power_the_contract_names_on_its_days_only(
    counter: Counter, clerk: Actor
) -> None:
    power = AgentContent("赵敏", "SQ-18", "签订本合同", date(2026, 11, 1), date(2026, 11, 23))
    key = frozen(counter, clerk, with_agents(counter, power, None))
    late = frozen(counter, clerk, with_agents(counter, power, None))
    entry = by_agent(a_signature(counter, key, 0), "赵敏")
    with pytest.raises(AgentUnknown):
        counter.signing.sign(key, replace(entry, signer="钱多"), actor=clerk)
    counter.signing.sign(key, entry, actor=clerk)
    with counter.store.look() as session:
        (given,) = signatures_of(session, key)
        assert given.authority == "SQ-18, 签订本合同, 2026-11-01\u20132026-11-23"
    counter.store.clock.step(DAY / 1_000_000)  # type: ignore[attr-defined]
    with pytest.raises(PowerNotValid) as refused:
        counter.signing.sign(late, by_agent(a_signature(counter, late, 0), "赵敏"), actor=clerk)
    assert refused.value.valid_to == "2026-11-23"
    assert state(counter, late) is ContractState.READY


def test_one_agent_of_both_sides_signs_for_both_where_both_agreed(counter: Counter, clerk: Actor) -> None:
    agreed = AgentContent("赵敏", "SQ-18", "签订本合同", date(2026, 11, 1), date(2026, 12, 1), False, True)
    key = frozen(counter, clerk, with_agents(counter, agreed, agreed))
    counter.signing.sign(key, by_agent(a_signature(counter, key, 0), "赵敏"), actor=clerk)
    other = by_agent(a_signature(counter, key, 1), "赵敏")
    assert counter.signing.sign(key, other, actor=clerk).value is ContractState.SIGNED


@pytest.mark.parametrize("second", list(Capacity))
@pytest.mark.parametrize(("first_agreed", "second_agreed"), [(False, False), (True, False), (False, True)])
def test_one_agent_of_both_sides_needs_the_word_of_every_principal(
    counter: Counter, second: Capacity, first_agreed: bool, second_agreed: bool
) -> None:
    agents = [AgentContent("赵敏", both_sides_agree=word) for word in (first_agreed, second_agreed)]
    parties = with_agents(counter, *agents).parties
    one, other = Signer("赵敏", 0, Capacity.AGENT), Signer("赵敏", 1, second)
    if second is Capacity.LEGAL_REPRESENTATIVE and first_agreed:
        check_double(other, [one], parties)
    else:
        with pytest.raises(SameAgent):
            check_double(other, [one], parties)


def test_two_people_of_one_name_are_told_apart_by_their_documents(counter: Counter) -> None:
    parties = a_content(counter).parties
    one = Signer("李伟", 0, Capacity.LEGAL_REPRESENTATIVE, "110101********002X")
    with pytest.raises(SameAgent):
        check_double(replace(one, place=1), [one], parties)
    with pytest.raises(SameAgent):
        check_double(replace(one, place=1, document_hint=""), [one], parties)
    check_double(replace(one, place=1, document_hint="440524********0010"), [one], parties)


# what is kept


def test_identity_device_reading_and_consent_stay_with_the_signature_and_no_number(
    counter: Counter, clerk: Actor
) -> None:
    key = a_frozen_contract(counter, clerk)
    entry = replace(
        a_signature(counter, key, 0),
        identity_by=IdentityCheck.CARD_READER,
        document_kind="resident_id",
        document_number="11010519491231002X",
        device="Test pen, pressure, tilt",
        tilts=(((10, 5), None),),
        reading=(4, 9, 2),
    )
    assert "11010519491231002X" not in repr(entry)
    counter.signing.sign(key, entry, actor=clerk)
    with counter.store.look() as session:
        (given,) = signatures_of(session, key)
        record = json.loads(read_file(session, given.strokes_digest))
    assert (given.document_hint, given.identity_by) == ("110105********002X", IdentityCheck.CARD_READER)
    assert (given.device, given.reading, given.agreed_to) == ("Test pen, pressure, tilt", [4, 9, 2], "pad 1")
    # What is hashed binds the strokes to the text that was shown, the contract and the party.
    assert record["text_sha256"] == entry.text_digest
    assert (record["contract"], record["signer"]) == (counter.contracts.contract(key).number, entry.signer)
    assert record["tilts"] == [[[10, 5], None]]
    assert len(record["strokes"]) == 2


def test_handwriting_is_not_taken_without_consent(counter: Counter, clerk: Actor) -> None:
    key = a_frozen_contract(counter, clerk)
    with pytest.raises(FieldRefused) as refused:
        counter.signing.sign(key, replace(a_signature(counter, key, 0), agreed_to=""), actor=clerk)
    assert refused.value.field == "agreed_to"


def test_a_poor_drawing_is_kept_only_with_a_reason_that_stays(counter: Counter, clerk: Actor) -> None:
    key = a_frozen_contract(counter, clerk)
    tap: Stroke = ((100, 100, None, 0), (140, 120, None, 30))
    poor = replace(a_signature(counter, key, 0), strokes=(tap,))
    with pytest.raises(SignatureDoubtful) as refused:
        counter.signing.sign(key, poor, actor=clerk)
    assert set(refused.value.doubts) >= {"short", "hasty"}
    counter.signing.sign(key, replace(poor, kept_because="  右手 受伤 "), actor=clerk)
    with counter.store.look() as session:
        assert signatures_of(session, key)[0].kept_because == "右手 受伤"


def test_a_record_spoilt_behind_our_back_is_not_signed(counter: Counter, clerk: Actor) -> None:
    key = a_frozen_contract(counter, clerk)
    entry = a_signature(counter, key, 0)
    with counter.store.change(clerk, "tamper") as work:
        contract = work.get(Contract, key)
        contract.frozen = {**(contract.frozen or {}), "total_fen": 1}
    with pytest.raises(TextChanged):
        counter.signing.sign(key, entry, actor=clerk)


# plausibility

NAMES = st.lists(
    st.lists(
        st.tuples(st.integers(0, 6000), st.integers(0, 3000), st.none(), st.integers(5, 40)),
        min_size=1,
        max_size=30,
    ),
    max_size=5,
)


def drawing(raw: list[list[tuple[int, int, None, int]]]) -> tuple[Stroke, ...]:
    """Strokes whose clock goes on from point to point."""
    at, strokes = 0, []
    for line in raw:
        points = []
        for x, y, pressure, pause in line:
            at += pause
            points.append((x, y, pressure, at))
        strokes.append(tuple(points))
    return tuple(strokes)


@given(NAMES, st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 60_000))
def test_doubts_do_not_depend_on_where_or_when_it_was_drawn(
    raw: list[list[tuple[int, int, None, int]]], dx: int, dy: int, later: int
) -> None:
    strokes = drawing(raw)
    moved = tuple(tuple((x + dx, y + dy, p, t + later) for x, y, p, t in line) for line in strokes)
    assert doubts(moved) == doubts(strokes)


@given(NAMES)
def test_more_ink_never_makes_a_drawing_shorter(raw: list[list[tuple[int, int, None, int]]]) -> None:
    strokes = drawing(raw)
    longer: tuple[Stroke, ...] = (*strokes, ((0, 0, None, 10**6), (2500, 0, None, 10**6 + 500)))
    assert Doubt.SHORT not in doubts(longer)
    assert Doubt.SHORT in doubts(())


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        # A one-centimetre name of three strokes: the shortest that usually is written.
        ([[(0, 0), (1000, 0)], [(500, 0), (500, 1000)], [(1200, 500), (2200, 480)]], ()),
        ([[(0, 0), (3000, 20)]], (Doubt.STRAIGHT,)),
        ([[(0, 0), (100, 100)]], (Doubt.SHORT, Doubt.STRAIGHT)),
        ([[(0, 0), (1000, 800), (2000, 0), (3000, 900)]], ()),
    ],
)
def test_short_names_pass_and_lines_and_taps_do_not(
    lines: list[list[tuple[int, int]]], found: tuple[Doubt, ...]
) -> None:
    strokes = tuple(tuple((x, y, None, 300 * n) for n, (x, y) in enumerate(line)) for line in lines)
    slow = tuple(tuple((x, y, p, t * 2) for x, y, p, t in line) for line in strokes)
    assert doubts(slow) == found


# step table

KINDS = ("hand_in", "withdraw", "send_back", "approve", "sign", "expire", "void", "seal")
ALLOWED = {
    "hand_in": {ContractState.DRAFT},
    "withdraw": {ContractState.REVIEW},
    "send_back": {ContractState.REVIEW, ContractState.READY},
    "approve": {ContractState.REVIEW},
    "sign": {ContractState.READY, ContractState.SIGNING},
    "expire": {ContractState.READY, ContractState.SIGNING},
    "void": set(ContractState) - {ContractState.SEALED, ContractState.VOID, ContractState.EXPIRED},
    "seal": {ContractState.SIGNED},
}


def brought_to(counter: Counter, clerk: Actor, goal: ContractState) -> str:
    key = a_draft(counter, clerk)
    if goal is ContractState.DRAFT:
        return key
    if goal is ContractState.VOID:
        counter.voiding.void(key, "不再签订", actor=clerk)
        return key
    counter.drafting.hand_in(key, actor=clerk)
    if goal is ContractState.REVIEW:
        return key
    counter.review.approve(key, all_ticks(), SigningTerms(days=1), actor=clerk)
    if goal is ContractState.EXPIRED:
        counter.store.clock.step(2 * DAY / 1_000_000)  # type: ignore[attr-defined]
        counter.expiring.expire_due(actor=Machine())
        return key
    for turn in range({ContractState.READY: 0, ContractState.SIGNING: 1}.get(goal, 2)):
        counter.signing.sign(key, a_signature(counter, key, turn), actor=clerk)
    if goal is ContractState.SEALED:
        counter.sealing.seal(key, actor=clerk)
    return key


def act(counter: Counter, clerk: Actor, key: str, kind: str, entry: SignatureEntry | None) -> None:
    if kind == "expire":
        counter.store.clock.step(3 * DAY / 1_000_000)  # type: ignore[attr-defined]
        if counter.expiring.expire_due(actor=Machine()).value.count(key) == 0:
            raise WrongStep("contract", "", "expire")
        return
    acts: dict[str, Callable[[], object]] = {
        "hand_in": lambda: counter.drafting.hand_in(key, actor=clerk),
        "withdraw": lambda: counter.drafting.withdraw(key, actor=clerk),
        "send_back": lambda: counter.review.send_back(key, "有误", actor=clerk),
        "approve": lambda: counter.review.approve(key, all_ticks(), actor=clerk),
        "void": lambda: counter.voiding.void(key, "不再签订", actor=clerk),
        "seal": lambda: counter.sealing.seal(key, actor=clerk),
        "sign": lambda: counter.signing.sign(key, entry or a_draft_signature(counter, key), actor=clerk),
    }
    acts[kind]()


def a_draft_signature(counter: Counter, key: str) -> SignatureEntry:
    """A signature for a contract that has no text to sign."""
    sample = a_signature(counter, SAMPLE[counter.home], 0)
    return replace(sample, party_id=counter.contracts.contract(key).parties[0].id)


SAMPLE: dict[Path, str] = {}


@pytest.mark.parametrize("goal", list(ContractState))
def test_every_action_is_allowed_by_the_table_or_leaves_everything(
    counter: Counter, clerk: Actor, goal: ContractState
) -> None:
    SAMPLE[counter.home] = a_frozen_contract(counter, clerk)
    counter.voiding.void(a_draft(counter, clerk), "空", actor=clerk)
    for kind in KINDS:
        key = brought_to(counter, clerk, goal)
        has_text = goal not in (ContractState.DRAFT, ContractState.REVIEW, ContractState.VOID)
        entry = a_signature(counter, key, 1) if has_text else None
        before = _content(counter, key)
        if goal in ALLOWED[kind]:
            act(counter, clerk, key, kind, entry)
            assert state(counter, key) is not goal or kind == "sign"
        else:
            with pytest.raises((WrongStep, TextChanged)):
                act(counter, clerk, key, kind, entry)
            assert _content(counter, key) == before


def _content(counter: Counter, key: str) -> tuple[object, ...]:
    """All that is written of a contract, and how many files are kept."""
    with counter.store.look() as session:
        contract = session.get(Contract, key)
        assert contract is not None
        values = tuple(str(getattr(contract, column.key)) for column in Contract.__table__.columns)
        given_count = session.query(Signature).filter_by(contract_id=key).count()
        return (*values, given_count, session.query(StoredFile).count())


# a power cut


def test_killed_at_any_statement_the_signature_is_there_whole_or_not_at_all(
    counter: Counter, clerk: Actor, tmp_path: Path
) -> None:
    key = a_frozen_contract(counter, clerk)
    counter.signing.sign(key, a_signature(counter, key, 0), actor=clerk)
    counter.close()
    command = [sys.executable, "-m", "tests.contracts.dying_at_the_pad"]
    told = subprocess.run(
        [*command, str(counter.home), str(tmp_path / "deaths"), key],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    last = int(told.stdout)
    assert last > 10
    outcomes = [_outcome(tmp_path / "deaths" / str(n), key) for n in range(1, last + 1)]
    assert outcomes[0] is ContractState.SIGNING
    assert outcomes[-1] is ContractState.SIGNED
    assert outcomes == sorted(outcomes, key=lambda one: one is ContractState.SIGNED)


def _outcome(home: Path, key: str) -> ContractState:
    counter = open_counter(home, SteppingClock(MORNING + 2 * HOUR), FileSecrets(home))
    try:
        card = counter.contracts.contract(key)
        with counter.store.look() as session:
            given = signatures_of(session, key)
            for one in given:
                assert read_file(session, one.strokes_digest)
            is_formed = session.get_one(Contract, key).formed_at is not None
        is_whole = card.state is ContractState.SIGNED
        assert (len(given), is_formed) == ((2, True) if is_whole else (1, False))
        if not is_whole:
            actor = counter.accounts.sign_in("admin", PASSWORD, None).value
            counter.signing.sign(key, a_signature(counter, key, 1), actor=actor)
        return card.state
    finally:
        counter.close()
