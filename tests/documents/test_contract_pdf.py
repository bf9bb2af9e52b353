"""A contract on paper: whole, readable by machines, the same bytes each time."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from app.documents.contract_pdf import render_contract
from app.documents.sheets import ContractSheet, PrinterTrialSheet, Table, texts
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


@pytest.mark.parametrize("page", ["first", "last"])
def test_the_code_is_read_at_200_dpi(page: str, tmp_path: Path) -> None:
    file = tmp_path / "contract.pdf"
    pdf = render_contract(contract(sections=2, is_draft=True, is_sample=True))
    file.write_bytes(pdf)
    number = "1" if page == "first" else str(len(pages_of(pdf, tmp_path)))
    run("pdftoppm", "-r", "200", "-f", number, "-l", number, "-singlefile", "-png", file, tmp_path / "shot")
    assert run(
        "zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", tmp_path / "shot.png"
    ).splitlines() == [CODE]


def test_the_right_edge_is_free_for_the_seam_seal(tmp_path: Path) -> None:
    file = tmp_path / "contract.pdf"
    file.write_bytes(render_contract(contract(sections=3)))
    run("pdftoppm", "-r", "72", "-gray", "-png", file, tmp_path / "page")
    for shot in tmp_path.glob("page-*.png"):
        with Image.open(shot) as image:
            edge = image.crop((image.width - 70, 0, image.width, image.height))
            assert edge.convert("L").getextrema() == (255, 255)


def test_strokes_are_drawn_and_missing_ones_leave_room_for_a_pen(tmp_path: Path) -> None:
    signed = contract(sections=1)
    empty = replace(
        signed, signatures=tuple(replace(b, strokes=None, signed_at="") for b in signed.signatures)
    )
    assert len(render_contract(signed)) > len(render_contract(empty))
    assert "年月日" in words_of(render_contract(empty), tmp_path)


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
