"""The blanks of a contract: what each takes, and how its answer stands on paper. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.documents.patents import read_patent_number
from app.documents.words import word
from app.kernel.money import LARGEST_FEN, figures, percent


class VariableKind(StrEnum):
    """What a variable takes, as text.

    date: an ISO day. integer: at most nine digits. choice: the value of an option. amount: whole fen.
    percent: 0 to 100 with at most two decimals. patent_number: with its check digit (domain.md 2.4).
    phone: domain.md 4.4. yes_no: ``yes`` or ``no``.
    """

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    INTEGER = "integer"
    CHOICE = "choice"
    AMOUNT = "amount"
    PERCENT = "percent"
    PATENT_NUMBER = "patent_number"
    PHONE = "phone"
    YES_NO = "yes_no"


YES, NO = "yes", "no"


@dataclass(frozen=True)
class Option:
    """One answer of a choice; ``label`` is also its wording in the contract."""

    value: str
    label: str
    label_en: str


@dataclass(frozen=True)
class Variable:
    """A blank of the contract. ``law`` names what applies when the contract is silent.

    needed_with: the answers of other variables that make this one required; alone they decide.
    """

    key: str
    label: str
    label_en: str
    kind: VariableKind
    required: bool = False
    default: str = ""
    hint: str = ""
    law: str = ""
    options: tuple[Option, ...] = ()
    needed_with: tuple[tuple[str, str], ...] = ()

    def is_needed(self, answers: Mapping[str, str]) -> bool:
        """Tell whether it must be answered beside these answers."""
        if self.needed_with:
            return all(answers.get(key, "") == value for key, value in self.needed_with)
        return self.required

    def takes(self, answer: str) -> bool:
        """Tell whether an answer is of its kind; one that is empty is not asked about here."""
        if self.kind is VariableKind.CHOICE:
            return any(option.value == answer for option in self.options)
        fits = _FITS.get(self.kind)
        return fits is None or fits(answer)

    def shown(self, answers: Mapping[str, str]) -> str:
        """Tell how its answer stands in the contract; one of the wrong kind stands as it was typed.

        What must still be answered is a blank, what need not be is the word for "none". The full stop is the
        clause's own: one at the end of an answer is left out.
        """
        answer = answers[self.key]
        if not answer:
            return word("template", "blank" if self.is_needed(answers) else "unused")
        if not self.takes(answer):
            return answer
        if self.kind is VariableKind.CHOICE:
            return next(option.label for option in self.options if option.value == answer)
        write = _WRITES.get(self.kind)
        return write(answer) if write else answer.removesuffix(word("template", "full_stop"))


def _is_day(answer: str) -> bool:
    try:
        return date.fromisoformat(answer).isoformat() == answer
    except ValueError:
        return False


def _is_integer(answer: str) -> bool:
    return answer.isascii() and answer.isdigit() and len(answer) <= 9


def _is_amount(answer: str) -> bool:
    return answer.isascii() and answer.isdigit() and len(answer) <= 20 and int(answer) <= LARGEST_FEN


def _is_percent(answer: str) -> bool:
    return re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,2})?", answer) is not None and Decimal(answer) <= 100


def _is_phone(answer: str) -> bool:
    plain = re.sub(r"[ -]", "", answer)
    shapes = (r"(\+86)?1[3-9][0-9]{9}", r"0[0-9]{9,11}([0-9]{1,6})?", r"\+[1-9][0-9]{6,14}")
    return any(re.fullmatch(shape, plain) for shape in shapes)


def _day_in_words(answer: str) -> str:
    day = date.fromisoformat(answer)
    return word("template", "date", year=day.year, month=day.month, day=day.day)


_FITS: dict[VariableKind, Callable[[str], bool]] = {
    VariableKind.DATE: _is_day,
    VariableKind.INTEGER: _is_integer,
    VariableKind.AMOUNT: _is_amount,
    VariableKind.PERCENT: _is_percent,
    VariableKind.PATENT_NUMBER: lambda answer: read_patent_number(answer) is not None,
    VariableKind.PHONE: _is_phone,
    VariableKind.YES_NO: lambda answer: answer in (YES, NO),
}

_WRITES: dict[VariableKind, Callable[[str], str]] = {
    VariableKind.DATE: _day_in_words,
    VariableKind.AMOUNT: lambda answer: word("template", "amount", figures=figures(int(answer))),
    VariableKind.PERCENT: lambda answer: percent(int(Decimal(answer) * 100)),
    VariableKind.PATENT_NUMBER: lambda answer: str(read_patent_number(answer)),
    VariableKind.YES_NO: lambda answer: word("template", answer),
}
