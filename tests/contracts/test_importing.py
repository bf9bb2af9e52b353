"""A Word file from outside becomes a draft; what was guessed is only offered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contracts.checks import Fault
from app.contracts.content import PartyContent
from app.contracts.import_guessing import guess
from app.contracts.importing import ImportChoice
from app.contracts.refusals import ImportProblem, ImportRefused
from app.contracts.states import ContractState, Side, Stage
from app.counter import Counter
from app.security.actors import Actor
from tests.documents.docx_files import docx, level, numbering, paragraph, table

LINES = (
    "技术开发（委托）合同",
    "项目名称：戈壁农业水肥一体化控制系统",
    "依据《中华人民共和国合同法》的规定，双方协商一致，订立本合同。",
)


def a_file() -> bytes:
    return docx(
        *(paragraph(line) for line in LINES),
        table(
            [
                ["委托方（甲方）：", "兰州样例农业有限公司"],
                ["统一社会信用代码", "91620100MA0000015W"],
                ["法定代表人", "王小明"],
                ["受托方（乙方）：", "甘肃样例研究所"],
                ["联系电话", "0931-1234567"],
            ]
        ),
        paragraph("标的", list_id="1"),
        paragraph("研究开发控制系统一套。", list_id="1", depth=1),
        paragraph("第二条　价款"),
        paragraph("合同总金额为人民币120,000.00元（大写：壹拾贰万元整），其中技术交易额100,000.00元。"),
        paragraph("第三条　期限"),
        paragraph("本合同有效期自2026年12月1日起至2027年11月30日止。"),
        numbering=numbering(level(0, "chineseCounting", "第%1条"), level(1, "decimal", "%2.")),
    )


def test_a_text_is_read_into_sections_with_what_it_seems_to_say(counter: Counter) -> None:
    read = counter.importing.read("合同.docx", a_file())
    assert [c.title for c in read.clauses] == ["", "标的", "价款", "期限"]
    assert read.clauses[1].text == "1. 研究开发控制系统一套。"
    assert "兰州样例农业有限公司" in read.clauses[0].text
    assert read.repealed == ((0, "合同法"),)
    g = read.guesses
    assert g.title is not None and g.title.value == "戈壁农业水肥一体化控制系统"
    assert [(p.side, p.name.value) for p in g.parties] == [
        (Side.BUYER, "兰州样例农业有限公司"),
        (Side.SELLER, "甘肃样例研究所"),
    ]
    assert g.parties[0].fields["credit_code"].value == "91620100MA0000015W"
    assert g.parties[1].fields["phone"].value == "0931-1234567"
    assert g.total is not None and g.technical is not None
    assert (g.total.fen, g.total.words_differ, g.technical.fen) == (12_000_000, False, 10_000_000)
    assert g.valid_from is not None and g.valid_to is not None
    assert (g.valid_from.value, g.valid_to.value) == ("2026-12-01", "2027-11-30")


def test_only_what_was_confirmed_becomes_the_draft(counter: Counter, clerk: Actor) -> None:
    read = counter.importing.read("合同.docx", a_file())
    key = counter.importing.start("合同.docx", ImportChoice("项目", read.clauses), actor=clerk).value
    card = counter.contracts.contract(key)
    assert (card.state, card.template_code, card.content.parties) == (ContractState.DRAFT, "free", ())
    assert (card.content.total_fen, card.content.clauses) == (0, read.clauses)
    kept = counter.versions.versions(key)
    assert [(v.stage, v.note) for v in kept] == [(Stage.IMPORTED, "合同.docx")]
    findings = counter.drafting.check(key)
    assert [(f.about, f.part, f.law) for f in findings if f.fault is Fault.LAW_REPEALED] == [
        ("合同法", "clause_0", "民法典第一千二百六十条")
    ]
    assert counter.drafting.preview(key).startswith(b"%PDF")


def test_what_was_confirmed_is_there(counter: Counter, clerk: Actor) -> None:
    read = counter.importing.read("合同.docx", a_file())
    choice = ImportChoice(
        "项目",
        read.clauses,
        (PartyContent(Side.BUYER, "甲"), PartyContent(Side.SELLER, "乙")),
        total_fen=12_000_000,
        contract_type="DEV1",
    )
    card = counter.contracts.contract(counter.importing.start("合同.docx", choice, actor=clerk).value)
    assert [p.name for p in card.content.parties] == ["甲", "乙"]
    assert (card.content.total_fen, card.content.answers) == (12_000_000, {"contract_type": "DEV1"})


def test_a_broken_file_is_refused_and_begins_nothing(counter: Counter) -> None:
    before = len(counter.contracts.contracts())
    for content, why in (
        (b"no file", ImportProblem.NOT_DOCX),
        (a_file()[:400], ImportProblem.BROKEN),
        (docx(paragraph(" ")), ImportProblem.NO_TEXT),
    ):
        with pytest.raises(ImportRefused) as told:
            counter.importing.read("合同.docx", content)
        assert told.value.why is why
    assert len(counter.contracts.contracts()) == before


@pytest.mark.parametrize(
    ("line", "fen", "differ"),
    [
        ("合同总金额：￥1,234.50元", 123_450, False),
        ("合同总金额为12.5万元整（大写：人民币壹拾贰万伍仟元整）", 12_500_000, False),
        ("合同总金额：１００元", 10_000, False),
        # The mistake of a published sample (domain.md 2.4).
        ("合同总金额为￥100,000.00元（大写：壹拾叁万元整）", 10_000_000, True),
    ],
)
def test_amounts_are_read_and_held_against_their_words(line: str, fen: int, differ: bool) -> None:
    found = guess([line]).total
    assert found is not None
    assert (found.fen, found.words_differ) == (fen, differ)


@given(st.lists(st.text(max_size=60), max_size=8))
def test_no_text_breaks_the_guessing(lines: list[str]) -> None:
    found = guess(lines)
    assert all(party.name.line in lines for party in found.parties)


@given(st.integers(1, 10**9), st.sampled_from(["总价", "合同金额", "合同总金额"]))
def test_an_amount_in_yuan_is_read_back(yuan: int, label: str) -> None:
    found = guess([f"{label}为人民币{yuan:,}元。"]).total
    assert found is not None
    assert found.fen == yuan * 100
