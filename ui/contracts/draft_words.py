"""Words of the drafting windows: classes of contracts, problems of templates, moments of today."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.documents.template_text import TemplateProblem, TemplateRefused
from app.kernel.clock import local

_KINDS = {
    "dev": QT_TRANSLATE_NOOP("Contracts", "Technology development"),
    "trf": QT_TRANSLATE_NOOP("Contracts", "Technology transfer"),
    "lic": QT_TRANSLATE_NOOP("Contracts", "Technology licence"),
    "con": QT_TRANSLATE_NOOP("Contracts", "Technical consulting"),
    "srv": QT_TRANSLATE_NOOP("Contracts", "Technical service"),
    "free": QT_TRANSLATE_NOOP("Contracts", "A text of the parties' own"),
    "supp": QT_TRANSLATE_NOOP("Contracts", "Supplement"),
}
_PROBLEMS: dict[TemplateProblem, object] = {
    TemplateProblem.NOT_TOML: QT_TRANSLATE_NOOP("Contracts", "This line cannot be read."),
    TemplateProblem.TOO_LONG: QT_TRANSLATE_NOOP("Contracts", "The text is too long."),
    TemplateProblem.KEY_MISSING: QT_TRANSLATE_NOOP("Contracts", "An entry is missing: {0}"),
    TemplateProblem.KEY_UNKNOWN: QT_TRANSLATE_NOOP("Contracts", "There is no such entry: {0}"),
    TemplateProblem.KEY_TWICE: QT_TRANSLATE_NOOP("Contracts", "This stands there twice: {0}"),
    TemplateProblem.WRONG_VALUE: QT_TRANSLATE_NOOP("Contracts", "This entry takes another value: {0}"),
    TemplateProblem.OTHER_CODE: QT_TRANSLATE_NOOP("Contracts", "This is the text of another template: {0}"),
    TemplateProblem.OPEN_BRACE: QT_TRANSLATE_NOOP(
        "Contracts", "A brace is open or closed once too often: {0}"
    ),
    TemplateProblem.UNKNOWN_BLANK: QT_TRANSLATE_NOOP("Contracts", "This blank has no variable: {0}"),
    TemplateProblem.UNUSED_VARIABLE: QT_TRANSLATE_NOOP("Contracts", "This variable stands in no clause: {0}"),
    TemplateProblem.UNKNOWN_OPTION: QT_TRANSLATE_NOOP("Contracts", "The choice has no such answer: {0}"),
    TemplateProblem.SECTION_MISSING: QT_TRANSLATE_NOOP("Contracts", "This section may not be left out: {0}"),
    TemplateProblem.ROLE_MISSING: QT_TRANSLATE_NOOP("Contracts", "A side has no name: {0}"),
    TemplateProblem.PRICE_SECTION: QT_TRANSLATE_NOOP("Contracts", "One section must carry the price."),
    TemplateProblem.REPEALED_LAW: QT_TRANSLATE_NOOP("Contracts", "This law is no longer in force: {0}"),
}


def template_kind(kind: str) -> str:
    """Name a class of contracts (domain.md 1.2)."""
    return _tr(_KINDS[kind])


def template_problem(refused: TemplateRefused) -> str:
    """Say what is wrong with the text of a template."""
    return _tr(_PROBLEMS[refused.problem]).format(refused.about)


def clock(at: int, zone: str) -> str:
    """Write a moment of today as the hall's wall clock shows it."""
    return local(at, zone).strftime("%H:%M:%S")


def _tr(text: object) -> str:
    return QCoreApplication.translate("Contracts", str(text))
