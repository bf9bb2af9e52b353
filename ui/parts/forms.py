"""Forms: labels above their fields, errors below them, Enter goes on, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from PySide6.QtCore import QDate, QEvent, QMimeData, QObject, Qt, QTime, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from app.kernel.errors import FieldRefused
from ui import theme, wording
from ui.parts.choice_field import ChoiceField
from ui.parts.words import set_tone, words


class LineField(QLineEdit):
    """A line; pasted text loses its line breaks and tabs, and nothing else."""

    def __init__(self, parent: QWidget | None = None, *, placeholder: str = "") -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(self._clean)

    def _clean(self, text: str) -> None:
        clean = one_line(text)
        if clean != text:
            place = self.cursorPosition()
            self.setText(clean)
            self.setCursorPosition(min(place, len(clean)))


class TextField(QPlainTextEdit):
    """Several lines of plain text; Tab goes to the next field."""

    def __init__(self, parent: QWidget | None = None, *, lines: int = 3) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.px(24) * lines + 18)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take only the plain text of what is pasted."""
        self.insertPlainText(source.text().replace("\r\n", "\n").replace("\r", "\n"))


class _Field(QWidget):
    """A label, a field, and the place of its error."""

    def __init__(self, label: str, editor: QWidget, required: bool, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.editor = editor
        self.is_required = required
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.label = words(f"{label} *" if required else label, "label", self)
        self.label.setVisible(bool(label))
        self.label.setBuddy(editor)
        self.error = words("", "error", self, wrap=True)
        self.error.hide()
        self.hint = words(hint, "small", self, wrap=True)
        self.hint.setVisible(bool(hint))
        editor.setAccessibleName(label)
        for part in (self.label, editor, self.error, self.hint):
            column.addWidget(part)
        column.addStretch(1)
        self._column = column

    def event(self, event: QEvent) -> bool:
        """Keep the height that wrapped words need; layouts alone let a field be squeezed."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._keep_height()
        return super().event(event)

    def show_error(self, sentence: str) -> None:
        """Show or take away the error."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.hint.setVisible(self.hint.text() not in ("", sentence))
        theme.mark(self.editor, "wrong", bool(sentence))
        self.editor.setAccessibleDescription(sentence)

    def _keep_height(self) -> None:
        needed = self._column.totalHeightForWidth(self.width())
        self.setMinimumHeight(max(needed, self._column.totalMinimumSize().height()))

    def show_hint(self, text: str, tone: str) -> None:
        """Show or take away a hint."""
        set_tone(self.hint, tone)
        self.hint.setText(text)
        self.hint.setVisible(bool(text))


class Form(QWidget):
    """Named fields in columns.

    Signals:
        submitted: Enter in the last field, or Ctrl+Enter anywhere.
        edited: Something was typed or chosen. Carries the name of the field.
    """

    submitted = Signal()
    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, columns: int = 1) -> None:
        super().__init__(parent)
        self._fields: dict[str, _Field] = {}
        self._columns = columns
        self._row = self._at = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._grid = QGridLayout()
        column.addLayout(self._grid)
        column.addStretch(1)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        for place in range(columns):
            self._grid.setColumnStretch(place, 1)

    def add_field(
        self, name: str, label: str, editor: QWidget, *, required: bool = False, hint: str = "", span: int = 1
    ) -> QWidget:
        """Add any editor under a name; ``span`` columns wide. Gives the editor."""
        span = min(span, self._columns)
        if self._at + span > self._columns:
            self._row, self._at = self._row + 1, 0
        field = _Field(label, editor, required, hint, self)
        self._grid.addWidget(field, self._row, self._at, 1, span)
        self._at += span
        self._fields[name] = field
        editor.setObjectName(name)
        editor.installEventFilter(self)
        self._hear(editor)
        return editor

    def add_line(
        self,
        name: str,
        label: str,
        *,
        required: bool = False,
        hint: str = "",
        placeholder: str = "",
        secret: bool = False,
        span: int = 1,
    ) -> LineField:
        """Add a line of text."""
        editor = LineField(self, placeholder=placeholder)
        if secret:
            editor.setEchoMode(QLineEdit.EchoMode.Password)
        self.add_field(name, label, editor, required=required, hint=hint, span=span)
        return editor

    def add_text(
        self, name: str, label: str, *, required: bool = False, hint: str = "", lines: int = 3, span: int = 1
    ) -> TextField:
        """Add several lines of text."""
        editor = TextField(self, lines=lines)
        self.add_field(name, label, editor, required=required, hint=hint, span=span)
        return editor

    def add_choice(
        self,
        name: str,
        label: str,
        options: Sequence[tuple[str, str]],
        *,
        required: bool = False,
        hint: str = "",
        span: int = 1,
    ) -> QComboBox:
        """Add a choice of (key, words)."""
        editor = ChoiceField(self)
        self.add_field(name, label, editor, required=required, hint=hint, span=span)
        self.set_options(name, options)
        return editor

    def add_number(
        self, name: str, label: str, low: int, high: int, *, suffix: str = "", hint: str = "", span: int = 1
    ) -> QSpinBox:
        """Add a whole number; Up and Down change it."""
        editor = QSpinBox(self)
        editor.setRange(low, high)
        editor.setSuffix(suffix)
        _indent(editor)
        self.add_field(name, label, editor, hint=hint, span=span)
        return editor

    def add_date(
        self, name: str, label: str, day: date, *, required: bool = False, hint: str = "", span: int = 1
    ) -> QDateEdit:
        """Add a day with a calendar."""
        editor = QDateEdit(QDate(day.year, day.month, day.day), self)
        editor.setDisplayFormat("yyyy-MM-dd")
        editor.setCalendarPopup(True)
        self.add_field(name, label, editor, required=required, hint=hint, span=span)
        return editor

    def add_time(self, name: str, label: str, at: time, *, hint: str = "", span: int = 1) -> QTimeEdit:
        """Add a time of day."""
        editor = QTimeEdit(QTime(at.hour, at.minute), self)
        editor.setDisplayFormat("HH:mm")
        _indent(editor)
        self.add_field(name, label, editor, hint=hint, span=span)
        return editor

    def add_tick(self, name: str, text: str, *, hint: str = "", span: int = 1) -> QCheckBox:
        """Add a box to tick."""
        editor = QCheckBox(text, self)
        self.add_field(name, "", editor, hint=hint, span=span)
        return editor

    def set_options(self, name: str, options: Sequence[tuple[str, str]]) -> None:
        """Change the options of a choice; the chosen one stays while it is among them."""
        editor = self._fields[name].editor
        assert isinstance(editor, QComboBox)
        kept = editor.currentData()
        editor.clear()
        for key, text in options:
            editor.addItem(text, key)
        editor.setCurrentIndex(max(editor.findData(kept), 0))

    def editor(self, name: str) -> QWidget:
        """Give the widget of a field."""
        return self._fields[name].editor

    def show_field(self, name: str, *, is_shown: bool) -> None:
        """Show or hide a field with its label."""
        self._fields[name].setVisible(is_shown)

    def text(self, name: str) -> str:
        """Give what a field holds: text, the key of a choice, ISO day, HH:mm, digits, "1" or ""."""
        editor = self._fields[name].editor
        if isinstance(editor, QLineEdit):
            return editor.text().strip() if editor.echoMode() is QLineEdit.EchoMode.Normal else editor.text()
        if isinstance(editor, QPlainTextEdit):
            return editor.toPlainText().strip()
        if isinstance(editor, QComboBox):
            return str(editor.currentData() or "")
        if isinstance(editor, QCheckBox):
            return "1" if editor.isChecked() else ""
        if isinstance(editor, QSpinBox):
            return str(editor.value())
        if isinstance(editor, QDateEdit):
            return editor.date().toString(Qt.DateFormat.ISODate)
        if isinstance(editor, QTimeEdit):
            return editor.time().toString("HH:mm")
        raise TypeError(f"{type(editor).__name__} has no text of its own")

    def set_text(self, name: str, value: str) -> None:
        """Fill a field, in the form that ``text`` gives."""
        editor = self._fields[name].editor
        if isinstance(editor, QLineEdit):
            editor.setText(one_line(value))
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(value)
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findData(value), 0))
        elif isinstance(editor, QCheckBox):
            editor.setChecked(bool(value))
        elif isinstance(editor, QSpinBox):
            editor.setValue(int(value))
        elif isinstance(editor, QDateEdit):
            editor.setDate(QDate.fromString(value, Qt.DateFormat.ISODate))
        elif isinstance(editor, QTimeEdit):
            editor.setTime(QTime.fromString(value, "HH:mm"))

    def values(self) -> dict[str, str]:
        """Give all fields by name."""
        return {name: self.text(name) for name in self._fields}

    def set_hint(self, name: str, hint: str) -> None:
        """Change the words below a field; an empty hint takes no room."""
        self._fields[name].hint.setText(hint)
        self._fields[name].hint.setVisible(bool(hint))

    def error(self, name: str) -> str:
        """Tell the error shown below a field, or ""."""
        return self._fields[name].error.text()

    def show_error(self, name: str, sentence: str) -> None:
        """Show an error below a field and put the focus there."""
        self._fields[name].show_error(sentence)
        if sentence:
            self._fields[name].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_hint(self, name: str, text: str, tone: str = "small") -> None:
        """Say something small below a field, or take it away; tones as in ``words``."""
        self._fields[name].show_hint(text, tone)

    def hint(self, name: str) -> str:
        """Tell what is said below a field, or ""."""
        return self._fields[name].hint.text()

    def clear_errors(self) -> None:
        """Take all errors away."""
        for field in self._fields.values():
            field.show_error("")

    def show_refusal(self, error: Exception) -> bool:
        """Show a refused field's reason at the field; tells whether there was one to show it at."""
        if isinstance(error, FieldRefused) and error.field in self._fields:
            self.show_error(error.field, wording.sentence(error))
            return True
        return False

    def is_complete(self) -> bool:
        """Tell whether every required field is filled; marks those that are not, focuses the first."""
        empty = [name for name, field in self._fields.items() if field.is_required and not self.text(name)]
        for name in reversed(empty):
            self.show_error(name, wording.problem("empty"))
        return not empty

    def focus_first(self) -> None:
        """Put the focus into the first field."""
        for field in self._fields.values():
            if field.editor.isEnabled() and not field.isHidden():
                field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter go on to the next field and submit from the last."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
            return True
        if isinstance(watched, QPlainTextEdit):
            return False
        self._go_on(watched)
        return True

    def _go_on(self, editor: QObject) -> None:
        open_fields = [f.editor for f in self._fields.values() if f.editor.isEnabled() and not f.isHidden()]
        place = next((i for i, candidate in enumerate(open_fields) if candidate is editor), -1)
        if place + 1 < len(open_fields):
            open_fields[place + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.submitted.emit()

    def _hear(self, editor: QWidget) -> None:
        for signal in ("textChanged", "currentIndexChanged", "toggled", "valueChanged", "dateChanged"):
            found = getattr(editor, signal, None)
            if found is not None:
                found.connect(self._on_edited)
                return

    def _on_edited(self) -> None:
        editor = self.sender()
        for name, field in self._fields.items():
            if field.editor is editor:
                field.show_error("")
                self.edited.emit(name)
                return


def one_line(text: str) -> str:
    """Take line breaks and tabs out of a text; every other character stays as typed."""
    return (
        " ".join(text.replace("\u2028", "\n").replace("\t", "\n").splitlines()) if _is_broken(text) else text
    )


def buttons_row(*buttons: QWidget, parent: QWidget | None = None) -> QWidget:
    """Put buttons side by side at the right; the primary one last."""
    row = QWidget(parent)
    grid = QGridLayout(row)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setColumnStretch(0, 1)
    for place, button in enumerate(buttons, start=1):
        grid.addWidget(button, 0, place)
    return row


def _indent(editor: QAbstractSpinBox) -> None:
    """Give figures the room at their left that the stylesheet cannot give inside a spin box."""
    editor.lineEdit().setTextMargins(8, 0, 0, 0)


def _is_broken(text: str) -> bool:
    return any(mark in text for mark in "\n\r\t\u2028\u2029")
