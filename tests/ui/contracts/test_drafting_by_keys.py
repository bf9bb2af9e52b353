"""A contract drafted with nothing but keys; payment, clauses, templates, files, texts from outside."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSpinBox

from app.contracts.content import CostContent, HolderContent, PaymentContent, RoyaltyContent
from app.contracts.states import ContractState, CostKind, Holder, Payment, RateCourse, RoyaltyBase, Side
from app.security.actors import Actor
from tests.contracts.test_importing import a_file
from tests.ui.contract_seat import Seat, asked, drafted
from ui.contracts.attachments_section import size_text
from ui.contracts.draft_form import DraftForm
from ui.contracts.fields import AmountField, CountField, DayField
from ui.contracts.kept_form import RateField, RateRefused, rate_text, read_rate
from ui.contracts.royalty_section import read_rates

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.usefixtures("watched")


def form_of(seat: Seat) -> DraftForm:
    form = seat.page.editor.form
    assert form is not None
    return form


def fill_in(seat: Seat) -> None:
    """Type what the field with the focus takes."""
    field = seat.focus()
    if isinstance(field, QComboBox):
        seat.press(Key.Key_Down)
        return
    assert isinstance(field, QLineEdit | QPlainTextEdit | QSpinBox), field
    if not isinstance(field, QSpinBox):
        field.selectAll()
    if isinstance(field, DayField):
        seat.type("2027-06-30")
    elif isinstance(field, AmountField):
        seat.type("1300000")
    elif isinstance(field, CountField | RateField):
        seat.type("10")
    elif isinstance(field, QLineEdit) and field.objectName() == "credit_code":
        seat.type("91620100MA0000015W")
    elif field.objectName() == "number":
        seat.type("6200000000000123")
    else:
        seat.type("As agreed in the annex")


def test_a_commissioned_development_is_drafted_wholly_by_keys_and_handed_in(seat: Seat) -> None:
    QTest.keyClick(seat.frame, Key.Key_N, Ctrl)
    seat.settle(seat.page.chooser.isVisible)
    seat.press(Key.Key_1)
    seat.press(Key.Key_1)
    seat.settle(lambda: seat.page.editor.form is not None)
    seat.type("Soil repair")
    for day in ("2026-12-01", "2027-12-01"):
        seat.press(Key.Key_Return)
        seat.type(day)
    for name in ("gssd", "nylgdx"):
        QTest.keyClick(
            seat.frame, Key.Key_PageDown, Ctrl
        ) if name == "gssd" else seat.page.editor.form.parties.add_seller.setFocus()  # type: ignore[union-attr]
        seat.press(Key.Key_Space)
        seat.type(name)
        card = form_of(seat).parties.cards()[-1]
        seat.settle(card.matches.isVisible)
        seat.press(Key.Key_Return)
    seat.wait_saved()
    key = seat.page.editor.contract_id()
    for _ in range(60):
        stopping = [n for n, f in enumerate(seat.page.editor.findings()) if f.stops]
        if not stopping:
            break
        QTest.keyClick(seat.frame, Key.Key_F9)
        seat.press(Key.Key_Home)
        for _ in range(stopping[0]):
            seat.press(Key.Key_Down)
        before = seat.page.editor.findings()
        seat.press(Key.Key_Return)
        fill_in(seat)
        if seat.focus().objectName() == "holder":
            for text in ("6200000000000123", "Sample bank"):
                seat.press(Key.Key_Return)
                seat.type(text)
        seat.settle(lambda before=before: seat.page.editor.findings() != before)  # type: ignore[misc]
    QTest.keyClick(seat.frame, Key.Key_F10)
    seat.settle(lambda: seat.card(key).state is ContractState.REVIEW)
    content = seat.card(key).content
    assert (content.title, content.total_fen, content.technical_fen) == (
        "Soil repair",
        130_000_000,
        130_000_000,
    )
    assert [party.side for party in content.parties] == [Side.BUYER, Side.SELLER]
    assert content.answers["technical_target"] == "As agreed in the annex"


def test_entry_fee_and_royalty_are_typed_and_kept(seat: Seat, clerk: Actor) -> None:
    key = drafted(seat, clerk, payment=Payment.LUMP_SUM, instalments=())
    seat.edit(key)
    form_of(seat).show_section("price")
    for _ in range(2):
        seat.press(Key.Key_Return)
    assert seat.focus().objectName() == "payment"
    assert not form_of(seat).price.royalty.isVisible()
    seat.press(Key.Key_End)
    seat.press(Key.Key_Up)
    seat.press(Key.Key_Tab)
    assert seat.focus().objectName() == "entry_fee"
    seat.type("100000")
    assert form_of(seat).price.royalty.form.hint("entry_fee")
    for text in ("", "", "3.5 3, 2.5", "3", "Once a year"):
        seat.press(Key.Key_Return)
        seat.type(text)
    seat.wait_saved()
    content = seat.saved()
    royalty = RoyaltyContent(RoyaltyBase.SALES, RateCourse.FIXED, (350, 300, 250), 3, "Once a year")
    assert content.payment is Payment.ENTRY_AND_ROYALTY
    assert content.terms == PaymentContent(10_000_000, royalty, "")
    form_of(seat).price.royalty.form.focus_field("royalty_rates")
    seat.type(" lots")
    assert form_of(seat).price.royalty.form.error("royalty_rates")
    assert form_of(seat).wrong_field() == "royalty_rates"
    assert seat.saved().terms.royalty == royalty


def test_costs_are_taken_off_the_total_and_copies_are_given_out(seat: Seat, clerk: Actor) -> None:
    key = drafted(seat, clerk, payment=Payment.LUMP_SUM, instalments=(), technical_fen=0)
    seat.edit(key)
    form = form_of(seat)
    form.show_section("price")
    form.price.costs.stack.add.setFocus()
    seat.press(Key.Key_Space)
    for text in ("Test stand", "2", "700000"):
        seat.press(Key.Key_Return)
        if isinstance(seat.focus(), QSpinBox):
            seat.press(Key.Key_Up)
        else:
            seat.type(text)
    take = form.price.costs.take
    assert take.isVisible()
    take.setFocus()
    seat.press(Key.Key_Space)
    assert not take.isVisible()
    form.show_section("copies")
    seat.press(Key.Key_Tab)
    seat.press(Key.Key_Space)
    form.copies.stack.add.setFocus()
    seat.press(Key.Key_Space)
    seat.wait_saved()
    content = seat.saved()
    assert content.costs == (CostContent(CostKind.EQUIPMENT, "Test stand", 2, 70_000_000),)
    assert content.technical_fen == content.total_fen - 70_000_000
    assert content.holders == (HolderContent(Holder.PARTY, 1, 0), HolderContent(Holder.PARTY, 1, 1))
    assert "2" in form.copies._sum.text()


def test_what_the_form_does_not_show_is_kept(seat: Seat, clerk: Actor) -> None:
    """A title typed changes the title and nothing else of a contract that says everything."""
    key = drafted(seat, clerk)
    seat.edit(key)
    before = seat.saved()
    seat.press(Key.Key_End)
    seat.type("X")
    seat.wait_saved()
    after = seat.saved()
    assert after.title == before.title + "X"
    assert after.parties == before.parties
    assert (after.wordings, after.costs, after.terms, after.instalments) == (
        before.wordings, before.costs, before.terms, before.instalments,
    )  # fmt: skip


def test_a_clause_of_the_library_goes_into_the_draft_by_keys(seat: Seat, clerk: Actor) -> None:
    key = drafted(seat, clerk)
    seat.edit(key)
    QTest.keyClick(seat.frame, Key.Key_F7)
    library = seat.page.writing.library
    seat.settle(lambda: library.isVisible() and bool(library.table.rows()))
    library.search.setText("保密例外")
    library.search.textEdited.emit("保密例外")
    seat.settle(lambda: [row.code for row in library.table.rows()] == ["secrecy-exceptions"])
    seat.press(Key.Key_Return)
    assert seat.page.editor.isVisible()
    seat.wait_saved()
    (clause,) = seat.saved().clauses
    assert (clause.section, clause.source) == ("confidentiality", "secrecy-exceptions@1")
    # Esc goes back without one.
    QTest.keyClick(seat.frame, Key.Key_F7)
    seat.settle(library.isVisible)
    seat.press(Key.Key_Escape)
    assert seat.page.editor.isVisible()


def test_a_clause_is_changed_to_a_new_edition_and_ended(seat: Seat) -> None:
    QTest.keyClick(seat.frame, Key.Key_F7)
    library = seat.page.writing.library
    seat.settle(lambda: library.isVisible() and bool(library.table.rows()))
    assert not library.take.isVisible()
    code = library.table.rows()[0].code
    QTest.keyClick(seat.frame, Key.Key_F5)
    seat.type(" A")
    seat.press(Key.Key_Escape)  # warned once: nothing typed is lost
    assert library.form.is_open()
    QTest.keyClick(seat.frame, Key.Key_S, Ctrl)
    seat.settle(lambda: not library.form.is_open())
    newest = asked(lambda: seat.counter.clauses.clause(code))
    assert (newest.edition, newest.title[-2:]) == (2, " A")
    seat.settle(lambda: library.table.current() is not None and library.table.current().code == code)  # type: ignore[union-attr]
    QTest.keyClick(seat.frame, Key.Key_F9)
    seat.type("No longer wanted")
    seat.press(Key.Key_Return)
    seat.settle(lambda: code not in {row.code for row in asked(seat.counter.clauses.clauses)})


def test_a_template_is_changed_as_text_and_each_mistake_stands_at_its_line(seat: Seat) -> None:
    QTest.keyClick(seat.frame, Key.Key_F9)
    shelf = seat.page.writing.shelf
    seat.settle(lambda: shelf.isVisible() and bool(shelf.text.toPlainText()))
    code = shelf.templates.current().code  # type: ignore[union-attr]
    good = shelf.text.toPlainText()
    shelf.text.setPlainText(good.replace('key = "buyer"', "key = buyer", 1))
    seat.settle(lambda: shelf.verdict.text().startswith("Line "))
    line = good[: good.index('key = "buyer"')].count("\n") + 1
    assert shelf.verdict.text().startswith(f"Line {line}:")
    QTest.keyClick(seat.frame, Key.Key_F3)
    assert shelf.text.textCursor().blockNumber() == line - 1
    shelf.text.setPlainText(good.replace("title_en = ", 'title_en = "Own: "  # ', 1))
    seat.settle(lambda: shelf.verdict.text() == "The text can be used as it stands.")
    QTest.keyClick(seat.frame, Key.Key_S, Ctrl)
    seat.settle(lambda: len(asked(lambda: seat.counter.shelf.editions(code))) == 2)
    seat.settle(lambda: shelf.editions.current() is not None and shelf.editions.current().edition == "H1")  # type: ignore[union-attr]
    QTest.keyClick(seat.frame, Key.Key_F4)
    seat.settle(lambda: asked(lambda: seat.counter.shelf.template(code)).version == "H1")


def test_a_word_file_is_confirmed_before_it_becomes_a_draft(seat: Seat, tmp_path: Path) -> None:
    file = tmp_path / "text.docx"
    file.write_bytes(a_file())
    before = len(asked(seat.counter.contracts.contracts))
    QTest.keyClick(seat.frame, Key.Key_N, Ctrl)
    seat.settle(seat.page.chooser.isVisible)
    QTest.keyClick(seat.frame, Key.Key_F4)
    view = seat.page.writing.importer
    assert view.isVisible()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    none = Qt.KeyboardModifier.NoModifier
    middle = view.rect().center().toPointF()
    view.dropEvent(QDropEvent(middle, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none))
    seat.settle(lambda: view.parties() is not None and bool(view.reading.toPlainText()))
    assert view.form.fen("total") == 12_000_000
    assert "合同法" in view.notes.text()
    assert len(asked(seat.counter.contracts.contracts)) == before
    seat.press(Key.Key_Escape)
    assert view.isVisible()
    view.form.focus_field("total")
    seat.focus().selectAll()  # type: ignore[attr-defined]
    seat.type("150000")
    QTest.keyClick(seat.frame, Key.Key_F10)
    seat.settle(seat.page.editor.isVisible)
    content = seat.saved()
    assert content.total_fen == 15_000_000
    assert [p.name for p in content.parties] == ["兰州样例农业有限公司", "甘肃样例研究所"]
    assert [c.title for c in content.clauses] == ["", "标的", "价款", "期限"]
    # A file that is no text is told; nothing is begun.
    view.begin()
    plain = tmp_path / "plain.docx"
    plain.write_bytes(b"no document")
    view.read_file(str(plain))
    seat.settle(lambda: "plain.docx was not read" in view.banner.text())
    view.read_file(str(tmp_path / "gone.docx"))
    seat.settle(lambda: view.banner.text() == "gone.docx could not be opened.")


def test_files_are_added_placed_and_taken_out(seat: Seat, clerk: Actor, tmp_path: Path) -> None:
    key = drafted(seat, clerk)
    seat.edit(key)
    form = form_of(seat)
    picture = tmp_path / "plan.pdf"
    picture.write_bytes(asked(lambda: seat.counter.drafting.preview(key)))
    seat.type("T")  # typed and not saved yet: it stays
    form.show_section("attachments")
    form.attachments.dropped.emit([str(picture)])
    seat.settle(lambda: len(form.attachments.cards()) == 1)
    seat.wait_saved()
    content = seat.saved()
    assert [(a.name, a.is_inside) for a in content.attachments] == [("plan.pdf", False)]
    assert content.title.endswith("T")
    form.attachments.cards()[0].inside.setFocus()
    seat.press(Key.Key_Space)
    seat.settle(lambda: seat.saved().attachments[0].is_inside)
    form.attachments.dropped.emit([str(tmp_path / "gone.pdf")])
    seat.settle(lambda: "gone.pdf could not be read" in seat.page.editor.banner.text())
    QTest.mouseClick(form.attachments.cards()[0].remove, Qt.MouseButton.LeftButton)
    seat.settle(lambda: not seat.saved().attachments)
    assert not seat.page.editor.moved.isVisible()


@pytest.mark.parametrize(
    ("text", "rate"), [("3.5", 350), ("３.５%", 350), ("", 0), ("100", 10_000), ("0.25", 25), ("10", 1000)]
)
def test_rates_are_read_as_people_write_them(text: str, rate: int) -> None:
    assert read_rate(text) == rate
    assert read_rate(rate_text(rate)) == rate


@pytest.mark.parametrize("text", ["101", "-1", "0.001", "NaN", "inf", "a lot"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(RateRefused):
        read_rates(text)


def test_sizes_are_told_in_their_largest_unit() -> None:
    assert [size_text(size) for size in (0, 999, 1000, 1500, 20_000_000)] == [
        "0 B",
        "999 B",
        "1 kB",
        "2 kB",
        "20 MB",
    ]
