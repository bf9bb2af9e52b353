"""Parts of pages as hands and eyes meet them."""

from __future__ import annotations

import gc
import threading
import weakref
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QVBoxLayout, QWidget

from app.kernel.changes import ChangeSet
from app.kernel.errors import FieldRefused, Forbidden
from ui.parts.background import Background
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.empty_state import EmptyState
from ui.parts.forms import Form
from ui.parts.page import Page
from ui.parts.row_table import Column, RowTable
from ui.parts.toast import Toast
from ui.wording import Fault


@dataclass(frozen=True)
class Line:
    id: str
    name: str


LONG = "Room 1 is taken from 11:00 to 12:15 by a meeting about drip irrigation in dry valleys"


@pytest.fixture
def table(qtbot) -> RowTable[Line]:
    made = RowTable(
        [Column("Name", lambda row: row.name)],
        lambda row: row.id,
        EmptyState("users", "Nobody"),
        numbered=True,
    )
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


def focused(widget: QWidget) -> QWidget:
    return widget.focusProxy() or widget


def test_a_selected_row_stays_selected_when_the_table_is_filled_again(table: RowTable[Line]) -> None:
    table.show_rows([Line("1", "Li"), Line("2", "Wang")])
    table.select_key("2")
    table.show_rows([Line("3", "Zhang"), Line("1", "Li"), Line("2", "Wang Er")])
    assert table.current() == Line("2", "Wang Er")


def test_a_row_that_left_is_no_longer_selected(table: RowTable[Line], qtbot) -> None:
    table.show_rows([Line("1", "Li"), Line("2", "Wang")])
    table.select_key("2")
    with qtbot.waitSignal(table.selected) as heard:
        table.show_rows([Line("1", "Li")])
    assert heard.args == [None]
    assert table.current() is None


def test_a_digit_and_enter_choose_a_row(table: RowTable[Line], qtbot) -> None:
    table.show_rows([Line("1", "Li"), Line("2", "Wang")])
    with qtbot.waitSignal(table.chosen) as heard:
        qtbot.keyClick(focused(table), Qt.Key.Key_2)
    assert heard.args == [Line("2", "Wang")]
    table.select_key("1")
    with qtbot.waitSignal(table.chosen) as heard:
        qtbot.keyClick(focused(table), Qt.Key.Key_Return)
    assert heard.args == [Line("1", "Li")]


def test_the_selected_row_is_in_sight_when_the_table_has_to_shrink(table: RowTable[Line], qtbot) -> None:
    table.show_rows([Line(str(n), "Li") for n in range(40)])
    table.select_key("5")
    view = table.findChild(QTableView)
    table.resize(400, 160)
    qtbot.waitUntil(lambda: view.height() <= 160)
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


def test_what_was_done_is_read_whole_after_a_word_that_took_no_room(qtbot) -> None:
    foot = QWidget()
    qtbot.addWidget(foot)
    foot.resize(900, 40)
    toast = Toast(foot)
    foot.show()
    for text in ("", "Number A012 is taken"):
        toast.say(text, can_undo=True)
        QApplication.sendPostedEvents()
        assert text in [label.text().strip() for label in toast.findChildren(QLabel)]


@pytest.mark.parametrize(("before", "after"), [("free", LONG), (LONG, "free")])
def test_rows_that_are_shown_anew_are_as_high_as_their_words(qtbot, before: str, after: str) -> None:
    table = RowTable(
        [Column("Id", lambda row: row.id, 80), Column("State", lambda row: row.name, wraps=True)],
        lambda row: row.id,
        EmptyState("users", "Nobody"),
    )
    qtbot.addWidget(table)
    table.resize(300, 400)
    table.show()
    qtbot.waitExposed(table)
    view = table.findChild(QTableView)
    for first in (before, after):
        table.show_rows([Line("1", first), Line("2", "free")])
    needed = [max(view.sizeHintForRow(row), 40) for row in range(2)]
    assert [view.rowHeight(row) for row in range(2)] == needed


def test_a_list_is_fitted_once_when_it_comes_into_sight_and_once_when_it_is_filled(
    qtbot, monkeypatch
) -> None:
    fitted: list[int] = []

    def fit(view: QTableView) -> None:
        fitted.append(view.model().rowCount())
        QTableView.resizeRowsToContents(view)

    table = RowTable(
        [Column("Id", lambda row: row.id, 80), Column("State", lambda row: row.name, wraps=True)],
        lambda row: row.id,
        EmptyState("users", "Nobody"),
    )
    qtbot.addWidget(table)
    table.resize(300, 400)
    view = table.findChild(QTableView)
    monkeypatch.setattr(type(view), "resizeRowsToContents", fit, raising=False)
    table.show_rows([Line(str(n), LONG) for n in range(40)])
    assert fitted == []
    table.show()
    qtbot.waitUntil(lambda: view.rowHeight(0) >= view.sizeHintForRow(0) > 40)
    assert fitted == [40]
    table.show_rows([])
    table.show_rows([Line(str(n), LONG) for n in range(50)])
    qtbot.wait(50)
    assert fitted == [40, 50]


def test_an_empty_table_says_what_to_do(table: RowTable[Line]) -> None:
    table.show_rows([])
    assert any(label.text() == "Nobody" and label.isVisible() for label in table.findChildren(QLabel))
    table.show_rows([Line("1", "Li")])
    assert not any(label.text() == "Nobody" and label.isVisible() for label in table.findChildren(QLabel))


def test_the_model_keeps_qts_rules(table: RowTable[Line], qtmodeltester) -> None:
    table.show_rows([Line("1", "Li"), Line("2", "Wang")])
    qtmodeltester.check(table.findChildren(type(table._view))[0].model())


@pytest.fixture
def choices(qtbot) -> ChoiceList:
    made = ChoiceList()
    qtbot.addWidget(made)
    made.show_choices([Choice(str(n), f"Line {n}", is_enabled=n != 3) for n in range(1, 15)])
    made.show()
    return made


def test_the_digit_chooses_and_a_closed_line_does_not(choices: ChoiceList, qtbot) -> None:
    heard: list[str] = []
    choices.chosen.connect(heard.append)
    qtbot.keyClick(choices, Qt.Key.Key_2)
    qtbot.keyClick(choices, Qt.Key.Key_3)
    qtbot.keyClick(choices, Qt.Key.Key_0)
    assert heard == ["2"]


def test_page_down_shows_the_next_nine(choices: ChoiceList, qtbot) -> None:
    heard: list[str] = []
    choices.chosen.connect(heard.append)
    qtbot.keyClick(choices, Qt.Key.Key_PageDown)
    assert choices.model().rowCount() == 5
    qtbot.keyClick(choices, Qt.Key.Key_1)
    qtbot.keyClick(choices, Qt.Key.Key_Down)
    qtbot.keyClick(choices, Qt.Key.Key_Return)
    assert heard == ["10", "11"]


@pytest.fixture
def form(qtbot) -> Form:
    made = Form(columns=2)
    made.add_line("name", "Name", required=True)
    made.add_line("phone", "Phone")
    made.add_number("people", "People", 1, 99)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_a_refused_field_gets_the_message_and_the_focus_and_keeps_its_text(form: Form) -> None:
    form.set_text("name", "Li")
    form.set_text("phone", "138")
    assert form.show_refusal(FieldRefused("phone", "wrong_form", "138"))
    assert form.error("phone").startswith("This does not have the right form")
    assert form.error("name") == ""
    assert form.focusWidget() is form.editor("phone")
    assert form.values() == {"name": "Li", "phone": "138", "people": "1"}
    form.set_text("phone", "13812345678")
    assert form.error("phone") == ""


def test_a_refusal_of_no_field_is_left_to_the_page(form: Form) -> None:
    assert not form.show_refusal(Forbidden("call"))
    assert not form.show_refusal(FieldRefused("elsewhere", "empty"))


def test_enter_goes_on_and_submits_from_the_last(form: Form, qtbot) -> None:
    qtbot.keyClick(form.editor("name"), Qt.Key.Key_Return)
    assert form.focusWidget() is form.editor("phone")
    with qtbot.waitSignal(form.submitted):
        qtbot.keyClick(form.editor("people"), Qt.Key.Key_Return)


def test_pasted_line_breaks_become_spaces_and_rare_characters_stay(form: Form, qtbot) -> None:
    QApplication.clipboard().setText("\u738b\u4dae\r\n\U00020bb7\t\u36c3")
    editor = form.editor("name")
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert form.text("name") == "\u738b\u4dae \U00020bb7 \u36c3"


def test_required_fields_are_marked_when_empty(form: Form) -> None:
    assert not form.is_complete()
    assert form.error("name") == "Please fill this in."
    form.set_text("name", "Li")
    assert form.is_complete()


class Diary(QWidget):
    """An owner that notes what comes home, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[object] = []
        self.troubles: list[Exception] = []
        self.threads: set[threading.Thread] = set()

    def note(self, value: object) -> None:
        self.values.append(value)
        self.threads.add(threading.current_thread())

    def show_trouble(self, error: Exception) -> None:
        self.troubles.append(error)
        self.threads.add(threading.current_thread())


def refuse() -> None:
    raise Forbidden("call")


def test_answers_come_home_on_the_windows_thread(background: Background, qtbot) -> None:
    diary = Diary()
    qtbot.addWidget(diary)
    background.read(diary, threading.current_thread, diary.note)
    background.write(diary, refuse, diary.note)
    qtbot.waitUntil(background.is_idle)
    assert diary.values[0] is not threading.main_thread()
    assert isinstance(diary.troubles[0], Forbidden)
    assert diary.threads == {threading.main_thread()}


def test_a_bug_is_logged_and_told_by_its_reference(background: Background, qtbot, caplog) -> None:
    diary = Diary()
    qtbot.addWidget(diary)
    background.read(diary, lambda: 1 // 0, diary.note)
    qtbot.waitUntil(background.is_idle)
    (fault,) = diary.troubles
    assert isinstance(fault, Fault)
    assert fault.reference in caplog.text


def test_an_answer_for_a_page_that_is_gone_is_dropped(background: Background, qtbot) -> None:
    gate, late = threading.Event(), []
    owner = QWidget()
    background.read(owner, gate.wait, late.append)
    owner.deleteLater()
    QApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete.value)
    gate.set()
    qtbot.waitUntil(background.is_idle)
    assert late == []


def test_the_clerk_goes_before_what_can_wait(background: Background, qtbot) -> None:
    diary, gate = Diary(), threading.Event()
    qtbot.addWidget(diary)
    background.write(diary, gate.wait, None)
    background.write(diary, lambda: "pull", diary.note, later=True)
    background.write(diary, lambda: "clerk", diary.note)
    gate.set()
    qtbot.waitUntil(background.is_idle)
    assert diary.values == ["clerk", "pull"]


def test_changes_heard_on_any_thread_are_told_once_together(background: Background, qtbot) -> None:
    heard: list[ChangeSet] = []
    listeners = []

    def listen(listener):
        listeners.append(listener)
        return listeners.clear

    background.follow(listen)
    background.changed.connect(heard.append)
    for key in ("1", "2"):
        worker = threading.Thread(target=listeners[0], args=(ChangeSet(frozenset({("ticket", key)})),))
        worker.start()
        worker.join()
    qtbot.waitUntil(lambda: bool(heard))
    assert [changes.of("ticket") for changes in heard] == [{"1", "2"}]
    background.close()
    assert listeners == []


class TicketPage(Page):
    tables = ("ticket",)

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(background, parent)
        self.reads = 0
        self.seen: list[object] = []

    def refresh(self) -> None:
        self.reads += 1
        self.background.read(self, lambda: self.reads, self.seen.append)


def test_a_page_reads_again_when_its_tables_change_and_when_it_is_seen(background: Background, qtbot) -> None:
    page = TicketPage(background)
    qtbot.addWidget(page)
    page.show()
    assert page.reads == 1
    background.changed.emit(ChangeSet(frozenset({("room", "1")})))
    assert page.reads == 1
    background.changed.emit(ChangeSet(frozenset({("ticket", "1")})))
    assert page.reads == 2
    page.hide()
    background.changed.emit(ChangeSet(frozenset({("ticket", "1")})))
    assert page.reads == 2
    page.show()
    assert page.reads == 3
    qtbot.waitUntil(background.is_idle)


def test_closed_pages_are_gone(background: Background, qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window)
    window.show()
    gone = []
    for _ in range(10):
        page = TicketPage(background, window)
        window.layout().addWidget(page)
        page.show()
        gone.append(weakref.ref(page))
        page.deleteLater()
        qtbot.waitUntil(background.is_idle)
        del page
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert [page() for page in gone] == [None] * 10


def test_a_page_says_why_something_could_not_be(background: Background, qtbot) -> None:
    page = TicketPage(background)
    qtbot.addWidget(page)
    page.show()
    page.show_trouble(Forbidden("call"))
    assert "call visitors" in page.banner.text()
    assert page.banner.isVisible()
    qtbot.waitUntil(background.is_idle)
