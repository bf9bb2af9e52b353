"""The blanks of one section of a template, each with the field of its kind."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.documents.templates import Variable, VariableKind
from ui.contracts import phrases
from ui.contracts.fields import CountField, DayField, DayRefused, read_day
from ui.parts.forms import Form

_LINES = 4


class AnswersSection(QWidget):
    """Asks for what the template leaves open.

    Signals:
        edited: Something was typed.
        submitted: Enter in the last field.
    """

    edited = Signal()
    submitted = Signal()

    def __init__(self, variables: tuple[Variable, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._variables = {v.key: v for v in variables}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.form = Form(self, columns=2)
        for variable in variables:
            self._add(variable)
        column.addWidget(self.form)
        column.addStretch(1)
        self.form.edited.connect(self._on_edited)
        self.form.submitted.connect(self.submitted)

    def variable_keys(self) -> tuple[str, ...]:
        """Give the keys of the variables asked for."""
        return tuple(self._variables)

    def labels(self) -> dict[str, str]:
        """Give the words of the variables in the person's language."""
        return {v.key: phrases.local_name(v.label, v.label_en) for v in self._variables.values()}

    def show_answers(self, answers: Mapping[str, str]) -> None:
        """Fill the section."""
        for key, variable in self._variables.items():
            usual = variable.default if variable.kind is VariableKind.CHOICE else ""
            self.form.set_text(key, answers.get(key, "") or usual)
            self._show_hint(key)

    def answers(self) -> dict[str, str]:
        """Give what was typed; the usual choice of the template is no answer of its own."""
        typed = {key: self._answer(variable) for key, variable in self._variables.items()}
        return {
            key: text
            for key, text in typed.items()
            if text and not (self._is_choice(key) and text == self._variables[key].default)
        }

    def settle(self, derived: Mapping[str, str], effective: Mapping[str, str]) -> bool:
        """Hide what follows from elsewhere or is not needed; tells whether anything is left to see.

        effective: the answers of the whole contract, the template's usual ones included.
        """
        shown = {key: self._is_asked(v, derived, effective) for key, v in self._variables.items()}
        for key, is_shown in shown.items():
            self.form.show_field(key, is_shown=is_shown)
        return any(shown.values())

    def focus_field(self, key: str) -> None:
        """Put the focus into a field."""
        self.form.editor(key).setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, variable: Variable) -> None:
        label = phrases.local_name(variable.label, variable.label_en)
        required, key = variable.required, variable.key
        if variable.kind is VariableKind.LONG_TEXT:
            editor = self.form.add_text(key, label, required=required, lines=_LINES, span=2)
            editor.setPlaceholderText(variable.default)
        elif variable.kind is VariableKind.CHOICE:
            options = [(o.value, phrases.local_name(o.label, o.label_en)) for o in variable.options]
            if not variable.default:
                options.insert(0, ("", self.tr("Please choose")))
            self.form.add_choice(key, label, options, required=required)
        elif variable.kind is VariableKind.DATE:
            self.form.add_field(key, label, DayField(self), required=required)
        elif variable.kind is VariableKind.INTEGER:
            self._add_line(variable, CountField(self), label)
        else:
            self._add_line(variable, None, label)

    def _add_line(self, variable: Variable, editor: QLineEdit | None, label: str) -> None:
        if editor is None:
            line: QLineEdit = self.form.add_line(variable.key, label, required=variable.required, span=2)
        else:
            line = editor
            self.form.add_field(variable.key, label, editor, required=variable.required)
        line.setPlaceholderText(variable.default)

    def _answer(self, variable: Variable) -> str:
        text = self.form.text(variable.key)
        if variable.kind is not VariableKind.DATE:
            return text
        try:
            day = read_day(text)
        except DayRefused:
            return text
        return day.isoformat() if day else ""

    def _is_choice(self, key: str) -> bool:
        return self._variables[key].kind is VariableKind.CHOICE

    def _is_asked(self, variable: Variable, derived: Mapping[str, str], effective: Mapping[str, str]) -> bool:
        if variable.key in self.answers() or self.form.editor(variable.key).hasFocus():
            return True
        if derived.get(variable.key):
            return False
        return all(effective.get(key, "") == value for key, value in variable.needed_with)

    def _on_edited(self, key: str) -> None:
        self._show_hint(key)
        self._show_wrong(key)
        self.edited.emit()

    def _show_wrong(self, key: str) -> None:
        editor = self.form.editor(key)
        if isinstance(editor, CountField) and not editor.is_whole():
            self.form.show_error(key, self.tr("Please write a whole number."))
        elif isinstance(editor, DayField) and self._is_no_day(editor):
            self.form.show_error(key, self.tr("This is not a day. Write it like 2027-06-30."))

    def _is_no_day(self, editor: DayField) -> bool:
        try:
            editor.day()
        except DayRefused:
            return True
        return False

    def _show_hint(self, key: str) -> None:
        """Beside an empty field stand the hint and what the law says when the contract is silent."""
        variable = self._variables[key]
        editor = self.form.editor(key)
        is_text = isinstance(editor, QLineEdit | QPlainTextEdit)
        told = [variable.hint] if variable.hint else []
        if variable.law and is_text and not self.form.text(key):
            told.append(self.tr("The law: {0}").format(variable.law))
        self.form.set_hint(key, "   ".join(told))
