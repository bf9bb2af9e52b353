"""The contracts' windows on small screens and with large text: nothing cut, nothing that scrolls sideways."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from app.contracts.states import ContractState
from app.counter import Counter
from app.security.actors import Actor
from tests.builders import a_draft, a_frozen_contract, a_signed_contract
from tests.documents.docx_files import docx, paragraph
from tests.ui.contract_seat import Seat, asked
from tests.ui.fitting import cut
from ui import theme
from ui.contracts.contract_panel import Step
from ui.parts.background import Background
from ui.shell.language import Language

LARGE_TEXT = (1366, 768, 1.5)
SCALED = (1280, 720, 1.0)
"""1920 x 1080 at 150 %."""


@pytest.fixture(params=["en", "zh_CN"])
def language(request: pytest.FixtureRequest) -> Iterator[None]:
    speaking = Language()
    speaking.speak(request.param)
    yield
    speaking.speak("C")


@pytest.fixture(params=[LARGE_TEXT, SCALED], ids=["large", "scaled"])
def seat(
    request: pytest.FixtureRequest,
    language: None,
    qapp: QApplication,
    qtbot: QtBot,
    counter: Counter,
    clerk: Actor,
    background: Background,
) -> Iterator[Seat]:
    """A clerk before a page of this size; the usual look comes back with the next test."""
    wide, high, scale = request.param
    theme.apply(qapp, theme.Theme("light", scale))
    background.follow(counter.store.listen)
    made = Seat(qtbot, counter, clerk, background)
    made.frame.resize(wide, high)
    made.settle()
    yield made
    background.close()


def page_scrolls(seat: Seat) -> bool:
    area = seat.page.parentWidget().parentWidget()
    assert isinstance(area, QScrollArea)
    return area.verticalScrollBar().maximum() > 0


def whole(seat: Seat, *, may_scroll: bool = False) -> list[str]:
    """List what is wrong in the page as it stands."""
    seat.settle()
    seat.qtbot.wait(50)
    found = cut(seat.page)
    return found if may_scroll or not page_scrolls(seat) else [*found, "the page scrolls"]


def test_lists_chooser_library_and_templates_are_whole(seat: Seat, counter: Counter, clerk: Actor) -> None:
    assert whole(seat) == []
    drafted, frozen = asked(lambda: (a_draft(counter, clerk), a_frozen_contract(counter, clerk)))
    for key in (drafted, frozen):
        seat.choose(key)
        assert whole(seat) == []
    seat.take(Step.VOID)
    assert whole(seat) == []
    page = seat.page
    for show in (page.begin_new, page.writing.show_library, page.writing.show_shelf, page.show_check):
        show()
        assert whole(seat) == []
    page.begin_new()
    seat.settle(page.chooser.isVisible)
    page.chooser.needle.setFocus()
    seat.type("zzz")
    assert whole(seat) == []


def test_every_section_of_the_editor_is_whole(seat: Seat, counter: Counter, clerk: Actor) -> None:
    seat.edit(asked(lambda: a_draft(counter, clerk)))
    form = seat.page.editor.form
    assert form is not None
    for head in form.heads():
        form.show_section(head.key)
        assert whole(seat) == [], head.key


def test_versions_review_and_import_are_whole(seat: Seat, counter: Counter, clerk: Actor) -> None:
    key = asked(lambda: a_draft(counter, clerk))
    asked(lambda: counter.drafting.hand_in(key, actor=clerk))
    seat.choose(key)
    seat.page.show_versions()
    assert whole(seat) == []
    seat.page.open_record(key)
    seat.choose(key)
    seat.take(Step.REVIEW)
    seat.settle(lambda: seat.page.review.preview.page_count() > 0)
    assert whole(seat) == []
    assert seat.page.review.approve.visibleRegion().boundingRect() == seat.page.review.approve.rect()
    seat.page.begin_new()
    seat.settle(seat.page.chooser.isVisible)
    seat.page.chooser.request_import()
    assert whole(seat) == []


def test_a_text_taken_over_is_whole(seat: Seat, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("taken") / "text.docx"
    told = paragraph("合同总价款为人民币伍万元整（￥60,000.00元）。")
    file.write_bytes(docx(paragraph("技术服务合同"), paragraph("甲方（委托人）：兰州样例有限公司"), told))
    seat.page.begin_new()
    seat.settle(seat.page.chooser.isVisible)
    seat.page.chooser.request_import()
    seat.page.writing.importer.read_file(str(file))
    seat.settle(lambda: seat.page.writing.importer.parties() is not None)
    assert whole(seat) == []


def test_the_sealed_contract_and_its_copies_are_whole(seat: Seat, counter: Counter, clerk: Actor) -> None:
    key = asked(lambda: a_signed_contract(counter, clerk))
    asked(lambda: counter.sealing.seal(key, actor=clerk))
    seat.choose(key)
    assert whole(seat) == []
    seat.take(Step.SHOW_SEALED)
    seat.settle(lambda: seat.page.sealed.pdf() != b"")
    assert whole(seat) == []
    seat.page.sealed.show_copies()
    assert whole(seat, may_scroll=True) == []


def test_a_question_left_by_esc_gives_the_keys_back(seat: Seat, counter: Counter, clerk: Actor) -> None:
    seat.choose(asked(lambda: a_draft(counter, clerk)))
    panel = seat.page.overview.panel
    panel.button(Step.VOID).setFocus()
    seat.take(Step.VOID)
    assert panel.reason.line.hasFocus()
    assert not panel.button(Step.EDIT).isVisible()
    seat.press(Qt.Key.Key_Escape)
    assert panel.button(Step.EDIT).isVisible()
    assert panel.button(Step.VOID).hasFocus()


def test_f10_leads_to_the_first_line_that_is_not_ticked(seat: Seat, counter: Counter, clerk: Actor) -> None:
    key = asked(lambda: a_draft(counter, clerk))
    asked(lambda: counter.drafting.hand_in(key, actor=clerk))
    seat.choose(key)
    seat.take(Step.REVIEW)
    seat.settle(lambda: seat.page.review.isVisible() and bool(seat.page.review.ticks()))
    first, *others = seat.page.review.ticks().values()
    for box in others:
        box.setChecked(True)
    seat.page.review.approve.setFocus()
    seat.page.review.go_on()
    assert first.hasFocus()
    first.setChecked(True)
    seat.page.review.go_on()
    seat.settle(lambda: seat.card(key).state is ContractState.READY)
