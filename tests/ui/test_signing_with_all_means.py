"""The signing session with a card, two screens, an unplugged pen, paper, a record, and the way out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QPointingDeviceUniqueId, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.contracts.entities import Contract, Signature
from app.contracts.signing import signatures_of
from app.contracts.states import Capacity, ContractState, IdentityCheck, Pen
from app.counter import Counter
from app.devices.ports import CardFacts, CardKind
from app.security.actors import Actor
from tests.ui.fake_screens import FakeScreens
from tests.ui.test_signing_session import BAR, ZIGZAG, Hall, Left, asked, draw_by_mouse, points
from ui.contracts.signing_session import SigningSession
from ui.parts.background import Background
from ui.parts.signature_pad import Pointer, SignaturePad

NUMBER = "11010519491231002X"


@pytest.fixture
def hall(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> Iterator[Hall]:
    yield Hall(qtbot, counter, clerk, background)
    background.close()


@pytest.fixture(autouse=True)
def watched(hall: Hall, no_sql_in_the_window: None) -> None:
    """From here on the window's thread may not ask the database."""


@pytest.fixture
def pen() -> Iterator[QPointingDevice]:
    can = QInputDevice.Capability
    made = QPointingDevice(
        "Hall pen",
        91,
        QInputDevice.DeviceType.Stylus,
        QPointingDevice.PointerType.Pen,
        can.Position | can.Pressure | can.XTilt | can.YTilt,
        1,
        1,
        "",
        QPointingDeviceUniqueId(),
    )
    yield made
    if shiboken6.isValid(made):
        shiboken6.delete(made)


def draw_by_pen(pad: SignaturePad, pen: QPointingDevice, line: list[tuple[float, float]]) -> None:
    places = points(pad, line)
    for number, place in enumerate(places):
        is_last = number == len(places) - 1
        kind = QEvent.Type.TabletMove if number else QEvent.Type.TabletPress
        event = QTabletEvent(
            QEvent.Type.TabletRelease if is_last else kind,
            pen,
            QPointF(place),
            QPointF(pad.mapToGlobal(place)),
            0.0 if is_last else 0.5,
            12.0,
            -7.0,
            0.0,
            0.0,
            0.0,
            Qt.KeyboardModifier.NoModifier,
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.NoButton if is_last else Qt.MouseButton.LeftButton,
        )
        event.setTimestamp(1000 + number * 5)
        QApplication.sendEvent(pad, event)


def given(hall: Hall) -> list[Signature]:
    def read() -> list[Signature]:
        with hall.counter.store.look() as session:
            return signatures_of(session, hall.key)

    return asked(read)


def sign_by_mouse(hall: Hall, session: SigningSession) -> None:
    hall.read(session)
    draw_by_mouse(session.stage.pad.pad, ZIGZAG)
    draw_by_mouse(session.stage.pad.pad, BAR)


def test_a_card_fills_in_who_signs_and_only_a_mask_of_its_number_is_kept(hall: Hall) -> None:
    session = hall.open()
    name = hall.card().parties[0].legal_representative
    session.take_card(CardFacts(CardKind.RESIDENT_ID, name, NUMBER))
    sign_by_mouse(hall, session)
    hall.confirm(session)
    hall.settle(lambda: session.stage.reading.isVisible())
    (first,) = given(hall)
    assert (first.identity_by, first.document_hint) == (IdentityCheck.CARD_READER, "110105********002X")
    assert len(first.reading) == session.stage.reading.page_count()
    assert all(seconds >= 1 for seconds in first.reading)
    assert session.side.signer.form.text("document_number") == ""


def test_a_card_of_somebody_else_makes_them_an_agent_who_needs_a_power(hall: Hall) -> None:
    session = hall.open()
    session.take_card(CardFacts(CardKind.RESIDENT_ID, "赵敏", NUMBER))
    assert Capacity(session.side.signer.form.text("capacity")) is Capacity.AGENT
    sign_by_mouse(hall, session)
    hall.confirm(session)
    assert "power of attorney" in session.side.signer.form.error("authority")
    assert given(hall) == []


def test_a_pen_leaves_time_pressure_and_tilt_and_its_name(hall: Hall, pen: QPointingDevice) -> None:
    session = hall.open()
    hall.read(session)
    hall.tick(session)
    draw_by_pen(session.stage.pad.pad, pen, ZIGZAG)
    draw_by_pen(session.stage.pad.pad, pen, BAR)
    hall.confirm(session)
    hall.settle(lambda: session.stage.reading.isVisible())
    (first,) = given(hall)
    assert (first.pen, first.device) == (Pen.PEN, "Hall pen, pressure, tilt")
    assert first.agreed_to == "pad 1"


def test_a_pen_unplugged_while_signing_loses_nothing_and_a_mouse_goes_on(
    hall: Hall, pen: QPointingDevice
) -> None:
    session = hall.open()
    hall.read(session)
    pad = session.stage.pad.pad
    draw_by_pen(pad, pen, ZIGZAG)
    shiboken6.delete(pen)
    assert session.stage.banner.isVisible()
    assert "unplugged" in session.stage.banner.text()
    draw_by_mouse(pad, BAR)
    assert [stroke.pointer for stroke in pad.strokes()] == [Pointer.PEN, Pointer.MOUSE]
    hall.tick(session)
    hall.confirm(session)
    hall.settle(lambda: session.stage.reading.isVisible())
    assert len(given(hall)) == 1


def test_the_signer_has_a_screen_of_their_own_and_the_clerk_turns_its_pages_too(hall: Hall) -> None:
    hall.screens = FakeScreens("pen display")
    session = hall.open()
    assert hall.screens.puts == ["pen display"]
    assert session.stage.window() is session.signer_screen
    assert session.mirror.isVisible()
    assert "reads page 1" in session.side.state.text()
    QTest.keyClick(session, Qt.Key.Key_PageDown)
    for _ in range(40):
        QTest.keyClick(session, Qt.Key.Key_PageDown)
    assert session.stage.reading.has_seen_all()
    sign_by_mouse(hall, session)
    assert "2 strokes" in session.side.state.text()
    QTest.keyClick(session, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(session.stage.pad.pad.strokes()) == 1
    draw_by_mouse(session.stage.pad.pad, BAR)
    hall.confirm(session)
    assert session.stage.banner.isVisible()  # the signer is asked for patience
    assert given(hall) == []
    hall.settle(lambda: hall.kept_screens == ["pen display"])
    session.reject()
    session.reject()
    assert not session.signer_screen.isVisible()


def test_the_stage_comes_home_when_its_screen_is_unplugged_and_goes_back(hall: Hall) -> None:
    hall.screens = FakeScreens("pen display")
    session = hall.open()
    sign_by_mouse(hall, session)
    hall.screens.unplug("pen display")
    assert session.stage.window() is session
    assert session.stage.pad.isVisible()
    assert len(session.stage.pad.pad.strokes()) == 2
    assert not session.mirror.isVisible()
    hall.screens.plug("pen display")
    hall.settle(lambda: session.stage.window() is session.signer_screen)
    assert len(session.stage.pad.pad.strokes()) == 2
    hall.tick(session)
    hall.confirm(session)
    hall.settle(lambda: len(given(hall)) == 1)


def test_one_who_does_not_agree_signs_on_paper_and_the_record_is_written(hall: Hall, tmp_path: Path) -> None:
    session = hall.open()
    while not session.stage.reading.has_seen_all():
        QTest.mouseClick(session.stage.reading.onward, Left)
    QTest.mouseClick(session.stage.reading.sign, Left)
    QTest.mouseClick(session.stage.consent.decline, Left)
    paper = session.paper
    assert paper.isVisible()
    assert not paper.keep.isEnabled()
    QTest.mouseClick(paper.print, Left)
    hall.settle(paper.verdict.isVisible)
    junk, scan = tmp_path / "junk.pdf", tmp_path / "scan.pdf"
    junk.write_bytes(b"junk")
    scan.write_bytes(asked(lambda: hall.counter.sealing.signing_text(hall.key)[0]))
    paper.take_files((str(junk),))
    hall.settle(lambda: "no page" in paper.verdict.text())
    assert not paper.keep.isEnabled()
    paper.take_files((str(scan),))
    hall.settle(lambda: paper.scan() is not None)
    assert "approved text" in paper.verdict.text()
    hall.tick(session)
    paper.form.set_text("fingerprint", "1")
    QTest.mouseClick(paper.keep, Left)
    hall.settle(lambda: len(given(hall)) == 1)
    (first,) = given(hall)
    assert (first.pen, first.has_fingerprint, first.agreed_to) == (Pen.PAPER, True, "")
    hall.settle(lambda: session.stage.reading.isVisible())
    # The second signs on the same paper.
    QTest.keyClick(session, Qt.Key.Key_F4)
    hall.tick(session)
    assert paper.keep.isEnabled()
    QTest.mouseClick(paper.keep, Left)
    hall.settle(lambda: session.is_done() and session.witness.form is not None)
    write_record(hall, session)


def write_record(hall: Hall, session: SigningSession) -> None:
    """Fill in the record, once without the consent it asks for, then add a note."""
    witness = session.witness
    assert witness.form is not None
    witness.form.set_text("said_meaning", "1")
    witness.form.set_text("photos", "Drawer 3")
    QTest.mouseClick(witness.write, Left)
    hall.settle(lambda: bool(witness.form and witness.form.error("photos_agreed")))
    witness.form.set_text("photos_agreed", "1")
    QTest.mouseClick(witness.write, Left)
    hall.settle(witness.print.isVisible)
    card = asked(lambda: hall.counter.witness.card(hall.key))
    assert card.number
    witness.note.set_text("note", "Two copies handed over")
    QTest.mouseClick(witness.add_note, Left)
    hall.settle(lambda: witness.note.text("note") == "")
    notes = asked(lambda: hall.counter.witness.card(hall.key)).notes
    assert [note.text for note in notes] == ["Two copies handed over"]


def test_breaking_off_asks_why_and_leaves_the_reason(hall: Hall) -> None:
    session = hall.open()
    sign_by_mouse(hall, session)
    hall.tick(session)
    hall.confirm(session)
    hall.settle(lambda: len(given(hall)) == 1 and session.stage.reading.isVisible())
    QTest.mouseClick(session.side.break_off, Left)
    QTest.keyClick(session.side.reason.line, Qt.Key.Key_Return)
    assert hall.card().state is ContractState.SIGNING
    session.side.reason.line.setText("The seller does not sign")
    QTest.keyClick(session.side.reason.line, Qt.Key.Key_Return)
    hall.settle(lambda: not session.isVisible())
    assert hall.card().state is ContractState.VOID
    notes = asked(lambda: hall.counter.witness.card(hall.key)).notes
    assert [note.text for note in notes] == ["The seller does not sign"]


def test_a_contract_that_lapsed_meanwhile_ends_the_session(hall: Hall) -> None:
    session = hall.open()

    def lapse() -> None:
        with hall.counter.store.change(hall.clerk, "lapse") as work:
            work.get(Contract, hall.key).step(ContractState.EXPIRED, work.now)

    asked(lapse)
    session.read_again()
    hall.settle(session.is_done)
    assert "Expired" in session.side.state.text()
    assert not session.witness.write.isVisible()
