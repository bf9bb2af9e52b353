"""Two people at one draft, versions of it, and contracts that change a sealed one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.contracts.comparing import Fact, Fate
from app.contracts.content import ClauseContent, InstalmentContent
from app.contracts.drafting import DraftEntry
from app.contracts.entities import Contract
from app.contracts.refusals import DraftMoved, NotSealed, OthersDraft
from app.contracts.states import Amends, ContractState, Stage
from app.counter import Counter
from app.kernel.errors import Missing, WrongStep
from app.security.actors import Actor, Role
from tests.builders import (
    PASSWORD,
    a_content,
    a_draft,
    a_frozen_contract,
    a_signed_contract,
    all_ticks,
    without,
)


@pytest.fixture
def colleague(counter: Counter, clerk: Actor) -> Actor:
    counter.accounts.add_staff("zhang", "张䶮", Role.REGISTRAR, PASSWORD, actor=clerk)
    return counter.accounts.sign_in("zhang", PASSWORD, None).value


def a_sealed_contract(counter: Counter, clerk: Actor) -> str:
    key = a_signed_contract(counter, clerk)
    counter.sealing.seal(key, actor=clerk)
    return key


def test_whoever_saves_second_is_told_who_was_first_and_overwrites_nothing(
    counter: Counter, clerk: Actor, colleague: Actor
) -> None:
    key = a_draft(counter, clerk)
    read = counter.contracts.contract(key)
    theirs = replace(read.content, title="同事改过的名称")
    revision = counter.drafting.save(key, theirs, read.revision, actor=colleague).value
    with pytest.raises(DraftMoved) as told:
        counter.drafting.save(key, replace(read.content, place="兰州"), read.revision, actor=clerk)
    assert (told.value.by, told.value.revision) == ("张䶮", revision)
    assert counter.contracts.contract(key).content == theirs
    counter.drafting.save(key, replace(theirs, place="兰州"), revision, actor=clerk)
    assert counter.contracts.contract(key).content == replace(theirs, place="兰州")


def test_one_person_saves_again_and_again_by_the_revision_given_back(counter: Counter, clerk: Actor) -> None:
    key = a_draft(counter, clerk)
    card = counter.contracts.contract(key)
    revision = card.revision
    for title in ("一", "二", "三"):
        revision = counter.drafting.save(key, replace(card.content, title=title), revision, actor=clerk).value
    assert (counter.contracts.contract(key).content.title, counter.contracts.contract(key).revision) == (
        "三",
        revision,
    )


def test_what_is_not_typed_is_not_lost_by_a_save(counter: Counter, clerk: Actor) -> None:
    key = a_draft(counter, clerk)
    words = counter.contracts.contract(key).content.wordings
    counter.drafting.save(key, replace(a_content(counter), wordings={}), actor=clerk)
    assert counter.contracts.contract(key).content.wordings == words
    assert words["legal_basis"].startswith("《中华人民共和国民法典》")


def test_only_the_drafter_takes_a_draft_back_from_review(
    counter: Counter, clerk: Actor, colleague: Actor
) -> None:
    key = a_draft(counter, clerk)
    with pytest.raises(WrongStep):
        counter.drafting.withdraw(key, actor=clerk)
    counter.drafting.hand_in(key, actor=clerk)
    with pytest.raises(OthersDraft):
        counter.drafting.withdraw(key, actor=colleague)
    counter.drafting.withdraw(key, actor=clerk)
    assert counter.contracts.contract(key).state is ContractState.DRAFT
    counter.drafting.hand_in(key, actor=clerk)
    counter.review.approve(key, all_ticks(), actor=colleague)
    with pytest.raises(WrongStep):
        counter.drafting.withdraw(key, actor=clerk)


def test_every_stage_is_a_version_and_a_save_is_none(
    counter: Counter, clerk: Actor, colleague: Actor
) -> None:
    key = a_draft(counter, clerk)
    counter.versions.keep(key, " 谈判第一轮 ", actor=clerk)
    counter.drafting.save(key, replace(a_content(counter), place="兰州"), actor=clerk)
    counter.drafting.hand_in(key, actor=clerk)
    counter.review.send_back(key, "金额有误", actor=colleague)
    counter.drafting.hand_in(key, actor=clerk)
    counter.review.approve(key, all_ticks(), actor=colleague)
    kept = counter.versions.versions(key)
    assert [(v.number, v.stage, v.note, v.saved_by_name) for v in kept] == [
        (5, Stage.FROZEN, "", "张䶮"),
        (4, Stage.HANDED_IN, "", clerk.name),
        (3, Stage.SENT_BACK, "金额有误", "张䶮"),
        (2, Stage.HANDED_IN, "", clerk.name),
        (1, Stage.SAVED, "谈判第一轮", clerk.name),
    ]
    assert kept[0].digest == counter.contracts.contract(key).digest


def test_an_old_version_comes_back_as_a_new_revision(counter: Counter, clerk: Actor) -> None:
    key = a_draft(counter, clerk)
    old = counter.contracts.contract(key)
    version = counter.versions.keep(key, "", actor=clerk).value
    counter.drafting.save(key, without(old.content, title="别的", instalments=(), parties=()), actor=clerk)
    now = counter.contracts.contract(key).revision
    with pytest.raises(DraftMoved):
        counter.versions.restore(version, old.revision, actor=clerk)
    revision = counter.versions.restore(version, now, actor=clerk).value
    card = counter.contracts.contract(key)
    assert revision == card.revision > now
    assert (card.content.title, len(card.content.parties)) == (old.content.title, 2)
    counter.drafting.hand_in(key, actor=clerk)
    with pytest.raises(WrongStep):
        counter.versions.restore(version, actor=clerk)


def test_a_version_is_compared_with_what_stands_now_and_what_is_typed(counter: Counter, clerk: Actor) -> None:
    key = a_draft(counter, clerk)
    version = counter.versions.keep(key, "", actor=clerk).value
    assert counter.versions.compare(version).is_empty
    card = counter.contracts.contract(key)
    changed = replace(card.content, total_fen=140_000_000)
    facts = counter.versions.compare_typed(key, changed).facts
    assert [(c.fact, c.before, c.after) for c in facts] == [(Fact.TOTAL, "1,300,000.00", "1,400,000.00")]
    counter.drafting.save(key, changed, actor=clerk)
    assert not counter.versions.compare(version).is_empty
    assert counter.versions.comparison_pdf(version).startswith(b"%PDF")
    with pytest.raises(Missing):
        counter.versions.compare("nothing")


def test_the_signed_text_is_the_reviewed_text_provably(counter: Counter, clerk: Actor) -> None:
    key = a_frozen_contract(counter, clerk)
    proof = counter.versions.proof(key)
    assert proof.holds
    assert proof.version == proof.attached == counter.contracts.contract(key).digest
    sealed = a_sealed_contract(counter, clerk)
    assert counter.versions.proof(sealed).holds
    with counter.store.change(clerk, "tamper") as work:
        contract = work.get(Contract, sealed)
        contract.frozen = {**(contract.frozen or {}), "title": "别的"}
    assert not counter.versions.proof(sealed).holds


def test_a_draft_has_no_proof_yet(counter: Counter, clerk: Actor) -> None:
    assert not counter.versions.proof(a_draft(counter, clerk)).holds


@pytest.mark.parametrize("kind", list(Amends))
def test_a_sealed_contract_is_changed_by_another_that_names_it(
    counter: Counter, clerk: Actor, kind: Amends
) -> None:
    sealed = a_sealed_contract(counter, clerk)
    old = counter.contracts.contract(sealed)
    key = counter.drafting.draft_amending(sealed, kind, actor=clerk).value
    card = counter.contracts.contract(key)
    assert card.content.amends is not None
    assert (card.content.amends.number, card.content.amends.digest) == (old.number, old.digest)
    assert card.content.parties == old.content.parties
    assert card.template_code == ("supp" if kind is Amends.SUPPLEMENT else "dev1")
    assert (card.content.total_fen > 0) == (kind is Amends.REPLACEMENT)
    assert counter.contracts.contract(sealed) == old
    typed = replace(card.content, amends=None)
    counter.drafting.save(key, typed, card.revision, actor=clerk)
    assert counter.contracts.contract(key).content.amends == card.content.amends


def test_a_supplement_goes_to_review_once_it_says_what_changes(counter: Counter, clerk: Actor) -> None:
    sealed = a_sealed_contract(counter, clerk)
    key = counter.drafting.draft_amending(sealed, Amends.SUPPLEMENT, actor=clerk).value
    card = counter.contracts.contract(key)
    answers = card.content.answers | {"reason": "进度调整", "changes": "第二条交付日期改为2027年9月30日。"}
    counter.drafting.save(key, replace(card.content, answers=answers), card.revision, actor=clerk)
    assert [f for f in counter.drafting.check(key) if f.stops] == []
    counter.drafting.hand_in(key, actor=clerk)


def test_what_is_not_sealed_is_changed_itself(counter: Counter, clerk: Actor) -> None:
    with pytest.raises(NotSealed):
        counter.drafting.draft_amending(a_draft(counter, clerk), Amends.SUPPLEMENT, actor=clerk)


def test_names_nobody_can_type_and_very_long_ones_come_through(counter: Counter, clerk: Actor) -> None:
    content = a_content(counter)
    long_name = "兰州" + "新材料与智能制造装备" * 5 + "股份有限公司䶮𠮷㛃"
    assert len(long_name) >= 60
    first = replace(content.parties[0], name=long_name, legal_representative="𠮷䶮㛃")
    key = a_draft(counter, clerk, without(content, parties=(first, content.parties[1])))
    version = counter.versions.keep(key, "", actor=clerk).value
    assert counter.versions.content(version).parties[0].name == long_name
    assert [f for f in counter.drafting.check(key) if f.stops] == []
    assert counter.drafting.preview(key).startswith(b"%PDF")


def test_an_empty_new_draft_tells_what_is_missing(counter: Counter, clerk: Actor) -> None:
    key = counter.drafting.draft(DraftEntry("srv1"), actor=clerk).value
    assert {"total", "party_buyer", "party_seller", "valid_from"} <= {
        f.field for f in counter.drafting.check(key) if f.stops
    }
    version = counter.versions.keep(key, "", actor=clerk).value
    assert counter.versions.compare(version).count(Fate.SAME) > 0


def test_the_largest_and_longest_contract_is_approved_and_proved(counter: Counter, clerk: Actor) -> None:
    content = a_content(counter)
    first = replace(
        content.parties[0], name="兰州" + "智能制造与新材料" * 7 + "有限公司", legal_representative="𠮷䶮㛃"
    )
    half = 5 * 10**14
    huge = without(
        content,
        parties=(first, content.parties[1]),
        total_fen=2 * half,
        technical_fen=2 * half,
        instalments=(InstalmentContent(half), InstalmentContent(half)),
        clauses=tuple(ClauseContent(f"第{n}项约定：按照附件执行。", title=f"约定{n}") for n in range(200)),
    )
    key = a_draft(counter, clerk, huge)
    assert [f for f in counter.drafting.check(key) if f.stops] == []
    counter.drafting.hand_in(key, actor=clerk)
    counter.review.approve(key, all_ticks(), actor=clerk)
    assert counter.versions.proof(key).holds
    handed_in, frozen = (v.id for v in reversed(counter.versions.versions(key)))
    assert counter.versions.compare(handed_in, frozen).is_empty
    assert counter.versions.compare(handed_in).count(Fate.SAME) > 400
