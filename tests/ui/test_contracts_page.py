"""The contracts' page by keys and mouse, on the sample hall's own counter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.contracts.checks import Fault, Finding
from app.contracts.states import ContractState, Payment, Side
from app.counter import Counter
from app.security.actors import Actor
from tests.builders import a_content, a_frozen_contract, a_signed_contract
from tests.ui.contract_seat import Seat, asked, drafted
from ui.contracts import phrases
from ui.contracts.contract_panel import Step
from ui.contracts.fields import DayRefused, read_day
from ui.parts.background import Background

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def seat(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> Iterator[Seat]:
    background.follow(counter.store.listen)
    yield Seat(qtbot, counter, clerk, background)
    background.close()


@pytest.fixture(autouse=True)
def watched(seat: Seat, no_sql_in_the_window: None) -> None:
    """From here on the window's thread may not ask the database."""


def field(seat: Seat, name: str) -> QLineEdit:
    found = seat.page.editor.form
    assert found is not None
    form = found.price.form if name in ("total", "technical") else found.basics.form
    editor = form.editor(name)
    assert isinstance(editor, QLineEdit)
    return editor


def test_a_visit_becomes_a_draft_by_keys(seat: Seat, clerk: Actor) -> None:
    ticket = asked(lambda: seat.counter.queue.waiting()[0])
    called = asked(lambda: seat.counter.case_desk.call_next(actor=clerk).value)
    visit = asked(lambda: seat.counter.people.visit(called.visit_id))
    assert ticket.number
    seat.page.open_for_visit(called.visit_id)
    seat.settle(lambda: seat.page.chooser.isVisible())
    seat.press(Key.Key_1)
    seat.press(Key.Key_1)
    seat.settle(lambda: seat.page.editor.form is not None)
    seat.press(Key.Key_End)
    seat.type(" K")
    QTest.keyClick(seat.focus(), Key.Key_Escape)
    seat.settle(lambda: seat.page.overview.isVisible())
    (row,) = asked(lambda: seat.counter.contracts.of_visit(called.visit_id))
    assert (row.template_code, row.state, row.title) == (
        "dev1",
        ContractState.DRAFT,
        f"{visit.subject} K".strip(),
    )
    assert not visit.organisation or row.parties == (visit.organisation,)
    # A second time the visit's contract is shown; no other is begun.
    seat.page.open_for_visit(called.visit_id)
    seat.settle(lambda: seat.page.overview.panel.card() is not None)
    assert len(asked(lambda: seat.counter.contracts.of_visit(called.visit_id))) == 1


def test_an_empty_contract_is_begun_by_keys_and_a_party_found_by_initials(seat: Seat) -> None:
    QTest.keyClick(seat.frame, Key.Key_N, Ctrl)
    seat.settle(lambda: seat.page.chooser.isVisible())
    seat.press(Key.Key_1)
    seat.press(Key.Key_2)
    seat.settle(lambda: seat.page.editor.form is not None)
    title = field(seat, "title")
    assert title.hasFocus()
    title.insert("Soil 𠮷")
    QTest.keyClick(seat.frame, Key.Key_PageDown, Ctrl)
    seat.press(Key.Key_Space)  # the button that adds a buyer has the focus
    seat.type("gssd")
    form = seat.page.editor.form
    assert form is not None
    (card,) = form.parties.cards()
    seat.settle(card.matches.isVisible)
    seat.press(Key.Key_Return)
    seat.wait_saved()
    content = seat.saved()
    assert content.title == "Soil 𠮷"
    (party,) = content.parties
    assert (party.side, party.organisation_id is not None) == (Side.BUYER, True)
    assert "尚德" in party.name
    assert party.legal_representative
    assert seat.said[0].startswith("Draft HT-")


@pytest.mark.parametrize(
    ("typed", "told"),
    [("1300000.005", "two decimals"), ("about a million", "not an amount"), ("-5", "negative")],
)
def test_a_wrong_amount_stays_and_is_told(seat: Seat, clerk: Actor, typed: str, told: str) -> None:
    key = drafted(seat, clerk)
    seat.edit(key)
    form = seat.page.editor.form
    assert form is not None
    form.show_section("price")
    total = field(seat, "total")
    total.selectAll()
    seat.type(typed)
    assert total.text() == typed
    assert told in form.price.form.error("total")
    seat.press(Key.Key_Escape)  # warned once
    seat.settle()
    assert seat.page.editor.isVisible()
    assert total.text() == typed
    seat.press(Key.Key_Escape)
    seat.settle(lambda: seat.page.overview.isVisible())
    assert seat.card(key).content.total_fen == 130_000_000


def test_full_width_digits_and_broken_lines_are_taken(seat: Seat, clerk: Actor) -> None:
    key = drafted(seat, clerk, payment=Payment.LUMP_SUM, instalments=())
    seat.edit(key)
    form = seat.page.editor.form
    assert form is not None
    form.show_section("price")
    total = field(seat, "total")
    total.selectAll()
    total.insert("１，２５０．５０")
    QTest.keyClick(total, Key.Key_Tab)
    assert total.text() == "1,250.50"
    title = field(seat, "title")
    title.selectAll()
    QGuiApplication.clipboard().setText("Soil\nrepair\r\n2027")
    title.paste()
    day = field(seat, "valid_to")
    day.setText("２０２８年２月２９日")
    seat.wait_saved()
    saved = seat.saved()
    assert (saved.total_fen, saved.title, saved.valid_to) == (125_050, "Soil repair 2027", date(2028, 2, 29))
    day.setText("2027-02-29")
    assert "not a day" in form.basics.form.error("valid_to")
    assert day.text() == "2027-02-29"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-06-30", date(2027, 6, 30)),
        ("20270630", date(2027, 6, 30)),
        ("2027/6/3", date(2027, 6, 3)),
        (" ", None),
    ],
)
def test_days_are_read_as_people_write_them(text: str, day: date | None) -> None:
    assert read_day(text) == day
    with pytest.raises(DayRefused):
        read_day("30.6.27")


def test_open_points_lead_to_their_fields(seat: Seat, clerk: Actor) -> None:
    content = asked(lambda: a_content(seat.counter))
    answers = {k: v for k, v in content.answers.items() if k != "technical_target"}
    key = drafted(seat, clerk, copies=1, answers=answers, total_fen=140_000_000)
    seat.edit(key)
    editor = seat.page.editor
    seat.settle(lambda: len(editor.findings()) >= 3)
    wanted = {"copies": "copies", "technical_target": "technical_target", "instalments": "amount"}
    for name, focused in wanted.items():
        place = next(n for n, f in enumerate(editor.findings()) if f.field == name)
        QTest.keyClick(seat.frame, Key.Key_F9)
        editor.open_points.setCurrentRow(place)
        seat.press(Key.Key_Return)
        assert seat.focus().objectName() == focused
    assert len(editor.open_points.lines()) == len(editor.findings())
    assert "Technical target" in " ".join(line.text for line in editor.open_points.lines())


def test_every_kind_of_finding_is_worded() -> None:
    assert all(phrases.has_words(fault) for fault in Fault)
    assert phrases.finding(Finding(Fault.COPIES_TOO_FEW, "copies", "3")) == "At least 3 copies are needed."


def test_answers_that_follow_from_elsewhere_are_not_asked_again(seat: Seat, clerk: Actor) -> None:
    key = drafted(seat, clerk, answers={})
    seat.edit(key)
    form = seat.page.editor.form
    assert form is not None
    assert is_asked(form, "technical_target")
    for name in ("project_name", "start_date", "end_date", "copies_held", "buyer_contact"):
        assert not is_asked(form, name)
    form.parties.cards()[0].details.set_text("contact", "")
    form.parties.cards()[0].details.set_text("legal_representative", "")
    assert is_asked(form, "buyer_contact")


def is_asked(form: QWidget, name: str) -> bool:
    """Tell whether a field stands in its section with its label."""
    editor = form.findChild(QWidget, name)
    assert editor is not None
    return not editor.parentWidget().isHidden()


def test_leaving_the_page_saves(seat: Seat, clerk: Actor) -> None:
    key = drafted(seat, clerk)
    seat.edit(key)
    seat.type(" II")
    assert not seat.page.editor.is_saved()
    seat.frame.hide()
    seat.settle(seat.page.editor.is_saved)
    assert seat.card(key).content.title.endswith(" II")


def test_a_refused_save_keeps_what_was_typed_and_lets_go_the_second_time(seat: Seat, clerk: Actor) -> None:
    key = drafted(seat, clerk)
    seat.edit(key)
    asked(lambda: seat.counter.drafting.hand_in(key, actor=clerk))
    seat.type(" III")
    typed = field(seat, "title").text()
    seat.press(Key.Key_Escape)
    seat.settle(seat.page.editor.banner.isVisible)
    assert seat.page.editor.isVisible()
    assert field(seat, "title").text() == typed
    assert typed.endswith(" III")
    seat.press(Key.Key_Escape)
    seat.settle(lambda: seat.page.overview.isVisible())
    assert not seat.card(key).content.title.endswith(" III")


def test_what_is_incomplete_is_not_handed_in(seat: Seat, clerk: Actor) -> None:
    key = drafted(seat, clerk, copies=1)
    seat.edit(key)
    QTest.keyClick(seat.frame, Key.Key_F10)
    seat.settle(seat.page.editor.banner.isVisible)
    assert "not complete" in seat.page.editor.banner.text()
    assert seat.focus() is seat.page.editor.open_points
    assert seat.card(key).state is ContractState.DRAFT


def test_the_reviewer_ticks_every_line_before_the_text_is_frozen(seat: Seat, clerk: Actor) -> None:
    key = drafted(seat, clerk)
    seat.edit(key)
    QTest.keyClick(seat.frame, Key.Key_F10)
    seat.settle(lambda: seat.card(key).state is ContractState.REVIEW)
    seat.choose(key)
    seat.settle(lambda: seat.page.overview.panel.button(Step.REVIEW).isVisible())
    seat.press(Key.Key_Return)
    review = seat.page.review
    seat.settle(lambda: review.isVisible() and review.preview.page_count() > 0)
    boxes = list(review.ticks().values())
    for box in boxes[:-1]:
        box.setFocus()
        seat.press(Key.Key_Space)
    assert not review.approve.isEnabled()
    boxes[-1].setFocus()
    seat.press(Key.Key_Space)
    QTest.mouseClick(review.approve, Qt.MouseButton.LeftButton)
    seat.settle(lambda: seat.card(key).state is ContractState.READY)
    assert seat.card(key).digest


def test_sending_back_needs_a_reason_and_the_drafter_reads_it(seat: Seat, clerk: Actor) -> None:
    key = asked(lambda: a_frozen_contract(seat.counter, clerk))
    seat.choose(key)
    seat.take(Step.SEND_BACK)
    reason = seat.page.overview.panel.reason
    QTest.mouseClick(reason.confirm, Qt.MouseButton.LeftButton)
    seat.settle()
    assert seat.card(key).state is ContractState.READY
    seat.type("The plan lacks a date")
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.card(key).state is ContractState.DRAFT)
    seat.edit(key)
    assert "The plan lacks a date" in seat.page.editor.banner.text()


def test_void_is_the_end(seat: Seat, clerk: Actor) -> None:
    key = drafted(seat, clerk)
    seat.choose(key)
    seat.take(Step.VOID)
    seat.type("Withdrawn by the buyer")
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.card(key).state is ContractState.VOID)
    seat.choose(key)
    seat.settle(lambda: not seat.page.overview.panel.button(Step.EDIT).isVisible())
    assert not any(seat.page.overview.panel.button(step).isVisible() for step in Step)


def sign_for_the_second_copy(seat: Seat) -> None:
    """On the pad, by mouse, after the name was asked for."""
    copies = seat.page.sealed.copies
    copies.table.setFocus()
    seat.press(Qt.Key.Key_Down)
    seat.press(Qt.Key.Key_F8)
    assert copies.form.error("received_by")
    assert not copies.pad.isVisible()
    copies.form.set_text("received_by", "王敏")
    seat.press(Qt.Key.Key_F8)
    assert copies.pad.isVisible()
    pad = copies.pad.pad
    for start in (QPoint(40, 40), QPoint(60, 90)):
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=start)
        for step in range(1, 12):
            QTest.mouseMove(pad, start + QPoint(16 * step, 9 * (step % 3)))
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=start + QPoint(200, 8))
    QTest.mouseClick(copies.pad.confirm, Qt.MouseButton.LeftButton)
    if copies.pad.keep.isVisible():
        QTest.mouseClick(copies.pad.keep, Qt.MouseButton.LeftButton)
    seat.settle(lambda: any(row.strokes_digest for row in copies.table.rows()))
    assert copies.table.isVisible()
    (signed,) = [row for row in copies.table.rows() if row.strokes_digest]
    assert (signed.position, signed.received_by) == (2, "王敏")


def test_a_signed_contract_is_sealed_printed_saved_and_checked(
    seat: Seat, clerk: Actor, tmp_path: Path
) -> None:
    key = asked(lambda: a_signed_contract(seat.counter, clerk))
    seat.choose(key)
    seat.take(Step.SEAL)
    sealed = seat.page.sealed
    seat.settle(lambda: sealed.isVisible() and sealed.preview.page_count() > 0)
    assert seat.card(key).state is ContractState.SEALED
    seat.settle(lambda: len(sealed.copies.table.rows()) == 4)
    seat.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    sealed.copies.on_print_all()
    seat.settle(lambda: any("printer: 4" in text for text in seat.said))
    number = seat.card(key).number
    titles = [job.title for job in asked(seat.counter.spool.jobs) if job.title.startswith(number)]
    assert sorted(titles) == [f"{number} {k}/4" for k in range(1, 5)]
    sealed.copies.on_hand_out()
    seat.settle(lambda: sealed.copies.form.error("received_by") != "")
    sealed.copies.form.set_text("received_by", "李振声")
    sealed.copies.form.set_text("buyer_seal", "1")
    sealed.copies.on_hand_out()
    seat.settle(lambda: any(row.received_by for row in sealed.copies.table.rows()))
    sign_for_the_second_copy(seat)
    QTest.mouseClick(sealed.verify, Qt.MouseButton.LeftButton)
    seat.settle(sealed.result.isVisible)
    assert sealed.result.text().startswith("Unchanged This is byte for byte")
    copy = tmp_path / "copy.pdf"
    sealed.write_to(str(copy))
    seat.settle(copy.exists)
    assert copy.read_bytes() == sealed.pdf()
    sealed.write_to(str(tmp_path / "no such folder" / "copy.pdf"))
    seat.settle(lambda: "could not be written" in sealed.result.text())


def verdict(seat: Seat, path: Path) -> str:
    """Drop a file on the place where files are checked, and read what is said."""
    panel = seat.page.verify
    panel.begin()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    middle = panel.rect().center().toPointF()
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    panel.dropEvent(QDropEvent(middle, Qt.DropAction.CopyAction, mime, buttons, none))
    seat.settle(panel.result.isVisible)
    return panel.result.text()


def test_files_are_judged_in_plain_words(seat: Seat, clerk: Actor, tmp_path: Path) -> None:
    key = asked(lambda: a_signed_contract(seat.counter, clerk))
    asked(lambda: seat.counter.sealing.seal(key, actor=clerk))
    sealed = asked(lambda: seat.counter.sealing.sealed_pdf(key))
    draft = asked(lambda: seat.counter.drafting.preview(key))
    QTest.keyClick(seat.frame, Key.Key_O, Ctrl)
    assert seat.page.verify.isVisible()
    ours, changed, plain, none = (
        tmp_path / name for name in ("ours.pdf", "changed.pdf", "plain.pdf", "none.pdf")
    )
    ours.write_bytes(sealed)
    half = len(sealed) // 2
    changed.write_bytes(sealed[:half] + bytes([sealed[half] ^ 1]) + sealed[half + 1 :])
    plain.write_bytes(draft)
    none.write_bytes(b"no PDF at all")
    assert verdict(seat, ours).startswith("Unchanged")
    assert seat.page.verify.show_contract.isVisible()
    assert verdict(seat, changed).startswith(("Changed", "Not readable"))
    assert verdict(seat, plain).startswith("Not ours")
    assert verdict(seat, none).startswith("Not readable")
    assert verdict(seat, tmp_path / "gone.pdf").startswith("This file could not be read")


def test_the_list_is_divided_by_stage_and_searched(seat: Seat, clerk: Actor) -> None:
    drafted(seat, clerk, title="Soil repair")
    asked(lambda: a_frozen_contract(seat.counter, clerk))
    overview = seat.page.overview
    seat.settle(lambda: len(overview.table.rows()) == 2)
    overview.stages.setCurrentIndex(list(ContractState).index(ContractState.READY) + 1)
    assert [row.state for row in overview.table.rows()] == [ContractState.READY]
    seat.page.search("soil")
    assert [row.title for row in overview.table.rows()] == ["Soil repair"]
