"""Checking what somebody brings: a sealed file, a scanned page, a page of another contract."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
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
