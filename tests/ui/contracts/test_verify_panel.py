"""Checking what somebody brings: a sealed file, a scanned page, a page of another contract."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.security.actors import Actor
from tests.builders import a_signed_contract
from tests.documents.rough_scans import drawn, printed, scanned, with_another
from tests.ui.contract_desk import contract_desk
from ui.contracts.verify_panel import VerifyPanel
from ui.parts.background import Background


@pytest.fixture
def panel(qtbot: QtBot, counter: Counter, background: Background) -> Iterator[VerifyPanel]:
    made = VerifyPanel(contract_desk(counter), background)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.begin()
    made.show()
    yield made
    background.close()


def shown(panel: VerifyPanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def check(panel: VerifyPanel, background: Background, qtbot: QtBot, path: Path) -> str:
    panel.check_path(str(path))
    qtbot.waitUntil(
        lambda: background.is_idle() and "being checked" not in panel.result.text(), timeout=120_000
    )
    return shown(panel)


def test_a_file_and_a_scanned_page_of_it_are_judged(
    panel: VerifyPanel, background: Background, qtbot: QtBot, counter: Counter, clerk: Actor, tmp_path: Path
) -> None:
    key = a_signed_contract(counter, clerk)
    counter.sealing.seal(key, actor=clerk)
    file = tmp_path / "sealed.pdf"
    file.write_bytes(counter.sealing.sealed_pdf(key))
    command = ["pdftoppm", "-r", "200", "-f", "1", "-l", "1", "-singlefile", "-png"]
    subprocess.run([*command, str(file), str(tmp_path / "scan")], check=True)
    Image.new("L", (400, 400), 255).save(tmp_path / "blank.png")
    told = check(panel, background, qtbot, file)
    assert "Unchanged" in told
    assert "1,300,000.00" in told
    told = check(panel, background, qtbot, tmp_path / "scan.png")
    assert "The codes are true" in told
    assert "page 1 of" in told
    # A picture proves no text, and is not said to.
    assert "no difference seen. That is no proof." in told
    assert "Sealed by" not in told
    sealed = file.read_bytes()
    digit = next(glyph for glyph in drawn(sealed, 2).glyphs if glyph.text in "358" and not glyph.is_grey)
    (tmp_path / "forged.jpg").write_bytes(scanned(with_another(printed(sealed, 2), digit, "6")))
    told = check(panel, background, qtbot, tmp_path / "forged.jpg")
    assert "The text differs from the sealed page" in told
    assert f"[{digit.text}|6]" in told
    assert "page 2, line" in told
    assert "No code could be read" in check(panel, background, qtbot, tmp_path / "blank.png")
    changed = file.read_bytes().replace(b"/MediaBox [ 0 0 595", b"/MediaBox [ 0 9 595", 1)
    (tmp_path / "changed.pdf").write_bytes(changed)
    told = check(panel, background, qtbot, tmp_path / "changed.pdf")
    assert "Changed" in told
    assert "The page was changed. (page 1" in told


def test_a_scan_in_one_file_is_checked_page_by_page(
    panel: VerifyPanel, background: Background, qtbot: QtBot, counter: Counter, clerk: Actor, tmp_path: Path
) -> None:
    key = a_signed_contract(counter, clerk)
    counter.sealing.seal(key, actor=clerk)
    sealed = counter.sealing.sealed_pdf(key)
    (tmp_path / "sealed.pdf").write_bytes(sealed)
    command = ["pdftoppm", "-r", "200", "-f", "1", "-l", "2", "-gray", "-png"]
    subprocess.run([*command, str(tmp_path / "sealed.pdf"), str(tmp_path / "scan")], check=True)
    first, second = (Image.open(path) for path in sorted(tmp_path.glob("scan-*.png")))
    first.save(tmp_path / "scan.pdf", resolution=200, save_all=True, append_images=[second])
    told = check(panel, background, qtbot, tmp_path / "scan.pdf")
    assert "The codes are true" in told
    assert "2 pages were checked like paper, this is told of page 1." in told
    assert "Pages of the contract that are not in it: 3" in told
    assert panel.result.property("mood") == "waiting"
    digit = next(glyph for glyph in drawn(sealed, 2).glyphs if glyph.text in "358" and not glyph.is_grey)
    forged = Image.open(BytesIO(scanned(with_another(printed(sealed, 2), digit, "6"))))
    first.save(tmp_path / "forged.pdf", resolution=200, save_all=True, append_images=[forged])
    told = check(panel, background, qtbot, tmp_path / "forged.pdf")
    assert "The text differs from the sealed page" in told
    assert "this is told of page 2." in told


def test_who_leaves_ends_the_checking_of_a_scan(
    panel: VerifyPanel, background: Background, qtbot: QtBot, tmp_path: Path
) -> None:
    pages = [Image.new("L", (400, 500), 255) for _ in range(30)]
    pages[0].save(tmp_path / "blank.pdf", resolution=100, save_all=True, append_images=pages[1:])
    panel.check_path(str(tmp_path / "blank.pdf"))
    qtbot.waitUntil(lambda: " of 30 is being checked" in panel.result.text(), timeout=60_000)
    panel.begin()
    qtbot.waitUntil(background.is_idle, timeout=60_000)
    assert "no seal" not in shown(panel)
