"""The blanks of one section of a template, each with the field of its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.documents.templates import Variable, VariableKind
from app.documents.variables import NO, YES
from app.documents.words import word
from app.kernel.errors import FieldRefused
from app.kernel.money import figures, parse_yuan
from ui.contracts import phrases
from ui.contracts.fields import AmountField, CountField, DayField, DayRefused, read_day
from ui.contracts.kept_form import RateField, RateRefused, rate_text, read_rate
from ui.parts.forms import Form, LineField

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
            usual = variable.default if variable.kind in _CHOSEN else ""
            self.form.set_text(key, _typed(variable, answers.get(key, "")) or usual)
            self._show_hint(key)
            self._show_wrong(key)

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
            editor.setPlaceholderText(self._usual(variable))
        elif variable.kind in _CHOSEN:
            span = 1 if variable.kind is VariableKind.YES_NO else 2
            self.form.add_choice(key, label, self._options(variable), required=required, span=span)
        elif variable.kind in _NARROW:
            self._add_line(variable, _NARROW[variable.kind](self), label, span=1)
        else:
            self._add_line(variable, LineField(self), label, span=2)

    def _options(self, variable: Variable) -> list[tuple[str, str]]:
        if variable.kind is VariableKind.YES_NO:
            options = [(YES, self.tr("Yes")), (NO, self.tr("No"))]
        else:
            options = [(o.value, phrases.local_name(o.label, o.label_en)) for o in variable.options]
        return options if variable.default else [("", self.tr("Please choose")), *options]

    def _add_line(self, variable: Variable, line: LineField, label: str, *, span: int) -> None:
        self.form.add_field(variable.key, label, line, required=variable.required, span=span)
        line.setPlaceholderText(self._usual(variable) or line.placeholderText())
        line.setToolTip(self._usual(variable))

    def _usual(self, variable: Variable) -> str:
        """What is printed where nothing is typed: the template's usual words, or that it is unused."""
        if variable.default:
            return _typed(variable, variable.default)
        is_open = variable.required or bool(variable.needed_with)
        return "" if is_open else word("template", "unused")

    def _answer(self, variable: Variable) -> str:
        """What was typed as the template takes it; what cannot be read stays as it was typed."""
        text = self.form.text(variable.key)
        try:
            return _READ[variable.kind](text) if text and variable.kind in _READ else text
        except (DayRefused, FieldRefused, RateRefused):
            return text

    def _is_choice(self, key: str) -> bool:
        return self._variables[key].kind in _CHOSEN

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
        """Say at once what is not of the field's kind; what was typed stays, and stays an open point."""
        variable = self._variables[key]
        answer = self._answer(variable)
        if answer and not variable.takes(answer):
            self.form.show_hint(key, self._expected(variable.kind), "error")

    def _expected(self, kind: VariableKind) -> str:
        told = {
            VariableKind.INTEGER: self.tr("Please write a whole number."),
            VariableKind.DATE: self.tr("This is not a day. Write it like 2027-06-30."),
            VariableKind.AMOUNT: self.tr("This is no amount in yuan. Write it like 1,200,000.00."),
            VariableKind.PERCENT: self.tr("Please write a rate from 0 to 100, like 3.5."),
            VariableKind.PATENT_NUMBER: self.tr("This is no patent or application number; a digit is wrong."),
            VariableKind.PHONE: self.tr("This is no telephone number."),
        }
        return told.get(kind, self.tr("This is none of the answers."))

    def _show_hint(self, key: str) -> None:
        """Beside an empty field stand the hint and what the law says when the contract is silent."""
        variable = self._variables[key]
        editor = self.form.editor(key)
        is_text = isinstance(editor, QLineEdit | QPlainTextEdit)
        told = [variable.hint] if variable.hint else []
        if variable.law and is_text and not self.form.text(key):
            told.append(self.tr("Where the contract is silent: {0}").format(variable.law))
        self.form.show_hint(key, "   ".join(told))


def _typed(variable: Variable, answer: str) -> str:
    """Write an answer as people type it: fen as yuan, a rate without needless noughts."""
    if not variable.takes(answer):
        return answer
    return figures(int(answer)) if variable.kind is VariableKind.AMOUNT and answer else answer


def _read_day(text: str) -> str:
    day = read_day(text)
    return day.isoformat() if day else ""


def _read_amount(text: str) -> str:
    return str(parse_yuan(text))


def _read_rate(text: str) -> str:
    return rate_text(read_rate(text)) or "0"


_CHOSEN = (VariableKind.CHOICE, VariableKind.YES_NO)
_READ: dict[VariableKind, Callable[[str], str]] = {
    VariableKind.DATE: _read_day,
    VariableKind.AMOUNT: _read_amount,
    VariableKind.PERCENT: _read_rate,
}
_NARROW: dict[VariableKind, Callable[[QWidget], LineField]] = {
    VariableKind.DATE: DayField,
    VariableKind.INTEGER: CountField,
    VariableKind.AMOUNT: AmountField,
    VariableKind.PERCENT: RateField,
    VariableKind.PATENT_NUMBER: LineField,
    VariableKind.PHONE: LineField,
}
