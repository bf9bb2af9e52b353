"""A scanner that types: never in the field; and a typist who loses no key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import shiboken6
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QInputMethodQueryEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.parts.scanning import FRAME_GAP_MS, GAP_MS, Scanner

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier
CODE = "GT1:V:0198c0de-1234"


class Desk(QWidget):
    """A window with a field and a button, and a scanner with a clock set by hand."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.now = 1000
        self.scans: list[str] = []
        self.pressed: list[str] = []
        self.field = QLineEdit(self)
        self.button = QPushButton("Go", self)
        self.button.clicked.connect(self._on_clicked)
        self.field.returnPressed.connect(self._on_return)
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.button)
        self.scanner = Scanner(app, self, self._moment)
        self.scanner.scanned.connect(self.scans.append)

    def key(self, key: Key | str, gap_ms: int, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press and release a key so long after the one before."""
        self.now += gap_ms
        window = QGuiApplication.focusWindow()
        assert window is not None
        if modifier is None:
            QTest.keyClick(window, key)
        else:
            QTest.keyClick(window, key, modifier)

    def type(self, text: str, gap_ms: int) -> None:
        for character in text:
            self.key(character, gap_ms)

    def _moment(self, event: QKeyEvent) -> int:
        return self.now

    def _on_clicked(self) -> None:
        self.pressed.append("button")

    def _on_return(self) -> None:
        self.pressed.append(self.field.text())


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    desk = Desk(qapp)
    qtbot.addWidget(desk)
    desk.show()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    desk.field.setFocus()
    yield desk
    # Two scanners at once would hand each other the keys.
    shiboken6.delete(desk.scanner)


def test_a_scan_ended_by_enter_is_told_and_lands_in_no_field(desk: Desk) -> None:
    desk.type(CODE, 4)
    desk.key(Key.Key_Return, 4)
    assert desk.scans == [CODE]
    assert desk.field.text() == ""
    assert desk.pressed == []


def test_two_scans_one_after_the_other_are_two(desk: Desk) -> None:
    for code in ("AAAAAA", "BBBBBB"):
        desk.type(code, 4)
        desk.key(Key.Key_Enter, 4, Qt.KeyboardModifier.KeypadModifier)
    assert desk.scans == ["AAAAAA", "BBBBBB"]
    assert desk.field.text() == ""


def test_a_frame_needs_no_enter_no_length_and_no_speed(desk: Desk) -> None:
    desk.key(Key.Key_B, 500, Ctrl)
    desk.type("A12", FRAME_GAP_MS - 1)
    desk.key(Key.Key_C, 4, Ctrl)
    assert desk.scans == ["A12"]
    assert desk.field.text() == ""


def test_an_enter_behind_a_frame_belongs_to_the_scanner_and_a_later_one_to_the_clerk(desk: Desk) -> None:
    for gap, pressed in ((4, []), (FRAME_GAP_MS, [""])):
        desk.key(Key.Key_B, 500, Ctrl)
        desk.type("A012", 4)
        desk.key(Key.Key_C, 4, Ctrl)
        desk.key(Key.Key_Return, gap)
        assert desk.pressed == pressed


def test_a_frame_that_is_not_ended_is_given_back(desk: Desk, qtbot: QtBot) -> None:
    desk.key(Key.Key_B, 500, Ctrl)
    desk.type("ab", 4)
    qtbot.waitUntil(lambda: desk.field.text() == "ab")
    assert desk.scans == []


def test_copying_is_still_possible(desk: Desk) -> None:
    desk.field.setText("copy me")
    desk.field.selectAll()
    desk.key(Key.Key_C, 500, Ctrl)
    assert QGuiApplication.clipboard().text() == "copy me"


def test_what_is_too_short_or_too_slow_is_typing(desk: Desk) -> None:
    desk.type("12345", 4)
    desk.key(Key.Key_Return, 4)
    assert desk.pressed == ["12345"]
    desk.type("abcdef", GAP_MS)
    desk.key(Key.Key_Return, 4)
    assert desk.pressed == ["12345", "12345abcdef"]
    assert desk.scans == []


def test_an_enter_pressed_by_a_hand_after_fast_keys_is_typing(desk: Desk) -> None:
    desk.type("abcdefgh", 20)
    desk.key(Key.Key_Return, 180)
    assert (desk.pressed, desk.scans) == (["abcdefgh"], [])


def test_a_typed_key_comes_after_the_pause_by_itself(desk: Desk, qtbot: QtBot) -> None:
    desk.key("a", 200)
    assert desk.field.text() == ""
    qtbot.waitUntil(lambda: desk.field.text() == "a", timeout=1000)


def test_the_next_key_or_another_kind_of_key_brings_what_was_held(desk: Desk) -> None:
    desk.type("ab", 120)
    assert desk.field.text() == "a"
    desk.key(Key.Key_Home, 10)
    desk.key("c", 10)
    desk.key(Key.Key_End, 10)
    assert desk.field.text() == "cab"


def test_a_click_elsewhere_leaves_the_typed_key_where_it_was_meant(desk: Desk) -> None:
    desk.key("a", 200)
    desk.button.setFocus()
    assert desk.field.text() == "a"


def test_the_space_of_a_button_is_pressed_once(desk: Desk, qtbot: QtBot) -> None:
    desk.button.setFocus()
    desk.key(Key.Key_Space, 200)
    qtbot.waitUntil(lambda: desk.pressed == ["button"])


def test_a_scan_presses_no_button(desk: Desk) -> None:
    desk.button.setFocus()
    desk.type("12 34 56", 4)
    desk.key(Key.Key_Return, 4)
    assert (desk.scans, desk.pressed) == (["12 34 56"], [])


def test_a_scan_while_a_dialog_is_open(desk: Desk, qtbot: QtBot) -> None:
    dialog = QDialog(desk)
    field = QLineEdit(dialog)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    field.setFocus()
    desk.type(CODE, 4)
    desk.key(Key.Key_Return, 4)
    assert (desk.scans, field.text()) == ([CODE], "")
    assert dialog.isVisible()
    dialog.close()


def test_a_held_key_repeats_in_the_field_and_is_no_scan(desk: Desk) -> None:
    window = desk.windowHandle()
    for _ in range(8):
        desk.now += 4
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_A, Qt.KeyboardModifier.NoModifier, "a", True)
        QCoreApplication.sendEvent(window, event)
    desk.key(Key.Key_Return, 4)
    assert (desk.pressed, desk.scans) == (["a" * 8], [])


def test_what_an_input_method_commits_is_no_scan_and_keeps_its_place(desk: Desk) -> None:
    desk.key("x", 200)
    commit = QInputMethodEvent()
    commit.setCommitString("李振声与同事们")
    QCoreApplication.sendEvent(desk.field, commit)
    desk.key(Key.Key_Return, 4)
    assert (desk.pressed, desk.scans) == (["x李振声与同事们"], [])


def test_pasting_is_no_scan(desk: Desk) -> None:
    QGuiApplication.clipboard().setText("pasted-text")
    desk.key(Key.Key_V, 200, Ctrl)
    desk.key(Key.Key_Return, 4)
    assert (desk.pressed, desk.scans) == (["pasted-text"], [])


def input_method_wanted(desk: Desk) -> bool:
    query = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
    QCoreApplication.sendEvent(desk.field, query)
    return bool(query.value(Qt.InputMethodQuery.ImEnabled))


def test_the_input_method_is_off_while_a_scan_comes_in(desk: Desk) -> None:
    desk.key("G", 200)
    assert input_method_wanted(desk)
    desk.key("T", 4)
    assert not input_method_wanted(desk)
    desk.type("1234", 4)
    desk.key(Key.Key_Return, 4)
    assert input_method_wanted(desk)
    desk.key(Key.Key_B, 200, Ctrl)
    assert not input_method_wanted(desk)
    desk.key(Key.Key_C, 4, Ctrl)
    assert input_method_wanted(desk)


@dataclass(frozen=True)
class Stroke:
    """A key of a typist, so long after the one before."""

    key: str
    gap_ms: int


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.builds(Stroke, st.sampled_from("ab 1A;"), st.integers(1, 200)), max_size=20))
def test_no_key_is_lost_or_swapped_however_fast_it_comes(desk: Desk, strokes: list[Stroke]) -> None:
    desk.field.clear()
    for stroke in strokes:
        desk.key(stroke.key, stroke.gap_ms)
    desk.key(Key.Key_End, 500)
    assert desk.field.text() == "".join(stroke.key for stroke in strokes)
    assert desk.scans == []
