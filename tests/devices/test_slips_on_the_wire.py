"""What a printer on the network gets, read as the printer reads it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from PIL import Image

from app.devices.simulated import SimulatedTicketPrinter
from app.devices.ticket_printing import EscposNetworkPrinter
from app.documents.sheets import SlipSheet
from app.documents.slip_escpos import is_plain, slip_bytes
from app.documents.slip_template import TRIAL, compose, shipped_layout
from tests.devices.escpos_reader import Paper, read
from tests.documents.sheets_for_tests import SLIP_CODE, slip

RARE = "䶮㛃㼆䜣䃅𠮷𬱖𬍛𫖯𬀩𬸚"


@pytest.fixture
def printer() -> Iterator[tuple[EscposNetworkPrinter, SimulatedTicketPrinter]]:
    with SimulatedTicketPrinter() as twin:
        yield EscposNetworkPrinter("127.0.0.1", twin.port, timeout_s=2, answer_s=0.5), twin


def printed(
    printer: tuple[EscposNetworkPrinter, SimulatedTicketPrinter], sheet: SlipSheet, width_dots: int = 576
) -> Paper:
    """Send a slip over TCP and read what arrived."""
    port, twin = printer
    port.send(slip_bytes(sheet, width_dots))
    assert twin.wait_for(1, timeout_s=5)
    return read(twin.slips[-1])


def code_in(picture: Image.Image, folder: Path) -> str:
    picture.convert("L").save(folder / "code.png")
    command = ["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", str(folder / "code.png")]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_the_bytes_of_a_slip_say_what_the_slip_says(
    printer: tuple[EscposNetworkPrinter, SimulatedTicketPrinter], tmp_path: Path
) -> None:
    paper = printed(printer, slip())
    assert paper.lines == [
        "兰州科技大市场服务大厅",
        "A012",
        "办理事项：技术合同认定登记",
        "请到：3 号窗口",
        "前面等候：3 人",
        "预计等候：约 10～25 分钟",
        "取号时间：2026-11-23 10:15",
        "过号请到导办台重新排队。",
        "办完后在自助机扫下方码，评价本次服务",
    ]
    assert paper.looks[1] == ("center", 4, True)
    assert paper.looks[2] == ("left", 1, False)
    assert [code_in(picture, tmp_path) for picture in paper.pictures] == [SLIP_CODE]
    assert (paper.fed, paper.cuts) == (6, 1)


@pytest.mark.parametrize(("width_dots", "columns"), [(576, 48), (384, 32)])
def test_no_line_is_wider_than_the_roll(
    printer: tuple[EscposNetworkPrinter, SimulatedTicketPrinter], width_dots: int, columns: int
) -> None:
    paper = printed(printer, slip(matter="技术开发合同认定登记与补贴申请" * 4), width_dots)
    for line, (_, width, _) in zip(paper.lines, paper.looks, strict=True):
        assert sum(1 if character < "\x80" else 2 for character in line) * width <= columns
    assert "".join(paper.lines).count("补贴申请") == 4
    assert all(picture.width == width_dots for picture in paper.pictures)


@pytest.mark.parametrize("character", list(RARE))
def test_a_character_the_printer_lacks_arrives_as_a_picture(
    printer: tuple[EscposNetworkPrinter, SimulatedTicketPrinter], character: str
) -> None:
    paper = printed(printer, slip("{number}\n{matter}", matter=character))
    assert paper.lines == ["A012"]
    (picture,) = paper.pictures
    assert 80 < list(picture.convert("L").tobytes()).count(0) < 800


def test_the_trial_slip_shows_text_pictures_code_and_ruler(
    printer: tuple[EscposNetworkPrinter, SimulatedTicketPrinter], tmp_path: Path
) -> None:
    facts = {"hall": "大厅", "printer": "192.168.1.50:9100", "printed_at": "2026-11-25 10:00"}
    parts = compose(shipped_layout(TRIAL), facts, {"code": "GT1:TRIAL"})
    paper = printed(printer, SlipSheet("打印测试", "大厅", parts))
    assert "扩展字：喆堃昇龑镕犇淼" in paper.lines
    assert {width for _, width, _ in paper.looks} == {1, 2, 3, 4}
    rare, rarer, code, ruler = paper.pictures
    assert code_in(code, tmp_path) == "GT1:TRIAL"
    dark = [ruler.getpixel((x, 10)) == 0 for x in range(ruler.width)]
    assert [x for x, is_dark in enumerate(dark) if is_dark] == [*range(0, 576, 8), 575]
    assert rare.height == rarer.height


def test_what_goes_as_text_means_the_same_in_every_edition_of_the_standard() -> None:
    # Python's gb18030 is not the mapping of 2022 (domain.md 9.5): where the two differ, a picture must go.
    everything = map(chr, chain(range(0x20, 0xD800), range(0xE000, 0x110000)))
    as_text = [character for character in everything if is_plain(character)]
    assert len(as_text) > 21_000
    assert [c for c in as_text if c.encode("gb18030") != c.encode("gbk") or len(c.encode("gbk")) > 2] == []
    moved = "\u9fb4\ufe10\ufe19\u1e3f\ue81e\ue78d\ue7c7\ue863"
    assert [c for c in moved if is_plain(c)] == []
