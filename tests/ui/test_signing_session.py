"""The signing session with mouse and touch: read to the end, then sign, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from app.contracts.queries import ContractCard
from app.contracts.states import Capacity, ContractState
from app.counter import Counter
from app.security.actors import Actor
from tests.builders import a_content, a_frozen_contract, a_signature
from tests.ui.contract_desk import contract_desk
from tests.ui.fake_screens import FakeScreens
from ui.contracts.signing_session import SigningSession
from ui.parts.background import Background
from ui.parts.forms import Form
from ui.parts.signature_pad import SignaturePad

T = TypeVar("T")
Left = Qt.MouseButton.LeftButton
ZIGZAG = [(0.1 + 0.04 * n, 0.3 + 0.4 * (n % 2)) for n in range(16)]
BAR = [(0.2 + 0.03 * n, 0.5) for n in range(18)]


def asked(job: Callable[[], T]) -> T:
    """Ask the counter away from the window's thread, which may not do it."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(job).result()


class Hall:
    """A session on a frozen contract, and the hands of signer and clerk."""

    def __init__(self, qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> None:
        self.qtbot, self.counter, self.clerk, self.background = qtbot, counter, clerk, background
        self.key = a_frozen_contract(counter, clerk)
        self.finger = QTest.createTouchDevice()
        self.kept_screens: list[str] = []
        self.screens = FakeScreens()

    def open(self) -> SigningSession:
        desk = contract_desk(self.counter, self.kept_screens)
        session = SigningSession(desk, self.background, self.clerk, self.key, None, self.screens)
        self.qtbot.addWidget(session)
        session.resize(1366, 768)
        session.begin()
        session.show()
        self.qtbot.waitExposed(session)
        self.settle(lambda: session.party() is not None or session.is_done())
        return session

    def settle(self, is_so: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(lambda: is_so() and self.background.is_idle(), timeout=10_000)

    def card(self) -> ContractCard:
        return asked(partial(self.counter.contracts.contract, self.key))

    def signers(self) -> list[str]:
        return [party.signer for party in self.card().parties]

    def read(self, session: SigningSession) -> None:
        reading = session.stage.reading
        for _ in range(60):
            if reading.has_seen_all():
                break
            QTest.mouseClick(reading.onward, Left)
        QTest.mouseClick(reading.sign, Left)
        if not session.stage.has_agreed():
            QTest.mouseClick(session.stage.consent.agree, Left)
        assert session.stage.pad.isVisible()

    def tick(self, session: SigningSession) -> None:
        session.side.signer.form.set_text("identity_checked", "1")

    def confirm(self, session: SigningSession) -> None:
        QTest.mouseClick(session.stage.pad.confirm, Left)


def points(pad: SignaturePad, line: list[tuple[float, float]]) -> list[QPoint]:
    return [QPoint(round(x * pad.width()), round(y * pad.height())) for x, y in line]


def draw_by_mouse(pad: SignaturePad, line: list[tuple[float, float]]) -> None:
    places = points(pad, line)
    QTest.mousePress(pad, Left, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(pad, place)
    QTest.mouseRelease(pad, Left, pos=places[-1])


def draw_by_touch(pad: SignaturePad, finger: QPointingDevice, line: list[tuple[float, float]]) -> None:
    places = points(pad, line)
    QTest.touchEvent(pad, finger).press(0, places[0], pad).commit()
    for place in places[1:]:
        QTest.touchEvent(pad, finger).move(0, place, pad).commit()
    QTest.touchEvent(pad, finger).release(0, places[-1], pad).commit()


@pytest.fixture
def hall(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> Iterator[Hall]:
    yield Hall(qtbot, counter, clerk, background)
    background.close()


@pytest.fixture(autouse=True)
def watched(hall: Hall, no_sql_in_the_window: None) -> None:
    """From here on the window's thread may not ask the database."""


def test_both_parties_sign_by_mouse_and_by_touch(hall: Hall) -> None:
    session = hall.open()
    told: list[str] = []
    session.signed.connect(told.append)
    first, second = hall.card().parties
    hall.read(session)
    draw_by_mouse(session.stage.pad.pad, ZIGZAG)
    draw_by_mouse(session.stage.pad.pad, BAR)
    hall.tick(session)
    hall.confirm(session)
    hall.settle(lambda: session.party() is not None and session.party().id == second.id)  # type: ignore[union-attr]
    assert hall.card().state is ContractState.SIGNING
    assert not session.stage.reading.has_seen_all()
    assert session.stage.pad.pad.is_empty()
    assert f"signed by {first.legal_representative}" in session.side.parties.lines()[0].text
    hall.read(session)
    draw_by_touch(session.stage.pad.pad, hall.finger, ZIGZAG)
    draw_by_touch(session.stage.pad.pad, hall.finger, BAR)
    hall.tick(session)
    hall.confirm(session)
    hall.settle(session.is_done)
    assert hall.card().state is ContractState.SIGNED
    assert hall.signers() == [first.legal_representative, second.legal_representative]
    assert told == [hall.key, hall.key]
    QTest.mouseClick(session.witness.back, Left)
    assert not session.isVisible()


def test_the_pad_opens_only_after_the_last_page(hall: Hall) -> None:
    session = hall.open()
    reading = session.stage.reading
    pages: list[int] = []
    seen_tops: set[int] = set()
    while not reading.has_seen_all():
        assert not reading.sign.isVisible()
        assert not session.stage.pad.isVisible()
        pages.append(reading.page())
        bar = reading.view.verticalScrollBar()
        seen_tops |= {reading.page()} if bar.value() == 0 and bar.maximum() > 0 else set()
        QTest.mouseClick(reading.onward, Left)
    assert sorted(set(pages)) == sorted(seen_tops) == list(range(1, reading.page_count() + 1))
    assert reading.page_count() > 3
    assert reading.sign.hasFocus()
    QTest.mouseClick(reading.before, Left)
    assert reading.sign.isVisible()  # what was read stays read


def test_a_poor_signature_is_asked_about(hall: Hall) -> None:
    session = hall.open()
    hall.read(session)
    hall.tick(session)
    pad = session.stage.pad
    draw_by_mouse(pad.pad, [(0.4, 0.4), (0.41, 0.41)])
    hall.confirm(session)
    assert pad.warning.isVisible()
    QTest.mouseClick(pad.sign_again, Left)
    assert pad.pad.is_empty()
    assert not pad.confirm.isEnabled()
    draw_by_mouse(pad.pad, [(0.4, 0.4), (0.41, 0.41)])
    hall.confirm(session)
    QTest.mouseClick(pad.keep, Left)
    assert session.side.reason.isVisible()
    assert hall.signers() == ["", ""]
    session.side.reason.line.setText("signs like this on the card too")
    QTest.keyClick(session.side.reason.line, Qt.Key.Key_Return)
    hall.settle(lambda: session.stage.reading.isVisible())
    assert hall.signers()[0]


def test_enter_on_the_pad_presses_no_button(hall: Hall) -> None:
    session = hall.open()
    hall.read(session)
    draw_by_mouse(session.stage.pad.pad, ZIGZAG)
    draw_by_mouse(session.stage.pad.pad, BAR)
    hall.tick(session)
    assert session.stage.pad.pad.hasFocus()
    QTest.keyClick(session.stage.pad.pad, Qt.Key.Key_Return)
    hall.settle(lambda: True)
    assert session.isVisible()
    assert hall.signers() == ["", ""]
    assert len(session.stage.pad.pad.strokes()) == 2


def test_strokes_are_taken_back_one_by_one(hall: Hall) -> None:
    session = hall.open()
    hall.read(session)
    pad = session.stage.pad
    draw_by_mouse(pad.pad, ZIGZAG)
    draw_by_mouse(pad.pad, BAR)
    QTest.mouseClick(pad.undo, Left)
    assert len(pad.pad.strokes()) == 1
    QTest.mouseClick(pad.again, Left)
    assert pad.pad.is_empty()


def test_nothing_is_signed_before_the_identity_was_looked_at(hall: Hall) -> None:
    session = hall.open()
    hall.read(session)
    draw_by_mouse(session.stage.pad.pad, ZIGZAG)
    draw_by_mouse(session.stage.pad.pad, BAR)
    hall.confirm(session)
    assert "identity document" in session.side.signer.form.error("identity_checked")
    hall.settle(lambda: True)
    assert hall.signers() == ["", ""]
    assert len(session.stage.pad.pad.strokes()) == 2


def test_an_agent_names_the_power_of_attorney(hall: Hall) -> None:
    session = hall.open()
    hall.read(session)
    form = session.side.signer.form
    form.set_text("signer", "赵敏")
    form.set_text("capacity", Capacity.AGENT.value)
    draw_by_mouse(session.stage.pad.pad, ZIGZAG)
    draw_by_mouse(session.stage.pad.pad, BAR)
    hall.tick(session)
    hall.confirm(session)
    assert "power of attorney" in form.error("authority")
    form.set_text("authority", "SQ-2026-18, until 2027-06-30")
    hall.confirm(session)
    hall.settle(lambda: session.stage.reading.isVisible())
    assert (hall.signers()[0], hall.card().parties[0].capacity) == ("赵敏", Capacity.AGENT)


def test_one_person_cannot_sign_for_both_sides(hall: Hall) -> None:
    entry = asked(lambda: a_signature(hall.counter, hall.key, 0))
    asked(lambda: hall.counter.signing.sign(hall.key, entry, actor=hall.clerk))
    session = hall.open()
    hall.read(session)
    session.side.signer.form.set_text("signer", entry.signer)
    draw_by_mouse(session.stage.pad.pad, ZIGZAG)
    draw_by_mouse(session.stage.pad.pad, BAR)
    hall.tick(session)
    hall.confirm(session)
    hall.settle(session.banner.isVisible)
    assert entry.signer in session.banner.text()
    assert hall.signers() == [entry.signer, ""]
    assert len(session.stage.pad.pad.strokes()) == 2
    assert session.stage.pad.confirm.isEnabled()


def test_an_interruption_leaves_no_half_signature(hall: Hall) -> None:
    session = hall.open()
    hall.read(session)
    draw_by_mouse(session.stage.pad.pad, ZIGZAG)
    QTest.mouseClick(session.side.leave, Left)
    assert session.isVisible()
    assert "will not be kept" in session.banner.text()
    QTest.mouseClick(session.side.leave, Left)
    assert not session.isVisible()
    hall.settle(lambda: True)
    assert hall.signers() == ["", ""]
    assert hall.card().state is ContractState.READY


def test_a_session_goes_on_where_it_was_interrupted(hall: Hall) -> None:
    entry = asked(lambda: a_signature(hall.counter, hall.key, 0))
    asked(lambda: hall.counter.signing.sign(hall.key, entry, actor=hall.clerk))
    session = hall.open()
    party = session.party()
    assert party is not None
    assert party.id == hall.card().parties[1].id


def test_the_other_party_may_sign_first(hall: Hall) -> None:
    session = hall.open()
    second = hall.card().parties[1]
    session.side.parties.setCurrentRow(1)
    QTest.keyClick(session.side.parties, Qt.Key.Key_Return)
    party = session.party()
    assert party is not None
    assert party.id == second.id
    hall.read(session)
    assert session.side.signer.form.text("signer") == second.legal_representative


def test_a_text_sent_back_meanwhile_is_not_signed(hall: Hall) -> None:
    session = hall.open()
    hall.read(session)
    asked(lambda: hall.counter.review.send_back(hall.key, "Another price", actor=hall.clerk))
    asked(lambda: hall.counter.drafting.save(hall.key, a_content(hall.counter, "dev1"), actor=hall.clerk))
    draw_by_mouse(session.stage.pad.pad, ZIGZAG)
    draw_by_mouse(session.stage.pad.pad, BAR)
    hall.tick(session)
    hall.confirm(session)
    hall.settle(session.banner.isVisible)
    assert hall.signers() == ["", ""]
    assert not session.stage.pad.pad.is_empty()


def test_the_record_is_asked_for_once_however_often_it_is_read(hall: Hall) -> None:
    for turn in range(2):
        entry = asked(partial(a_signature, hall.counter, hall.key, turn))
        asked(partial(hall.counter.signing.sign, hall.key, entry, actor=hall.clerk))
    session = hall.open()
    for _ in range(2):
        session.read_again()
        hall.settle(lambda: session.witness.form is not None)
    assert session.witness.findChildren(Form) == [session.witness.note, session.witness.form]


def test_the_clerks_fields_are_followed_by_enter(hall: Hall) -> None:
    session = hall.open()
    hall.read(session)
    form = session.side.signer.form
    form.focus_first()
    while not form.editor("identity_checked").hasFocus():
        QTest.keyClick(session.focusWidget(), Qt.Key.Key_Return)
    hall.settle(lambda: not form.editor("identity_checked").visibleRegion().isEmpty())


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (768, 1366)])
def test_the_signers_screen_is_made_for_fingers(hall: Hall, size: tuple[int, int]) -> None:
    """60 pixels are 9 mm on a pen display of 13 inches and full HD (169 dots an inch)."""
    hall.screens = FakeScreens("pen")
    session = hall.open()
    screen = session.signer_screen
    screen.showNormal()
    screen.resize(*size)
    hall.settle(session.stage.isVisible)
    assert_large(screen)
    hall.read(session)
    pad = session.stage.pad
    draw_by_mouse(pad.pad, [(0.4, 0.4), (0.41, 0.41)])
    hall.confirm(session)
    hall.settle(pad.warning.isVisible)
    assert_large(screen)
    assert pad.warning.height() < pad.pad.height() / 2


def assert_large(screen: QWidget) -> None:
    buttons = [part for part in screen.findChildren(QAbstractButton) if part.isVisible()]
    assert buttons
    assert min(min(part.width(), part.height()) for part in buttons) >= 60
