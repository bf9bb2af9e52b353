"""A contract on paper: whole, readable by machines, the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader

from app.documents.code_reading import codes_of_picture
from app.documents.contract_pdf import render_contract
from app.documents.paper_codes import page_code
from app.documents.sheets import (
    ContractSheet,
    Enclosure,
    Field,
    Paragraph,
    PrinterTrialSheet,
    SignatureBlock,
    Table,
    texts,
)
from app.documents.trial_pdf import render_trial_page
from tests.documents.sheets_for_tests import CLAUSE, CODE, DIGEST, RARE_NAME, WORDS, contract


def run(*command: str | Path) -> str:
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


def words_of(pdf: bytes, folder: Path, *options: str) -> str:
    """Tell the text of a PDF as poppler reads it, without spaces and line ends."""
    file = folder / "page.pdf"
    file.write_bytes(pdf)
    return "".join(run("pdftotext", *options, file, "-").split())


def pages_of(pdf: bytes, folder: Path) -> list[str]:
    file = folder / "page.pdf"
    file.write_bytes(pdf)
    return ["".join(page.split()) for page in run("pdftotext", file, "-").split("\f")[:-1]]


def test_every_text_of_the_sheet_comes_back(tmp_path: Path) -> None:
    sheet = contract()
    words = words_of(render_contract(sheet), tmp_path)
    for text in (
        RARE_NAME,
        "甘肃尚德机电设备有限公司",
        WORDS,
        "￥1,234,567.89",
        "张𠮷",
        "834,567.89",
        DIGEST,
    ):
        assert text in words
    printed = {c for text in texts(sheet) for c in text if not c.isascii() and not c.isspace()}
    assert printed - set(words) == set()


def test_clauses_come_back_in_their_order(tmp_path: Path) -> None:
    # Header and footer stand between the pages; a clause that fits one page is found whole.
    pages = pages_of(render_contract(contract(sections=1)), tmp_path)
    assert any(CLAUSE in page for page in pages)


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert render_contract(contract()) == render_contract(contract())
    assert render_contract(contract()) != render_contract(replace(contract(), digest="0" * 64))


def test_no_foreign_font_and_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "contract.pdf"
    file.write_bytes(render_contract(contract(is_draft=True, is_sample=True)))
    names = {line.split()[0].split("+")[-1] for line in run("pdffonts", file).splitlines()[2:]}
    assert names == {
        "NotoSerifSC-Regular",
        "NotoSerifSC-Bold",
        "NotoSansSC-Regular",
        "NotoSansSC-Bold",
        "HanaMinB",
    }
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", file)


def test_every_page_tells_its_number_the_contract_and_the_short_digest(tmp_path: Path) -> None:
    pages = pages_of(render_contract(contract(sections=9)), tmp_path)
    assert len(pages) >= 6
    for number, page in enumerate(pages, start=1):
        assert f"第{number}页共{len(pages)}页" in page
        assert "LZ-2026-000123" in page
        assert DIGEST[:12] in page


@pytest.mark.parametrize("sections", range(1, 7))
@pytest.mark.parametrize("parties", [2, 3, 4])
def test_signatures_never_stand_on_a_page_of_their_own(sections: int, parties: int, tmp_path: Path) -> None:
    pages = pages_of(render_contract(contract(sections, parties)), tmp_path)
    signed = [page for page in pages if "签署时间" in page]
    assert len(signed) == 1
    assert "本合同一式五份" in signed[0]
    assert signed[0].count("（盖章处）") == parties


@pytest.mark.parametrize("sections", range(1, 7))
def test_no_page_ends_with_a_heading(sections: int, tmp_path: Path) -> None:
    for page in pages_of(render_contract(contract(sections)), tmp_path):
        body = page.split("页签")[0]
        assert not re.search(r"研究开发内容与进度$", body)


@pytest.mark.parametrize("parties", [2, 3])
def test_the_codes_of_every_page_are_read_at_200_dpi(parties: int, tmp_path: Path) -> None:
    file = tmp_path / "contract.pdf"
    pdf = render_contract(contract(sections=2, parties=parties))
    file.write_bytes(pdf)
    pages = pages_of(pdf, tmp_path)
    run("pdftoppm", "-r", "200", "-png", file, tmp_path / "shot")
    for number, (shot, words) in enumerate(zip(sorted(tmp_path.glob("shot-*.png")), pages, strict=True), 1):
        read = run("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", shot).splitlines()
        short = page_code("LZ-2026-000123", number, len(pages), DIGEST)
        signed = [CODE] if number == 1 or "（以下无正文）" in words else []
        assert sorted(read) == sorted([short, *signed])


def test_a_draft_carries_no_code_and_no_field(tmp_path: Path) -> None:
    pdf = render_contract(replace(contract(sections=1, is_draft=True), code=""))
    assert b"/Sig" not in pdf
    file = tmp_path / "draft.pdf"
    file.write_bytes(pdf)
    run("pdftoppm", "-r", "100", "-png", file, tmp_path / "shot")
    for shot in tmp_path.glob("shot-*.png"):
        assert codes_of_picture(shot.read_bytes()) == []


def test_the_right_edge_is_free_for_the_seam_seal_but_for_its_hint(tmp_path: Path) -> None:
    file = tmp_path / "contract.pdf"
    file.write_bytes(render_contract(contract(sections=3)))
    run("pdftoppm", "-r", "72", "-gray", "-png", file, tmp_path / "page")
    for shot in tmp_path.glob("page-*.png"):
        with Image.open(shot) as image:
            left, middle = image.width - 70, image.height // 2
            above = image.crop((left, 0, image.width, middle - 72))
            below = image.crop((left, middle + 72, image.width, image.height))
            beside = image.crop((left, 0, image.width - 22, image.height))
            for edge in (above, below, beside):
                assert edge.convert("L").getextrema() == (255, 255)
            hint = image.crop((image.width - 22, middle - 72, image.width, middle + 72))
            assert hint.convert("L").getextrema()[0] < 230


def test_every_party_has_a_field_at_its_block_and_the_hall_two() -> None:
    reader = PdfFileReader(io.BytesIO(render_contract(contract(sections=1, parties=3))))
    found = [field.get_object() for field in reader.root["/AcroForm"]["/Fields"]]
    fields = {field["/T"]: [float(v) for v in field["/Rect"]] for field in found}
    assert list(fields) == ["Party1", "Party2", "Party3", "Seal", "Lock"]
    assert fields["Lock"] == [0, 0, 0, 0]
    lefts = [fields[f"Party{n}"][0] for n in (1, 2, 3)]
    assert lefts == sorted(lefts)
    for name in ("Party1", "Party2", "Party3", "Seal"):
        x, y, right, top = fields[name]
        assert 0 < x < right < 595.3 - 70
        assert 80 < y < top < 800


@pytest.mark.parametrize("parties", [1, 7, 20])
def test_any_number_of_parties_finds_its_place(parties: int, tmp_path: Path) -> None:
    long = "兰州新区" * 15
    blocks = tuple(SignatureBlock(f"第{n}方", f"{long}{n}", f"第{n}方") for n in range(parties))
    pdf = render_contract(replace(contract(sections=1), signatures=blocks))
    pages = pages_of(pdf, tmp_path)
    assert sum(page.count("（盖章处）") for page in pages) == parties
    assert all(f"第{n}方" in "".join(pages) for n in range(parties))


def test_two_hundred_clauses_are_numbered_through(tmp_path: Path) -> None:
    clauses = tuple(Paragraph(CLAUSE, f"1.{n}") for n in range(1, 201))
    section = replace(contract().sections[0], items=clauses)
    pages = pages_of(render_contract(replace(contract(sections=1), sections=(section,))), tmp_path)
    whole = "".join(pages)
    assert all(f"1.{n}" in whole for n in range(1, 201))
    assert whole.count("另有规定") == 200


def test_an_enclosed_file_comes_out_as_it_went_in(tmp_path: Path) -> None:
    content = '{"name":"𠮷䶮㛃"}'.encode()
    enclosure = Enclosure("contract.json", "application/json", content, "Data", "内容")
    file = tmp_path / "contract.pdf"
    file.write_bytes(render_contract(replace(contract(sections=1), enclosures=(enclosure,))))
    run("pdfdetach", "-save", "1", "-o", tmp_path / "out.json", file)
    assert (tmp_path / "out.json").read_bytes() == content


def test_another_process_makes_the_same_bytes() -> None:
    script = (
        "import hashlib, sys; from app.documents.contract_pdf import render_contract;"
        "from tests.documents.sheets_for_tests import contract;"
        "sys.stdout.write(hashlib.sha256(render_contract(contract())).hexdigest())"
    )
    told = run(sys.executable, "-c", script)
    assert told == hashlib.sha256(render_contract(contract())).hexdigest()


def test_the_registrar_has_a_block_and_nothing_stands_below_it(tmp_path: Path) -> None:
    last = pages_of(render_contract(contract(sections=1)), tmp_path)[-1]
    assert "印花税票粘贴处" in last
    assert "登记机构审查意见" in last
    assert last.index("登记机构审查意见") < last.index("（以下空白）")


def test_drafts_and_samples_are_marked_on_every_page(tmp_path: Path) -> None:
    for page in pages_of(render_contract(contract(sections=2, is_draft=True, is_sample=True)), tmp_path):
        assert "不具法律效力" in page
        assert {"草", "稿"} <= set(page)
    assert "样例" not in words_of(render_contract(contract(sections=2)), tmp_path)


def test_a_table_row_longer_than_a_page_goes_on(tmp_path: Path) -> None:
    section = replace(
        contract().sections[0], items=(Table(("甲", "乙"), (("1", CLAUSE * 25 + "末尾"),), (1, 3)),)
    )
    sheet: ContractSheet = replace(contract(sections=1), sections=(section,))
    words = words_of(render_contract(sheet), tmp_path)
    assert words.count("另有规定") == 25
    assert "末尾" in words


def test_money_comes_back_with_the_full_width_sign(tmp_path: Path) -> None:
    words = words_of(render_contract(contract()), tmp_path)
    assert "合同总金额：￥1,234,567.89（大写：人民币" in words
    assert not {"\u00a5", "$"} & set(words)


def test_the_trial_page_reads_back(tmp_path: Path) -> None:
    sheet = PrinterTrialSheet("兰州科技大市场", "激光打印机", "2026-11-23 10:00", "GT1:TRIAL")
    words = words_of(render_trial_page(sheet), tmp_path)
    assert all(text in words for text in ("激光打印机", "䶮𠮷㛃𫟷", "￥1,234,567.89"))


def test_a_short_table_stands_whole_with_the_line_that_names_it(tmp_path: Path) -> None:
    rows = tuple((str(number), f"内容{number}") for number in range(1, 6))
    for lines in range(20, 40):
        content = (
            *(Paragraph("正文。"),) * lines,
            Paragraph("下列各项："),
            Table(("序", "项"), rows, (1, 3)),
        )
        section = replace(contract().sections[0], items=content)
        pages = pages_of(render_contract(replace(contract(1), sections=(section,))), tmp_path)
        (page,) = [page for page in pages if "下列各项：" in page]
        assert "内容5" in page


def test_both_amounts_stand_under_their_heading(tmp_path: Path) -> None:
    amounts = (contract().amounts[0], replace(contract().amounts[0], label="其中技术交易额"))
    for lines in range(20, 40):
        first, price = contract(2).sections
        sections = (
            replace(first, items=(Paragraph("正文。"),) * lines),
            replace(price, heading="第二条价款", items=(Paragraph("已含税款。", "2.1"),)),
        )
        sheet = replace(contract(2), sections=sections, amounts=amounts)
        pages = pages_of(render_contract(sheet), tmp_path)
        (page,) = [page for page in pages if "第二条价款" in page]
        assert "其中技术交易额" in page
        assert "已含税款" in page


def test_a_page_left_half_empty_says_that_nothing_stands_below(tmp_path: Path) -> None:
    told = []
    for lines in range(1, 30):
        section = replace(contract().sections[0], items=(Paragraph("正文。"),) * lines)
        pages = pages_of(render_contract(replace(contract(1), sections=(section,), instalments=())), tmp_path)
        told += ["本页以下空白" in page for page in pages[1:-2]]
        assert not any("本页以下空白" in page for page in pages[-2:])
    assert True in told
    assert False in told


def test_nothing_sticks_out_of_the_margins_of_a_cover(tmp_path: Path) -> None:
    file = tmp_path / "contract.pdf"
    cover = (Field("受托人、培训方、组织方（乙方）", "兰州新区" * 20), Field("项目名称", "碳纳米纤维"))
    file.write_bytes(render_contract(replace(contract(sections=1), cover=cover)))
    told = run("pdftotext", "-l", "1", "-bbox", file, "-")
    words = re.findall(r'xMin="([\d.]+)" .*xMax="([\d.]+)" .*>(.*)</word>', told)
    assert any("培训方" in word for _, _, word in words)
    hint = {"骑", "缝", "章", "骑缝章"}
    assert [
        w for left, right, w in words if w not in hint and not 70 < float(left) < float(right) < 523
    ] == []
