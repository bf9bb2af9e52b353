"""Ticket slips: PDF for preview, bytes for slip printers."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PIL import Image

from app.documents.slip_escpos import is_plain, slip_bytes
from app.documents.slip_pdf import render_slip_pdf
from tests.documents.sheets_for_tests import SLIP_CODE, slip


def read_code(picture: Path) -> str:
    command = ["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", str(picture)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def pictures(data: bytes) -> list[Image.Image]:
    """Cut the raster pictures (GS v 0) out of printer bytes."""
    found = []
    at = data.find(b"\x1dv0\x00")
    while at >= 0:
        wide, high = (
            int.from_bytes(data[at + 4 : at + 6], "little"),
            int.from_bytes(data[at + 6 : at + 8], "little"),
        )
        bits = data[at + 8 : at + 8 + wide * high]
        found.append(Image.frombytes("1", (wide * 8, high), bytes(byte ^ 0xFF for byte in bits)))
        at = data.find(b"\x1dv0\x00", at + 8 + wide * high)
    return found


@pytest.mark.parametrize("width_mm", [80, 58])
def test_a_slip_reads_back_and_its_code_too(width_mm: int, tmp_path: Path) -> None:
    sheet = slip(matter="技术合同认定登记（张𠮷）")
    file = tmp_path / "slip.pdf"
    file.write_bytes(render_slip_pdf(sheet, width_mm))
    text = subprocess.run(["pdftotext", str(file), "-"], check=True, capture_output=True, text=True).stdout
    words = "".join(text.split())
    for wanted in ("兰州科技大市场服务大厅", "A012", "张𠮷", "3号窗口", "前面等候：3人", "10～25分钟"):
        assert wanted in words
    subprocess.run(
        ["pdftoppm", "-r", "200", "-singlefile", "-png", str(file), str(tmp_path / "s")], check=True
    )
    assert read_code(tmp_path / "s.png") == SLIP_CODE


def test_a_slip_is_the_same_bytes_twice() -> None:
    assert render_slip_pdf(slip()) == render_slip_pdf(slip())
    assert slip_bytes(slip()) == slip_bytes(slip())


def test_absent_facts_print_nothing(tmp_path: Path) -> None:
    file = tmp_path / "slip.pdf"
    file.write_bytes(render_slip_pdf(slip(window="", ahead="")))
    text = subprocess.run(["pdftotext", str(file), "-"], check=True, capture_output=True, text=True).stdout
    assert "请到：" not in text
    assert "前面等候" not in text


def test_plain_lines_go_as_text_in_chinese_mode() -> None:
    data = slip_bytes(slip())
    assert b"\x1c&" + "办理事项：技术合同认定登记".encode("gb18030") + b"\n" in data
    assert b"\x1c&A012\n" in data
    assert data.startswith(b"\x1b@")
    assert b"\x1dV" in data[-10:]
    assert len(pictures(data)) == 1


def test_a_line_with_a_rare_character_goes_as_a_picture() -> None:
    data = slip_bytes(slip(matter="合同登记（𠮷䶮）"))
    drawn = pictures(data)
    assert len(drawn) == 2
    assert "合同登记".encode("gb18030") not in data
    assert sum(drawn[0].convert("L").histogram()[:128]) > 500


@pytest.mark.parametrize("dots", [576, 384])
def test_the_printed_code_is_read(dots: int, tmp_path: Path) -> None:
    picture = pictures(slip_bytes(slip(), dots))[-1]
    assert picture.width == dots
    picture.convert("L").save(tmp_path / "code.png")
    assert read_code(tmp_path / "code.png") == SLIP_CODE


def test_the_half_width_yen_never_reaches_the_printer() -> None:
    data = slip_bytes(slip(matter="缴费 \u00a5100"))
    assert "￥100".encode("gb18030") in data


@pytest.mark.parametrize(("text", "plain"), [("龑", True), ("䶮", False), ("𠮷", False), ("￥1，“”", True)])
def test_what_the_printers_own_set_has(text: str, plain: bool) -> None:
    assert is_plain(text) is plain
