"""Words of the registrar's page: limits, codes in the person's language, amounts."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QComboBox

from app.contracts.codes import CodeRow, codes
from app.kernel.money import figures
from app.registration.fields import Subfields
from app.registration.precheck import CheckFinding
from app.registration.queries import RegistrationRow
from app.registration.refusals import ListRefused
from app.registration.states import DueLight
from ui import wording
from ui.parts.forms import Form
from ui.parts.names import local_name

_LEFT = QT_TRANSLATE_NOOP("Registration", "{0}  ({1} left)")
_TODAY = QT_TRANSLATE_NOOP("Registration", "{0}  (today)")
_LATE = QT_TRANSLATE_NOOP("Registration", "{0}  (late by {1})")
_UNSURE = QT_TRANSLATE_NOOP("Registration", "{0}  (holidays not known yet)")
_NO_SECOND = QT_TRANSLATE_NOOP("Registration", "No second level")
_NOT_CHOSEN = QT_TRANSLATE_NOOP("Registration", "Not chosen")
_SHORTEST = 8
TONES = {DueLight.LATE: "trouble", DueLight.TODAY: "trouble", DueLight.SOON: "waiting"}


def due_words(row: RegistrationRow) -> str:
    """Tell the last day of the limit and how many working days are left."""
    if row.due is None:
        return ""
    day = row.due.day.isoformat()
    if row.light is DueLight.LATE:
        return _broken_once(_said(_LATE).format(day, -row.days_left))
    if row.light is DueLight.TODAY:
        return _broken_once(_said(_TODAY).format(day))
    told = _said(_LEFT).format(day, row.days_left)
    return _broken_once(told if row.due.is_sure else _said(_UNSURE).format(told))


def due_tone(row: RegistrationRow) -> str:
    """Tell the colour of a limit, or ""."""
    return TONES.get(row.light, "")


def yuan(fen: int) -> str:
    """Write an amount with the sign of the currency."""
    return f"\u00a5 {figures(fen)}"


def options(table: str) -> list[tuple[str, str]]:
    """Offer the codes of a table, nothing chosen first."""
    return [("", _said(_NOT_CHOSEN)), *((row.code, code_words(row)) for row in codes(table))]


def kinds() -> list[tuple[str, str]]:
    """Offer the subtypes."""
    rows = [row for row in codes("type") if row.parent]
    return [("", _said(_NOT_CHOSEN)), *((row.code, code_words(row)) for row in rows)]


def subfields(below: Subfields) -> list[tuple[str, str]]:
    """Offer the second level of a field, nothing chosen first; alone it says that there is none."""
    if not below:
        return [("", _said(_NO_SECOND))]
    return [("", _said(_NOT_CHOSEN)), *((row.code, code_words(row)) for row in below)]


def code_words(row: CodeRow) -> str:
    """Write a code with its name."""
    return f"{row.code}  {local_name(row.name, row.name_en)}"


def finding_words(finding: CheckFinding) -> str:
    """Word a finding in the person's language."""
    return local_name(finding.text, finding.text_en)


def worded(error: Exception) -> Exception:
    """Say in words why lines of a list cannot be taken."""
    if not isinstance(error, ListRefused):
        return error
    lines = (line.partition(": ") for line in error.lines.split("; "))
    return ListRefused(error.count, "; ".join(f"{at}: {wording.problem(why)}" for at, _, why in lines))


def narrow(form: Form) -> None:
    """Let the choices of a form be narrower than their words: the list that opens shows them whole."""
    for box in form.findChildren(QComboBox):
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_SHORTEST)


def _broken_once(text: str) -> str:
    """Let a day and what is said of it be two lines at most: no line ends inside either."""
    return text.replace(" ", "\u00a0").replace("\u00a0\u00a0", "  ")


def _said(text: object) -> str:
    return QCoreApplication.translate("Registration", str(text))
