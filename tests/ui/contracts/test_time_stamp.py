"""An owed time stamp stands in the list and on the contract, and is fetched there by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.security.actors import Actor
from tests.builders import a_signed_contract
from tests.documents.time_stamp_authority import TimeStampAuthority
from tests.ui.contract_desk import contract_desk
from tests.ui.page_seat import Key, PageSeat, asked
from ui.contracts.contract_panel import Step
from ui.contracts.page import ContractsPage
from ui.parts.background import Background

LATER = dt.datetime(2026, 11, 23, 5, 30, tzinfo=dt.UTC)
Ctrl = Qt.KeyboardModifier.ControlModifier


@dataclass
class Owing:
    """A seat before the list with a contract that owes its stamp, and where the authority would be."""

    seat: PageSeat[ContractsPage]
    key: str
    port: int

    def stage(self) -> str:
        """Tell what the list says of it."""
        overview = self.seat.page.overview
        (row,) = (row for row in overview.table.rows() if row.id == self.key)
        return overview._stage(row)


@pytest.fixture
def owing(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> Iterator[Owing]:
    with TimeStampAuthority(LATER) as authority:
        port = authority.port
        counter.seal_box.name_stamp_authority(authority.url, actor=clerk)
    key = a_signed_contract(counter, clerk)
    counter.sealing.seal(key, actor=clerk)
    background.follow(counter.store.listen)
    page = ContractsPage(contract_desk(counter), background, clerk)
    seat = PageSeat(qtbot, page, background, counter.store.clock, counter.settings.zone)
    seat.settle(lambda: bool(page.overview.table.rows()))
    yield Owing(seat, key, port)
    background.close()


@pytest.fixture(autouse=True)
def watched(owing: Owing, no_sql_in_the_window: None) -> None:
    """From here on the window's thread may not ask the database."""


def test_it_stands_in_the_list_and_is_fetched_on_the_contract(owing: Owing, counter: Counter) -> None:
    seat, page = owing.seat, owing.seat.page
    assert owing.stage() == "Sealed, time stamp owed"
    page.overview.show_contract(owing.key)
    seat.settle(lambda: page.overview.panel.card() is not None)
    page.overview.panel.button(Step.SHOW_SEALED).click()
    stamp = page.sealed.stamp
    seat.settle(stamp.is_owing)
    assert stamp.text().startswith("Owed")
    assert "Ctrl+T" in seat.frame._keys.shown()
    seat.press(Key.Key_T, Ctrl)
    seat.settle(page.sealed.result.isVisible)
    assert "stays sealed" in page.sealed.result.text()
    assert stamp.is_owing()
    with TimeStampAuthority(LATER, port=owing.port):
        seat.press(Key.Key_T, Ctrl)
        seat.settle(lambda: any("has come" in said for said in seat.said))
    assert stamp.text() == "Stamped later, at 2026-11-23 13:30; the stamp lies beside the file"
    assert "Ctrl+T" not in seat.frame._keys.shown()
    seat.settle(lambda: owing.stage() == "Sealed")
    assert asked(lambda: counter.contracts.contract(owing.key)).stamp_owed is False
    page.sealed.verify.click()
    seat.settle(lambda: page.sealed.result.text().startswith("Unchanged"))


def test_checking_the_file_tells_whether_its_stamp_came(
    owing: Owing, counter: Counter, clerk: Actor, tmp_path: Path
) -> None:
    seat, page = owing.seat, owing.seat.page
    file = tmp_path / "sealed.pdf"
    file.write_bytes(asked(lambda: counter.sealing.sealed_pdf(owing.key)))
    page.show_check()
    told = page.verify._facts._values["stamp"]
    page.verify.check_path(str(file))
    seat.settle(lambda: told.text() == "owed, it is asked for again")
    with TimeStampAuthority(LATER, port=owing.port):
        asked(lambda: counter.stamping.fetch(owing.key, actor=clerk))
    page.verify.check_path(str(file))
    seat.settle(lambda: told.text() == "Stamped later, at 2026-11-23 13:30 (Time of the tests)")
