"""Words for what the core says in facts: refusals and states. The core itself speaks no language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from app.kernel.clock import local
from app.kernel.errors import FieldRefused, Refusal
from app.settings import Settings
from ui.wording import deeds, drafting, labels, registering, sealing, sentences, signing, templates
from ui.wording.deeds import OTHER

LABELS = labels.LABELS | drafting.LABELS | registering.LABELS | sealing.LABELS | signing.LABELS
LABELS |= templates.LABELS
SENTENCES = sentences.SENTENCES | drafting.SENTENCES | registering.SENTENCES | sealing.SENTENCES
SENTENCES |= signing.SENTENCES | templates.SENTENCES
INSTEAD = sentences.INSTEAD | registering.INSTEAD
PROBLEMS = sentences.PROBLEMS | registering.PROBLEMS | sealing.PROBLEMS | signing.PROBLEMS
PROBLEMS |= templates.PROBLEMS
DEEDS = deeds.DEEDS | registering.DEEDS | sealing.DEEDS | signing.DEEDS
_ZONE = Settings().zone
_OTHER = QT_TRANSLATE_NOOP("Wording", "This is not possible now. Nothing was changed.")
_FAULT = QT_TRANSLATE_NOOP(
    "Wording",
    "Something went wrong in the program. What was saved is safe, nothing was half written. "
    "Try once more, and give this number when you report it: {reference}",
)
_SEPARATOR = QT_TRANSLATE_NOOP("Wording", ", ")
_NAMED = QT_TRANSLATE_NOOP("Wording", "{0}: {1}")
_ASIDE = QT_TRANSLATE_NOOP("Wording", "{0} ({1})")
_OTHER_PROBLEM = QT_TRANSLATE_NOOP("Wording", "This cannot be taken as it stands.")


@dataclass(eq=False)
class Fault(Exception):
    """A bug as the clerk is told of it; the log has the rest under the reference."""

    reference: str


def sentence(error: Exception) -> str:
    """Word a refusal: what happened, what is safe, what to do."""
    if isinstance(error, Fault):
        return _translated(_FAULT).format(reference=error.reference)
    if isinstance(error, FieldRefused):
        return problem(error.problem)
    if isinstance(error, Refusal):
        facts = error.facts()
        known = INSTEAD.get(str(facts.get("use_case"))) if error.code == "NotRegrettable" else None
        return _translated(known or SENTENCES.get(error.code, _OTHER)).format_map(_worded(facts))
    return _translated(_OTHER)


def problem(word: str) -> str:
    """Word what is wrong with one field."""
    return _translated(PROBLEMS.get(word, _OTHER_PROBLEM))


def label(state: StrEnum) -> str:
    """Word a state, a kind or a role."""
    known = LABELS.get(f"{type(state).__name__}.{state.value}")
    return _translated(known) if known else state.value


def deed(use_case: str) -> str:
    """Word a use case; an empty one happened at another terminal."""
    return _translated(DEEDS.get(use_case, OTHER))


def listed(parts: Iterable[str]) -> str:
    """Put words one after the other, as the language separates them."""
    return _translated(_SEPARATOR).join(part for part in parts if part)


def named(name: object, told: object) -> str:
    """Tell what something is: a name, and what is said of it."""
    return _translated(_NAMED).format(name, told)


def with_aside(text: str, aside: str) -> str:
    """Tell something and, in brackets, what goes with it."""
    return _translated(_ASIDE).format(text, aside) if aside else text


def has_deed(use_case: str) -> bool:
    """Tell whether a use case has words of its own."""
    return use_case in DEEDS


def has_sentence(code: str) -> bool:
    """Tell whether a refusal has words of its own."""
    return code in SENTENCES or code == FieldRefused.__name__


def has_problem(word: str) -> bool:
    """Tell whether a problem of a field has words."""
    return word in PROBLEMS


def has_label(state: StrEnum) -> bool:
    """Tell whether a state has words."""
    return f"{type(state).__name__}.{state.value}" in LABELS


def _translated(text: object) -> str:
    return QCoreApplication.translate("Wording", str(text))


def _worded(facts: Mapping[str, object]) -> dict[str, object]:
    is_chinese = QLocale().language() == QLocale.Language.Chinese
    said = {name: _word(name, value) for name, value in facts.items()}
    for name in facts:
        if not is_chinese and facts.get(f"{name}_en"):
            said[name] = facts[f"{name}_en"]
    return said


def _word(name: str, value: object) -> object:
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, int) and (name == "until" or name.endswith("_at")):
        return local(value, _ZONE).strftime("%H:%M")
    if isinstance(value, str):
        return _word_of_code(name, value)
    return value


def _word_of_code(name: str, value: str) -> str:
    """Word a fact that names a permission, a problem or a state by its value."""
    if name == "problem":
        return problem(value)
    if name in ("use_case", "later"):
        return deed(value)
    ending = f".{value}"
    if name in ("permission", "state", "step"):
        kind = "Permission" if name == "permission" else ""
        for key, text in LABELS.items():
            if key.endswith(ending) and key.startswith(kind):
                return _translated(text)
    return value
